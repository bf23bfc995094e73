"""The percentile bootstrap over documents: how far a metric would move had other documents been drawn.

Rows that share a document stand or fall together, so it is documents that are resampled, never rows (the cluster
bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13). A draw is told to a metric
as how often each row is in it: so a metric sorts its rows once, and is then worked out for hundreds of draws together.

Of few documents the percentiles lie too near to one another: intervals of 95% then hold the truth in nine cases of ten.
So they are taken further out, by what Student's t is wider than the normal distribution (the expanded percentile
interval: Hesterberg, What Teachers Should Know About the Bootstrap, The American Statistician 69, 2015, section 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

RESAMPLES = 1000
LEVEL = 0.95
FEWEST_DOCUMENTS = 5
"""Below this no interval is given: there are too few different draws for one to hold what it promises."""
_AT_ONCE = 2_000_000
"""Weights held in memory together."""

_NORMAL = NormalDist()

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

    `documents` names the document of each row. The same seed and documents give the same draws.
    """
    names, column = np.unique(np.asarray(documents, dtype=object), return_inverse=True)
    parts = _draws(len(names), resamples, seed, max(1, _AT_ONCE // max(len(names), len(documents))))
    return np.concatenate([metric(part[:, column]) for part in parts])


def interval(values: Values, documents: int, *, level: float = LEVEL) -> Interval | None:
    """The central `level` of the replicates, of a metric that rests on so many documents.

    Linearly interpolated. None where the metric had no value on any draw, or rests on fewer than five documents.
    """
    present = values[~np.isnan(values)]
    if not present.size or documents < FEWEST_DOCUMENTS:
        return None
    tail = _expanded((1 - level) / 2, documents)
    low, high = np.quantile(present, [tail, 1 - tail])
    return Interval(low=float(low), high=float(high), level=level)


def _expanded(tail: float, documents: int) -> float:
    """The share of the replicates that is to lie on each side, so that `tail` of the truths do."""
    return _NORMAL.cdf(_student(_NORMAL.inv_cdf(tail), documents - 1) * sqrt(documents / (documents - 1)))


def _student(normal: float, freedom: int) -> float:
    """The quantile of Student's t where that of the normal distribution is `normal`.

    To three digits from four degrees of freedom on: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
    """
    x = normal
    terms: tuple[float, ...] = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    corrections: Iterator[float] = (term / freedom**power for power, term in enumerate(terms, 1))
    return sum(corrections, start=x)


def _draws(documents: int, resamples: int, seed: int | str, at_once: int) -> Iterator[Weights]:
    generator = np.random.default_rng(list(str(seed).encode()))
    for begun in range(0, resamples, at_once):
        picked = (generator.integers(0, documents, documents) for _ in range(min(at_once, resamples - begun)))
        yield np.stack([np.bincount(one, minlength=documents) for one in picked]).astype(np.float64)
