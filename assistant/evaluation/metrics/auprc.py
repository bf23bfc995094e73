"""AUPRC of faults: how pure the list of suspects is, read from the most suspicious text down."""

from __future__ import annotations

import numpy as np

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio
from assistant.evaluation.metrics.ranking import ranked


def auprc(label: Array, score: Array, weights: Weights) -> Values:
    """Average precision in finding faulty texts by low scores, on each draw, from 0 to 1.

    The sum over thresholds of the precision there, times the recall that the threshold adds: no interpolation, ties
    taken together (Davis and Goadrich, ICML 2006, say why). Chance is the share of faulty texts. NaN where no text is
    faulty.
    """
    faulty, faithful = ranked(1 - label, -score, weights)
    found = np.cumsum(faulty, axis=1)
    precision = ratio(found, found + np.cumsum(faithful, axis=1))
    return ratio(np.nansum(precision * faulty, axis=1), faulty.sum(axis=1))
