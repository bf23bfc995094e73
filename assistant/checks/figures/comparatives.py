"""Comparatives: does the claim make "the largest" of "one of the largest", or "more" of "less"; does it add "only"?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.checks.figures.contexts import context, fit
from assistant.grounding.index import Hit
from assistant.language.comparatives import (
    Superlative,
    comparatives,
    excludes,
    exclusives,
    mostlies,
    onlies,
    partitives,
    superlatives,
    wholes,
)
from assistant.language.mention import Mention
from assistant.language.negation import negations
from assistant.schema import Finding, FindingKind

_SAME_MATTER = 0.45
"""The share of the claim that a passage must hold for the two to speak of the same matter."""
_FITS = 0.3
"""How well, 0 to 1, the words about two comparatives must fit where their sentences share little else."""
_MOST_IN_A_PASSAGE = 60
"""A passage with more of these words is no prose."""
_NEARLY_ALL_THERE = 0.7
"""The same, where a word that the claim adds, or leaves out, is all there is to go by."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`quantifier_changed`: a thing set above, below or apart from others as the source does not set it."""
    yield from _comparatives(comparison)
    yield from _mainly(comparison)
    hits = [hit for hit in comparison.passages if comparison.likeness(hit) >= _SAME_MATTER]
    if not hits:
        return
    yield from _superlatives(comparison, hits)
    yield from _partitives(comparison, hits[0])
    yield from _only(comparison, hits)


def _superlatives(comparison: Comparison, hits: list[Hit]) -> Iterator[Finding]:
    text = comparison.claim.text
    claimed = superlatives(text)
    theirs = [
        (hit, one)
        for hit in hits
        for one in superlatives(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    ]
    for ours in claimed:
        same = [(hit, one) for hit, one in theirs if one.word == ours.word]
        if same and not ours.among and not any(_same_place(ours, one) for _, one in same):
            hit, one = same[0]
            yield _finding(comparison, ours, hit, one)


def _same_place(ours: Superlative, theirs: Superlative) -> bool:
    return ours.among is theirs.among and ours.rank == theirs.rank


def _comparatives(comparison: Comparison) -> Iterator[Finding]:
    """A "less likely" where the source has "more likely"."""
    for ours in comparatives(comparison.claim.text):
        theirs = [
            (hit, one)
            for hit in comparison.passages
            for one in comparatives(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)[
                :_MOST_IN_A_PASSAGE
            ]
        ]
        reversed_there = [(hit, one) for hit, one in theirs if ours.reverses(one)]
        if not reversed_there or any(one.word == ours.word for _, one in theirs):
            continue
        hit, one = reversed_there[0]
        alike = bool(negations(comparison.claim.text)) is bool(negations(hit.text))
        if alike and (comparison.likeness(hit) >= _NEARLY_ALL_THERE or _fits(comparison, ours, hit, one)):
            yield _finding(comparison, ours, hit, one)


def _fits(comparison: Comparison, ours: Mention, hit: Hit, theirs: Mention) -> bool:
    """Whether the words about both show that they speak of the same thing, whatever else their sentences tell."""
    text, span = comparison.claim.text, hit.sentence.span
    wanted = context(text, 0, len(text), ours, [])
    found = context(hit.document.text, span.start, span.end, theirs, [])
    return fit(wanted, found, comparison.reading.index) >= _FITS


def _partitives(comparison: Comparison, hit: Hit) -> Iterator[Finding]:
    """All of "the suspects" where the source has "one of the suspects", and nowhere near speaks of them all."""
    text, span = hit.document.text, hit.sentence.span
    parts = {part.noun: part for part in partitives(text, span.start, span.end)}
    if not parts or comparison.likeness(hit) < _NEARLY_ALL_THERE or partitives(comparison.claim.text):
        return
    spoken_of = {whole.noun for other in comparison.passages for whole in wholes(other.text)}
    for whole in wholes(comparison.claim.text):
        if whole.noun in parts and whole.noun not in spoken_of:
            yield _finding(comparison, whole, hit, parts[whole.noun])


def _mainly(comparison: Comparison) -> Iterator[Finding]:
    """An "only" where the source has "mainly" of the same."""
    for ours in exclusives(comparison.claim.text):
        for hit in comparison.passages:
            for one in mostlies(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)[:_MOST_IN_A_PASSAGE]:
                if not excludes(hit.text) and _fits(comparison, ours, hit, one):
                    yield _finding(comparison, ours, hit, one)
                    return


def _only(comparison: Comparison, hits: list[Hit]) -> Iterator[Finding]:
    """An "only" put in front of what the source says without leaving anything else out."""
    if comparison.likeness(hits[0]) < _NEARLY_ALL_THERE or any(excludes(hit.text) for hit in comparison.passages):
        return
    for start, end in onlies(comparison.claim.text):
        message = f"The text says “{comparison.claim.text[start:end]}”; the source leaves nothing else out."
        place = comparison.place(start, end)
        span = hits[0].sentence.span
        yield comparison.find(FindingKind.QUANTIFIER_CHANGED, message, place, hits[0].document, span)


def _finding(comparison: Comparison, ours: Mention, hit: Hit, theirs: Mention) -> Finding:
    return comparison.differing(FindingKind.QUANTIFIER_CHANGED, ours, hit.document, theirs)
