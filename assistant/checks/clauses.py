"""The clause of a passage that speaks of a claim: what is negated or possible in another one is beside the point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.tokens import content_stems, stem
from assistant.schema import Document, Span

_BOUNDARY = re.compile(
    r"[;:“”\"]\s*|,\s+(?:(?:and|but|yet|while|whereas|although|though|which|who|where|because|so)\s+)?"
    r"|\s+(?:but|because|although|though|whereas|while)\s+",
    re.IGNORECASE,
)
_PASSAGES = 2
_VAGUE = frozenset(map(stem, "several many some few people person anyone someone everyone others number also".split()))
"""Stems of words that count or point loosely: two statements on one matter may differ in them."""


class Clause(NamedTuple):
    """A part of a sentence of a source, and how much of the claim's matter it holds, 0 to 1."""

    document: Document
    span: Span
    share: float

    @property
    def words(self) -> str:
        return self.span.of(self.document.text)


def closest_clause(comparison: Comparison, enough: float) -> Clause | None:
    """The shortest part of the best passages that holds at least `enough` of the claim's matter, or None."""
    matter = comparison.matter - _VAGUE
    hits = [hit for hit in (comparison.closest, *comparison.passages[:_PASSAGES]) if hit is not None]
    best: Clause | None = None
    for hit in {hit.passage: hit for hit in hits}.values():
        for span in _parts(hit):
            clause = Clause(hit.document, span, _share(comparison, matter, span.of(hit.document.text)))
            if clause.share >= enough and (best is None or _rank(clause) > _rank(best)):
                best = clause
    return best


def _rank(clause: Clause) -> tuple[float, int]:
    return round(clause.share, 1), clause.span.start - clause.span.end


def _parts(hit: Hit) -> Iterator[Span]:
    """The whole passage, and its parts."""
    span, text = hit.sentence.span, hit.document.text
    yield span
    start = span.start
    for boundary in _BOUNDARY.finditer(text, span.start, span.end):
        if boundary.start() > start:
            yield Span(start=start, end=boundary.start())
        start = boundary.end()
    if span.start < start < span.end:
        yield Span(start=start, end=span.end)


def _share(comparison: Comparison, matter: frozenset[str], words: str) -> float:
    weigh = comparison.reading.index.total
    total = weigh(matter)
    return weigh(matter & set(content_stems(words))) / total if total else 0.0
