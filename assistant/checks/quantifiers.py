"""Quantifiers: does the claim make "all" of "some", "the largest" of "one of the largest", "at most" of "at least"?"""

from __future__ import annotations

from collections.abc import Iterator


from assistant.checks.comparison import Comparison
from assistant.checks.figures import Mention, around
from assistant.grounding.index import Hit
from assistant.language.dates import dates
from assistant.language.negation import negations
from assistant.language.numbers import Bound, Kind, Quantity, quantities
from assistant.language.quantifiers import (
    Extent,
    Quantifier,
    Superlative,
    excludes,
    onlies,
    partitives,
    quantifiers,
    superlatives,
    wholes,
)
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.45
"""The share of the claim that a passage must hold for the two to speak of the same matter."""
_NEARLY_ALL_THERE = 0.7
"""The same, where a word that the claim adds is all there is to go by."""
_HALF = 50.0


def check(comparison: Comparison) -> Iterator[Finding]:
    """`quantifier_changed`: more (or the contrary) of what the source says, of the same noun or verb."""
    hits = [hit for hit in comparison.passages if comparison.likeness(hit) >= _SAME_MATTER]
    if not hits:
        return
    yield from _extents(comparison, hits)
    yield from _bounds(comparison, hits)
    yield from _superlatives(comparison, hits)
    yield from _partitives(comparison, hits[0])
    yield from _only(comparison, hits)


def _extents(comparison: Comparison, hits: list[Hit]) -> Iterator[Finding]:
    text = comparison.claim.text
    claimed = quantifiers(text)
    for ours in claimed:
        label = _label(text, ours, claimed)
        theirs = [
            (hit, one)
            for hit in hits
            for found in [quantifiers(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)]
            for one in found
            if one.often is ours.often and label & _label(hit.document.text, one, found)
        ]
        if any(not _stronger(ours.extent, one.extent) for _, one in theirs):
            continue
        if theirs:
            hit, one = theirs[0]
            yield _finding(comparison, ours, hit, one)
        elif not ours.often and (measured := _measured_otherwise(comparison, ours, label, hits)):
            yield _finding(comparison, ours, *measured)


def _label(text: str, quantifier: Quantifier, others: list[Quantifier]) -> frozenset[str]:
    """What is quantified: the words after "most"; those about "often"."""
    words = around(text, quantifier, others)
    return words.stems if quantifier.often else frozenset(words.after[:2])


def _stronger(ours: Extent, theirs: Extent) -> bool:
    """Whether `ours` says more than `theirs` does, or the contrary; "most" follows from "all", and so says no more."""
    if ours is Extent.NONE:
        return theirs >= Extent.SOME
    if ours is Extent.FEW:
        return theirs is Extent.NONE or theirs >= Extent.MANY
    if theirs is Extent.NONE:
        return True
    return ours > theirs and ours >= Extent.MOST and (ours, theirs) != (Extent.NEARLY_ALL, Extent.MOST)


def _measured_otherwise(
    comparison: Comparison, ours: Quantifier, label: frozenset[str], hits: list[Hit]
) -> tuple[Hit, Quantity] | None:
    """A share of the same thing that the quantifier cannot be said of: "most" of 40 percent."""
    for hit in hits:
        span, text = hit.sentence.span, hit.document.text
        found = comparison.reading.figures.within(hit.document, span.start, span.end)
        for one in found:
            if one.kind not in (Kind.PERCENT, Kind.FRACTION) or not label & set(around(text, one, found).after[:2]):
                continue
            percent = one.value * (100 if one.kind is Kind.FRACTION else 1)
            too_much = (ours.extent is Extent.ALL and percent < 2 * _HALF) or (
                ours.extent in (Extent.MOST, Extent.NEARLY_ALL) and percent < _HALF and one.bound is not Bound.ABOVE
            )
            if too_much or (ours.extent is Extent.FEW and percent > _HALF):
                return hit, one
    return None


def _bounds(comparison: Comparison, hits: list[Hit]) -> Iterator[Finding]:
    """"at most 40" where the source has "at least 40"."""
    text = comparison.claim.text
    opposite = {Bound.ABOVE: Bound.BELOW, Bound.BELOW: Bound.ABOVE}
    for ours in quantities(text, outside=dates(text)):
        if ours.bound not in opposite:
            continue
        theirs = [
            (hit, one)
            for hit in hits
            for one in comparison.reading.figures.within(hit.document, hit.sentence.span.start, hit.sentence.span.end)
            if one.value == ours.value and one.kind is ours.kind and one.unit == ours.unit
        ]
        if theirs and all(one.bound is opposite[ours.bound] for _, one in theirs):
            hit, one = theirs[0]
            if bool(negations(text)) is bool(negations(hit.text)):  # "no more than" says it of a denied excess
                yield _finding(comparison, _with_bound(text, ours), hit, _with_bound(hit.document.text, one))


def _with_bound(text: str, quantity: Quantity) -> Span:
    """The number with the two words before it, which hold what bounds it."""
    start = max(0, quantity.start - 20)
    words = text[start : quantity.start].split()
    at = text.rfind(" ".join(words[-2:]), start, quantity.start) if words else -1
    return Span(start=at if at >= 0 else quantity.start, end=quantity.end)


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


def _partitives(comparison: Comparison, hit: Hit) -> Iterator[Finding]:
    """"the suspects" where the source has "one of the suspects", and nowhere near speaks of them all."""
    text, span = hit.document.text, hit.sentence.span
    parts = {part.noun: part for part in partitives(text, span.start, span.end)}
    if not parts or comparison.likeness(hit) < _NEARLY_ALL_THERE or partitives(comparison.claim.text):
        return
    spoken_of = {whole.noun for other in comparison.passages for whole in wholes(other.text)}
    for whole in wholes(comparison.claim.text):
        if whole.noun in parts and whole.noun not in spoken_of:
            yield _finding(comparison, whole, hit, parts[whole.noun])


def _only(comparison: Comparison, hits: list[Hit]) -> Iterator[Finding]:
    """"only" put in front of what the source says without leaving anything else out."""
    if comparison.likeness(hits[0]) < _NEARLY_ALL_THERE or any(excludes(hit.text) for hit in comparison.passages):
        return
    for start, end in onlies(comparison.claim.text):
        message = f"The text says “{comparison.claim.text[start:end]}”; the source leaves nothing else out."
        place = comparison.place(start, end)
        span = hits[0].sentence.span
        yield comparison.find(FindingKind.QUANTIFIER_CHANGED, message, place, hits[0].document, span)


def _finding(comparison: Comparison, ours: Mention, hit: Hit, theirs: Mention) -> Finding:
    span = Span(start=theirs.start, end=theirs.end)
    words = comparison.claim.text[ours.start : ours.end]
    message = f"The text says “{words}”; the source says “{span.of(hit.document.text)}”."
    place = comparison.place(ours.start, ours.end)
    return comparison.find(FindingKind.QUANTIFIER_CHANGED, message, place, hit.document, span)
