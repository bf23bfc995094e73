"""The clause of a passage that speaks of a claim: what is negated or possible in another one is beside the point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.checks.comparison import Comparison, SourceReading
from assistant.grounding.index import Hit, SourceIndex
from assistant.language.synonyms import senses
from assistant.language.tokens import content_stems, stem
from assistant.schema import Document, Span

_BOUNDARY = re.compile(
    r"[;:“”\"]\s*|,\s+(?:(?:and|but|yet|while|whereas|although|though|which|who|where|because|so)\s+)?"
    r"|(?<!\ball)(?<!\bnothing)\s+(?:but|because|although|though|whereas|while)\s+",
    re.IGNORECASE,
)
_PARTS_OF_CLAIM = re.compile(
    r"[;:“”\"–—]\s*|,\s+(?:(?:and|but|yet|while|whereas|although|though|which|who|where|because|so|as|after)\s+)?"
    r"|(?<!\ball)(?<!\bnothing)\s+(?:and|but|because|although|though|whereas|while|after|as|that)\s+",
    re.IGNORECASE,
)
_PASSAGES = 2
_MATCHED_PASSAGES = 5
_FEWEST_WORDS = 3
"""Content words that a part of a claim must have to be sought by itself."""
_VAGUE = frozenset(map(stem, "several many some few people person anyone someone everyone others number also".split()))
"""Stems of words that count or point loosely: two statements on one matter may differ in them."""
_REPORTING = frozenset(map(stem, "say tell announce report state accord add explain claim write".split()))


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


class Match(NamedTuple):
    """A part of a claim, and a clause of a source that says much the same; `clause.share` is that of the part."""

    ours: Span
    """Characters of the claim."""
    clause: Clause
    sentence: Span
    """The sentence of the source in which the clause stands."""


def matches(comparison: Comparison, enough: float) -> list[Match]:
    """For the whole claim and each part of it, the clauses that hold at least `enough` of its words, best first.

    A word is held where one that may stand for it is. Of a sentence only the best clause is given, for each part.
    """
    return [match for match in _matches(comparison.reading, comparison.claim.text) if match.clause.share >= enough]


_LEAST_SHARE = 0.4


@lru_cache(maxsize=8)
def _matches(reading: SourceReading, claim: str) -> list[Match]:
    return [
        match for ours in parts_of_claim(claim) for match in clauses_on(reading, ours, content_stems(ours.of(claim)))
    ]


def clauses_on(reading: SourceReading, ours: Span, stems: Iterable[str]) -> list[Match]:
    """The clauses that hold most of `stems`, those of a part of a claim, best first; none for too few stems."""
    matter = frozenset(stems) - _VAGUE - _REPORTING
    if len(matter) < _FEWEST_WORDS:
        return []
    wanted = sorted(other for each in matter for other in senses(each))
    hits = reading.index.search(wanted, _MATCHED_PASSAGES)
    found = [match for hit in hits if (match := _best_of(reading.index, ours, matter, hit)) is not None]
    return sorted(found, key=lambda match: -match.clause.share)


def parts_of_claim(claim: str) -> list[Span]:
    """The whole claim, and what commas and conjunctions part it into."""
    found = [Span(start=0, end=len(claim))]
    start = 0
    for boundary in _PARTS_OF_CLAIM.finditer(claim):
        if boundary.start() > start:
            found.append(Span(start=start, end=boundary.start()))
        start = boundary.end()
    if 0 < start < len(claim):
        found.append(Span(start=start, end=len(claim)))
    return found


def _best_of(index: SourceIndex, ours: Span, matter: frozenset[str], hit: Hit) -> Match | None:
    clauses = [
        Clause(hit.document, span, held_share(index, matter, span.of(hit.document.text))) for span in _parts(hit)
    ]
    best = max(clauses, key=_rank)
    return Match(ours, best, hit.sentence.span) if best.share >= _LEAST_SHARE else None


def held_share(index: SourceIndex, matter: Iterable[str], words: str) -> float:
    """How much of `matter` (stems) `words` hold, 0 to 1, by itself or by a word that may stand for it.

    Rare words count more; a word that no source has counts no more than the rarest that one has.
    """
    theirs = set(content_stems(words))
    wanted = sorted(matter)
    most = max((index.weight(each) for each in wanted if each in index), default=1.0)
    weights = {each: min(index.weight(each), most) for each in wanted}
    total = sum(weights.values())
    held = sum(weights[each] for each in wanted if not theirs.isdisjoint(senses(each)))
    return held / total if total else 0.0
