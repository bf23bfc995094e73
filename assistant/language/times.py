"""Times that are no dates: hours, seasons, and words as "last month" that count from the day of writing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from assistant.language.dates import DateMention, dates
from assistant.language.units import PERIODS

_DAY = 24 * 60
_HALF_DAY = 12 * 60

_CLOCK = re.compile(
    r"(?<![\w.:,/])(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![:.]?\d)"
    r"|(?P<oclock>1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+o['’]clock\b)"
    r"|\b(?:at|until|by|before|after|from|around|about|past|since)\s+(?P<named>noon|midday|midnight)\b",
    re.IGNORECASE,
)
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()


class ClockTime(NamedTuple):
    """An hour at `start` to `end` of a text."""

    start: int
    end: int
    minutes: frozenset[int]
    """Minutes since midnight: two values where the text does not say which half of the day."""


def clock_times(text: str, start: int = 0, end: int | None = None) -> list[ClockTime]:
    """The hours that `text` names from `start` to `end`, in order."""
    return [
        ClockTime(match.start(), match.end(), _minutes(match))
        for match in _CLOCK.finditer(text, start, len(text) if end is None else end)
    ]


def parts_of_day(text: str, start: int = 0, end: int | None = None) -> list[ClockTime]:
    """The mornings, evenings, nights that `text` names from `start` to `end`, in order, with all their minutes."""
    found: list[ClockTime] = []
    for match in _PART_OF_DAY.finditer(text, start, len(text) if end is None else end):
        group = match.lastgroup or "part"
        first, last = _PARTS_OF_DAY[group if group == "hours" else match[group].lower()]
        minutes = frozenset(minute % _DAY for minute in range(60 * first, 60 * last))
        found.append(ClockTime(match.start(group), match.end(), minutes))
    return found


def hours(text: str, start: int = 0, end: int | None = None) -> list[ClockTime]:
    """The hours and the parts of the day that `text` names from `start` to `end`, in order."""
    found = [*clock_times(text, start, end), *parts_of_day(text, start, end)]
    return sorted(found, key=attrgetter("start"))


def dated(text: str) -> list[DateMention | ClockTime]:
    """The dates and hours of `text`, in order: what is written in numbers and is no quantity."""
    found: list[DateMention | ClockTime] = [*dates(text), *clock_times(text)]
    return sorted(found, key=attrgetter("start"))


def _minutes(match: re.Match[str]) -> frozenset[int]:
    if match["named"]:
        return frozenset([0 if match["named"].lower() == "midnight" else _HALF_DAY])
    if match["oclock"]:
        word = match["oclock"].lower()
        hour = int(word) if word.isdigit() else _HOURS.index(word) + 1
        return _either_half(60 * (hour % 12))
    if match["half"]:
        minutes = 60 * (int(match["hour"]) % 12) + int(match["minute"] or 0)
        return frozenset([minutes + (_HALF_DAY if match["half"].lower() == "p" else 0)])
    minutes = 60 * int(match["hour24"]) + int(match["minute24"])
    written_as_24 = match["hour24"].startswith("0") or minutes >= 13 * 60
    return frozenset([minutes]) if written_as_24 else _either_half(minutes)


def _either_half(minutes: int) -> frozenset[int]:
    return frozenset([minutes % _DAY, (minutes + _HALF_DAY) % _DAY])


# "The past year" is none: it is a stretch that ends now, not the year before.
_RELATIVE = re.compile(
    r"\b(?:(?P<yesterday>yesterday|last\s+night)|(?P<today>today|tonight|this\s+(?:morning|afternoon|evening))"
    r"|(?P<tomorrow>tomorrow)|(?P<which>last|previous|this|current|next|coming)\s+(?P<unit>week|weekend|month|year|season|"
    r"spring|summer|autumn|winter|decade|century))\b(?!['’]s)",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:in|since|until|by|before|after|during|of|from|this|last|next|early|late)\s+(?:the\s+)?"
    r"(?P<season>spring|summer|autumn|winter|(?:first|second|third|fourth)[\s-](?:quarter|half|term))\b",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(
    r"\b(?:(?:in\s+the|on\s+the|(?:yester|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this|that|early|late|mid)[\s-]+"
    r"(?P<part>morning|afternoon|evening)\b"
    r"|(?P<hours>(?:early|small)\s+hours)\b"
    r"|(?:at|before|after|until|till|by|from|around)\s+(?:the\s+)?"
    r"(?P<moment>dawn|daybreak|sunrise|dusk|sunset|nightfall|lunchtime|lunch|night)\b(?!\s+shifts?)"
    r"|(?P<overnight>overnight)\b)",
    re.IGNORECASE,
)
_PARTS_OF_DAY = {
    "morning": (0, 12),
    "afternoon": (12, 19),
    "evening": (16, 24),
    "hours": (0, 6),
    "dawn": (3, 9),
    "daybreak": (3, 9),
    "sunrise": (3, 9),
    "dusk": (15, 23),
    "sunset": (15, 23),
    "nightfall": (15, 24),
    "lunchtime": (11, 15),
    "lunch": (11, 15),
    "night": (17, 32),
    "overnight": (17, 32),
}
"""The hours, from and to, that a part of the day can be said of; those from 24 on are the next day's."""
_OFFSETS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


