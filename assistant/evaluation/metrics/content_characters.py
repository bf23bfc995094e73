"""Content by character: how much of what people marked was marked, and how much else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.evaluation.metrics.content_overlap import Pieces
from assistant.evaluation.metrics.precision_recall import Counts
from assistant.schema import Span


def character_counts(gold: Sequence[Pieces], found: Sequence[Pieces]) -> Counts:
    """Characters inside some content, each counted once however many contents it is in (speech inside speech)."""
    in_gold, in_found = _union(gold), _union(found)
    both = 0
    at = 0
    for span in in_gold:
        while at < len(in_found) and in_found[at].end <= span.start:
            at += 1
        for other in in_found[at:]:
            if other.start >= span.end:
                break
            both += min(span.end, other.end) - max(span.start, other.start)
    return Counts(both, _length(in_found), _length(in_gold))


def _union(contents: Sequence[Pieces]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted((piece for pieces in contents for piece in pieces), key=lambda piece: piece.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)
