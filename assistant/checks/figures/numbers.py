"""Numbers: does the source have every quantity of the claim, and have it of the same thing?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.checks.figures.mentions import TOO_GENERAL, Around, Figure, around
from assistant.checks.figures.misplaced import misplaced
from assistant.language.numbers import Bound, Kind, Quantity, agree, quantities
from assistant.language.quantity import unlike
from assistant.language.times import dated
from assistant.language.tokens import stem
from assistant.schema import Document, Finding, FindingKind, Span

_COUNTED_IN_WORDS = 12
"""Up to this a count may be a writer's own ("both", "the three who spoke"): it needs a rival to be a change."""
_SAME_MATTER = 0.35
"""The share of the claim that a passage must hold for its numbers to contradict those of the claim."""
_CLOSELY_SAME = 0.5
_SURE = 3
"""The words about a rival that outweigh that the source has the number too, elsewhere."""
_MOST_ADDED_UP = 12
"""A passage with more numbers is a table: any number is the sum of some two of them."""
_SAME_WORDS = 2
"""As many telling words about both numbers make up for a passage that holds little else of the claim."""
_FARTHEST = 100.0
"""A number more times larger than this is another figure altogether, unless both count the same."""
_TOO_MANY = 40
"""A number that the sources have more often than this is not looked at place by place."""
_DASHES = frozenset("-–")
_ROUNDED = 5.0
"""Percentage points that a share in words may be away from the exact one: "a third" is said of 30 to 36 percent."""
_OUT_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?")
_ALL_TOLD = frozenset(map(stem, "people persons".split()))
"""Stems of what counts everybody: "four people" are "three men and a woman"."""
_AND_ONE = re.compile(
    r"\band\s+an?\s+(?:\w+\s+)?(?:man|woman|boy|girl|child|teenager|youth|baby|person)\b", re.IGNORECASE
)
_WHOLE = 100.0
_ADDED_UP = re.compile(
    r"\b(?:in all|in total|total|altogether|combined|together|overall|between them|difference)\b", re.IGNORECASE
)


class _Rival(NamedTuple):
    """The quantity that the source has where the claim has another."""

    document: Document
    quantity: Quantity
    shared: int
    share: float


class _Near(NamedTuple):
    """A quantity of a passage that speaks of the claim, with the words around it."""

    document: Document
    quantity: Quantity
    around: Around
    share: float
    """How much of the claim's matter its passage holds."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`number_changed` and `unit_changed`."""
    text = comparison.claim.text
    claimed = quantities(text, outside=dated(text))
    near = list(_near(comparison)) if claimed else []
    for quantity in claimed:
        if _is_pronoun(quantity):
            continue
        ours = around(text, quantity, claimed)
        if any(agree(quantity, one.quantity) for one in near):
            placed = misplaced(comparison, quantity, claimed)
            if placed is not None:
                yield _finding(comparison, quantity, _Rival(placed.document, placed.quantity, 0, placed.fit))
            continue
        rival = _rival(quantity, ours, near)
        if _stands_elsewhere(comparison, quantity, ours, rival):
            continue
        if quantity.kind is Kind.SCORE and _in_two_numbers(quantity, near):
            continue
        reckoned = rival is None or quantity.bound is not Bound.EXACT or bool(_ADDED_UP.search(text))
        reckoned = reckoned or quantity.kind is Kind.POINTS or quantity.counted in _ALL_TOLD
        if reckoned and _computed(comparison, quantity, near):
            continue
        share = _other_share(quantity, ours, near)
        if share is not None:
            yield _finding(comparison, quantity, share)
            continue
        if rival is None and _may_be_counted(quantity) and not _in_digits_with(text, quantity, claimed):
            continue
        yield _finding(comparison, quantity, rival)


def _near(comparison: Comparison) -> Iterator[_Near]:
    for hit in comparison.passages:
        span, figures = hit.sentence.span, comparison.reading.figures
        share = comparison.likeness(hit)
        for quantity in figures.within(hit.document, span.start, span.end):
            yield _Near(hit.document, quantity, figures.around(Figure(hit.document, quantity)), share)


