"""Precision, recall and their harmonic mean, from counts that are added up over rows (micro-averaging)."""

from __future__ import annotations

from typing import NamedTuple

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio


class Counts(NamedTuple):
    """What was found and what there was to find, in whatever unit: attributions, characters."""

    right: int = 0
    found: int = 0
    gold: int = 0


def precision(right: Array, found: Array, weights: Weights) -> Values:
    """The share of what was found that is right; NaN where nothing was found."""
    return ratio(weights @ right, weights @ found)


def recall(right: Array, gold: Array, weights: Weights) -> Values:
    """The share of what there was to find that was found; NaN where there was nothing."""
    return ratio(weights @ right, weights @ gold)


def f1(right: Array, found: Array, gold: Array, weights: Weights) -> Values:
    """2 * right / (found + gold), the harmonic mean of precision and recall; NaN where both are empty."""
    return ratio(2 * (weights @ right), weights @ found + weights @ gold)
