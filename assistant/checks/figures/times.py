"""Times that are no dates: the hour, "last month", the season, how often in what period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from assistant.checks.comparison import Comparison
from assistant.checks.figures.calendar import gives
from assistant.checks.figures.mentions import around
from assistant.checks.figures.mistimed import mistimed
from assistant.checks.figures.turned import turned_round
from assistant.checks.meaning.clauses import parts_of_claim
from assistant.grounding.index import Hit
from assistant.language.dates import DateMention
from assistant.language.portions import Portion, compatible, portions
from assistant.language.times import (
    ClockTime,
    Period,
    RelativeTime,
    Season,
    clock_times,
    hours,
    periods,
    relative_times,
    resolved,
    seasons,
)
from assistant.language.tokens import content_stems
from assistant.schema import Finding, FindingKind

_SAME_MATTER = 0.4
"""The share of the claim that a passage must hold for its times to contradict those of the claim."""
_CLOSELY_SAME = 0.6
_PASSAGES = 3
_HALF_DAY = 12 * 60
"""Minutes."""

_Time = TypeVar("_Time", ClockTime, RelativeTime, Season, Portion, Period)


def check(comparison: Comparison) -> Iterator[Finding]:
    """`date_changed` for hours, seasons and times relative to the day of writing; `unit_changed` for periods."""
    for ours, rival in _changed(comparison, hours, _same_hour):
        yield _finding(comparison, FindingKind.DATE_CHANGED, ours, *rival)
    yield from _other_half(comparison)
    for season, other_season in _changed(comparison, seasons, lambda one, other: one.name == other.name):
        yield _finding(comparison, FindingKind.DATE_CHANGED, season, *other_season)
    for portion, other_portion in _changed(comparison, portions, compatible):
        yield _finding(comparison, FindingKind.DATE_CHANGED, portion, *other_portion)
    for period, other_period in _changed(comparison, periods, lambda one, other: one.unit == other.unit):
        if _same_doing(comparison, period, *other_period):
            yield _finding(comparison, FindingKind.UNIT_CHANGED, period, *other_period)
    for time, other_time in _changed(comparison, relative_times, _same_offset):
        if not _known_by_date(comparison, time, other_time[0]):
            yield _finding(comparison, FindingKind.DATE_CHANGED, time, *other_time)
    yield from _turned(comparison, hours, _same_hour)
    yield from _turned(comparison, seasons, lambda one, other: one.name == other.name)
    yield from _turned(comparison, relative_times, _same_offset)


def _turned(
    comparison: Comparison, read: Callable[[str, int, int | None], list[_Time]], same: Callable[[_Time, _Time], bool]
) -> Iterator[Finding]:
    """Each time of the claim that the passages give too, but as the end of what the claim lets begin with it."""
    for ours in read(comparison.claim.text, 0, None):
        found = [
            (hit, one)
            for hit in comparison.passages
            for one in read(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
            if same(ours, one)
        ]
        turned = turned_round(comparison, ours, found)
        if turned is not None:
            yield turned


def _other_half(comparison: Comparison) -> Iterator[Finding]:
    """An hour of the claim that the passages have in the other half of the day only: 4.40 pm for 4.40 am."""
    text = comparison.claim.text
    given = [
        (hit, one)
        for hit in comparison.passages
        for one in clock_times(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    ]
    # `_changed` holds the claim against the near ones.
    far = [(hit, one) for hit, one in given if comparison.likeness(hit) < _SAME_MATTER]
    for ours in clock_times(text):
        turned = frozenset((minute + _HALF_DAY) % (2 * _HALF_DAY) for minute in ours.minutes)
        rival = next(((hit, one) for hit, one in far if one.minutes & turned), None)
        if rival is not None and not any(ours.minutes & one.minutes for _, one in given):
            yield _finding(comparison, FindingKind.DATE_CHANGED, ours, *rival)


def _is_given_elsewhere(
    comparison: Comparison,
    ours: _Time,
    read: Callable[[str, int, int | None], list[_Time]],
    same: Callable[[_Time, _Time], bool],
) -> bool:
    """Whether a sentence on the part of the claim that has the time gives the same one."""
    claim = comparison.claim.text
    around = [part for part in parts_of_claim(claim) if part.start <= ours.start and ours.end <= part.end]
    words = min(around, key=lambda part: part.end - part.start).of(claim)
    return any(
        same(ours, one)
        for hit in comparison.reading.index.search(content_stems(words), _PASSAGES)
        for one in read(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    )


def _changed(
    comparison: Comparison, read: Callable[[str, int, int | None], list[_Time]], same: Callable[[_Time, _Time], bool]
) -> Iterator[tuple[_Time, tuple[Hit, _Time]]]:
    """Each time of the claim that is another's in the passages, or that none of them gives, with theirs."""
    claimed = read(comparison.claim.text, 0, None)
    if not claimed:
        return
    given = [
        (hit, one)
        for hit in comparison.passages
        for one in read(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    ]
    near = [(hit, one) for hit, one in given if comparison.likeness(hit) >= _SAME_MATTER]
    for ours in claimed:
        known = any(same(ours, one) for _, one in given)
        if not known and _is_given_elsewhere(comparison, ours, read, same):
            continue
        if near and not known:
            yield ours, near[0]
        elif (other := mistimed(comparison, ours, claimed, read, same)) is not None:
            yield ours, (other.hit, other.time)


def _same_hour(one: ClockTime, other: ClockTime) -> bool:
    return bool(one.minutes & other.minutes)


def _same_offset(one: RelativeTime, other: RelativeTime) -> bool:
    """Whether both mean the same; a day and a week may both be right, and so may "last season" and "last year"."""
    if one.unit == other.unit:
        return one.offset == other.offset
    return "day" in (one.unit, other.unit) or not (one.plain and other.plain)


def _same_doing(comparison: Comparison, ours: Period, hit: Hit, theirs: Period) -> bool:
    """Whether both periods stand with the same word, and so say how often the same is done."""
    if comparison.likeness(hit) < _CLOSELY_SAME:
        return False
    claimed, span = comparison.claim.text, hit.sentence.span
    beside = periods(hit.document.text, span.start, span.end)
    words = around(claimed, ours, periods(claimed)).nearest
    return bool(words & around(hit.document.text, theirs, beside).nearest)


def _known_by_date(comparison: Comparison, ours: RelativeTime, hit: Hit) -> bool:
    """Whether the source, by its own day, gives the time as a date."""
    today = comparison.reading.calendar.days[hit.document.id]
    if today is None:
        return False
    meant = [DateMention(0, 0, day.year, day.month, day.day) for day in resolved(ours, today)]
    found = comparison.reading.calendar.within(hit.document, hit.sentence.span.start, hit.sentence.span.end)
    return any(gives(day, date._replace(start=0)) for day in meant for date in found)


def _finding(
    comparison: Comparison,
    kind: FindingKind,
    ours: ClockTime | RelativeTime | Season | Portion | Period,
    hit: Hit,
    theirs: ClockTime | RelativeTime | Season | Portion | Period,
) -> Finding:
    return comparison.differing(kind, ours, hit.document, theirs)
