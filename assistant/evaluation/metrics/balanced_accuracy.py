"""Balanced accuracy: the mean of the shares of faithful and of faulty texts that were recognised."""

from __future__ import annotations

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import confusion, ratio


def balanced_accuracy(label: Array, predicted: Array, weights: Weights) -> Values:
    """(TP / (TP + FN) + TN / (TN + FP)) / 2 on each draw, from 0 to 1.

    Guessing and answering always the same give 0.5. It is the mean of the two recalls (Brodersen et al., The Balanced
    Accuracy and Its Posterior Distribution, ICPR 2010), and what LLM-AggreFact reports. NaN where the labels are all of
    one class, or there are none.
    """
    counts = confusion(label, predicted, weights)
    faithful = ratio(counts.faithful_found, counts.faithful_found + counts.faithful_missed)
    faulty = ratio(counts.faulty_found, counts.faulty_found + counts.faulty_missed)
    return (faithful + faulty) / 2
