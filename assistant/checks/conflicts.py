"""What a source says against itself, and what one source says against another."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, Protocol

from assistant.checks.comparison import SourceReading
from assistant.checks.restatements import Pair, Statement, pairs, statements
from assistant.checks.speech import speakers_agree
from assistant.language.ages import Age, ages
from assistant.language.dates import DateMention
from assistant.language.names import TITLES, Name, same_word
from assistant.language.negation import negates_implicitly, negations
from assistant.language.numbers import Bound, Kind, Quantity, agree
from assistant.language.tokens import STOPWORDS, fold, stem, tokens
from assistant.schema import FINDING_LEVELS, Attribution, Document, Finding, FindingKind, Span

_SAME_FACT, _SAME_FACT_OF_TWO_SOURCES = 0.6, 0.5
_SAME_STATEMENT = 0.8
"""The shares of the shorter statement that the other must hold: for a number, which shows by what it counts whether
the two speak of the same (another writer has other words for it), and for a date or a negation, which do not."""
_OF_THE_LONGER, _OF_THE_LONGER_FOR_A_NUMBER = 0.5, 0.25
_SHARED = 3
_SHARED_WITH_HEADLINE = 2
_WINDOW = 3
_GENERIC = frozenset(stem(word) for word in "people person total number men women others percent per cent".split())
_EDGE = re.compile(r"[,;:()—–]|\b(?:and|or|but|while|whereas)\b")
_TWO = 2
_FARTHEST = 10
"""How many times a number the other may be, a slipped decimal point included: beyond, they count different things."""
_LONGEST_QUOTE = 160
_MOST_OF_A_KIND = 3
"""A source with more conflicts of a kind is a list: a chronicle, a bibliography, a table in sentences."""
_ACCOUNTS = "accounts, one of which denies what the other states"
_LONG_NAME, _MISSPELT = 5, 2
"""Letters that a name of one word has, and the most that may differ, where two spellings are of one name."""
_DATE_FORMS: tuple[tuple[str, ...], ...] = (("weekday",), ("month", "day"), ("year",))


class _Place(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class _Conflict(NamedTuple):
    """What two statements differ in, and where: offsets are those of each statement's own words."""

    what: str
    first: Statement
    one: Span
    second: Statement
    other: Span


def conflicts(sources: Sequence[Document], reading: SourceReading | None = None) -> tuple[Finding, ...]:
    """Facts that the sources tell twice and differently: numbers, days, ages, names, and whether it is so at all.

    A finding points at the second of the two statements, and its message quotes both. `reading` is that of
    `sources`, where there is one already. Statements of two named speakers, or of two times ("at first", "rose to"),
    are no conflict. The time is near-linear in the length of the sources.
    """
    reading = reading or SourceReading(sources)
    told = statements(sources)
    found = [conflict for pair in pairs(told, reading.index) for conflict in _of_pair(pair, reading)]
    found += _of_ages(told, reading)
    often = Counter((conflict.what, conflict.second.document.id) for conflict in found)
    rare = [one for one in found if often[one.what, one.second.document.id] <= _MOST_OF_A_KIND]
    by_place: dict[tuple[str, int], Finding] = {}
    for conflict in rare:
        place = conflict.second.sentence.span.start + conflict.other.start
        by_place.setdefault((conflict.second.document.id, place), _finding(conflict))
    return tuple(by_place.values())


def _of_pair(pair: Pair, reading: SourceReading) -> Iterator[_Conflict]:
    headlines = (not pair.first.in_body) + (not pair.second.in_body)
    enough = _SHARED_WITH_HEADLINE if headlines else _SHARED
    two_sources = pair.first.document.id != pair.second.document.id
    same = _SAME_FACT_OF_TWO_SOURCES if two_sources else _SAME_FACT
    if headlines > 1 or len(pair.shared) < enough or pair.overlap < same:
        return
    if pair.wider < _OF_THE_LONGER_FOR_A_NUMBER:
        return
    for check in _checks(pair):
        conflict = check(pair)
        if conflict is not None and not _of_two_speakers(pair, reading):
            yield conflict
            return


def _checks(pair: Pair) -> list[Callable[[Pair], _Conflict | None]]:
    if pair.names_differ:
        return [_names]
    return (
        [_numbers, _dates, _denial] if pair.overlap >= _SAME_STATEMENT and pair.wider >= _OF_THE_LONGER else [_numbers]
    )


