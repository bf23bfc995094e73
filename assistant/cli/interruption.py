"""Work that an interrupt ends within a second."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

Result = TypeVar("Result")

INTERRUPTED = 130
"""The exit code of a command that was interrupted."""

SIGNALS = (signal.SIGINT, signal.SIGTERM)

_PATIENCE = 0.8
"""Seconds that what is under way has to come to its end."""


def run_interruptibly(work: Coroutine[Any, Any, Result], last_words: Callable[[], None] = lambda: None) -> Result:
    """The result of `work`. An interrupt cancels it, the requests under way with it, and raises KeyboardInterrupt.

    Where that takes too long, as in the middle of a long text or of a look-up of a host's address, the process ends
    there with the code for it, after `last_words`.
    """
    import asyncio

    async def main() -> Result:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in a task

        def interrupt(*_: object) -> None:
            waiting = threading.Timer(_PATIENCE, _leave, [last_words])
            waiting.daemon = True
            waiting.start()
            loop.call_soon_threadsafe(task.cancel)

        with _handled_by(interrupt):
            return await work

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _leave(last_words: Callable[[], None]) -> None:
    last_words()
    os._exit(INTERRUPTED)


@contextmanager
def _handled_by(handler: Callable[..., None]) -> Iterator[None]:
    before = [signal.signal(number, handler) for number in SIGNALS]
    try:
        yield
    finally:
        for number, earlier in zip(SIGNALS, before, strict=True):
            signal.signal(number, earlier)
