"""How many requests are under way at once: fewer once an endpoint turns some away, more again as it answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Width:
    """Lets requests of one event loop be under way, at most `most` at once.

    A request that is turned away halves that, once for all that were under way with it; a whole round of answers makes
    room for one more. This is the multiplicative decrease and additive increase of Chiu and Jain (1989), by which
    senders find a limit that nobody tells them.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._width = float(most)
        self._halvings = 0
        self._under_way = 0
        self._freed = asyncio.Event()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[int]:
        """A place among the requests under way, once there is one. It is known by the halvings before it."""
        while self._under_way >= int(self._width):
            self._freed.clear()
            await self._freed.wait()
        self._under_way += 1
        try:
            yield self._halvings
        finally:
            self._under_way -= 1
            self._freed.set()

    def turned_away(self, place: int) -> None:
        """The request of that place was one too many."""
        if place == self._halvings:
            self._halvings += 1
            self._width = max(1.0, self._width / 2)

    def answered(self) -> None:
        """The endpoint had room for a request."""
        self._width = min(self._most, self._width + 1 / self._width)
