"""Work done at once, and the lists that come of it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar

from assistant.errors import AnswerAwaitedError

Asked = TypeVar("Asked")
Item = TypeVar("Item")

_TURNS = 10
"""Turns of the event loop in which a request is sent, or an answer is read."""


async def together(work: Iterable[Coroutine[Any, Any, Item]], *, ahead: int = 0) -> list[Item]:
    """The results in order; the first `ahead` are waited for before the others begin.

    The first error ends the rest of the work and is raised. An answer that is only awaited ends nothing: it is raised
    once all else has been asked as well.
    """
    coroutines = iter(work)
    results = [*await _at_once(islice(coroutines, ahead)), *await _at_once(coroutines)]
    found = [result for result in results if not isinstance(result, AnswerAwaitedError)]
    for result in results:
        if isinstance(result, AnswerAwaitedError):
            raise result
    return found


async def _at_once(work: Iterable[Coroutine[Any, Any, Item]]) -> list[Item | AnswerAwaitedError]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(_unless_awaited(coroutine)) for coroutine in work]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]


async def _unless_awaited(work: Coroutine[Any, Any, Item]) -> Item | AnswerAwaitedError:
    try:
        return await work
    except AnswerAwaitedError as awaited:
        return awaited


async def meanwhile(asked: Coroutine[Any, Any, Asked], steps: Iterable[None]) -> Asked:
    """What `asked` comes to; `steps` are taken while it is waited for, and its requests go ahead of each."""
    task = asyncio.create_task(asked)
    try:
        await let_go_ahead()
        for _ in steps:
            await let_go_ahead()
        return await task
    finally:
        task.cancel()
        await asyncio.wait([task])


async def let_go_ahead() -> None:
    """Lets every request and every answer get on its way that is not waiting for the network."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def joined(parts: Iterable[Sequence[Item]]) -> list[Item]:
    return [item for part in parts for item in part]


def halves(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    middle = len(items) // 2
    return items[:middle], items[middle:]


def in_batches(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
