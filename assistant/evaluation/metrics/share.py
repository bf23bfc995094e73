"""A share of rows: of those that are unscored, of faults that were found, of twins that were alarmed."""

from __future__ import annotations

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio


def share(which: Array, weights: Weights) -> Values:
    """The share of rows where `which` is 1, on each draw, from 0 to 1; NaN where there are no rows."""
    return ratio(weights @ which, weights.sum(axis=1))
