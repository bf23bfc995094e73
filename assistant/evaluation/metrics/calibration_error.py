"""Calibration: of the texts that got a score of about 0.8, are about 80% faithful?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio

BINS = 10
_ROUNDING = 1e-9
"""1 - 0.9 is a little less than 0.1, and belongs where 0.1 does."""


class Bin(NamedTuple):
    """The texts whose scores lie between two bounds; the upper one belongs to it only in the last bin."""

    low: float
    high: float
    rows: int
    score: float | None
    """The mean score; None in an empty bin."""
    faithful: float | None
    """The share that is faithful."""


def expected_calibration_error(label: Array, score: Array, weights: Weights) -> Values:
    """The mean over texts of |mean score - share faithful| in the text's bin, on each draw: 0 is best, 1 worst.

    Ten bins of equal width over 0 to 1 (Naeini et al., AAAI 2015; Guo et al., ICML 2017). It rises with fewer rows, by
    chance alone: compare it at equal n. NaN where there are no rows.
    """
    binned = _in_bins(score)
    gap = np.abs((weights * (score - label)) @ binned)
    return ratio(gap.sum(axis=1), weights.sum(axis=1))


def reliability(label: Array, score: Array) -> tuple[Bin, ...]:
    """The table behind it: the bins in order, empty ones too."""
    binned = _in_bins(score)
    rows, scores, faithful = binned.sum(axis=0), score @ binned, label @ binned
    return tuple(
        Bin(
            low=at / BINS,
            high=(at + 1) / BINS,
            rows=int(rows[at]),
            score=float(scores[at] / rows[at]) if rows[at] else None,
            faithful=float(faithful[at] / rows[at]) if rows[at] else None,
        )
        for at in range(BINS)
    )


def _in_bins(score: Array) -> Array:
    """One line a row, with a 1 in the column of its bin."""
    which = np.minimum((score * BINS + _ROUNDING).astype(int), BINS - 1)
    one_hot: Array = np.eye(BINS)[which]
    return one_hot
