"""Dates: does the source know the day, the month, the year that the claim gives?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.language.dates import DateMention, dates
from assistant.schema import Document, Finding, FindingKind, Span

_PARTS = ("year", "month", "day", "weekday")


def check(comparison: Comparison) -> Iterator[Finding]:
    """`date_changed`, where the source gives dates of the same form and none of them agrees."""
    text = comparison.claim.text
    for claimed in dates(text):
        given = [part for part in _PARTS if getattr(claimed, part) is not None]
        comparable = [(source, found) for source, found in comparison.reading.dates if _comparable(claimed, found)]
        if any(_agree(claimed, found) for _, found in comparison.reading.dates) or _spread(claimed, comparison):
            continue
        if not comparable and given != ["year"]:
            continue
        yield _finding(comparison, claimed, _nearest(comparison, comparable))


def _comparable(claimed: DateMention, found: DateMention) -> bool:
    """Whether both give a part of the same sort, so that one can contradict the other."""
    return any(getattr(claimed, part) is not None and getattr(found, part) is not None for part in _PARTS)


def _agree(claimed: DateMention, found: DateMention) -> bool:
    """Whether `found` gives every part that both give, and at least the finest part of the claim."""
    shared = [part for part in _PARTS if getattr(claimed, part) is not None and getattr(found, part) is not None]
    if not shared or any(getattr(claimed, part) != getattr(found, part) for part in shared):
        return False
    return claimed.day is None or found.day is not None or found.month is None


def _spread(claimed: DateMention, comparison: Comparison) -> bool:
    """Whether each part of the claim's date stands somewhere in the source, as "12 May" and "2021" may."""
    known = [found for _, found in comparison.reading.dates]
    month_and_day = any(found.month == claimed.month and found.day == claimed.day for found in known)
    year = claimed.year is None or any(found.year == claimed.year for found in known)
    weekday = claimed.weekday is None or any(found.weekday == claimed.weekday for found in known)
    return month_and_day and year and weekday and (claimed.month is not None)


def _nearest(
    comparison: Comparison, candidates: list[tuple[Document, DateMention]]
) -> tuple[Document, DateMention] | None:
    """The comparable date in the best passage that has one, else the first in the source."""
    for hit in comparison.passages:
        for source, found in candidates:
            if source.id == hit.document.id and hit.sentence.span.start <= found.start < hit.sentence.span.end:
                return source, found
    return candidates[0] if candidates else None


def _finding(comparison: Comparison, claimed: DateMention, rival: tuple[Document, DateMention] | None) -> Finding:
    words = comparison.claim.text[claimed.start : claimed.end]
    place = comparison.place(claimed.start, claimed.end)
    if rival is None:
        message = f"The text says “{words}”; the source gives no such date."
        return comparison.find(FindingKind.DATE_CHANGED, message, place)
    source, found = rival
    theirs = source.text[found.start : found.end]
    message = f"The text says “{words}”; the source says “{theirs}”."
    return comparison.find(FindingKind.DATE_CHANGED, message, place, source, Span(start=found.start, end=found.end))
