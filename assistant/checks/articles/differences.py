"""What two statements that tell the same differ in: a number, a day, a name, or whether it is so at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.checks.articles.restatements import Pair, Statement
from assistant.checks.comparison import SourceReading
from assistant.checks.speech.matching import speakers_agree
from assistant.language.ages import ages
from assistant.language.dates import DateMention
from assistant.language.mention import Mention
from assistant.language.names import Name, same_word
from assistant.language.negation import negates_implicitly, negations
from assistant.language.numbers import Bound, Kind, Quantity, agree
from assistant.language.spelling import without_accents
from assistant.language.tokens import STOPWORDS, fold, stem, tokens
from assistant.schema import Attribution, Span

_SAME_FACT, _SAME_FACT_OF_TWO_SOURCES = 0.6, 0.5
_SAME_STATEMENT = 0.8
"""The shares of the shorter statement that the other must hold: for a number, which shows by what it counts whether
the two speak of the same (another writer has other words for it), and for a date or a negation, which do not."""
_OF_THE_LONGER, _OF_THE_LONGER_FOR_A_NUMBER = 0.5, 0.25
_SHARED_BESIDE_A_SLIP = 0.3
_SHARED = 3
_SHARED_WITH_HEADLINE = 2
_WINDOW = 3
_GENERIC = frozenset(stem(word) for word in "people person total number men women others percent per cent".split())
_EDGE = re.compile(r"[,;:()—–]|\b(?:and|or|but|while|whereas)\b")
_TWO = 2
_FARTHEST = 10
"""How many times a number the other may be, a slipped decimal point included: beyond, they count different things."""
_LONG_NAME, _MISSPELT = 5, 2
"""Letters that a name of one word has, and the most that may differ, where two spellings are of one name."""
_DATE_FORMS: tuple[tuple[str, ...], ...] = (("weekday",), ("month", "day"), ("year",))
ACCOUNTS = "accounts, one of which denies what the other states"


class Conflict(NamedTuple):
    """What two statements differ in, and where: offsets are those of each statement's own words."""

    what: str
    first: Statement
    one: Span
    second: Statement
    other: Span


def differing(what: str, first: Statement, one: Mention, second: Statement, other: Mention) -> Conflict:
    """The conflict of `first`, which has one thing at `one`, with `second`, which has another at `other`."""
    places = [Span(start=place.start, end=place.end) for place in (one, other)]
    return Conflict(what, first, places[0], second, places[1])


def of_pair(pair: Pair, reading: SourceReading) -> Iterator[Conflict]:
    """What the two statements of a pair differ in, at most one thing: digits, names, numbers, dates or a denial."""
    headlines = (not pair.first.in_body) + (not pair.second.in_body)
    enough = _SHARED_WITH_HEADLINE if headlines else _SHARED
    if (slip := _exchanged_digits(pair)) and not _of_two_speakers(pair, reading):
        yield slip
        return
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


def _exchanged_digits(pair: Pair) -> Conflict | None:
    """Two numbers with the same digits in another order, of which neither sentence has the other's."""
    if len(pair.shared) < _SHARED_WITH_HEADLINE or pair.names_differ or pair.overlap < _SHARED_BESIDE_A_SLIP:
        return None
    for one in _no_ages(pair.first):
        for other in _no_ages(pair.second):
            alike = one.kind is other.kind and one.unit == other.unit and one.currency == other.currency
            alike = alike and (one.counted == other.counted or one.kind is not Kind.CARDINAL)
            if (
                alike
                and _exchanged(one.value, other.value)
                and pair.second.is_count(other)
                and pair.first.is_count(one)
            ):
                what = "sums" if one.kind is Kind.MONEY else "figures"
                return differing(what, pair.first, one, pair.second, other)
    return None


def _no_ages(statement: Statement) -> list[Quantity]:
    told = ages(statement.words)
    return [one for one in statement.quantities if not any(age.start < one.end <= age.end for age in told)]


