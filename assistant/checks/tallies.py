"""Counts and measures that a source takes up again and tells otherwise: "the 17 injured", "the 14-kilo telescope"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from assistant.checks.differences import Conflict, comparable, compatible, differing
from assistant.checks.restatements import Statement
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
    for word in "injured wounded hurt dead killed missing arrested detained rescued homeless evacuated infected stranded".split()
)
_STATE_WORDS = 8
_PERSONS = frozenset(
    stem(word)
    for word in """
        people person men women children passengers workers employees staff crew soldiers officers students pupils
        patients victims residents villagers tourists protesters miners firefighters police prisoners migrants
        hostages survivors athletes players members families others
    """.split()
)
_WEIGHS = re.compile(r"(?P<subject>\w+)(?:,\s+(?:which|that|who))?\s+(?:weigh(?:s|ed|ing)?)\s+\Z", re.IGNORECASE)
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


def of_tallies(told: Sequence[Statement]) -> list[Conflict]:
    """The counts of injured, dead, missing that a source takes up ("the 17 injured") and has not told so before."""
    counts: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    values: dict[str, list[float]] = defaultdict(list)
    for statement in told:
        values[statement.document.id] += [quantity.value for quantity in statement.quantities]
        for quantity in statement.quantities:
            for state in _states(statement, quantity):
                before = statement.words[max(0, quantity.start - _BEFORE) : quantity.start]
                count = _Count(statement, quantity, _TAKEN_UP.search(before) is not None)
                counts[statement.document.id, state].append(count)
    return [
        conflict
        for (document, _), group in counts.items()
        for conflict in _of_counts(group, values[document])
    ]


def _of_counts(group: Sequence[_Count], values: Sequence[float]) -> Iterator[Conflict]:
    for position, other in enumerate(group):
        if not other.taken_up or values.count(other.quantity.value) > 1 or _is_sum(other.quantity.value, values):
            continue
        earlier = [count for count in group[:position] if count.statement is not other.statement]
        if not earlier or any(compatible(count.quantity, other.quantity) for count in earlier):
            continue
        one = earlier[0]
        low, high = sorted((one.quantity.value, other.quantity.value))
        if high <= _FARTHEST * low and comparable(one.quantity, other.quantity):
            yield differing("figures", one.statement, one.quantity, other.statement, other.quantity)
            return


def _is_sum(value: float, values: Sequence[float]) -> bool:
    """Whether a number may be added up, or be what is left, of others that the source tells."""
    others = [other for other in dict.fromkeys(values) if other != value]
    return any(value in (one + other, abs(one - other)) for one, other in combinations(others, 2))


def _states(statement: Statement, quantity: Quantity) -> list[str]:
    """What is said to have happened to those who are counted, in the words behind the number or right before it."""
    if quantity.kind is not Kind.CARDINAL or quantity.unit or quantity.value < _FEWEST or quantity.bound is not Bound.EXACT:
        return []
    if not statement.counts(quantity):
        return []
    words = statement.words
    behind = tokens(words, quantity.end, min(len(words), quantity.end + _LOOK))
    for number, token in enumerate(behind):
        if re.search(r"[,;:()]|\b(?:and|or|of)\b", words[quantity.end : token.start]) or number > _STATE_WORDS:
            break
        if (state := meaning(stem(token.text))) in _STATES:
            return [state]
        known = fold(token.text) in STOPWORDS or stem(token.text) in _PERSONS
        if not known and number:
            break
    before = tokens(words, max(0, quantity.start - _BEFORE), quantity.start)
    return [meaning(stem(token.text)) for token in before[-1:] if meaning(stem(token.text)) in _STATES]


class _Measure(NamedTuple):
    statement: Statement
    quantity: Quantity
    noun: str
    weighs: bool


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
        if len({number for *_, number in places}) == 2:  # noqa: PLR2004 - "two"
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
        if said := _WEIGHS.search(words, max(0, quantity.start - _LOOK), quantity.start):
            yield _Measure(statement, quantity, fold(said["subject"]), weighs=True)
        elif described := _OF_UNIT.match(words, quantity.end):
            yield _Measure(statement, quantity, fold(described["noun"]), weighs=False)


def _of_measures(group: Sequence[_Measure]) -> Iterator[Conflict]:
    if len({measure.quantity.value for measure in group}) != 2:  # noqa: PLR2004 - "two"
        return
    for one, other in combinations(group, 2):
        if one.quantity.value == other.quantity.value or one.weighs == other.weighs:
            continue
        said = one if one.weighs else other
        if stem(one.noun) == stem(other.noun) or said.noun in _ANYTHING:
            yield differing("figures", one.statement, one.quantity, other.statement, other.quantity)
            return
