"""The bootstrap over documents: how far a metric would move had other documents been drawn.

Rows that share a document stand or fall together, so it is documents that are drawn, never rows. A draw gives every
document a weight of its own, from the exponential distribution (the Bayesian bootstrap: Rubin, The Annals of Statistics
9, 1981), and a metric is told how much each row weighs: so it sorts its rows once, and is then worked out for hundreds
of draws together.

Where all that was seen is right, no draw of it is ever wrong, and an interval of draws would be a point. So every draw
has imagined rows too, one of each way of being right or wrong, which weigh as much as in Jeffreys' prior: half a trial
each, from the gamma distribution. For a share of single rows that is his interval, whose bounds hold what they promise
near 0 and 1 and of few trials too (Brown, Cai and DasGupta, Statistical Science 16, 2001; Cai, Journal of Statistical
Planning and Inference 131, 2005). Where the rows of a document are alike, a trial is as many of them as the design
effect says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

RESAMPLES = 1000
LEVEL = 0.95
FEWEST_DOCUMENTS = 5
"""Below this no interval is given: it would tell of what was imagined more than of what was seen."""
_PRIOR = 0.5
"""The weight of an imagined row, in trials."""
_AT_ONCE = 2_000_000
"""Weights held in memory together."""

Array = NDArray[np.float64]
Weights = NDArray[np.float64]
"""How much each row counts in each draw: one line a draw, one column a row."""
Values = NDArray[np.float64]
"""A metric on each draw; NaN where it has no value there."""


class Interval(BaseModel):
    """The bounds between which a metric fell in `level` of the draws."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: float
    high: float
    level: float = LEVEL


def everything(rows: int, imagined: int = 0) -> Weights:
    """What was seen: each of `rows` rows counts once, and none of the imagined ones behind them."""
    return np.concatenate([np.ones((1, rows)), np.zeros((1, imagined))], axis=1)


def replicates(
    documents: Sequence[str],
    metric: Callable[[Weights], Values],
    *,
    imagined: int = 0,
    rows_a_trial: float = 1.0,
    resamples: int = RESAMPLES,
    seed: int | str = 0,
) -> Values:
    """`metric` on each of `resamples` draws of the documents.

    `documents` names the document of each row; behind these rows stand so many imagined ones, which weigh half a trial
    each. The same seed and documents give the same draws.
    """
    names, column = np.unique(np.asarray(documents, dtype=object), return_inverse=True)
    at_once = max(1, _AT_ONCE // (len(documents) + imagined))
    drawn = _draws(len(names), imagined, rows_a_trial, resamples, seed, at_once)
    return np.concatenate([metric(np.concatenate([seen[:, column], prior], axis=1)) for seen, prior in drawn])


def interval(values: Values, documents: int, *, level: float = LEVEL) -> Interval | None:
    """The central `level` of the replicates, of a metric of rows about so many documents.

    Linearly interpolated. None where the metric had no value on any draw, and of fewer than five documents.
    """
    present = values[~np.isnan(values)]
    if not present.size or documents < FEWEST_DOCUMENTS:
        return None
    low, high = np.quantile(present, [(1 - level) / 2, (1 + level) / 2])
    return Interval(low=float(low), high=float(high), level=level)


def design_effect(documents: Sequence[str], right: Array) -> float:
    """How many rows tell as much as one independent row would: 1 to the mean number of rows of a document.

    1 + (rows of a document - 1) * their intraclass correlation in being right (Kish, Survey Sampling, 1965), which is
    that of the analysis of variance (Donner, International Statistical Review 54, 1986). Where all rows are right, or
    all wrong, nothing shows that they do not stand or fall together: then it is the mean number of rows of a document.
    """
    names, column, sizes = np.unique(np.asarray(documents, dtype=object), return_inverse=True, return_counts=True)
    rows, several = len(column), len(names)
    most = rows / several
    if several in (1, rows):
        return most
    means = np.bincount(column, weights=right) / sizes
    between = float(sizes @ (means - right.mean()) ** 2) / (several - 1)
    within = float(np.sum((right - means[column]) ** 2)) / (rows - several)
    usual = (rows - float(sizes @ sizes) / rows) / (several - 1)
    spread = between + (usual - 1) * within
    if spread == 0:
        return most
    return float(np.clip(1 + (most - 1) * (between - within) / spread, 1, most))


def _draws(
    documents: int, imagined: int, rows_a_trial: float, resamples: int, seed: int | str, at_once: int
) -> Iterator[tuple[Weights, Weights]]:
    """Weights of documents and of imagined rows."""
    of_seen, of_imagined = np.random.default_rng(list(str(seed).encode())).spawn(2)
    for begun in range(0, resamples, at_once):
        number = min(at_once, resamples - begun)
        seen = of_seen.standard_exponential((number, documents))
        yield seen, of_imagined.standard_gamma(_PRIOR, (number, imagined)) * rows_a_trial