def _exchanged(one: float, other: float) -> bool:
    """Whether two numbers have the same digits but for two neighbours in the other order: 86 and 68, 6.2 and 2.6."""
    ours, theirs = (f"{value:.10g}".replace(".", "") for value in (one, other))
    differ = [place for place, digits in enumerate(zip(ours, theirs, strict=False)) if digits[0] != digits[1]]
    return (
        len(ours) == len(theirs)
        and sorted(ours) == sorted(theirs)
        and len(differ) == _TWO == differ[-1] - differ[0] + 1
    )


def _checks(pair: Pair) -> list[Callable[[Pair], Conflict | None]]:
    if pair.names_differ:
        return [_names]
    return (
        [_numbers, _dates, _denial] if pair.overlap >= _SAME_STATEMENT and pair.wider >= _OF_THE_LONGER else [_numbers]
    )


def _numbers(pair: Pair) -> Conflict | None:
    """Two numbers of the same thing, where neither sentence has the other's."""
    if _years(pair.first) != _years(pair.second):
        return None
    for one in filter(pair.first.counts, pair.first.quantities):
        for other in filter(pair.second.counts, pair.second.quantities):
            if not comparable(one, other) or compatible(one, other):
                continue
            if any(compatible(one, third) for third in pair.second.quantities) or any(
                compatible(third, other) for third in pair.first.quantities
            ):
                continue
            common = _around(pair.first, one) & _around(pair.second, other)
            if common - _GENERIC:
                what = "figures" if one.kind is not Kind.MONEY else "sums"
                return differing(what, pair.first, one, pair.second, other)
    return None


def _years(statement: Statement) -> set[int]:
    return {date.year for date in statement.dates if date.year is not None}


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may count the same thing."""
    if one.kind is not other.kind or one.unit != other.unit or one.currency != other.currency:
        return False
    low, high = sorted((one.value, other.value))
    named = {one.counted, other.counted} - _GENERIC - {None}
    return high <= _FARTHEST * low and (len(named) < _TWO or one.kind is not Kind.CARDINAL)


def compatible(one: Quantity, other: Quantity) -> bool:
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


def _dates(pair: Pair) -> Conflict | None:
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
            return differing("dates", pair.first, one, pair.second, other)
    return None


def _heads(statement: Statement, date: DateMention) -> bool:
    """Whether a date opens its sentence, or stands in brackets: an entry of a chronicle or a bibliography."""
    before = statement.words[: date.start].strip()
    return not before or before.endswith(("(", "["))


def _parts(date: DateMention, form: tuple[str, ...]) -> tuple[int | None, ...]:
    return tuple(getattr(date, part) for part in form)


def _denial(pair: Pair) -> Conflict | None:
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
        return Conflict(ACCOUNTS, pair.first, whole, pair.second, theirs)
    return None


def _names(pair: Pair) -> Conflict | None:
    """One name in two spellings, in the same place of two statements: "Ada Brandt" and "Ida Brandt"."""
    ours, theirs = (_own_names(*sides) for sides in ((pair.first, pair.second), (pair.second, pair.first)))
    if len(ours) != 1 or len(theirs) != 1 or not _one_misspelt(ours[0], theirs[0]):
        return None
    one, other = ours[0], theirs[0]
    return differing("names", pair.first, one, pair.second, other)


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
    differing = [
        (a, b) for a, b in zip(one.words, other.words, strict=True) if without_accents(a) != without_accents(b)
    ]
    if len(differing) != 1 or (len(one.words) == 1 and len(one.words[0]) < _LONG_NAME):
        return False
    from rapidfuzz.distance import OSA  # imported where two names are near enough to be compared

    return OSA.distance(*differing[0]) <= _MISSPELT


def _of_two_speakers(pair: Pair, reading: SourceReading) -> bool:
    """Whether the two are told by speakers of which neither can be the other: sources that disagree, no slip."""
    one, other = (_told_by(statement, reading) for statement in (pair.first, pair.second))
    return one is not None and other is not None and not speakers_agree(one, other)


def _told_by(statement: Statement, reading: SourceReading) -> Attribution | None:
    span = statement.sentence.span
    return next((one for _, one in reading.speech_in(statement.document.id, span.start, span.end)), None)
