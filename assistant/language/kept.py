"""Readings of a text that are kept for a while: each check reads the same few sentences again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Protocol, TypeVar

Read = TypeVar("Read", covariant=True)

_LONGEST = 1_000
"""Characters of a stretch of text of which a reading is kept: sentences are, and whole articles are not."""
_MOST = 2_048


class Reading(Protocol[Read]):
    """What is read of a text from `start` to `end`; of all of it, if they are not given."""

    def __call__(self, text: str, start: int = 0, end: int | None = None) -> Read: ...


def kept(read: Callable[[str, int, int], Read]) -> Reading[Read]:
    """`read`, which depends on nothing else and gives what cannot be changed, done once for each short stretch."""
    known = lru_cache(maxsize=_MOST)(read)

    @wraps(read)
    def reading(text: str, start: int = 0, end: int | None = None) -> Read:
        end = len(text) if end is None else end
        return known(text, start, end) if end - start <= _LONGEST else read(text, start, end)

    return reading
