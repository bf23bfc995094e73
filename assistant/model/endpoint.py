"""The endpoint that answers: its connections, how many requests are under way, and what all work with it shares."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from assistant.errors import UsageError
from assistant.model.budget import Budget
from assistant.model.cache import AnswerCache, Answers, NoAnswers
from assistant.model.contexts import Contexts
from assistant.model.limits import Limits
from assistant.model.width import Width
from assistant.settings import Settings

if TYPE_CHECKING:
    from httpx2 import AsyncBaseTransport
    from openai import AsyncOpenAI

    from assistant.model.deferred import Deferred

_AT_WORK = 2
"""Questions at work for each request that may be under way: the next is ready when one is answered."""

_NO_KEY = "no-key-needed"
"""Sent to a server of one's own, which asks for none; the client library insists on some key."""


@dataclass
class Connections:
    """What belongs to one event loop: its connections, its queues, and how many clients use them."""

    client: AsyncOpenAI
    slots: asyncio.Semaphore
    """For questions: so many are at work, of which some are put together, or read, while others are under way."""
    width: Width
    """For requests: so many of them are under way."""
    users: int = 0


class Endpoint:
    """Where the models of `settings` answer, as all clients share it: connections, queue, limits, budget, cache.

    It may be used from several event loops: each gets connections of its own, which are closed when the last client
    on that loop lets go of them. `answers` are those known already, if not those of the settings' cache. Where requests
    are `deferred`, none is sent. `transport`, `sleep` and `clock` are there for tests.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        answers: Answers | None = None,
        deferred: Deferred | None = None,
        transport: AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self.sleep = sleep
        self._clock = clock
        self._limits: dict[str | None, Limits] = {}
        self.contexts = Contexts(settings.context_length)
        self.budget = Budget(settings)
        self.deferred = deferred
        known = answers or _answers(settings)
        self.answers: Answers = deferred.besides(known) if deferred else known
        self._transport = deferred.transport if deferred else transport
        self.refused: set[tuple[str | None, str]] = set()
        """The models that have refused a parameter, with its name."""
        self._connections: WeakKeyDictionary[asyncio.AbstractEventLoop, Connections] = WeakKeyDictionary()

    def limits_of(self, model: str | None) -> Limits:
        """The limits of one of the models, which all its clients keep to."""
        return self._limits.setdefault(model, Limits(self.settings, self.sleep, self._clock))

    def connect(self) -> Connections:
        """The connections of the running event loop, for one more client: `release` is to be called once for it."""
        loop = asyncio.get_running_loop()
        if loop not in self._connections:
            most = self.settings.concurrency
            self._connections[loop] = Connections(self._open(), asyncio.Semaphore(_AT_WORK * most), Width(most))
        connections = self._connections[loop]
        connections.users += 1
        return connections

    async def release(self, connections: Connections) -> None:
        """Closes `connections` where no other client uses them; a later `connect` opens new ones."""
        connections.users -= 1
        if connections.users == 0:
            self._connections.pop(asyncio.get_running_loop(), None)
            await connections.client.close()
        if not self._connections:
            self.answers.close()

    def _open(self) -> AsyncOpenAI:
        # Imported here because they take 1.5 s, which only a question to a model should pay for. The last two are used
        # later, when a question's time has begun.
        import genai_prices  # noqa: F401
        import instructor  # noqa: F401
        from httpx2 import InvalidURL
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        settings = self.settings
        try:
            return AsyncOpenAI(
                api_key=_key(settings),
                base_url=settings.endpoint,
                timeout=settings.timeout,
                max_retries=0,
                # No redirects: a text goes to the host that the user was told of, and to no other.
                http_client=DefaultAsyncHttpxClient(transport=self._transport, follow_redirects=False),
            )
        except InvalidURL as error:
            raise UsageError(f"OPENAI_BASE_URL is not an address ({error}): correct it") from None


def _answers(settings: Settings) -> Answers:
    return AnswerCache(settings.cache_directory, settings.cache_megabytes) if settings.cache else NoAnswers()


def _key(settings: Settings) -> str:
    key = settings.api_key.strip() if settings.api_key else _NO_KEY
    if not key.isascii() or not key.isprintable():
        raise UsageError("OPENAI_API_KEY holds characters that no key has: copy it again")
    return key
