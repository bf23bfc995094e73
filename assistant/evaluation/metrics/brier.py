"""The Brier score: how far the scores are from what was true, squared."""

from __future__ import annotations

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio


def brier(label: Array, score: Array, weights: Weights) -> Values:
    """The mean of (score - label)², on each draw: 0 is best, 1 worst, and 0.25 what always saying 0.5 gives.

    Brier, Monthly Weather Review 78 (1950), in the form for two classes. NaN where there are no rows.
    """
    return ratio(weights @ (score - label) ** 2, weights.sum(axis=1))
