"""Requests that are sent in batches, at the client that asks: what is collected, what is served, what it costs."""

from __future__ import annotations

import asyncio

import pytest
from pydantic import BaseModel

from assistant.errors import AnswerAwaitedError
from assistant.model import Endpoint, ModelClient
from assistant.model.deferred import Deferred, Reply
from assistant.schema import Usage
from assistant.settings import Settings
from tests.scripted import KEY

SETTINGS = Settings(engine="model", model="gpt-4.1-mini", api_key=KEY, cache=False)
MESSAGES = [{"role": "system", "content": "Answer."}, {"role": "user", "content": "Does the ferry run?"}]
COMPLETION = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "gpt-4.1-mini",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": '{"runs": true}'}}],
    "usage": {"prompt_tokens": 1_000_000, "completion_tokens": 0, "total_tokens": 1_000_000},
}


class Ferry(BaseModel):
    runs: bool


def ask(deferred: Deferred, *samples: int) -> Usage:
    """What it takes to ask one question for so many answers."""
    client = ModelClient(Endpoint(SETTINGS, deferred=deferred))

    async def asked() -> None:
        for sample in samples:
            assert (await client.ask(MESSAGES, Ferry, sample=sample)).answer.runs
        await client.aclose()

    asyncio.run(asked())
    return client.usage


def test_an_answer_that_came_in_a_batch_is_counted_at_the_price_of_one() -> None:
    first = Deferred(SETTINGS, [])
    with pytest.raises(AnswerAwaitedError):
        ask(first, 0)
    ((identifier, body),) = first.awaited.items()
    assert (body["model"], body["temperature"], body["messages"][1]) == ("gpt-4.1-mini", 0.0, MESSAGES[1])
    usage = ask(Deferred(SETTINGS, [Reply(id=identifier, body=COMPLETION)]), 0)
    assert (usage.calls, usage.input_tokens) == (1, 1_000_000)
    assert usage.usd == pytest.approx(0.20)  # live it is 0.40


def test_another_sample_of_one_question_is_another_request() -> None:
    first = Deferred(SETTINGS, [])
    with pytest.raises(AnswerAwaitedError):
        ask(first, 0)
    served = Deferred(SETTINGS, [Reply(id=identifier, body=COMPLETION) for identifier in first.awaited])
    with pytest.raises(AnswerAwaitedError):
        ask(served, 0, 1)
    assert len(served.awaited.keys() - first.awaited.keys()) == 1


def test_what_is_under_way_is_not_collected_again() -> None:
    first = Deferred(SETTINGS, [])
    with pytest.raises(AnswerAwaitedError):
        ask(first, 0)
    later = Deferred(SETTINGS, [], under_way=first.awaited)
    with pytest.raises(AnswerAwaitedError):
        ask(later, 0)
    assert later.awaited == {}