def _is_pronoun(quantity: Quantity) -> bool:
    """Whether it is a "one" that may count nothing: "one of them", "no one", "one for the capital"."""
    return quantity.spelled and quantity.value == 1 and quantity.unit is None and quantity.kind is Kind.CARDINAL


def _in_two_numbers(score: Quantity, near: list[_Near]) -> bool:
    """Whether the passages write a score, or a vote, as "31 votes to 17"."""
    values = [one.quantity.value for one in near if one.quantity.kind is not Kind.SCORE]
    return score.value in values and score.upper in values


def _stands_elsewhere(comparison: Comparison, claimed: Quantity, ours: Around, rival: _Rival | None) -> bool:
    """Whether the sources have the number outside the passages; where a rival is likely, of the same thing too."""
    found = comparison.reading.figures.agreeing(claimed)
    said_of_it = rival is not None and claimed.counted is not None and rival.quantity.counted == claimed.counted
    if claimed.kind is Kind.ORDINAL and not said_of_it:  # the 20th anniversary comes after 20 years
        found += comparison.reading.figures.agreeing(claimed._replace(kind=Kind.CARDINAL))
    if rival is None or len(found) > _TOO_MANY:
        return bool(found)
    if found and claimed.value > _COUNTED_IN_WORDS and (rival.shared < _SURE or rival.share < _CLOSELY_SAME):
        return True
    return any(
        ours.label & there.stems - TOO_GENERAL or (one.quantity.kind is claimed.kind and not there.stems)
        for one in found
        for there in [comparison.reading.figures.around(one)]
    )


def _may_be_counted(claimed: Quantity) -> bool:
    if claimed.kind in (Kind.FRACTION, Kind.MULTIPLE):
        return True
    return claimed.kind in (Kind.CARDINAL, Kind.ORDINAL) and claimed.value <= _COUNTED_IN_WORDS


def _in_digits_with(text: str, quantity: Quantity, claimed: list[Quantity]) -> bool:
    """Whether it is one end of a range or a score, "0-4", which nobody counts up."""
    written = [one for one in claimed if not (one.spelled or quantity.spelled)]
    return any({text[one.end : quantity.start], text[quantity.end : one.start]} & _DASHES for one in written)


def _computed(comparison: Comparison, claimed: Quantity, near: list[_Near]) -> bool:
    """Whether a writer may have worked it out: a sum, a difference, the rest of a hundred, the years between."""
    alike = [one.quantity for one in near if not unlike(claimed, one.quantity)]
    if claimed.kind is Kind.PERCENT:
        rest = claimed._replace(value=_WHOLE - claimed.value, bound=Bound.ABOUT)
        return any(agree(rest, found) for found in alike) or any(agree(claimed, share) for share, _ in _shares(near))
    if claimed.kind is Kind.POINTS:
        alike += [one.quantity for one in near if one.quantity.kind is Kind.PERCENT]
    values = {round(one.value, 6) for one in alike[:_MOST_ADDED_UP]}
    if claimed.counted in _ALL_TOLD and any(_AND_ONE.search(hit.text) for hit in comparison.passages):
        values.add(1.0)
    if claimed.unit == "year":
        values |= {float(found.year) for _, found in comparison.reading.dates_near(comparison.passages) if found.year}
    pairs = combinations(sorted(values), 2)
    worked_out = [round(value, 6) for one, other in pairs for value in (one + other, other - one)]
    if claimed.bound is Bound.EXACT:
        return claimed.value in worked_out
    return any(agree(claimed, claimed._replace(value=value, bound=Bound.EXACT)) for value in worked_out)


