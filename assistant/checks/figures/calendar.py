"""The dates of the sources, found by place and by what they say."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from assistant.language.dates import DateMention
from assistant.language.times import day_of_writing, relative_times, resolved
from assistant.schema import Document

_REACH = 100
_Key = tuple[str, int, int]


class Calendar:
    """The dates of all sources, indexed once. Where a source gives its own day, its "yesterday" counts too."""

    def __init__(self, sources: Sequence[Document], mentions: Sequence[tuple[Document, DateMention]]) -> None:
        self._by_source: dict[str, list[DateMention]] = defaultdict(list)
        self._by_key: dict[_Key, list[tuple[Document, DateMention]]] = defaultdict(list)
        self._spans: dict[tuple[int, int], list[tuple[Document, DateMention]]] = defaultdict(list)
        self.days = {source.id: day_of_writing(source.text) for source in sources}
        """The day on which each source was written, as far as it says."""
        for source, mention in mentions:
            self._by_source[source.id].append(mention)
            self._add(source, _with_weekday(mention))
        for source in sources:
            for mention in self._counted_from_its_day(source):
                self._add(source, mention)

    def within(self, source: Document, start: int, end: int) -> list[DateMention]:
        """The dates that begin from `start` up to `end` of `source`, in order."""
        found = self._by_source[source.id]
        first = bisect_left(found, start, key=attrgetter("start"))
        return found[first : bisect_left(found, end, key=attrgetter("start"))]

    def around(self, source: Document, mention: DateMention) -> list[DateMention]:
        """The dates that stand near `mention`, itself among them."""
        return self.within(source, max(0, mention.start - _REACH), mention.start + _REACH)

    def agreeing(self, claimed: DateMention) -> list[tuple[Document, DateMention]]:
        """The dates of the sources, wherever they stand, that give at least what `claimed` gives."""
        found = [known for key in _keys(claimed)[:1] for known in self._by_key[key]]
        if claimed.year is not None and claimed.month is None:
            found += [known for span, group in self._spans.items() if _overlap(span, claimed) for known in group]
            later = range(claimed.year + 1, claimed.year + claimed.years)
            found += [known for year in later for known in self._year(year)]
        return [known for known in found if gives(known[1], claimed)]

    def knows_apart(self, claimed: DateMention) -> bool:
        """Whether each part of the claim's date stands somewhere: "12 May" in one place and "2021" in another."""
        year = claimed.year is None or bool(self._year(claimed.year))
        day = (claimed.month is None or claimed.day is None) or bool(self._by_key[("day", claimed.month, claimed.day)])
        month = claimed.month is None or bool(self._by_key[("month", claimed.month, 0)])
        return year and day and month and claimed.month is not None

    def gives_any(self, part: str) -> bool:
        """Whether any source has a date with a `part` ("weekday", "month") at all."""
        return any(getattr(mention, part) is not None for found in self._by_source.values() for mention in found)

    def _year(self, year: int) -> list[tuple[Document, DateMention]]:
        return self._by_key.get(("year", year, 0), [])

    def _add(self, source: Document, mention: DateMention) -> None:
        if mention.years > 1 and mention.year is not None:
            self._spans[mention.year, mention.years].append((source, mention))
            return
        for key in _keys(mention):
            self._by_key[key].append((source, mention))

    def _counted_from_its_day(self, source: Document) -> Iterator[DateMention]:
        today = self.days[source.id]
        if today is None:
            return
        yield _full(0, 0, today)
        for weekday in self._by_source[source.id]:
            yield from (_full(weekday.start, weekday.end, day) for day in resolved(weekday, today))
        for time in relative_times(source.text):
            for day in resolved(time, today):
                whole = _full(time.start, time.end, day)
                if time.unit == "year":
                    whole = whole._replace(month=None, day=None, weekday=None)
                elif time.unit == "month":
                    whole = whole._replace(day=None, weekday=None)
                yield whole


def gives(found: DateMention, claimed: DateMention) -> bool:
    """Whether `found` says all that `claimed` says."""
    if claimed.year is not None and (
        found.year is None
        or not _overlap((found.year, found.years), claimed)
        or (claimed.month and found.month is None)
    ):
        return False
    parts = ("month", "day", "weekday")
    return all(getattr(claimed, part) in (None, getattr(found, part)) for part in parts)


def conflicts(found: DateMention, claimed: DateMention) -> bool:
    """Whether both name a time in the same form, and not the same time."""
    for part in ("day", "month", "year", "weekday"):
        ours, theirs = getattr(claimed, part), getattr(found, part)
        if ours is not None:
            if theirs is None:
                return False
            break
    return any(
        getattr(claimed, part) is not None
        and getattr(found, part) is not None
        and getattr(claimed, part) != getattr(found, part)
        for part in ("day", "month", "weekday")
    ) or (claimed.year is not None and found.year is not None and not _overlap((found.year, found.years), claimed))


def _overlap(span: tuple[int, int], claimed: DateMention) -> bool:
    year, years = span
    return claimed.year is not None and year < claimed.year + claimed.years and claimed.year < year + years


def _keys(mention: DateMention) -> list[_Key]:
    """What a date can be looked up by, the most telling first."""
    keys: list[_Key] = []
    if mention.month is not None and mention.day is not None:
        keys.append(("day", mention.month, mention.day))
    if mention.month is not None:
        keys.append(("month", mention.month, 0))
    if mention.year is not None:
        keys.append(("year", mention.year, 0))
    if mention.weekday is not None:
        keys.append(("weekday", mention.weekday, 0))
    return keys


def _with_weekday(mention: DateMention) -> DateMention:
    if mention.year is None or mention.month is None or mention.day is None:
        return mention
    try:
        return mention._replace(weekday=date(mention.year, mention.month, mention.day).weekday())
    except ValueError:
        return mention


def _full(start: int, end: int, day: date) -> DateMention:
    return DateMention(start, end, day.year, day.month, day.day, day.weekday())
