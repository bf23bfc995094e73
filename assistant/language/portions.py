"""Portions of a time: "early March", "the end of the month", "the second week of May", "at weekends"."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import NamedTuple

from assistant.language.dates import MONTHS

_WHOLE = rf"{'|'.join(MONTHS)}|week|month|year|season|decade|century|(?:19|20)\d\d"
_PORTION = re.compile(
    rf"\b(?:(?P<part>(?:first|second|third|fourth|last)\s+(?:week|half)|start|beginning|middle|end)\s+of\s+"
    rf"|(?P<adverb>early|mid|late)(?:-|\s+)(?:in\s+)?)(?:the\s+|this\s+|next\s+|last\s+)?(?P<whole>{_WHOLE})\b"
    r"|\b(?:on|at|during)\s+(?P<days>weekdays|weekends)\b",
    re.IGNORECASE,
)
_OF_A_WHOLE = {
    "start": (0, 50),
    "beginning": (0, 50),
    "early": (0, 50),
    "first half": (0, 50),
    "middle": (25, 75),
    "mid": (25, 75),
    "end": (50, 100),
    "late": (50, 100),
    "second half": (50, 100),
    "last half": (50, 100),
    "first week": (0, 24),
    "second week": (24, 48),
    "third week": (48, 72),
    "fourth week": (72, 100),
    "last week": (72, 100),
    "weekdays": (0, 70),
    "weekends": (70, 100),
}
"""From where to where each reaches, in hundredths of the whole."""


class Portion(NamedTuple):
    """A portion of a time at `start` to `end` of a text."""

    start: int
    end: int
    first: int
    """Where it begins, in hundredths of the whole."""
    last: int
    whole: str
    """What it is a portion of, in lower case: "may", "month", "week"."""


def portions(text: str, start: int = 0, end: int | None = None) -> list[Portion]:
    """The portions of times that `text` names from `start` to `end`, in order."""
    found = []
    for match in _PORTION.finditer(text, start, len(text) if end is None else end):
        name = " ".join((match["part"] or match["adverb"] or match["days"]).lower().split())
        first, last = _OF_A_WHOLE[name]
        found.append(Portion(match.start(), match.end(), first, last, (match["whole"] or "week").lower()))
    return sorted(found, key=attrgetter("start"))


def compatible(one: Portion, other: Portion) -> bool:
    """Whether both may be meant at once: they share some of one whole, or are portions of different things."""
    return one.whole != other.whole or (one.first < other.last and other.first < one.last)
