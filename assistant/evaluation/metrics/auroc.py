"""AUROC: how well the scores put faithful texts above faulty ones, whatever the threshold."""

from __future__ import annotations

import numpy as np

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio
from assistant.evaluation.metrics.ranking import ranked


def auroc(label: Array, score: Array, weights: Weights) -> Values:
    """The area under the ROC curve on each draw, from 0 to 1.

    The chance that a faithful text scores above a faulty one, both drawn at random; a tie counts half: the Mann-Whitney
    statistic U / (faithful * faulty), as in Hanley and McNeil, Radiology 143 (1982). 0.5 is chance, and so are scores
    that are all the same. NaN where the labels are all of one class, or there are none.
    """
    faithful, faulty = ranked(label, score, weights)
    not_above = np.cumsum(faulty[:, ::-1], axis=1)[:, ::-1]
    wins = np.sum(faithful * (not_above - faulty / 2), axis=1)
    return ratio(wins, faithful.sum(axis=1) * faulty.sum(axis=1))
