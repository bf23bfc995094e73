"""Speaks to the Batch API of an endpoint: hands in requests, asks how they get on, fetches what came of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from assistant.errors import ModelAnswerError, ModelError, ModelRejectedError
from assistant.model.deferred import Body, Reply
from assistant.model.endpoint import Connections, Endpoint
from assistant.model.failures import excerpt, explain, is_worth_retrying, named
from assistant.model.waiting import gives_up, seconds_to_wait
from assistant.settings import Settings

if TYPE_CHECKING:
    from openai.types import Batch as SentBatch

Item = TypeVar("Item")

_ENDED = ("completed", "expired", "cancelled")
_ABOUT_THE_REQUEST = (
    HTTPStatus.OK,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
"""The statuses of an answer that would be given again; any other is a failure that may pass."""
_NO_BATCHES = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)
_MOST_REQUESTS = 50_000
_MOST_BYTES = 200_000_000
_NAME = "assistant"
"""The field of a batch's metadata that holds the name which it was submitted by."""
_CLOCKS_APART = 3600
"""Seconds by which the endpoint's clock may be behind ours."""


class Batch(NamedTuple):
    """How a batch gets on."""

    id: str
    status: str
    done: int
    """Of its requests, with an answer or a failure."""
    of: int
    expires: datetime | None
    files: tuple[str, ...] = ()
    """The ids of those that hold what came of it."""
    refused: str = ""
    """Why the endpoint did not take it."""

    @property
    def has_ended(self) -> bool:
        return self.status in _ENDED


