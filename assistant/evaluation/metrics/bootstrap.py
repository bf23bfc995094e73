"""The percentile bootstrap over documents: how far a metric would move had other documents been drawn.

Rows that share a document stand or fall together, so it is documents that are resampled, never rows (the cluster
bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13). A draw is told to a metric
as how often each row is in it: so a metric sorts its rows once, and is then worked out for hundreds of draws together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

RESAMPLES = 1000
LEVEL = 0.95
_FEWEST_DOCUMENTS = 2
"""Below this every resample is the same, and would pass for certainty."""
_AT_ONCE = 2_000_000
"""Weights held in memory together."""

Array = NDArray[np.float64]
Weights = NDArray[np.float64]
"""How often each row is in each draw: one line a draw, one column a row."""
Values = NDArray[np.float64]
"""A metric on each draw; NaN where it has no value there, as where a draw is of one class."""


class Interval(BaseModel):
    """The bounds between which a metric fell in `level` of the resamples."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: float
    high: float
    level: float = LEVEL


def everything(rows: int) -> Weights:
    """The one draw in which each of `rows` rows is once."""
    return np.ones((1, rows))


def replicates(
    documents: Sequence[str],
    metric: Callable[[Weights], Values],
    *,
    resamples: int = RESAMPLES,
    seed: int | str = 0,
) -> Values:
    """`metric` on each of `resamples` draws, with replacement, of as many documents as there are.

    `documents` names the document of each row. All are NaN where there are fewer than two documents. The same seed and
    documents give the same draws.
    """
    names, column = np.unique(np.asarray(documents, dtype=object), return_inverse=True)
    if len(names) < _FEWEST_DOCUMENTS:
        return np.full(resamples, np.nan)
    parts = _draws(len(names), resamples, seed, max(1, _AT_ONCE // max(len(names), len(documents))))
    return np.concatenate([metric(part[:, column]) for part in parts])


def interval(values: Values, *, level: float = LEVEL) -> Interval | None:
    """The central `level` of the replicates, linearly interpolated; None where the metric had no value on any."""
    present = values[~np.isnan(values)]
    if not present.size:
        return None
    low, high = np.quantile(present, [(1 - level) / 2, (1 + level) / 2])
    return Interval(low=float(low), high=float(high), level=level)


def _draws(documents: int, resamples: int, seed: int | str, at_once: int) -> Iterator[Weights]:
    generator = np.random.default_rng(list(str(seed).encode()))
    chances = np.full(documents, 1 / documents)
    for begun in range(0, resamples, at_once):
        number = min(at_once, resamples - begun)
        yield generator.multinomial(documents, chances, size=number).astype(np.float64)
