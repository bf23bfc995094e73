"""Counts and measures that a source takes up again and tells otherwise: "the 17 injured", "the 14-kilo telescope"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from assistant.checks.articles.differences import Conflict, differing
from assistant.checks.articles.restatements import Statement, changes_over_time
from assistant.language.events import meaning
from assistant.language.numbers import Bound, Kind, Quantity
from assistant.language.tokens import STOPWORDS, fold, stem, tokens
from assistant.schema import Span

_TAKEN_UP = re.compile(r"\b(?:the|all|those|these)\s+\Z", re.IGNORECASE)
_BEFORE = 12
_FEWEST, _FARTHEST = 2, 3
"""The least number taken up, and how many times one count the other may be."""
_STATES = frozenset(
    meaning(stem(word))
    for word in """
        injured wounded hurt dead killed missing arrested detained rescued homeless evacuated infected stranded
    """.split()
)
_WORDS = 3
_MOST_ADDED = 40
_EDGE = re.compile(r"[,;:()]|\b(?:and|or|of|to|in|on|at|by|from|with|for|who|which|that)\b")
_PERSONS = frozenset(
    stem(word)
    for word in """
        people person men women
        others more members times
    """.split()
)
_WEIGHS = re.compile(r"(?P<subject>\w+)(?:,\s+(?:which|that|who))?\s+(?:weigh(?:s|ed|ing)?)\s+\Z", re.IGNORECASE)
_IS = re.compile(
    r"(?P<subject>\w+)(?:,\s+(?:which|that))?\s+(?:is|was|measures|measured|stands|stood)\s+\Z", re.IGNORECASE
)
_LONG = re.compile(r"[-‑\s][a-z]+[-‑\s](?:tall|high|long|wide|deep)\b")
_OF_UNIT = re.compile(r"[-‑\s](?P<unit>[a-z]+)[-‑\s](?P<noun>[a-z]+)\b")
_LOOK = 40
_ANYTHING = frozenset(
    """
        it instrument device machine vehicle animal bird fish creature ship vessel boat aircraft plane craft object
        building structure weapon appliance apparatus baby beast specimen
    """.split()
)
"""Words that take up what has been named before."""
_LABEL = re.compile(
    r"\b(?P<label>deck|floor|room|platform|gate|lane|ward|cabin|cell|terminal|seat|bay|pier|berth|junction)\s+"
    r"(?P<number>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!-)",
    re.IGNORECASE,
)


class _Count(NamedTuple):
    statement: Statement
    quantity: Quantity
    taken_up: bool


def of_tallies(read: Sequence[Statement]) -> list[Conflict]:
    """The counts that a source takes up ("the 17 injured", "all 17 guests") and has told otherwise before."""
    counts: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    values: dict[str, list[float]] = defaultdict(list)
    for statement in read:
        values[statement.document.id] += [quantity.value for quantity in statement.quantities]
        for quantity in statement.quantities if statement.tells else ():
            for word in _counted(statement, quantity):
                before = statement.words[max(0, quantity.start - _BEFORE) : quantity.start]
                count = _Count(statement, quantity, _TAKEN_UP.search(before) is not None)
                counts[statement.document.id, word].append(count)
    return [conflict for (here, _), group in counts.items() for conflict in _of_counts(group, values[here])]


def _of_counts(group: Sequence[_Count], values: Sequence[float]) -> Iterator[Conflict]:
    """The conflict of the counts of one thing, of which there are two and no more."""
    if len({count.quantity.value for count in group}) != 2:
        return
    one, other = group[0], next(count for count in group if count.quantity.value != group[0].quantity.value)
    if any(quantity.value == one.quantity.value for quantity in other.statement.quantities):
        return
    if not other.taken_up or one.statement is other.statement or one.taken_up:
        return
    low, high = sorted((one.quantity.value, other.quantity.value))
    if (
        high <= _FARTHEST * low
        and not _is_sum(other.quantity.value, values)
        and values.count(other.quantity.value) == 1
    ):
        yield differing("figures", one.statement, one.quantity, other.statement, other.quantity)


def _is_sum(value: float, values: Sequence[float]) -> bool:
    """Whether a number may be added up, or be what is left, of others that the source tells."""
    others = [other for other in dict.fromkeys(values) if other != value][:_MOST_ADDED]
    return any(value in (one + other, abs(one - other)) for one, other in combinations(others, 2))


def _counted(statement: Statement, quantity: Quantity) -> list[str]:
    """The stems of what is counted, and of what happened to it: the words right behind the number and before it."""
    if (
        quantity.kind is not Kind.CARDINAL
        or quantity.unit
        or quantity.value <= _FEWEST
        or quantity.bound is not Bound.EXACT
    ):
        return []
    words = statement.words
    if not statement.is_count(quantity) or changes_over_time(words, max(0, quantity.start - _LOOK), quantity.end):
        return []
    behind = tokens(words, quantity.end, min(len(words), quantity.end + _LOOK))
    found = []
    for token in behind[:_WORDS]:
        if _EDGE.search(words, quantity.end, token.start):
            break
        known = fold(token.text) in STOPWORDS
        if not known:
            found.append(meaning(stem(token.text)))
    before = tokens(words, max(0, quantity.start - _BEFORE), quantity.start)
    found += [meaning(stem(token.text)) for token in before[-1:] if meaning(stem(token.text)) in _STATES]
    return [word for word in dict.fromkeys(found) if word not in _PERSONS]


class _Measure(NamedTuple):
    statement: Statement
    quantity: Quantity
    noun: str
    said: bool


def of_measures(told: Sequence[Statement]) -> list[Conflict]:
    """The things to which a source gives two weights, or two numbers of a deck or a room."""
    groups: dict[tuple[str, str], list[_Measure]] = defaultdict(list)
    labels: dict[tuple[str, str], list[tuple[Statement, Span, str]]] = defaultdict(list)
    for statement in told:
        for measure in _measures(statement):
            groups[statement.document.id, measure.quantity.unit or ""].append(measure)
        for match in _LABEL.finditer(statement.words):
            place = Span(start=match.start(), end=match.end())
            labels[statement.document.id, fold(match["label"])].append((statement, place, fold(match["number"])))
    found = [conflict for group in groups.values() for conflict in _of_measures(group)]
    for places in labels.values():
        if len({number for *_, number in places}) == 2:
            found += [
                differing("places", one, at, other, there)
                for (one, at, first), (other, there, second) in pairwise(places)
                if first != second and one is not other
            ][:1]
    return found


def _measures(statement: Statement) -> Iterator[_Measure]:
    words = statement.words
    for quantity in statement.quantities:
        if quantity.unit is None or quantity.kind is not Kind.CARDINAL or quantity.bound is not Bound.EXACT:
            continue
        before = (words, max(0, quantity.start - _LOOK), quantity.start)
        is_long = _LONG.match(words, quantity.end) and _IS.search(*before)
        if said := is_long or _WEIGHS.search(*before):
            yield _Measure(statement, quantity, fold(said["subject"]), said=True)
        elif described := _OF_UNIT.match(words, quantity.end):
            yield _Measure(statement, quantity, fold(described["noun"]), said=False)


def _of_measures(group: Sequence[_Measure]) -> Iterator[Conflict]:
    if len({measure.quantity.value for measure in group}) != 2:
        return
    for one, other in combinations(group[:_MOST_ADDED], 2):
        if one.quantity.value == other.quantity.value or one.said == other.said:
            continue
        said = one if one.said else other
        if stem(one.noun) == stem(other.noun) or said.noun in _ANYTHING:
            yield differing("figures", one.statement, one.quantity, other.statement, other.quantity)
            return