class RelativeTime(NamedTuple):
    """A time counted from the day of writing, at `start` to `end` of a text: last month has offset -1, unit "month"."""

    start: int
    end: int
    offset: int
    unit: str

    @property
    def plain(self) -> bool:
        """Whether it counts in weeks, months, years, and not in weekends or summers."""
        return self.unit in ("week", "month", "year")


def relative_times(text: str, start: int = 0, end: int | None = None) -> list[RelativeTime]:
    """The times that `text` counts from its own day, from `start` to `end`, in order."""
    found = []
    for match in _RELATIVE.finditer(text, start, len(text) if end is None else end):
        if match["unit"]:
            offset, unit = _OFFSETS[match["which"].lower()], match["unit"].lower()
        else:
            offset, unit = (-1 if match["yesterday"] else 1 if match["tomorrow"] else 0), "day"
        found.append(RelativeTime(match.start(), match.end(), offset, unit))
    return found


class Season(NamedTuple):
    """A season, quarter or half of the year at `start` to `end` of a text."""

    start: int
    end: int
    name: str


def seasons(text: str, start: int = 0, end: int | None = None) -> list[Season]:
    """The seasons that `text` names as a time, from `start` to `end`, in order."""
    return [
        Season(match.start("season"), match.end(), match["season"].lower().replace("-", " "))
        for match in _SEASON.finditer(text, start, len(text) if end is None else end)
    ]


_PERIOD = re.compile(
    rf"\b(?P<adverb>{'|'.join(PERIODS)})\b"
    r"|\b(?:every|each|once\s+an?|twice\s+an?|times\s+an?|per)\s+(?P<noun>hour|day|night|week|fortnight|month|quarter|year)\b(?!['’])",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """How often something is done, at `start` to `end` of a text: `unit` is "week" for "weekly" and "every week"."""

    start: int
    end: int
    unit: str


def periods(text: str, start: int = 0, end: int | None = None) -> list[Period]:
    """How often `text` says that things are done, from `start` to `end`, in order."""
    return [
        Period(match.start(), match.end(), match["noun"].lower() if match["noun"] else PERIODS[match["adverb"].lower()])
        for match in _PERIOD.finditer(text, start, len(text) if end is None else end)
    ]


_OPENING = 500
_DATELINE = re.compile(r"\s*(?:\([^()\n]{2,30}\)\s*)?(?:[-–—]{1,2}\s|\()")
_PUBLISHED = re.compile(
    r"\b(?:published|posted|updated|first\s+published|dated?)(?:\s+(?:on|at|date|datetime))?:?\s+(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)


def day_of_writing(text: str) -> date | None:
    """The day that `text` gives as its own: "LUND, 12 June 2024 (Agency) -" or "Published 12 June 2024" near its top.

    None where it gives none, or leaves the year out.
    """
    for mention in dates(text, 0, min(len(text), _OPENING)):
        if mention.year is None or mention.month is None or mention.day is None:
            continue
        before = text[max(0, mention.start - 30) : mention.start]
        if _PUBLISHED.search(before) or _DATELINE.match(text, mention.end):
            try:
                return date(mention.year, mention.month, mention.day)
            except ValueError:
                return None
    return None


def resolved(mention: RelativeTime | DateMention, day: date) -> list[date]:
    """The days that a relative time, or a weekday by itself, may mean in a text of `day`.

    Every day of a week, the first of a month or a year; none for what cannot be told, as a season.
    """
    if isinstance(mention, DateMention):
        if mention.weekday is None or mention.month is not None or mention.year is not None:
            return []
        since = (day.weekday() - mention.weekday) % 7
        return [day - timedelta(since), day + timedelta(7 - since)]
    if mention.unit == "day":
        return [day + timedelta(mention.offset)]
    if mention.unit == "week":
        monday = day + timedelta(7 * mention.offset - day.weekday())
        return [monday + timedelta(number) for number in range(7)]
    if mention.unit == "month":
        return [_first_of_month(day, mention.offset)]
    if mention.unit == "year":
        return [date(day.year + mention.offset, 1, 1)]
    return []


def _first_of_month(day: date, offset: int) -> date:
    months = 12 * day.year + day.month - 1 + offset
    return date(months // 12, months % 12 + 1, 1)
