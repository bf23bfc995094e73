"""What a run has come to so far, on the terminal of whoever watches it."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.table import Table

    from assistant.evaluation.runs.results import Result

_TIMES_A_SECOND = 4


class LiveTable:
    """Is told every result; shows a table on standard error, unless nobody watches or `quiet` is True."""

    def __init__(self, cases: int, *, quiet: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._cases = cases
        self._shown = not quiet and sys.stderr.isatty()
        self._counts: Counter[tuple[int, int | None]] = Counter()
        self._failed = self._calls = self._tokens = 0
        self._earlier = 0
        self._clock = clock
        self._started: float | None = None

    def __call__(self, result: Result) -> None:
        self._counts[result.label, result.predicted] += 1
        self._failed += result.failed
        self._calls += result.usage.calls
        self._tokens += result.usage.input_tokens + result.usage.output_tokens

    def begin(self) -> None:
        """Says that a case is about to be judged. What was told before the first one is an earlier run's.

        That took no time now, and does not count for what is left.
        """
        if self._started is None:
            self._earlier, self._started = self._done, self._clock()

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.live import Live

            self._live = Live(
                get_renderable=self.table,
                console=Console(stderr=True),
                refresh_per_second=_TIMES_A_SECOND,
                transient=True,
            )
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._shown:
            self._live.stop()

    @property
    def _done(self) -> int:
        return self._counts.total()

    def table(self) -> Table:
        """What is shown now."""
        from rich.table import Table

        table = Table(show_edge=False, pad_edge=False)
        for heading in ("Cases", "Faithful", "Faulty", "Unscored", "Failed", "Calls", "Tokens", "Left"):
            table.add_column(heading, justify="right", no_wrap=True)
        table.add_row(
            f"{self._done:,} of {self._cases:,}",
            self._share(1),
            self._share(0),
            f"{self._counts[0, None] + self._counts[1, None]:,}",
            f"{self._failed:,}",
            f"{self._calls:,}",
            f"{self._tokens:,}",
            self._left(),
        )
        return table

    def _share(self, label: int) -> str:
        decided = self._counts[label, 0] + self._counts[label, 1]
        return f"{self._counts[label, label] / decided:.2f}" if decided else "–"

    def _left(self) -> str:
        new = self._done - self._earlier
        if self._started is None or not new:
            return "–"
        seconds = (self._clock() - self._started) / new * (self._cases - self._done)
        return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
