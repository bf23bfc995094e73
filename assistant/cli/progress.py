"""A line on a terminal that says what is being done, once it takes over a second."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Self

_PATIENCE = 1.0
_TICK = 0.2
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """A `Progress` for standard error; shows nothing unless somebody watches and `quiet` is False."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._doing = "reading"
        self._started = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __call__(self, doing: str, done: int = 0, of: int = 0) -> None:
        self._doing = f"{doing} {done} of {of}" if of else doing

    def __enter__(self) -> Self:
        if self._shown:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Takes the line away."""
        self._over.set()
        if self._shown:
            self._thread.join()
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def _run(self) -> None:
        if self._over.wait(_PATIENCE):
            return
        while True:
            sys.stderr.write(f"{_CLEAR}{self._doing} … {time.monotonic() - self._started:.0f} s")
            sys.stderr.flush()
            if self._over.wait(_TICK):
                return
