"""Pairwise ranking: of a text with a fault and its twin without it, which scores higher?"""

from __future__ import annotations

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio


def pairwise_accuracy(above: Array, weights: Weights) -> Values:
    """The share of pairs in which the faithful twin scores higher, from 0 to 1; 0.5 is chance.

    `above` has a row for each pair: 1, 0, or 0.5 for a tie. The ranking test of Falke et al., ACL 2019. NaN where there
    are no pairs.
    """
    return ratio(weights @ above, weights.sum(axis=1))
