"""What is done while an engine waits for its model."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from assistant.engines.together import meanwhile


def test_steps_are_taken_once_the_question_is_sent_and_before_its_answer_is_there() -> None:
    async def both() -> str:
        sent, taken = asyncio.Event(), asyncio.Event()

        async def asked() -> str:
            sent.set()
            await taken.wait()
            return "answer"

        def steps() -> Iterator[None]:
            assert sent.is_set()
            yield
            taken.set()
            yield

        return await asyncio.wait_for(meanwhile(asked(), steps()), timeout=10)

    assert asyncio.run(both()) == "answer"


def test_a_step_that_fails_ends_the_question() -> None:
    async def fail() -> bool:
        ended = asyncio.Event()

        async def asked() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

        def steps() -> Iterator[None]:
            yield
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await meanwhile(asked(), steps())
        await asyncio.wait_for(ended.wait(), timeout=10)
        return True

    assert asyncio.run(fail())
