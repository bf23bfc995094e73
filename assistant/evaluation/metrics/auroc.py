"""AUROC: how well the scores put faithful texts above unfaithful ones, whatever the threshold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


def auroc(answers: Iterable[tuple[int, float]]) -> float | None:
    """Area under the ROC curve of pairs (label, score), the label 0 or 1, in O(n log n).

    The chance that a faithful text scores above an unfaithful one, both drawn at random; a tie counts half: the
    Mann-Whitney statistic U / (faithful * unfaithful), as in Hanley and McNeil, Radiology 143 (1982). From 0 to 1; 0.5
    is chance, and so are scores that are all the same. None where the labels are all of one class, or there are none.
    """
    faithful: list[float] = []
    unfaithful: list[float] = []
    for label, score in answers:
        (faithful if label else unfaithful).append(score)
    if not faithful or not unfaithful:
        return None
    unfaithful.sort()
    # Those below, counted twice, and those level, counted once: halves without leaving whole numbers.
    doubled = sum(bisect_left(unfaithful, score) + bisect_right(unfaithful, score) for score in faithful)
    return doubled / (2 * len(faithful) * len(unfaithful))
