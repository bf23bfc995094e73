"""Balanced accuracy: the mean of the shares of faithful and of unfaithful texts that were recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def balanced_accuracy(answers: Iterable[tuple[int, int]]) -> float | None:
    """Balanced accuracy of pairs (label, predicted), each 0 or 1.

    (TP / (TP + FN) + TN / (TN + FP)) / 2, from 0 to 1; guessing and answering always the same give 0.5. It is the
    mean of the two recalls (Brodersen et al., The Balanced Accuracy and Its Posterior Distribution, ICPR 2010), and
    what LLM-AggreFact reports. None where the labels are all of one class, or there are none.
    """
    counts = Counter(answers)
    faithful = counts[1, 1] + counts[1, 0]
    unfaithful = counts[0, 1] + counts[0, 0]
    if not faithful or not unfaithful:
        return None
    return (counts[1, 1] / faithful + counts[0, 0] / unfaithful) / 2