def _numbers(pair: Pair) -> _Conflict | None:
    """Two numbers of the same thing, where neither sentence has the other's."""
    if _years(pair.first) != _years(pair.second):
        return None
    for one in filter(pair.first.counts, pair.first.quantities):
        for other in filter(pair.second.counts, pair.second.quantities):
            if not _comparable(one, other) or _compatible(one, other):
                continue
            if any(_compatible(one, third) for third in pair.second.quantities) or any(
                _compatible(third, other) for third in pair.first.quantities
            ):
                continue
            common = _around(pair.first, one) & _around(pair.second, other)
            if common - _GENERIC:
                what = "figures" if one.kind is not Kind.MONEY else "sums"
                return _differing(what, pair, one, other)
    return None


def _differing(what: str, pair: Pair, one: _Place, other: _Place) -> _Conflict:
    spans = (Span(start=place.start, end=place.end) for place in (one, other))
    return _Conflict(what, pair.first, next(spans), pair.second, next(spans))


def _years(statement: Statement) -> set[int]:
    return {date.year for date in statement.dates if date.year is not None}


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may count the same thing."""
    if one.kind is not other.kind or one.unit != other.unit or one.currency != other.currency:
        return False
    low, high = sorted((one.value, other.value))
    named = {one.counted, other.counted} - _GENERIC - {None}
    return high <= _FARTHEST * low and (len(named) < _TWO or one.kind is not Kind.CARDINAL)


def _compatible(one: Quantity, other: Quantity) -> bool:
    """Whether both may be true: one of them approximates the other, or is a bound that the other keeps."""
    if agree(one, other) or agree(other, one):
        return True
    low, high = sorted((one, other), key=lambda quantity: quantity.value)
    return low.bound is Bound.ABOVE or high.bound is Bound.BELOW


def _around(statement: Statement, quantity: Quantity) -> set[str]:
    """The stems next to a number within its clause: what is counted, and what happened to it."""
    words = statement.words
    left = max((match.end() for match in _EDGE.finditer(words, 0, quantity.start)), default=0)
    edge = _EDGE.search(words, quantity.end)
    right = edge.start() if edge else len(words)
    for third in statement.quantities:
        if third.end <= quantity.start:
            left = max(left, third.end)
        elif third.start >= quantity.end:
            right = min(right, third.start)
    return {*_stems(words, left, quantity.start)[-_WINDOW:], *_stems(words, quantity.end, right)[:_WINDOW]}


def _stems(words: str, start: int, end: int) -> list[str]:
    return [stem(token.text) for token in tokens(words, start, end) if fold(token.text) not in STOPWORDS]


def _dates(pair: Pair) -> _Conflict | None:
    """The one date of each sentence, both of one form, where they are two days, or two years."""
    if len(pair.first.dates) != 1 or len(pair.second.dates) != 1:
        return None
    if pair.first.of_another_time or pair.second.of_another_time:
        return None
    one, other = pair.first.dates[0], pair.second.dates[0]
    if _heads(pair.first, one) or _heads(pair.second, other):
        return None
    for form in _DATE_FORMS:
        ours, theirs = _parts(one, form), _parts(other, form)
        if None not in ours and None not in theirs and ours != theirs:
            return _differing("dates", pair, one, other)
    return None


def _heads(statement: Statement, date: DateMention) -> bool:
    """Whether a date opens its sentence, or stands in brackets: an entry of a chronicle or a bibliography."""
    before = statement.words[: date.start].strip()
    return not before or before.endswith(("(", "["))


def _parts(date: DateMention, form: tuple[str, ...]) -> tuple[int | None, ...]:
    return tuple(getattr(date, part) for part in form)


def _denial(pair: Pair) -> _Conflict | None:
    """A negation in one of two sentences, of something that the other states."""
    sides = [(pair.first, pair.second), (pair.second, pair.first)]
    for denying, stating in sides:
        found = negations(denying.words)
        if len(found) != 1 or negations(stating.words) or negates_implicitly(stating.words):
            continue
        scope = found[0].scope
        if not scope or not set(scope) <= stating.matter or denying.of_another_time or stating.of_another_time:
            continue
        whole, theirs = Span(start=0, end=len(pair.first.words)), Span(start=0, end=len(pair.second.words))
        return _Conflict(_ACCOUNTS, pair.first, whole, pair.second, theirs)
    return None


def _names(pair: Pair) -> _Conflict | None:
    """One name in two spellings, in the same place of two statements: "Ada Brandt" and "Ida Brandt"."""
    ours, theirs = (_own_names(*sides) for sides in ((pair.first, pair.second), (pair.second, pair.first)))
    if len(ours) != 1 or len(theirs) != 1 or not _one_misspelt(ours[0], theirs[0]):
        return None
    one, other = ours[0], theirs[0]
    return _differing("names", pair, one, other)


def _own_names(one: Statement, other: Statement) -> list[Name]:
    """The names of one statement with a word that the other does not have."""
    known = [fold(token.text) for token in tokens(other.words)]
    return [
        name
        for name in one.names
        if not name.opens_sentence and any(not any(same_word(word, theirs) for theirs in known) for word in name.words)
    ]


def _one_misspelt(one: Name, other: Name) -> bool:
    """Whether two names are as long, and differ in one word, and there in a letter or two."""
    if len(one.words) != len(other.words):
        return False
    differing = [(a, b) for a, b in zip(one.words, other.words, strict=True) if _plain(a) != _plain(b)]
    if len(differing) != 1 or (len(one.words) == 1 and len(one.words[0]) < _LONG_NAME):
        return False
    from rapidfuzz.distance import OSA  # imported where two names are near enough to be compared

    return OSA.distance(*differing[0]) <= _MISSPELT


def _plain(word: str) -> str:
    """`word` without the accents that one writer sets and another leaves out."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _of_ages(told: Sequence[Statement], reading: SourceReading) -> list[_Conflict]:
    """People to whom the sources give two ages; two sources may be a birthday apart."""
    first_told: dict[str, tuple[Statement, Age]] = {}
    found: list[tuple[str, _Conflict]] = []
    for statement in told:
        for age in ages(statement.words):
            surname = age.name.split()[-1]
            first, before = first_told.setdefault(surname, (statement, age))
            apart = abs(age.years - before.years)
            if apart > (first.document.id != statement.document.id) and not _two_people(before.name, age.name):
                places = [Span(start=one.start, end=one.end) for one in (before, age)]
                found.append((surname, _Conflict("ages", first, places[0], statement, places[1])))
    families = _families(reading) if found else {}
    return [conflict for surname, conflict in found if len(families.get(fold(surname), ())) <= 1]


