"""How long before or after something else a text says that something was: "two days after", "the next day"."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.language import numerals
from assistant.language.tokens import content_stems

_COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|the"
_UNIT = r"minute|hour|day|night|week|fortnight|month|year|decade"
_LAG = re.compile(
    rf"\b(?P<count>{_COUNT})[\s-](?P<unit>{_UNIT})s?\s+"
    r"(?:(?P<after>after|following)|(?P<before>before|ahead\s+of|prior\s+to)|(?P<later>later)|(?P<earlier>earlier))\b"
    r"(?!\s+(?:this|last|next)\b)"
    rf"|\bthe\s+(?:(?P<next>next|following)|(?P<previous>previous|preceding)|(?P<same>same))\s+(?P<only>{_UNIT})\b"
    r"|\b(?:the|on)\s+(?P<eve>eve)\s+of\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.;:()—“”\"]\s")
_REACH = 90
_WORDS = 6


class Interval(NamedTuple):
    """The time between two things, at `start` to `end` of a text: "two days before" is -2 of unit "day"."""

    start: int
    end: int
    length: int
    """Below 0 where what is told came first."""
    unit: str
    told: frozenset[str]
    """The stems of the words about what came so much earlier or later."""
    other: frozenset[str]
    """The stems of the words about what it came before or after; none where they stand in an earlier sentence."""


def intervals(text: str, start: int = 0, end: int | None = None) -> list[Interval]:
    """The intervals between two things that `text` names from `start` to `end`, in order."""
    end = len(text) if end is None else end
    return [_interval(text, match, start, end) for match in _LAG.finditer(text, start, end)]


def _interval(text: str, match: re.Match[str], start: int, end: int) -> Interval:
    before = text[max(start, match.start() - _REACH) : match.start()]
    behind = text[match.end() : min(end, match.end() + _REACH)]
    before, behind = _BREAK.split(before)[-1], _BREAK.split(behind)[0]
    unit = (match["unit"] or match["only"] or "day").lower()
    if match["after"] or match["before"] or match["eve"]:
        if not content_stems(before):  # "Two days after the raid, he resigned": what is told follows.
            behind, _, before = behind.partition(", ")
        told, other = _stems(before, last=True), _stems(behind, last=False)
    else:
        told, other = _stems(before, last=True) | _stems(behind, last=False), frozenset()
    return Interval(match.start(), match.end(), _length(match), unit, told, other)


def _stems(words: str, *, last: bool) -> frozenset[str]:
    stems = content_stems(words)
    return frozenset(stems[-_WORDS:] if last else stems[:_WORDS])


def _length(match: re.Match[str]) -> int:
    if match["eve"] or match["previous"]:
        return -1
    if match["same"]:
        return 0
    if match["next"]:
        return 1
    count = match["count"].lower()
    if count.isdigit():
        number = int(count)
    else:
        number = 1 if count in ("a", "an", "the") else int(numerals.value_of_words(count)[0])
    return number if match["after"] or match["later"] else -number
