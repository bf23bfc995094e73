"""Requests that are sent in batches: those that have no reply yet are collected, and the replies to others are served.

To all that asks a model this is an endpoint like any other: what came in a batch goes the way of a live answer, through
the same client, parsing, re-ask and checks.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from typing import Any

from httpx2 import AsyncBaseTransport, Request, Response

from assistant.errors import AnswerAwaitedError, ModelConnectionError
from assistant.model.cache import Answers
from assistant.schema.base import Frozen
from assistant.settings import Settings

Body = Mapping[str, Any]

_TRIES = 3
"""In how many batches a request is asked before it counts as failed."""
_ID = "x-custom-id"
"""The header by which a request finds its reply; it never leaves this process."""
_OF_A_KEY, _OF_A_BODY = 32, 16
"""The characters of an id that stand for the question, and those that stand for one request of it, as for a re-ask."""


class Reply(Frozen):
    """What came of one request of a batch: the endpoint's answer to it, or the failure that it ended with."""

    id: str
    status: int = 200
    body: Any = None
    failure: str = ""
    """Why there is no answer that counts; the request may be sent again."""


class Deferred:
    """The replies that have come, and in `awaited`, by id, the requests that are to be sent."""

    def __init__(self, settings: Settings, replies: Iterable[Reply], under_way: Container[str] = ()) -> None:
        """Requests whose ids are `under_way` have been sent, and are not collected again."""
        self.awaited: dict[str, Body] = {}
        self._settings = settings
        self._under_way = under_way
        self._served: dict[str, Reply] = {}
        self._failures: dict[str, list[str]] = defaultdict(list)
        for reply in replies:
            if reply.failure:
                self._failures[reply.id].append(reply.failure)
            else:
                self._served[reply.id] = reply
        self._questions = {identifier[:_OF_A_KEY] for identifier in self._served}
        self.transport = _Served(self._served)

    def mark_of(self, key: str, request: Body) -> dict[str, str]:
        """The header by which `transport` knows the reply to that request about the question of that key.

        Raises AnswerAwaitedError where there is none yet, ModelConnectionError where there will be none.
        """
        identifier = _id_of(key, request)
        if identifier not in self._served:
            failures = self._failures[identifier]
            if len(failures) >= _TRIES:
                raise ModelConnectionError(
                    f"{self._settings.host} failed on this in {len(failures)} batches ({failures[-1]}): "
                    "try again later, or without --batch-api"
                )
            if identifier not in self._under_way:
                self.awaited[identifier] = dict(request)
            raise AnswerAwaitedError(f"{self._settings.host} has not answered yet: collect its batch later")
        return {_ID: identifier}

    def besides(self, answers: Answers) -> Answers:
        """`answers` without those that came in these batches: they are read, and what they took counted, as calls."""
        return _Besides(answers, self._questions)


class _Besides:
    def __init__(self, answers: Answers, questions: Container[str]) -> None:
        self._answers = answers
        self._questions = questions

    def get(self, key: str) -> str | None:
        return None if key[:_OF_A_KEY] in self._questions else self._answers.get(key)

    def put(self, key: str, answer: str) -> None:
        self._answers.put(key, answer)

    def close(self) -> None:
        self._answers.close()


class _Served(AsyncBaseTransport):
    """Answers each marked request with its reply."""

    def __init__(self, replies: Mapping[str, Reply]) -> None:
        self._replies = replies

    async def handle_async_request(self, request: Request) -> Response:
        reply = self._replies[request.headers[_ID]]
        content = json.dumps(reply.body).encode()
        return Response(reply.status, headers={"content-type": "application/json"}, content=content, request=request)


def _id_of(key: str, request: Body) -> str:
    digest = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
    return f"{key[:_OF_A_KEY]}{digest[:_OF_A_BODY]}"