def _other_share(claimed: Quantity, ours: Around, near: list[_Near]) -> _Rival | None:
    """What the passages give as so many of so many of the same thing, where that is no such share as the claim's."""
    if claimed.kind not in (Kind.FRACTION, Kind.PERCENT):
        return None
    percent = claimed.value * (_WHOLE if claimed.kind is Kind.FRACTION else 1)
    for share, one in _shares(near):
        same = ours.stems & one.around.stems - TOO_GENERAL
        apart = share.value - percent
        held = apart > 0 if claimed.bound is Bound.ABOVE else apart < 0 if claimed.bound is Bound.BELOW else None
        if same and (held is False or (held is None and abs(apart) > _ROUNDED)):
            return _Rival(one.document, share, len(same), one.share)
    return None


def _shares(near: list[_Near]) -> Iterator[tuple[Quantity, _Near]]:
    """What the passages give as so many of so many ("seven of the ten"), in percent, with the first number's place."""
    for one, other in pairwise(near):
        between = one.document.text[one.quantity.end : other.quantity.start] if one.document is other.document else ""
        if _OUT_OF.fullmatch(between) and 0 < one.quantity.value < other.quantity.value:
            share = _WHOLE * one.quantity.value / other.quantity.value
            yield (
                one.quantity._replace(
                    value=share, kind=Kind.PERCENT, bound=Bound.ABOUT, counted=None, unit=None, end=other.quantity.end
                ),
                one,
            )


def _rival(claimed: Quantity, ours: Around, near: list[_Near]) -> _Rival | None:
    """The quantity of the passages that stands where the claim has another: of its kind, and counting the same."""
    best: _Rival | None = None
    enough = 1 if claimed.kind in (Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.SCORE) else 2
    for one in near:
        found = one.quantity
        if unlike(claimed, found) or agree(claimed, found) or _is_pronoun(found):
            continue
        same_counted = claimed.counted is not None and claimed.counted == found.counted
        if not same_counted and not _within_reach(claimed, found):
            continue
        common = ours.stems & one.around.stems
        shared = len(common) + 2 * (same_counted or found.value == claimed.value)
        needed = _SAME_WORDS
        if found.value == claimed.value:  # a large number is a mark by itself
            needed = 0 if claimed.value > _COUNTED_IN_WORDS else 1
        if one.share < _SAME_MATTER and len(common - TOO_GENERAL) < needed:
            continue
        if shared >= enough and (best is None or (shared, one.share) > (best.shared, best.share)):
            best = _Rival(one.document, found, shared, one.share)
    return best


def _within_reach(claimed: Quantity, found: Quantity) -> bool:
    """Whether one number can stand for the other: not too far from it, or the same but for "million" and "billion"."""
    if not found.value or not claimed.value:
        return True
    slipped = claimed.value / claimed.magnitude == found.value / found.magnitude
    return slipped or 1 / _FARTHEST <= claimed.value / found.value <= _FARTHEST


def _finding(comparison: Comparison, claimed: Quantity, rival: _Rival | None) -> Finding:
    kind = FindingKind.NUMBER_CHANGED
    if rival is not None and (rival.quantity.value, rival.quantity.upper) == (claimed.value, claimed.upper):
        kind = FindingKind.UNIT_CHANGED
    whole = rival is not None and (kind is FindingKind.UNIT_CHANGED or _written_alike(comparison, claimed, rival))
    ours = _shown(claimed, whole=whole)
    if rival is None:
        words, place = ours.of(comparison.claim.text), comparison.place(ours.start, ours.end)
        return comparison.find(kind, f"The text says “{words}”; the source has no such number.", place)
    return comparison.differing(kind, ours, rival.document, _shown(rival.quantity, whole=whole))


def _written_alike(comparison: Comparison, claimed: Quantity, rival: _Rival) -> bool:
    """Whether both sides write the same digits, and differ in what follows: "1.1 to 1.4 million"."""
    theirs = rival.document.text[rival.quantity.start : rival.quantity.end]
    return comparison.claim.text[claimed.start : claimed.end] == theirs


def _shown(quantity: Quantity, *, whole: bool) -> Span:
    """The number; where `whole`, with its unit, its rate or the end of its range."""
    reach = quantity.reach if whole and quantity.reach is not None else quantity.end
    return Span(start=quantity.start, end=max(quantity.end, reach))
