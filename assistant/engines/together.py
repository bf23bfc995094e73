"""Work done at once, and the lists that come of it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")


async def together(work: Iterable[Coroutine[Any, Any, Item]]) -> list[Item]:
    """The results in order. The first error ends the rest of the work and is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(coroutine) for coroutine in work]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]


def joined(parts: Iterable[Sequence[Item]]) -> list[Item]:
    return [item for part in parts for item in part]


def halves(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    middle = len(items) // 2
    return items[:middle], items[middle:]


def in_batches(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
