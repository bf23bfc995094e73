"""One client for all calls to the model: bounded, retried, counted.

Three owners, each of its own errors: tenacity repeats a request whose transport failed; instructor asks once more
for an answer that does not parse; what an answer lacks is for the engine to ask for again. The retries of openai
itself are off.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from assistant.errors import ModelAnswerError, ModelConnectionError, UsageError
from assistant.model.failures import explain, is_worth_retrying, refuses_temperature, require_answer, unusable
from assistant.model.waiting import seconds_to_wait
from assistant.schema import Usage
from assistant.settings import Settings

if TYPE_CHECKING:
    from httpx2 import AsyncBaseTransport
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

Answer = TypeVar("Answer", bound=BaseModel)

_OPENAI = "https://api.openai.com/v1"
_NO_KEY = "no-key-needed"
"""Sent to a server of one's own, which asks for none; the client library insists on some key."""
_TRIES = 5
_REASKS = 1


@dataclass(frozen=True)
class _Session:
    """What belongs to one event loop: its connections, its queue, and instructor's door to both."""

    client: AsyncOpenAI
    slots: asyncio.Semaphore
    create: Callable[..., Awaitable[Any]]


class ModelClient:
    """Asks the model of `settings` for answers of a given type.

    It may be used from several event loops: each gets connections of its own, which `aclose` closes before the
    loop ends. `transport` and `sleep` are there for tests.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        transport: AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._sleep = sleep
        self._usage = Usage()
        self._temperature = settings.temperature
        self._sessions: WeakKeyDictionary[asyncio.AbstractEventLoop, _Session] = WeakKeyDictionary()

    @property
    def usage(self) -> Usage:
        """Every request sent since the client was made, and the tokens of every answer, whether usable or not."""
        return self._usage

    async def ask(self, messages: Sequence[Mapping[str, str]], answer_type: type[Answer]) -> Answer:
        """The model's answer to `messages`, parsed.

        Raises ModelConnectionError, ModelRejectedError (ContextOverflowError where the request is too long) or
        ModelAnswerError (AnswerCutError where the answer is).
        """
        session = self._session()
        async with session.slots:
            try:
                async with asyncio.timeout(self._settings.deadline):
                    return await self._parsed(session, messages, answer_type)
            except TimeoutError:
                raise ModelConnectionError(
                    f"{self._settings.host} gave no usable answer within {self._settings.deadline:g} s: "
                    "try again later, or give it more time with the setting deadline"
                ) from None

    async def aclose(self) -> None:
        """Closes the connections of the running event loop; a later `ask` opens new ones."""
        session = self._sessions.pop(asyncio.get_running_loop(), None)
        if session is not None:
            await session.client.close()

    async def _parsed(
        self, session: _Session, messages: Sequence[Mapping[str, str]], answer_type: type[Answer]
    ) -> Answer:
        from instructor.core import InstructorRetryException

        # No `context=`: with one, instructor renders the messages, and so the article, as Jinja2 templates.
        try:
            answer = await session.create(
                response_model=answer_type,
                messages=[dict(message) for message in messages],
                model=self._settings.model,
                max_retries=_REASKS,
                strict=False,
            )
        except InstructorRetryException as error:
            raise unusable(error.__cause__, self._settings) from None
        # instructor hangs the raw response on its answer: what is returned is the answer alone.
        return answer_type.model_validate(answer.model_dump())

    async def _complete(self, client: AsyncOpenAI, **request: Any) -> ChatCompletion:
        """One whole chat completion. Retried here, below instructor, so that a re-ask is never paid for twice."""
        from openai import APIError
        from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, stop_before_delay

        retrying = AsyncRetrying(
            sleep=self._sleep,
            retry=retry_if_exception(is_worth_retrying),
            wait=seconds_to_wait,
            stop=stop_after_attempt(_TRIES) | stop_before_delay(self._settings.deadline),
            reraise=True,
        )
        try:
            completion: object = await retrying(self._send, client, self._made_strict(request))
        except APIError as error:
            tries = int(retrying.statistics["attempt_number"])
            raise explain(error, self._settings, tries) from None
        return require_answer(completion, self._settings)

    def _made_strict(self, request: dict[str, Any]) -> dict[str, Any]:
        """The request in OpenAI's strict mode, which instructor does not ask for; other endpoints may not know it."""
        if self._settings.base_url or self._settings.structured_output != "json_schema":
            return request
        asked_for = request["response_format"]
        schema = {**asked_for["json_schema"], "strict": True}
        return {**request, "response_format": {**asked_for, "json_schema": schema}}

    async def _send(self, client: AsyncOpenAI, request: dict[str, Any]) -> object:
        """One request; a second without the temperature where the endpoint refuses to be given one."""
        from openai import BadRequestError

        if self._temperature is None:
            return await self._counted(client, request)
        try:
            return await self._counted(client, {**request, "temperature": self._temperature})
        except BadRequestError as error:
            if not refuses_temperature(error):
                raise
            self._temperature = None
            return await self._counted(client, request)

    async def _counted(self, client: AsyncOpenAI, request: dict[str, Any]) -> object:
        self._usage += Usage(calls=1)
        try:
            completion: object = await client.chat.completions.create(**request)
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise ModelAnswerError(
                f"{self._settings.host} sent an answer that is no JSON: check that OPENAI_BASE_URL ends in /v1"
            ) from None
        # Counted here, an answer at a time: instructor overwrites a completion's usage with a running total.
        self._usage += _tokens(completion)
        return completion

    def _session(self) -> _Session:
        loop = asyncio.get_running_loop()
        session = self._sessions.get(loop)
        if session is None:
            session = self._sessions[loop] = self._open()
        return session

    def _open(self) -> _Session:
        # Imported here because the two take 1.5 s, which only a run with a model should pay for.
        import instructor
        from httpx2 import InvalidURL
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        # Its messages hold prompts and answers, and each failure that it logs is raised as well.
        logging.getLogger("instructor.v2.retry").setLevel(logging.CRITICAL + 1)
        settings = self._settings
        try:
            client = AsyncOpenAI(
                api_key=_key(settings),
                base_url=settings.base_url or _OPENAI,
                timeout=settings.timeout,
                max_retries=0,
                # No redirects: a text goes to the host that the user was told of, and to no other.
                http_client=DefaultAsyncHttpxClient(transport=self._transport, follow_redirects=False),
            )
        except InvalidURL as error:
            raise UsageError(f"OPENAI_BASE_URL is not an address ({error}): correct it") from None
        modes = {
            "json_schema": instructor.Mode.JSON_SCHEMA,
            "json": instructor.Mode.JSON,
            "tools": instructor.Mode.TOOLS,
            "md_json": instructor.Mode.MD_JSON,
        }
        create: Any = instructor.patch(create=partial(self._complete, client), mode=modes[settings.structured_output])
        return _Session(client=client, slots=asyncio.Semaphore(settings.concurrency), create=create)


def _key(settings: Settings) -> str:
    key = settings.api_key.strip() if settings.api_key else _NO_KEY
    if not key.isascii() or not key.isprintable():
        raise UsageError("OPENAI_API_KEY holds characters that no key has: copy it again")
    return key


def _tokens(completion: object) -> Usage:
    """The tokens that one completion says it took; none where the endpoint does not say."""
    usage = getattr(completion, "usage", None)
    details = getattr(usage, "prompt_tokens_details", None)
    return Usage(
        input_tokens=getattr(usage, "prompt_tokens", None) or 0,
        output_tokens=getattr(usage, "completion_tokens", None) or 0,
        cached_tokens=getattr(details, "cached_tokens", None) or 0,
    )
