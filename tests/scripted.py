"""A model endpoint that answers by script: the real openai and instructor run against it, without a network."""

from __future__ import annotations

import asyncio
import json
import math
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx2

from assistant.model import Endpoint, ModelClient
from assistant.settings import Settings

Body = dict[str, Any]
Reply = Callable[[Body], httpx2.Response]

KEY = "sk-scripted-key"


class ScriptedTransport(httpx2.AsyncBaseTransport):
    """Gives `replies` in order, the first to the first request, and keeps the requests; one reply alone is for all."""

    def __init__(self, *replies: Reply, pause: float = 0.0) -> None:
        self._replies = replies
        self.pause = pause
        self.bodies: list[Body] = []
        self.raw: list[bytes] = []
        self.headers: list[httpx2.Headers] = []
        self.under_way = 0
        self.most_under_way = 0

    @property
    def calls(self) -> int:
        return len(self.bodies)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        raw = await request.aread()
        self.raw.append(raw)
        self.headers.append(request.headers)
        body = json.loads(raw)
        self.bodies.append(body)
        reply = self._replies[0] if len(self._replies) == 1 else self._replies[self.calls - 1]
        self.under_way += 1
        self.most_under_way = max(self.under_way, self.most_under_way)
        try:
            await asyncio.sleep(self.pause)
            return reply(body)
        finally:
            self.under_way -= 1

    def words(self, call: int = 0) -> str:
        """All that the messages of one call say."""
        return "\n".join(message["content"] for message in self.bodies[call]["messages"])


def says(answer: object, *, finish: str = "stop", tokens: tuple[int, int, int] = (100, 10, 0)) -> Reply:
    """A completion whose content is `answer`, as it is if it is a string, else as JSON."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    return lambda _: _completion({"content": content}, finish, tokens)


def says_by(answer: Callable[[Body], object], *, tokens: tuple[int, int, int] = (100, 10, 0)) -> Reply:
    """A completion whose content depends on the request."""
    return lambda body: says(answer(body), tokens=tokens)(body)


def says_surely(answer: object, probabilities: Mapping[str, float]) -> Reply:
    """A completion that tells the probability of each of its words and marks: those that are given, else 1."""
    content = json.dumps(answer)
    tokens = [
        {"token": token, "logprob": math.log(probabilities.get(token, 1.0)), "bytes": None, "top_logprobs": []}
        for token in re.findall(r"\w+|\W", content)
    ]

    def reply(_: Body) -> httpx2.Response:
        response = json.loads(_completion({"content": content}, "stop", (100, 10, 0)).content)
        response["choices"][0]["logprobs"] = {"content": tokens, "refusal": None}
        return httpx2.Response(200, json=response)

    return reply


def refuses() -> Reply:
    return lambda _: _completion({"content": None, "refusal": "I cannot help with that."}, "stop", (100, 5, 0))


def fails(status: int, *, headers: Mapping[str, str] | None = None, **error: object) -> Reply:
    """An error answer in the form that OpenAI gives it; `error` holds its code, type, message or param."""
    return lambda _: httpx2.Response(status, headers=headers, json={"error": {"message": "scripted failure", **error}})


def limited(reply: Reply, tokens: int, *, tells: bool = True) -> Reply:
    """`reply`, by a model that reads no more than so many tokens (of four characters), and says so if it `tells`."""

    kind = "exceed_context_size_error"
    refusal = fails(400, type=kind, n_ctx=tokens) if tells else fails(400, type=kind)

    def limit(body: Body) -> httpx2.Response:
        sent = sum(len(message["content"]) for message in body["messages"]) // 4
        return (refusal if sent > tokens else reply)(body)

    return limit


def answers(response: httpx2.Response) -> Reply:
    return lambda _: response


def breaks(error: Exception) -> Reply:
    """A transport that fails before any answer."""

    def reply(_: Body) -> httpx2.Response:
        raise error

    return reply


def scripted_settings(**changes: object) -> Settings:
    """Settings for an endpoint of one's own, without a cache, but for the `changes`."""
    return Settings.model_validate(
        {
            "engine": "model",
            "model": "scripted",
            "base_url": "http://model.test:8091/v1",
            "api_key": KEY,
            "deadline": 60.0,
            "cache": False,
            **changes,
        }
    )


class Waits:
    """A sleep that takes no time and keeps what it was asked for, and a clock that goes by it."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)

    def clock(self) -> float:
        return time.monotonic() + sum(self.seconds)


def scripted_client(transport: ScriptedTransport, settings: Settings | None = None) -> ModelClient:
    """A client that speaks to `transport` and never waits."""
    return ModelClient(waitless(settings or scripted_settings(), transport))


def waitless(settings: Settings, transport: ScriptedTransport | None = None) -> Endpoint:
    """An endpoint at which every wait is over at once."""
    waits = Waits()
    return Endpoint(settings, transport=transport, sleep=waits, clock=waits.clock)


def _completion(message: Body, finish: str, tokens: tuple[int, int, int]) -> httpx2.Response:
    prompt, answer, cached = tokens
    return httpx2.Response(
        200,
        json={
            "id": "scripted",
            "object": "chat.completion",
            "created": 0,
            "model": "scripted",
            "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", **message}}],
            "usage": {
                "prompt_tokens": prompt,
                "completion_tokens": answer,
                "total_tokens": prompt + answer,
                "prompt_tokens_details": {"cached_tokens": cached},
            },
        },
    )
