"""Content matched exactly: the same first and last character, quotation marks and edge punctuation aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.evaluation.metrics.content_overlap import Pieces


def exact_matches(text: str, gold: Sequence[Pieces], found: Sequence[Pieces]) -> list[tuple[int, int]]:
    """One-to-one pairs (gold, found), by position, of contents with the same boundaries in `text`.

    The boundaries are those of the whole content, from its first piece to its last, after everything but letters and
    digits is stripped from both ends: annotators do not agree on whether a mark belongs to what it marks.
    """
    waiting: dict[tuple[int, int], list[int]] = {}
    for at, pieces in enumerate(found):
        waiting.setdefault(_edges(text, pieces), []).append(at)
    seen: Counter[tuple[int, int]] = Counter()
    kept = []
    for at, pieces in enumerate(gold):
        edges = _edges(text, pieces)
        if seen[edges] < len(waiting.get(edges, ())):
            kept.append((at, waiting[edges][seen[edges]]))
            seen[edges] += 1
    return kept


def _edges(text: str, pieces: Pieces) -> tuple[int, int]:
    start, end = pieces[0].start, pieces[-1].end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
