"""Risk and coverage: if only the surest predictions are kept, how many of them are wrong?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio
from assistant.evaluation.metrics.ranking import ranked

_STEPS = 8
"""From so much above 1 on the series of the digamma function is short."""


class Kept(NamedTuple):
    """What is left when all but the surest predictions are withheld."""

    coverage: float
    """The share of texts that is kept."""
    risk: float
    """The share of those whose prediction is wrong."""


def aurc(label: Array, predicted: Array, score: Array, weights: Weights) -> Values:
    """The area under the risk-coverage curve on each draw: 0 is best; the error rate is what random sureness gives.

    The mean, over k, of the share of errors among the k surest predictions (Geifman and El-Yaniv, NeurIPS 2017; Geifman
    et al., ICLR 2019). Sure is a prediction by the chance that `score` gives it. Predictions as sure as each other are
    taken in random order, of which this is the expectation. NaN where there are no rows. A weight that is no whole
    number is one between: harmonic numbers are then those of the digamma function.
    """
    wrong, right = _by_sureness(label, predicted, score, weights)
    size = wrong + right
    rows, errors = np.cumsum(size, axis=1), np.cumsum(wrong, axis=1)
    rows_before, errors_before = rows - size, errors - wrong
    rate = np.divide(wrong, size, out=np.zeros_like(size), where=size != 0)
    # The sum over k within a tie of (errors before + rate * k) / (rows before + k), in closed form.
    steps = _harmonic(rows) - _harmonic(rows_before)
    area = np.sum(rate * size + (errors_before - rate * rows_before) * steps, axis=1)
    return ratio(area, size.sum(axis=1))


def _harmonic(number: Array) -> Array:
    """1 + 1/2 + ... + 1/n less Euler's constant, of any n from 0 on: the digamma function of n + 1.

    To twelve digits: its recurrence up to where its series is short (Abramowitz and Stegun, Handbook of Mathematical
    Functions, 6.3.5 and 6.3.18).
    """
    x = number + 1 + _STEPS
    tail = 1 / x**2
    bernoulli = 1 / 12 - tail * (1 / 120 - tail * (1 / 252 - tail * (1 / 240 - tail / 132)))
    series = np.log(x) - 1 / (2 * x) - tail * bernoulli
    return np.asarray(series - sum(1 / (number + 1 + step) for step in range(_STEPS)))


def risk_coverage(label: Array, predicted: Array, score: Array) -> tuple[Kept, ...]:
    """The curve itself: a point for each different sureness, from the surest."""
    wrong, right = _by_sureness(label, predicted, score, np.ones((1, len(label))))
    rows, errors = np.cumsum(wrong[0] + right[0]), np.cumsum(wrong[0])
    return tuple(
        Kept(coverage=float(kept / len(label)), risk=float(error / kept))
        for kept, error in zip(rows, errors, strict=True)
    )


def _by_sureness(label: Array, predicted: Array, score: Array, weights: Weights) -> tuple[Weights, Weights]:
    sureness = np.where(predicted == 1, score, 1 - score)
    return ranked((label != predicted).astype(np.float64), sureness, weights)
