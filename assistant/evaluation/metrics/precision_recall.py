"""Precision, recall and their harmonic mean, from counts that are added up over rows (micro-averaging)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio


class Counts(NamedTuple):
    """What was found and what there was to find, in whatever unit: attributions, characters."""

    right: int = 0
    found: int = 0
    gold: int = 0


IMAGINED_COUNTS = 2


def with_imagined(rows: Array) -> tuple[Array, Array, Array]:
    """The columns right, found and gold of `rows`, behind them the imagined rows: all right, and nothing right.

    These have as much found and gold as a row that has any has in the mean.
    """
    found, gold = (column[column > 0].mean() if column.any() else 0.0 for column in rows[:, 1:].T)
    imagined = np.array([[min(found, gold), found, gold], [0.0, found, gold]])
    right, all_found, all_gold = np.concatenate([rows, imagined]).T
    return right, all_found, all_gold


def precision(right: Array, found: Array, weights: Weights) -> Values:
    """The share of what was found that is right; NaN where nothing was found."""
    return ratio(weights @ right, weights @ found)


def recall(right: Array, gold: Array, weights: Weights) -> Values:
    """The share of what there was to find that was found; NaN where there was nothing."""
    return ratio(weights @ right, weights @ gold)


def f1(right: Array, found: Array, gold: Array, weights: Weights) -> Values:
    """2 * right / (found + gold), the harmonic mean of precision and recall; NaN where both are empty."""
    return ratio(2 * (weights @ right), weights @ found + weights @ gold)
