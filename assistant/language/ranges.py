"""Two numbers that belong together: the ends of a range, the sides of a score."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.language.quantity import Kind, Quantity

_LOOK_BACK = 28
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\band\b|\bor\b)\s*(?:about\s+|nearly\s+|even\s+)?")
_BETWEEN = re.compile(r"\bbetween\s+(?:about\s+|some\s+)?$", re.IGNORECASE)
_WON = re.compile(
    r"\b(?:won|wins?|beat|beaten|beating|defeat\w*|drew|draws?|lost|los[es]\w*|lead\w*|led|scor\w+|victor\w+|match|"
    r"vote[ds]?|voting|ruled|ruling|margin|decision|down|up|ahead|thrash\w+|edged|triumph\w*|aggregate|half-time)\b",
    re.IGNORECASE,
)
_VOTES_TO = re.compile(r"(?:\s+votes?)?\s+to\s+")
_VOTED = re.compile(r"\bvote[sd]?\b(?!.*\b(?:from|than)\b)", re.IGNORECASE | re.DOTALL)
_HIGHEST_SCORE = 200


def ranged(text: str, found: list[Quantity]) -> list[Quantity]:
    """Scores made of two numbers; the first number of a range with what only its second has ("10 to 12 million")."""
    done: list[Quantity] = []
    skip = False
    for one, other in pairwise([*found, None]):
        if skip or one is None:
            skip = False
            continue
        score = _score(text, one, other) if other else None
        skip = score is not None
        done.append(score or (_first_of_range(text, one, other) if other else one))
    return [_second_of_range(text, done[i - 1], one) if i else one for i, one in enumerate(done)]


def _score(text: str, one: Quantity, other: Quantity) -> Quantity | None:
    """A score, "3-1": two small numbers about a dash, the larger first or a word of winning or voting near.

    A vote is one too: "21 votes to 17".
    """
    between = text[one.end : other.start]
    plain = one.kind is other.kind is Kind.CARDINAL and not (one.unit or other.unit)
    if not plain or len(between) > _LOOK_BACK:
        return None
    if _VOTES_TO.fullmatch(between) and _VOTED.search(text[max(0, one.start - 2 * _LOOK_BACK) : other.start]):
        return one._replace(kind=Kind.SCORE, upper=other.value, reach=other.end, counted=other.counted)
    if between not in ("-", "–") or one.spelled or other.spelled or max(one.value, other.value) > _HIGHEST_SCORE:
        return None
    around = text[max(0, one.start - 2 * _LOOK_BACK) : other.end + _LOOK_BACK]
    if one.value < other.value and not _WON.search(around):
        return None
    return one._replace(end=other.end, kind=Kind.SCORE, upper=other.value, counted=other.counted)


def _first_of_range(text: str, one: Quantity, other: Quantity) -> Quantity:
    if not _joined(text, one, other) or one.kind not in (Kind.CARDINAL, Kind.MONEY):
        return one
    scaled = (
        other.magnitude > 1 == one.magnitude and one.value < 1000 and one.value * other.magnitude < 10 * other.value
    )
    if scaled and not one.unit:
        one = one._replace(value=one.value * other.magnitude, magnitude=other.magnitude, reach=other.end)
    if one.kind is Kind.CARDINAL and not one.unit:
        kind = other.kind if other.kind in (Kind.MONEY, Kind.PERCENT, Kind.POINTS) else one.kind
        one = one._replace(kind=kind, currency=other.currency, unit=other.unit, counted=other.counted, rate=other.rate)
    return one


def _second_of_range(text: str, one: Quantity, other: Quantity) -> Quantity:
    """The second number of "£800 and 900", which is money too."""
    if one.kind is Kind.MONEY and other.kind is Kind.CARDINAL and not other.unit and _joined(text, one, other):
        return other._replace(kind=Kind.MONEY, currency=one.currency)
    return other


def _joined(text: str, one: Quantity, other: Quantity) -> bool:
    between = text[one.end : other.start]
    if len(between) > _LOOK_BACK or not _RANGE.fullmatch(between):
        return False
    opened = _BETWEEN.search(text[max(0, one.start - _LOOK_BACK) : one.start]) is not None
    return opened or "and" not in between