class BatchApi:
    """The Batch API at the endpoint of `settings`, from entering the context until leaving it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._endpoint = Endpoint(settings.model_copy(update={"cache": False}))
        self._connected: Connections | None = None

    async def __aenter__(self) -> Self:
        self._connected = self._endpoint.connect()
        self._client = self._connected.client.with_options(timeout=self._settings.deadline)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._connected is not None:
            await self._endpoint.release(self._connected)

    async def submit(self, name: str, lines: bytes) -> str:
        """The id of a new batch of the requests in `lines`, which `find` finds by its name. Raises ModelError."""
        files, batches = self._client.files, self._client.batches
        file = await self._asked(partial(files.create, file=(f"{name}.jsonl", lines), purpose="batch"))
        # Once only: a batch whose answer was lost may be there all the same, and would be paid for twice.
        batch = await self._asked(
            partial(
                batches.create,
                input_file_id=self._id_of(file),
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={_NAME: name},
            ),
            repeat=False,
        )
        return self._id_of(batch)

    async def find(self, name: str, since: int) -> str | None:
        """The id of the batch of that name; None where none was made since then. Raises ModelError."""

        async def look() -> str | None:
            async for batch in self._client.batches.list(limit=100):  # the newest first
                if (batch.metadata or {}).get(_NAME) == name:
                    return batch.id
                if batch.created_at < since - _CLOCKS_APART:
                    break
            return None

        try:
            return await self._asked(look)
        except ModelAnswerError:
            return None  # an endpoint that lists none

    async def status(self, identifier: str) -> Batch:
        """How the batch gets on. Raises ModelError."""
        host = self._settings.host
        unknown = f"{host} has no batch {identifier}: use the key that submitted it, or another file of results"
        sent = await self._asked(partial(self._client.batches.retrieve, identifier), absent=unknown)
        self._id_of(sent)
        counts = sent.request_counts
        return Batch(
            id=identifier,
            status=sent.status,
            done=counts.completed + counts.failed if counts else 0,
            of=counts.total if counts else 0,
            expires=datetime.fromtimestamp(sent.expires_at, UTC) if sent.expires_at else None,
            files=tuple(file for file in (sent.output_file_id, sent.error_file_id) if file),
            refused=self._reason(sent) if sent.status == "failed" else "",
        )

    async def replies(self, batch: Batch, requests: Iterable[str]) -> list[Reply]:
        """What came of each of the `requests` of a batch that has ended, by their ids. Raises ModelError."""
        found: dict[str, Reply] = {}
        for file in batch.files:
            content = await self._asked(partial(self._client.files.content, file))
            for reply in self._read(content.content):
                found.setdefault(reply.id, reply)
        lost = f"batch {batch.id} is {batch.status} and has no answer to it"
        return [found.get(identifier) or Reply(id=identifier, status=0, failure=lost) for identifier in requests]

    def _read(self, content: bytes) -> Iterator[Reply]:
        """The replies of a file; a line that is none is left out, so that its request counts as lost."""
        for line in content.splitlines():
            try:
                said = json.loads(line)
                yield self._reply(said["custom_id"], said.get("response"), said.get("error"))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue

    def _reply(self, identifier: str, response: dict[str, Any] | None, error: dict[str, Any] | None) -> Reply:
        if not response:
            said = excerpt((error or {}).get("message") or (error or {}).get("code"), self._settings)
            return Reply(id=identifier, status=0, failure=said)
        status, body = int(response["status_code"]), response.get("body")
        if status in _ABOUT_THE_REQUEST:
            return Reply(id=identifier, status=status, body=body)
        told = body.get("error") if isinstance(body, dict) else None
        said = excerpt(told.get("message") if isinstance(told, dict) else None, self._settings)
        return Reply(id=identifier, status=status, failure=f"{named(status)}: {said}")

    def _reason(self, batch: SentBatch) -> str:
        errors = (batch.errors.data if batch.errors else None) or []
        return excerpt(errors[0].message if errors else None, self._settings)

    def _id_of(self, made: object) -> str:
        identifier = getattr(made, "id", None)
        if not isinstance(identifier, str):
            raise self._no_batches()
        return identifier

    async def _asked(
        self, ask: Callable[[], Awaitable[Item]], *, repeat: bool = True, absent: str | None = None
    ) -> Item:
        """What `ask` brings, tried again where that may help; `absent` says what is meant by 404."""
        from openai import APIError, APIStatusError
        from tenacity import AsyncRetrying, retry_if_exception

        retrying = AsyncRetrying(
            sleep=asyncio.sleep,
            retry=retry_if_exception(lambda error: repeat and is_worth_retrying(error)),
            wait=seconds_to_wait,
            stop=partial(gives_up, deadline=self._settings.deadline),
            reraise=True,
        )
        try:
            return await retrying(ask)
        except APIStatusError as error:
            if absent and error.status_code == HTTPStatus.NOT_FOUND:
                raise ModelRejectedError(absent) from None
            if error.status_code in _NO_BATCHES:
                raise self._no_batches() from None
            failed: ModelError = explain(error, self._settings, int(retrying.statistics["attempt_number"]))
        except (APIError, TimeoutError) as error:
            failed = explain(error, self._settings, int(retrying.statistics["attempt_number"]))
        except (json.JSONDecodeError, UnicodeDecodeError):
            failed = self._no_batches()
        raise failed

    def _no_batches(self) -> ModelError:
        return ModelAnswerError(f"{self._settings.host} offers no Batch API: leave out --batch-api")


def in_files(requests: Mapping[str, Body]) -> Iterator[tuple[Sequence[str], bytes]]:
    """The requests, by their ids, as the lines of files that the Batch API takes: of one model each, and so large."""
    by_model: dict[str, list[str]] = {}
    for identifier, body in requests.items():
        by_model.setdefault(str(body["model"]), []).append(identifier)
    for identifiers in by_model.values():
        held: list[str] = []
        content = bytearray()
        for identifier in identifiers:
            line = _line(identifier, requests[identifier])
            if held and (len(held) == _MOST_REQUESTS or len(content) + len(line) > _MOST_BYTES):
                yield held, bytes(content)
                held, content = [], bytearray()
            held.append(identifier)
            content += line
        yield held, bytes(content)


def _line(identifier: str, body: Body) -> bytes:
    request = {"custom_id": identifier, "method": "POST", "url": "/v1/chat/completions", "body": body}
    return json.dumps(request).encode() + b"\n"
