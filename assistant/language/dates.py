"""Calendar dates, years, weekdays and months as a text writes them."""

from __future__ import annotations

import re
from typing import NamedTuple

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

_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June|Jun\.|July|Jul\.|Aug(?:ust|\.)|"
    r"Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DATE = re.compile(
    rf"""
    \b(?P<iso_year>{_YEAR})-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>0[1-9]|[12]\d|3[01])\b
    | \b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b
    | \b(?P<day_first>{_DAY})\s+(?:of\s+)?(?P<month_second>{_MONTH})(?:,?\s+(?P<year_third>{_YEAR}))?(?!\w)
    | \b(?P<month_first>{_MONTH})\s+(?P<day_second>{_DAY})\b(?!\s*(?:%|per\s?cent))(?:,?\s+(?P<year_last>{_YEAR})\b)?
    | \b(?P<month_alone>{_MONTH})(?:,?\s+(?P<year_after>{_YEAR})\b)?
    | (?<![\d.,$€£-])\b(?P<year_alone>{_YEAR})(?:s\b|\b)
      (?![,.]\d|%|\s*(?:people|percent|per\ cent|dollars|euros|miles|km))
    """,
    re.VERBOSE,
)


class DateMention(NamedTuple):
    """What a text says of a date at `start` to `end`; the parts it does not give are None. Months count from 1."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""


def dates(text: str, start: int = 0, end: int | None = None) -> list[DateMention]:
    """The dates that `text` gives from `start` to `end`, in order. Relative ones ("last week") are not read."""
    found = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        group = match.groupdict()
        month = group["month_first"] or group["month_second"] or group["month_alone"]
        # "May" alone is a month only where a year follows: it is a verb, or a name, far more often.
        if group["month_alone"] and month in ("May", "March") and not group["year_after"]:
            continue
        found.append(
            DateMention(
                match.start(),
                match.end(),
                year=_number(
                    group["iso_year"]
                    or group["year_third"]
                    or group["year_last"]
                    or group["year_after"]
                    or group["year_alone"]
                ),
                month=_number(group["iso_month"]) or (_month(month) if month else None),
                day=_number(group["iso_day"] or group["day_first"] or group["day_second"]),
                weekday=WEEKDAYS.index(group["weekday"].lower()) if group["weekday"] else None,
            )
        )
    return found


def _number(digits: str | None) -> int | None:
    return int(re.sub(r"\D", "", digits)) if digits else None


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))
