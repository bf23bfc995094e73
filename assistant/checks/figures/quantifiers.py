"""Quantifiers: does the claim make "all" of "some", "always" of "often", "at most 40" of "at least 40"?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.checks.figures.contexts import context, fit
from assistant.checks.figures.mentions import around
from assistant.grounding.index import Hit
from assistant.language.dates import dates
from assistant.language.mention import Mention
from assistant.language.numbers import Bound, Kind, Quantity, quantities
from assistant.language.quantifiers import Extent, Quantifier, quantifiers
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.45
"""The share of the claim that a passage must hold for the two to speak of the same matter."""
_FITS = 0.3
"""How well, 0 to 1, the words about two quantifiers must fit where their sentences share little else."""
_HALF = 50.0
_COUNTED_IN_WORDS = 12
"""A larger number is a mark by itself of what is spoken of."""
_NOT = re.compile(r"\b(?:not|no|never|cannot|nor|without)\b|n['’]t\b", re.IGNORECASE)
_LOOK_BACK = 24
_MOST_IN_A_PASSAGE = 60
"""A passage with more quantifiers, or more figures, is a table, of which the first are looked at."""
_OF_THEM = re.compile(r"\s+(?:them|these|those|us|it)\b")


def check(comparison: Comparison) -> Iterator[Finding]:
    """`quantifier_changed`: more (or the contrary) of what the source says, of the same noun or verb."""
    yield from _extents(comparison)
    yield from _bounds(comparison)


class _There(NamedTuple):
    """A quantifier of a source."""

    hit: Hit
    quantifier: Quantifier


def _extents(comparison: Comparison) -> Iterator[Finding]:
    text = comparison.claim.text
    claimed = quantifiers(text)
    for ours in claimed:
        theirs = list(_said_of_the_same(comparison, ours, claimed))
        if any(not _stronger(ours.extent, one.quantifier.extent) for one in theirs):
            continue
        if theirs:
            yield _finding(comparison, ours, theirs[0].hit, theirs[0].quantifier)
        elif not ours.often and (measured := _measured_otherwise(comparison, ours, claimed)):
            yield _finding(comparison, ours, *measured)


def _said_of_the_same(comparison: Comparison, ours: Quantifier, claimed: list[Quantifier]) -> Iterator[_There]:
    """The quantifiers of the passages that are said of the same thing, in what is the same matter."""
    text = comparison.claim.text
    label, wanted = _label(text, ours, claimed), context(text, ours.start, len(text), ours, claimed)
    for hit in comparison.passages:
        source, span = hit.document.text, hit.sentence.span
        found = quantifiers(source, span.start, span.end)[:_MOST_IN_A_PASSAGE]
        for one in found:
            named = frozenset(wanted) if _OF_THEM.match(source, one.end) else label
            if one.often is not ours.often or not named & _label(source, one, found):
                continue
            theirs = context(source, span.start, span.end, one, found)
            if comparison.likeness(hit) >= _SAME_MATTER or fit(wanted, theirs, comparison.reading.index) >= _FITS:
                yield _There(hit, one)


def _label(text: str, quantifier: Quantifier, others: list[Quantifier]) -> frozenset[str]:
    """What is quantified: the words after "most"; those about "often"."""
    words = around(text, quantifier, others)
    return words.stems if quantifier.often else frozenset([word for word in words.after if not word.isdigit()][:2])


def _stronger(ours: Extent, theirs: Extent) -> bool:
    """Whether `ours` says more than `theirs` does, or the contrary; "most" follows from "all", and so says no more."""
    if Extent.NOT_ALL in (ours, theirs):
        return Extent.ALL in (ours, theirs) or (Extent.NONE in (ours, theirs) and ours is Extent.NONE)
    if ours is Extent.NONE:
        return theirs >= Extent.SOME
    if ours is Extent.FEW:
        return theirs is Extent.NONE or theirs >= Extent.MANY
    if theirs is Extent.NONE or (theirs is Extent.FEW and ours >= Extent.MANY):
        return True
    return ours > theirs and ours >= Extent.MOST and (ours, theirs) != (Extent.NEARLY_ALL, Extent.MOST)


def _measured_otherwise(
    comparison: Comparison, ours: Quantifier, claimed: list[Quantifier]
) -> tuple[Hit, Quantity] | None:
    """A share of the same thing that the quantifier cannot be said of: "most" of 40 percent."""
    words = comparison.claim.text
    label, wanted = _label(words, ours, claimed), context(words, 0, len(words), ours, claimed)
    for hit in comparison.passages:
        span, text = hit.sentence.span, hit.document.text
        found = comparison.reading.figures.within(hit.document, span.start, span.end)[:_MOST_IN_A_PASSAGE]
        for one in found:
            if one.kind not in (Kind.PERCENT, Kind.FRACTION) or not _contradicts(ours.extent, one):
                continue
            named = label & set(around(text, one, found).after[:2])
            theirs = context(text, span.start, span.end, one, found)
            if (named and comparison.likeness(hit) >= _SAME_MATTER) or (
                fit(wanted, theirs, comparison.reading.index) >= _FITS
            ):
                return hit, one
    return None


def _contradicts(extent: Extent, share: Quantity) -> bool:
    """Whether no such share can be called "all", "most" or "few"."""
    percent = share.value * (100 if share.kind is Kind.FRACTION else 1)
    if extent is Extent.ALL:
        return percent < 2 * _HALF
    if extent in (Extent.MOST, Extent.NEARLY_ALL):
        return (percent < _HALF and share.bound is not Bound.ABOVE) or (percent == _HALF and share.bound is Bound.BELOW)
    return extent is Extent.FEW and percent > _HALF


def _bounds(comparison: Comparison) -> Iterator[Finding]:
    """An "at most 40" where the source has "at least 40"."""
    text = comparison.claim.text
    opposite = {Bound.ABOVE: Bound.BELOW, Bound.BELOW: Bound.ABOVE}
    for ours in quantities(text, outside=dates(text)):
        if ours.bound not in opposite or _is_denied(text, ours):
            continue
        theirs = [
            (hit, one)
            for hit in comparison.passages
            for one in comparison.reading.figures.within(hit.document, hit.sentence.span.start, hit.sentence.span.end)
            if one.value == ours.value and one.kind is ours.kind and one.unit == ours.unit
        ]
        if theirs and all(one.bound is opposite[ours.bound] for _, one in theirs):
            hit, one = theirs[0]
            telling = ours.value > _COUNTED_IN_WORDS or comparison.likeness(hit) >= _SAME_MATTER
            if telling and not _is_denied(hit.document.text, one):
                yield _finding(comparison, _with_bound(ours), hit, _with_bound(one))


def _is_denied(text: str, figure: Quantity) -> bool:
    """Whether a negation stands before the words that bound it: "could not exceed 40"."""
    opening = figure.start if figure.opening is None else figure.opening
    return _NOT.search(text[max(0, opening - _LOOK_BACK) : opening]) is not None


def _with_bound(quantity: Quantity) -> Span:
    """The number with the words that bound it."""
    return Span(start=quantity.start if quantity.opening is None else quantity.opening, end=quantity.end)


def _finding(comparison: Comparison, ours: Mention, hit: Hit, theirs: Mention) -> Finding:
    return comparison.differing(FindingKind.QUANTIFIER_CHANGED, ours, hit.document, theirs)
