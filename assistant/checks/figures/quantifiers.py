"""Quantifiers: does the claim make "all" of "some", "always" of "often", "at most 40" of "at least 40"?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.checks.figures.mentions import Mention, around
from assistant.grounding.index import Hit
from assistant.language.dates import dates
from assistant.language.negation import negations
from assistant.language.numbers import Bound, Kind, Quantity, quantities
from assistant.language.quantifiers import Extent, Quantifier, quantifiers
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.45
"""The share of the claim that a passage must hold for the two to speak of the same matter."""
_HALF = 50.0


def check(comparison: Comparison) -> Iterator[Finding]:
    """`quantifier_changed`: more (or the contrary) of what the source says, of the same noun or verb."""
    hits = [hit for hit in comparison.passages if comparison.likeness(hit) >= _SAME_MATTER]
    if not hits:
        return
    yield from _extents(comparison, hits)
    yield from _bounds(comparison, hits)


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
    """An "at most 40" where the source has "at least 40"."""
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
                yield _finding(comparison, _with_bound(ours), hit, _with_bound(one))


def _with_bound(quantity: Quantity) -> Span:
    """The number with the words that bound it."""
    return Span(start=quantity.start if quantity.opening is None else quantity.opening, end=quantity.end)


def _finding(comparison: Comparison, ours: Mention, hit: Hit, theirs: Mention) -> Finding:
    span = Span(start=theirs.start, end=theirs.end)
    words = comparison.claim.text[ours.start : ours.end]
    message = f"The text says “{words}”; the source says “{span.of(hit.document.text)}”."
    place = comparison.place(ours.start, ours.end)
    return comparison.find(FindingKind.QUANTIFIER_CHANGED, message, place, hit.document, span)
