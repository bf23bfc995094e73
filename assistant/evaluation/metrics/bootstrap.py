"""The percentile bootstrap over documents: how far a metric would move had other documents been drawn.

Rows that share a document stand or fall together, so it is documents that are resampled, never rows (the cluster
bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from random import Random
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

RESAMPLES = 1000
LEVEL = 0.95
_FEWEST_DOCUMENTS = 2
"""Below this every resample is the same, and would pass for certainty."""

_Row = TypeVar("_Row")


class Interval(BaseModel):
    """The bounds between which a metric fell in `level` of the resamples."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: float
    high: float
    level: float = LEVEL


def replicates(
    documents: Sequence[Sequence[_Row]],
    metric: Callable[[Iterable[_Row]], float | None],
    *,
    resamples: int = RESAMPLES,
    seed: int | str = 0,
) -> list[float | None]:
    """`metric` on each of `resamples` draws, with replacement, of as many documents as there are.

    `documents` holds the rows of each document. An entry is None where the metric is, as on a draw of one class.
    The same seed gives the same draws.
    """
    if len(documents) < _FEWEST_DOCUMENTS:
        return [None] * resamples
    random = Random(seed)  # noqa: S311 - resampling keeps no secrets, and has to be repeatable
    size = len(documents)
    return [metric(chain.from_iterable(random.choices(documents, k=size))) for _ in range(resamples)]


def interval(values: Sequence[float | None], *, level: float = LEVEL) -> Interval | None:
    """The central `level` of the replicates, linearly interpolated; None where the metric was None on all of them."""
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return None
    tail = (1 - level) / 2
    return Interval(low=_quantile(ordered, tail), high=_quantile(ordered, 1 - tail), level=level)


def _quantile(ordered: Sequence[float], share: float) -> float:
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)
