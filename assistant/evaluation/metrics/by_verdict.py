"""Precision, recall and F1 of one verdict: `wanted` is 1 for faithful texts and 0 for faulty ones."""

from __future__ import annotations

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio


def precision_of(wanted: int, label: Array, predicted: Array, weights: Weights) -> Values:
    """Right / called so, from 0 to 1 (van Rijsbergen, Information Retrieval, 1979). NaN where nothing was called so."""
    called = predicted == wanted
    return ratio(weights @ (called & (label == wanted)), weights @ called)


def recall_of(wanted: int, label: Array, predicted: Array, weights: Weights) -> Values:
    """Right / truly so, from 0 to 1. NaN where nothing is truly so."""
    true = label == wanted
    return ratio(weights @ (true & (predicted == wanted)), weights @ true)


def f1_of(wanted: int, label: Array, predicted: Array, weights: Weights) -> Values:
    """2 * right / (called so + truly so), the harmonic mean of precision and recall, from 0 to 1.

    NaN where nothing was called so and nothing is.
    """
    called, true = predicted == wanted, label == wanted
    return ratio(2 * (weights @ (called & true)), weights @ called + weights @ true)
