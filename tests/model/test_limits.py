"""What an endpoint says of its limits is obeyed, and by all who ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from http import HTTPStatus

import httpx2
import pytest
from pydantic import BaseModel

from assistant.errors import ModelConnectionError
from assistant.model import Answered, Endpoint, ModelClient
from tests.loopback.server import Limits, LoopbackServer
from tests.scripted import Body, Reply, ScriptedTransport, Waits, fails, says, scripted_settings

MESSAGES = ({"role": "system", "content": "Rules."}, {"role": "user", "content": "x" * 394})
"""A hundred tokens."""


class Greeting(BaseModel):
    greeting: str


def greets(kind: str, remaining: str, reset: str, limit: str = "") -> Reply:
    """An answer that says how much is left of `kind`, "requests" or "tokens"."""

    def reply(body: Body) -> httpx2.Response:
        response = says({"greeting": "hello"})(body)
        said = {"remaining": remaining, "reset": reset, "limit": limit}
        response.headers.update({f"x-ratelimit-{name}-{kind}": value for name, value in said.items() if value})
        return response

    return reply


def waits_of(replies: Sequence[Reply], *, questions: int, deadline: float = 600.0) -> list[float]:
    """The seconds waited where so many questions are asked, one after the other."""
    waits = Waits()
    settings = scripted_settings(deadline=deadline)
    endpoint = Endpoint(settings, transport=ScriptedTransport(*replies), sleep=waits, clock=waits.clock)

    async def ask_all() -> None:
        client = ModelClient(endpoint)
        try:
            for _ in range(questions):
                await client.ask(MESSAGES, Greeting)
        finally:
            await client.aclose()

    asyncio.run(ask_all())
    return [round(seconds, 1) for seconds in waits.seconds]


@pytest.mark.parametrize(
    ("reset", "waited"),
    [("30s", 30.0), ("1m2s", 62.0), ("1500ms", 1.5), ("1m0.5s", 60.5), ("45", 45.0)],
)
@pytest.mark.parametrize("kind", ["requests", "tokens"])
def test_where_nothing_remains_the_next_request_waits_for_the_reset(kind: str, reset: str, waited: float) -> None:
    (seconds,) = waits_of([greets(kind, "0", reset)], questions=2)
    assert seconds == pytest.approx(waited, abs=0.2)


@pytest.mark.parametrize(
    ("remaining", "reset"),
    [("0", ""), ("0", "soon"), ("none", "30s"), ("nan", "30s"), ("0", "1.2.3s"), ("0", "5h0m0s")],
)
def test_what_makes_no_sense_or_lasts_for_hours_holds_nothing_back(remaining: str, reset: str) -> None:
    assert waits_of([greets("requests", remaining, reset)], questions=3) == []


def test_no_more_are_sent_than_remain_and_after_the_reset_as_many_as_the_limit() -> None:
    first, silent = greets("requests", "2", "30s", limit="4"), says({"greeting": "hello"})
    waited = waits_of([first, *[silent] * 6], questions=7)
    assert waited == [pytest.approx(30.0, abs=0.2)]


def test_a_request_waits_until_there_are_tokens_enough_for_it() -> None:
    assert waits_of([greets("tokens", "250", "30s", limit="400")], questions=3) == []
    assert len(waits_of([greets("tokens", "50", "30s", limit="400")], questions=2)) == 1


def test_a_request_beyond_the_whole_limit_is_for_the_endpoint_to_refuse() -> None:
    assert waits_of([greets("tokens", "60", "30s", limit="60")], questions=2) == []


def test_a_refusal_to_one_request_holds_all_of_them_back() -> None:
    waits = Waits()
    turned_away = fails(429, headers={"retry-after": "40"})
    transport = ScriptedTransport(turned_away, says({"greeting": "hello"}))
    endpoint = Endpoint(scripted_settings(), transport=transport, sleep=waits, clock=waits.clock)

    async def give_up_and_ask_again() -> None:
        hasty, patient = ModelClient(endpoint, scripted_settings(deadline=30.0)), ModelClient(endpoint)
        with pytest.raises(ModelConnectionError, match="asked once"):
            await hasty.ask(MESSAGES, Greeting)
        await patient.ask(MESSAGES, Greeting)
        await hasty.aclose()
        await patient.aclose()

    asyncio.run(give_up_and_ask_again())
    assert transport.calls == 2
    assert [round(seconds) for seconds in waits.seconds] == [40]


def test_a_wait_past_the_deadline_is_not_begun() -> None:
    with pytest.raises(ModelConnectionError, match="takes no requests for 60 s"):
        waits_of([greets("requests", "0", "60s")], questions=2, deadline=30)


@pytest.mark.parametrize(
    ("limits", "at_once", "questions", "most_refusals"),
    [(Limits(5, 0.3, under_way=3), 8, 25, 25), (Limits(10_000, 0.05, under_way=3), 16, 100, 200)],
)
def test_many_at_once_are_all_answered_by_an_endpoint_with_narrow_limits(
    limits: Limits, at_once: int, questions: int, most_refusals: int
) -> None:
    """The second does not say that it takes three at once: from one that keeps asking 16, it refuses 1,000."""
    with LoopbackServer(answers=lambda _: '{"greeting": "hello"}', latency=0.01, limits=limits) as server:
        settings = scripted_settings(base_url=server.base_url, concurrency=at_once)

        async def ask_many() -> list[Answered[Greeting]]:
            client = ModelClient(Endpoint(settings))
            try:
                return await asyncio.gather(*(client.ask(MESSAGES, Greeting) for _ in range(questions)))
            finally:
                await client.aclose()

        answers = asyncio.run(ask_many())
    assert len(answers) == questions
    assert sum(received.status == HTTPStatus.TOO_MANY_REQUESTS for received in server.received) < most_refusals


def test_the_deadline_begins_once_a_request_has_its_turn() -> None:
    with LoopbackServer(answers=lambda _: '{"greeting": "hello"}', latency=0.8) as server:
        settings = scripted_settings(base_url=server.base_url, concurrency=1, deadline=1.4)

        async def ask_two() -> list[Answered[Greeting]]:
            client = ModelClient(Endpoint(settings))
            try:
                return await asyncio.gather(*(client.ask(MESSAGES, Greeting) for _ in range(2)))
            finally:
                await client.aclose()

        assert len(asyncio.run(ask_two())) == 2
