"""Calendar dates, years, weekdays and months as a text writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.language.kept import kept

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ABBREVIATED = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_WRITTEN_OUT = (
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    rf"(?:{_ABBREVIATED})\.|Sept"
)
_MONTH = rf"(?:{_WRITTEN_OUT}|{_ABBREVIATED})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_CENTURIES = (
    "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first".split()
)
_DATE = re.compile(
    rf"""
    \b(?P<iso_year>{_YEAR})-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>0[1-9]|[12]\d|3[01])(?!\d)
    | (?<![\d.])(?P<point_day>0?[1-9]|[12]\d|3[01])\.\s?(?P<point_month>0?[1-9]|1[0-2])\.\s?
      (?P<point_year>{_YEAR})(?![\d.]\d)
    | \b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b
    | \b(?P<day_first>{_DAY})\s+(?:of\s+)?(?P<month_second>{_MONTH})(?!\w)(?:,?\s+(?P<year_third>{_YEAR})\b)?
    | \b(?P<month_first>{_MONTH})\s+(?P<day_second>{_DAY})\b(?!\s*(?:%|per\s?cent))(?:,?\s+(?P<year_last>{_YEAR})\b)?
    | \b(?P<month_alone>{_WRITTEN_OUT})(?!\w)(?:,?\s+(?P<year_after>{_YEAR})\b)?
    | \b(?P<century>1\d(?:st|nd|rd|th)|2[01](?:st|th)|{"|".join(_CENTURIES)})[\s-][Cc]entury\b
    | \b(?P<span_from>{_YEAR})\s?[-–/]\s?(?P<span_to>{_YEAR}|\d\d)\b(?![,.]\d|%|-\d)
    | (?<![\d.,$€£])(?<!\d-)\b(?P<year_alone>{_YEAR})(?P<decade>['’]?s\b|\b)
      (?![,.]\d|%|-\d|\s*(?:people|percent|per\ cent|dollars|euros|miles|km|metres|feet|tonnes|homes|jobs)\b)
    """,
    re.VERBOSE,
)
_VERBS_OR_NAMES = ("May", "March")
_IN_A_MONTH = re.compile(
    r"\b(?:in|since|until|till|last|early|late|mid|next|during|of|from|this)[\s-]+$", re.IGNORECASE
)
_EARLIER_DAY = re.compile(rf"(?<![\w.,])(?P<day>{_DAY})\s*(?:,|\band|&|\bto|\bor|-|–)\s*$")
_LATER_DAY = re.compile(
    rf"(?:\s*[-–]\s*|\s+(?:and|to|or)\s+)(?P<day>{_DAY})\b(?=\s*(?:[.,;:)]|$|in\b|at\b|when\b|to\b))"
)
_LOOK_BACK = 12


class DateMention(NamedTuple):
    """What a text says of a date at `start` to `end`; the parts it does not give are None. Months count from 1."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    years: int = 1
    """How many years from `year` on are meant: 10 in "the 1880s", 100 in "the 19th century"."""


@kept
def dates(text: str, start: int, end: int) -> Sequence[DateMention]:
    """The dates that `text` gives from `start` to `end`, in order. Relative ones ("last week") are not among them."""
    found: list[DateMention] = []
    for match in _DATE.finditer(text, start, end):
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        # "May" alone is a month only where a year follows or "in" precedes: it is a verb, or a name, far more often.
        if match["month_alone"] in _VERBS_OR_NAMES and not match["year_after"] and not _IN_A_MONTH.search(before):
            continue
        found += _mentions(text, match, before)
    return tuple(found)


def _mentions(text: str, match: re.Match[str], before: str) -> list[DateMention]:
    if match["span_from"]:
        return _years(match)
    if match["century"]:
        century = (
            int(match["century"][:2]) if match["century"][0].isdigit() else _CENTURIES.index(match["century"]) + 11
        )
        return [DateMention(match.start(), match.end(), year=100 * (century - 1), years=100)]
    mention = _mention(match)
    earlier = _EARLIER_DAY.search(before) if match["day_first"] else None
    if earlier:
        at = match.start() - len(before) + earlier.start()
        return [mention._replace(start=at, end=at + len(earlier["day"]), day=_number(earlier["day"])), mention]
    later = _LATER_DAY.match(text, match.end()) if match["day_second"] and not match["year_last"] else None
    if later:
        return [mention, mention._replace(start=later.start("day"), end=later.end(), day=_number(later["day"]))]
    return [mention]


def _mention(match: re.Match[str]) -> DateMention:
    group = match.groupdict()
    month = group["month_first"] or group["month_second"] or group["month_alone"]
    years = ("iso_year", "point_year", "year_third", "year_last", "year_after", "year_alone")
    year = _number(next((group[name] for name in years if group[name]), None))
    return DateMention(
        match.start(),
        match.end(),
        year=year,
        month=_number(group["iso_month"] or group["point_month"]) or (_month(month) if month else None),
        day=_number(group["iso_day"] or group["point_day"] or group["day_first"] or group["day_second"]),
        weekday=WEEKDAYS.index(group["weekday"].lower()) if group["weekday"] else None,
        years=(10 if year % 100 else 100) if group["decade"] and year else 1,
    )


def _years(match: re.Match[str]) -> list[DateMention]:
    """Both years of "2018-19"."""
    first, last = match["span_from"], match["span_to"]
    return [
        DateMention(match.start("span_from"), match.end("span_from"), year=int(first)),
        DateMention(
            match.start("span_to"),
            match.end("span_to"),
            year=int(last if len(last) == len(first) else first[:2] + last),
        ),
    ]


_PREPOSITION = re.compile(
    r"\b(?:(?P<until>until|till|by|before|through|no\s+later\s+than|ahead\s+of)"
    r"|(?P<since>from|since|after|between|starting|beginning|as\s+of|effective))\s+"
    r"(?:on\s+|in\s+)?(?:the\s+(?:end|start|beginning)\s+of\s+|early\s+|late\s+|mid-)?(?:the\s+|next\s+|about\s+|around\s+)?$",
    re.IGNORECASE,
)
_PREPOSITION_REACH = 32


class Preposition(NamedTuple):
    """The word before a time that says on which side of it something lies."""

    start: int
    end: int
    until: bool
    """True for what ends at the time or comes before it; False for what begins at it or comes after."""


def preposition(text: str, start: int) -> Preposition | None:
    """The word that leads in the time at `start`, where it says before or after: "until Friday", "from Friday"."""
    offset = max(0, start - _PREPOSITION_REACH)
    match = _PREPOSITION.search(text[offset:start])
    if match is None:
        return None
    until = match["until"] is not None
    word = "until" if until else "since"
    return Preposition(offset + match.start(word), offset + match.end(word), until)


_LEADS_IN = re.compile(r"\b(?:from|between)\b[^.;:,]{0,30}$", re.IGNORECASE)
_LEADS_OUT = re.compile(r"[^.;:,]{0,30}\b(?:until|till|to|and|through)\b[^.;:,]{0,30}", re.IGNORECASE)


def stretches(text: str, mentions: Sequence[DateMention]) -> list[tuple[DateMention, DateMention]]:
    """Those of `mentions`, in order, from one of which to the next something lasts: "from Friday until Monday"."""
    return [
        (first, last)
        for first, last in pairwise(mentions)
        if _LEADS_OUT.fullmatch(text, first.end, last.start)
        and _LEADS_IN.search(text[max(0, first.start - _PREPOSITION_REACH) : first.start])
    ]


def _number(digits: str | None) -> int | None:
    return int(re.sub(r"\D", "", digits)) if digits else None


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))
