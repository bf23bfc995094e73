"""Dates: does the source give the day, the month, the year that the claim gives, and for the same event?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.checks.figures.calendar import conflicts, gives
from assistant.checks.figures.mentions import Around, around
from assistant.checks.figures.misdated import misdated
from assistant.checks.figures.stretches import other_end
from assistant.checks.figures.turned import turned_round
from assistant.grounding.index import Hit
from assistant.language.dates import DateMention, dates
from assistant.language.times import relative_times
from assistant.schema import Document, Finding, FindingKind

_SAME_MATTER = 0.35
"""The share of the claim that a passage must hold for its dates to contradict those of the claim."""
_CLOSELY_SAME = 0.6
"""The same, where the claim's date stands in the source for something else."""
_TOO_MANY = 40
_DAYS = 7
_TO = re.compile(r"\s*(?:to|until|till|through|–|-)\s*", re.IGNORECASE)


class _Near(NamedTuple):
    """A date of a passage that speaks of the claim, with the words around it."""

    document: Document
    date: DateMention
    around: Around
    share: float


def check(comparison: Comparison) -> Iterator[Finding]:
    """`date_changed`: another day, month, year or weekday, or "until" for "from"."""
    text = comparison.claim.text
    claimed = dates(text)
    near = list(_near(comparison)) if claimed else []
    for date in claimed:
        if _is_every_weekend(comparison, date) or _is_between(comparison, date):
            continue
        ours = around(text, date, claimed)
        known = comparison.reading.calendar.agreeing(date)
        rival = _rival(date, ours, near)
        if known or comparison.reading.calendar.knows_apart(date):
            if rival is not None and _of_another_event(comparison, ours, near, known, rival):
                yield _finding(comparison, date, rival)
            elif (other := misdated(comparison, date, claimed, known)) is not None:
                yield _found(comparison, date, other.document, other.mention)
            elif (end := other_end(comparison, date, claimed)) is not None:
                yield _found(comparison, date, *end)
            elif (turned := turned_round(comparison, date, _agreeing(comparison, date))) is not None:
                yield turned
        elif (end := other_end(comparison, date, claimed)) is not None:
            yield _found(comparison, date, *end)
        elif rival is not None and not _left_open(comparison, date, rival):
            yield _finding(comparison, date, rival)
        elif rival is None and _absent(comparison, date):
            yield _finding(comparison, date, None)


def _is_every_weekend(comparison: Comparison, date: DateMention) -> bool:
    """Whether a claim speaks of Saturdays or Sundays, and a source of weekends."""
    words = comparison.claim.text[date.start : date.end].lower()
    return words in ("saturdays", "sundays") and any(
        "weekend" in source.text.lower() for source in comparison.reading.sources
    )


def _is_between(comparison: Comparison, date: DateMention) -> bool:
    """Whether a passage gives a stretch in which a day or a year of the claim lies: "open Monday to Friday"."""
    for hit in comparison.passages:
        span, text = hit.sentence.span, hit.document.text
        found = comparison.reading.calendar.within(hit.document, span.start, span.end)
        for first, last in pairwise(found):
            joined = _TO.fullmatch(text, first.end, last.start) is not None
            if joined and comparison.likeness(hit) >= _SAME_MATTER and _lies_between(first, date, last):
                return True
    return False


def _lies_between(first: DateMention, date: DateMention, last: DateMention) -> bool:
    """Whether all three give a weekday, a day of a month or a year alone, and `date` comes between the others."""
    given = [one[2:6] for one in (first, date, last)]
    if len({tuple(part is not None for part in one) for one in given}) != 1:
        return False
    if first.weekday is not None and date.weekday is not None and last.weekday is not None:
        return (date.weekday - first.weekday) % _DAYS < (last.weekday - first.weekday) % _DAYS and date != first
    order = [tuple(part or 0 for part in one[:3]) for one in given]
    return order[0] < order[1] < order[2]


def _near(comparison: Comparison) -> Iterator[_Near]:
    for hit in comparison.passages:
        span = hit.sentence.span
        found = comparison.reading.calendar.within(hit.document, span.start, span.end)
        for date in found:
            yield _Near(hit.document, date, around(hit.document.text, date, found), comparison.likeness(hit))


def _agreeing(comparison: Comparison, claimed: DateMention) -> list[tuple[Hit, DateMention]]:
    """The dates of the passages that say what `claimed` says."""
    return [
        (hit, date)
        for hit in comparison.passages
        for date in comparison.reading.calendar.within(hit.document, hit.sentence.span.start, hit.sentence.span.end)
        if gives(date, claimed)
    ]


def _rival(claimed: DateMention, ours: Around, near: list[_Near]) -> _Near | None:
    """The date of the passages that stands where the claim has another, in the same form."""
    best: tuple[int, float, _Near] | None = None
    for one in near:
        shared = len(ours.stems & one.around.stems)
        if one.share < _SAME_MATTER and not shared:
            continue
        if conflicts(one.date, claimed) and (best is None or (shared, one.share) > best[:2]):
            best = (shared, one.share, one)
    return best[2] if best else None


def _of_another_event(
    comparison: Comparison,
    ours: Around,
    near: list[_Near],
    known: list[tuple[Document, DateMention]],
    rival: _Near,
) -> bool:
    """Whether the passage on the claim's event has the rival, and the claim's date stands by other words only."""
    if rival.share < _CLOSELY_SAME or not ours.stems & rival.around.stems or not known or len(known) > _TOO_MANY:
        return False
    beside = {(one.document.id, one.date.start): one for one in near}
    for document, date in known:
        close = beside.get((document.id, date.start))
        if close is not None and close.share >= _SAME_MATTER and not (ours.before and close.around.before):
            return False
        there = (
            close.around if close else around(document.text, date, comparison.reading.calendar.around(document, date))
        )
        if ours.stems & there.stems or not there.stems:
            return False
    return True


def _left_open(comparison: Comparison, claimed: DateMention, rival: _Near) -> bool:
    """Whether a weekday cannot be told: the passage also says "today", of a day that the source does not give."""
    if claimed.weekday is None:
        return False
    hits = [hit for hit in comparison.passages if hit.document is rival.document]
    return comparison.reading.calendar.days[rival.document.id] is None and any(
        time.unit == "day"
        for hit in hits
        if hit.sentence.span.start <= rival.date.start < hit.sentence.span.end
        for time in relative_times(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    )


def _absent(comparison: Comparison, claimed: DateMention) -> bool:
    """Whether a date that the sources do not give at all is a change: a weekday may be worked out, a year may not."""
    if claimed.weekday is not None:
        return False
    return claimed.year is not None or comparison.reading.calendar.gives_any("day" if claimed.day else "month")


def _finding(comparison: Comparison, claimed: DateMention, rival: _Near | None) -> Finding:
    words = comparison.claim.text[claimed.start : claimed.end]
    place = comparison.place(claimed.start, claimed.end)
    if rival is None:
        message = f"The text says “{words}”; the source gives no such date."
        return comparison.find(FindingKind.DATE_CHANGED, message, place)
    return _found(comparison, claimed, rival.document, rival.date)


def _found(comparison: Comparison, claimed: DateMention, source: Document, theirs: DateMention) -> Finding:
    return comparison.differing(FindingKind.DATE_CHANGED, claimed, source, theirs)
