"""How labels and predictions meet: the four counts that many metrics are made of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights


class Confusion(NamedTuple):
    """Faithful and faulty texts by what was predicted, one entry a draw."""

    faithful_found: Values
    faithful_missed: Values
    faulty_found: Values
    faulty_missed: Values


def confusion(label: Array, predicted: Array, weights: Weights) -> Confusion:
    """The counts of rows with label 1 (faithful) or 0 (faulty), by whether `predicted` says the same."""
    right, faithful = label == predicted, label == 1
    return Confusion(
        weights @ (faithful & right),
        weights @ (faithful & ~right),
        weights @ (~faithful & right),
        weights @ (~faithful & ~right),
    )


def ratio(part: Values, whole: Values) -> Values:
    """`part` / `whole`; NaN where `whole` is 0."""
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole != 0)
