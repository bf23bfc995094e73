"""Precision, recall and their harmonic mean, from counts that can be added up over documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Counts(NamedTuple):
    """What was found and what there was to find, in whatever unit: attributions, characters."""

    right: int = 0
    found: int = 0
    gold: int = 0


def total(counts: Iterable[Counts]) -> Counts:
    """The counts of all documents together (micro-averaging)."""
    right = found = gold = 0
    for one in counts:
        right, found, gold = right + one.right, found + one.found, gold + one.gold
    return Counts(right, found, gold)


def precision(counts: Iterable[Counts]) -> float | None:
    """The share of what was found that is right; None where nothing was found."""
    together = total(counts)
    return together.right / together.found if together.found else None


def recall(counts: Iterable[Counts]) -> float | None:
    """The share of what there was to find that was found; None where there was nothing."""
    together = total(counts)
    return together.right / together.gold if together.gold else None


def f1(counts: Iterable[Counts]) -> float | None:
    """2 * right / (found + gold), the harmonic mean of precision and recall; None where both are empty."""
    together = total(counts)
    size = together.found + together.gold
    return 2 * together.right / size if size else None