def _two_people(one: str, other: str) -> bool:
    """Whether two names with one surname have two given names, or two titles: "Mr Rand" and "Mrs Rand"."""
    ours, theirs = fold(one.split()[0]), fold(other.split()[0])
    both_long = len(one.split()) > 1 and len(other.split()) > 1
    return both_long and ours != theirs and (ours in TITLES) == (theirs in TITLES)


def _families(reading: SourceReading) -> dict[str, set[str]]:
    """For each last word of a name, the first words that it goes with: more than one, and it is a family's."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in reading.index.names:
        if len(name.words) > 1:
            found[name.words[-1]].add(name.words[0])
    return found


def _of_two_speakers(pair: Pair, reading: SourceReading) -> bool:
    """Whether the two are told by speakers of which neither can be the other: sources that disagree, no slip."""
    one, other = (_told_by(statement, reading) for statement in (pair.first, pair.second))
    return one is not None and other is not None and not speakers_agree(one, other)


def _told_by(statement: Statement, reading: SourceReading) -> Attribution | None:
    pieces = reading.pieces.get(statement.document.id, [])
    span = statement.sentence.span
    first = bisect_left(pieces, span.start, key=itemgetter(0))
    within = pieces[max(0, first - 1) : bisect_left(pieces, span.end, key=itemgetter(0))]
    return next((attribution for _, end, attribution in within if end > span.start), None)


def _finding(conflict: _Conflict) -> Finding:
    first, second = conflict.first, conflict.second
    shown = [f"“{_shown(statement)}”" for statement in (first, second)]
    if conflict.what is not _ACCOUNTS:
        words = (conflict.one.of(first.words), conflict.other.of(second.words))
        shown = [f"“{fact}” ({statement})" for fact, statement in zip(words, shown, strict=True)]
    offset = second.sentence.span.start
    return Finding(
        kind=FindingKind.SOURCE_CONFLICT,
        level=FINDING_LEVELS[FindingKind.SOURCE_CONFLICT],
        message=f"{_tellers(first, second)} two {conflict.what}: {' and '.join(shown)}.",
        source=second.document.id,
        source_span=Span(start=offset + conflict.other.start, end=offset + conflict.other.end),
    )


def _tellers(first: Statement, second: Statement) -> str:
    if first.document.id != second.document.id:
        return "Two sources give"
    if not first.in_body and second.in_body:
        return f"The {first.sentence.part.value} and the body give"
    return "The source gives"


def _shown(statement: Statement) -> str:
    words = " ".join(statement.words.split()).rstrip(".")
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
