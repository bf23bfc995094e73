"""Where the marks of a plot stand: positions only, which the page's template draws as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.evaluation.analysis.estimates import Measure
from assistant.evaluation.analysis.groups import ErrorTypeRow
from assistant.evaluation.analysis.summary import Summary
from assistant.evaluation.metrics.bootstrap import Interval
from assistant.evaluation.metrics.calibration_error import Bin
from assistant.evaluation.metrics.risk_coverage import Kept
from assistant.reports.wording import count

SIDE = 100.0
"""The side of a square plot, in units of its own."""
_LARGEST, _SMALLEST = 5.0, 1.2


class Bar(NamedTuple):
    """A value between 0 and 1 with its interval, in hundredths."""

    name: str
    words: str
    value: float
    low: float | None
    high: float | None


class Dot(NamedTuple):
    """A place in a square plot whose origin is above on the left, with what it says."""

    x: float
    y: float
    radius: float
    words: str


def origin_bars(summary: Summary) -> tuple[Bar, ...]:
    """Balanced accuracy by dataset, and the mean, where there are several."""
    rows = [(row.name, count(row.rows, "case"), row.balanced_accuracy) for row in summary.datasets]
    if len(rows) > 1:
        rows.append(("mean", count(summary.mean.with_both_classes, "data set"), summary.mean.balanced_accuracy))
    return tuple(bar for name, words, measure in rows if (bar := _bar(name, words, measure)) is not None)


def error_type_bars(rows: Sequence[ErrorTypeRow]) -> tuple[Bar, ...]:
    """How many of each type of error were called faulty."""
    return tuple(
        Bar(row.name, f"{row.found} of {row.rows - row.unscored}", 100 * row.recall, *_bounds(row.interval))
        for row in rows
        if row.recall is not None
    )


def reliability_dots(bins: Sequence[Bin]) -> tuple[Dot, ...]:
    """Mean score to the right, share faithful upwards; the more cases, the larger the dot."""
    most = max((one.rows for one in bins), default=0)
    return tuple(
        Dot(
            SIDE * one.score,
            SIDE * (1 - one.faithful),
            max(_SMALLEST, _LARGEST * (one.rows / most) ** 0.5),
            f"score {one.score:.2f}, {one.faithful:.0%} faithful, {count(one.rows, 'case')}",
        )
        for one in bins
        if one.score is not None and one.faithful is not None
    )


def risk_line(kept: Sequence[Kept]) -> str:
    """Coverage to the right, risk upwards, as the points of a line."""
    return " ".join(f"{SIDE * one.coverage:.2f},{SIDE * (1 - one.risk):.2f}" for one in kept)


def _bar(name: str, words: str, measure: Measure) -> Bar | None:
    return None if measure.value is None else Bar(name, words, 100 * measure.value, *_bounds(measure.interval))


def _bounds(interval: Interval | None) -> tuple[float | None, float | None]:
    return (100 * interval.low, 100 * interval.high) if interval else (None, None)
