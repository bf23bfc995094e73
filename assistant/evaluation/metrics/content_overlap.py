"""Content matched by overlap: which found attribution is which of the gold ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.schema import Span

Pieces = Sequence[Span]
"""The spans of one content, in order and apart from each other."""

ENOUGH = 0.5
"""The overlap from which on two contents count as the same."""


class Pair(NamedTuple):
    """A gold content and a found one, by their positions, with their overlap."""

    gold: int
    found: int
    overlap: float


def overlap(one: Pieces, other: Pieces) -> float:
    """Characters in both contents / characters in either (Jaccard's index, "intersection over union"), 0 to 1."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    either = length(one) + length(other) - shared
    return shared / either if either else 0.0


def pairs(gold: Sequence[Pieces], found: Sequence[Pieces]) -> list[Pair]:
    """One-to-one pairs of contents that overlap by `ENOUGH`, the best overlaps first taken, in the order of the gold.

    Partial matching as attribution extraction is usually scored: Pareti, PARC 3.0, LREC 2016, and Newell et al., An
    Attribution Relations Corpus for Political News, LREC 2018, who report agreement between people in this way.
    """
    candidates = sorted(_overlapping(gold, found), key=lambda pair: (-pair.overlap, pair.gold, pair.found))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    kept: list[Pair] = []
    for pair in candidates:
        if pair.gold not in taken_gold and pair.found not in taken_found:
            kept.append(pair)
            taken_gold.add(pair.gold)
            taken_found.add(pair.found)
    return sorted(kept)


def length(pieces: Pieces) -> int:
    """The characters of a content."""
    return sum(piece.end - piece.start for piece in pieces)


def _overlapping(gold: Sequence[Pieces], found: Sequence[Pieces]) -> Iterator[Pair]:
    order = sorted(range(len(found)), key=lambda at: found[at][0].start)
    starts = [found[at][0].start for at in order]
    longest = max((pieces[-1].end - pieces[0].start for pieces in found), default=0)
    for at, pieces in enumerate(gold):
        first = bisect_left(starts, pieces[0].start - longest)
        for other in order[first : bisect_left(starts, pieces[-1].end)]:
            share = overlap(pieces, found[other])
            if share >= ENOUGH:
                yield Pair(at, other, share)
