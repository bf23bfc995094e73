"""Rows in the order of their scores, ties together: what the metrics of ranking are made of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assistant.evaluation.metrics.bootstrap import Array, Weights


class Ranked(NamedTuple):
    """For each draw (line) and each different score (column), from the highest: the weight of two kinds of rows."""

    ones: Weights
    zeros: Weights


def ranked(kind: Array, score: Array, weights: Weights) -> Ranked:
    """The weights of rows whose `kind` is 1, and of those whose kind is 0, summed over rows of the same score."""
    order = np.argsort(-score, kind="stable")
    if not order.size:
        nothing = np.zeros((len(weights), 0))
        return Ranked(nothing, nothing)
    first = np.flatnonzero(np.diff(score[order], prepend=np.inf))
    kinds, in_order = kind[order], weights[:, order]
    return Ranked(
        np.add.reduceat(in_order * (kinds == 1), first, axis=1),
        np.add.reduceat(in_order * (kinds == 0), first, axis=1),
    )
