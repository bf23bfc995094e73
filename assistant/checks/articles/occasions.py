"""One event to which a source gives two days, or two sums: in its lead, and in a later paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from assistant.checks.articles.differences import Conflict, differing
from assistant.checks.articles.restatements import Statement, changes_over_time
from assistant.language.dates import DateMention
from assistant.language.events import event
from assistant.language.numbers import Bound, Kind, Quantity
from assistant.language.tokens import Token, tokens
from assistant.schema import Span

_LEAD = 2
"""Sentences of the body that tell what an article is about."""
_BESIDE, _NEAR = 4, 14
"""Words between an event and its day: beside each other, and within a clause of the lead."""
_NAMED_WITHIN = 60
_BEFORE = 25
_MOST_TELLINGS = 40
_SAME_PRICE = 2.0
"""How many times a sum the other may be: prices of one thing, told with a slip of the pen."""
_BREAK = re.compile(r"[;:()—–]|,\s+(?:and|but|while|after|when|who|which|whose)\b|\bfor\s+the\s+\w+\s+time\b")
_THE = re.compile(
    r"\b(?:the|that|this)\s+(?!(?:two|three|four|five|six|other|next|last)\b)(?:[a-z-]+\s+)?\Z", re.IGNORECASE
)
_SOMEWHERE = re.compile(r"\b(?:in|at|near|from|to|off|outside|across)\s+(?:the\s+)?\Z", re.IGNORECASE)


class _Telling(NamedTuple):
    """An event of a kind on a day, or for a sum, in one statement."""

    statement: Statement
    kind: str
    form: str
    value: tuple[int | float, ...]
    at: Span
    who: frozenset[str]
    """The last words of the names next to the event: whose it may be."""
    definite: bool
    """Whether it is "the" event, one told of before."""
    leads: bool


def of_occasions(told: Sequence[Statement]) -> list[Conflict]:
    """The events that one source puts on two days, or at two sums, in the order of the source."""
    groups: dict[tuple[str, str, str], list[_Telling]] = defaultdict(list)
    lead: dict[str, int] = defaultdict(int)
    for statement in told:
        lead[statement.document.id] += statement.in_body
        leads = lead[statement.document.id] <= _LEAD
        for telling in _tellings(statement, leads=leads):
            groups[statement.document.id, telling.kind, telling.form].append(telling)
    return [conflict for group in groups.values() for conflict in _of_group(group)]


def _of_group(group: Sequence[_Telling]) -> Iterator[Conflict]:
    """The conflict of a group, where it has two values and no more: more are several events."""
    if len({telling.value for telling in group}) != 2:
        return
    for one, other in combinations(group[:_MOST_TELLINGS], 2):
        if one.value != other.value and _one_event(one, other):
            what = "sums" if one.form == "sum" else "dates"
            yield differing(what, one.statement, one.at, other.statement, other.at)
            return


def _one_event(one: _Telling, other: _Telling) -> bool:
    if one.statement is other.statement:
        return False
    if one.form == "sum":
        low, high = sorted((one.value[0], other.value[0]))
        return one.leads and not one.who.isdisjoint(other.who) and high <= _SAME_PRICE * low
    if one.who and other.who:
        return not one.who.isdisjoint(other.who)
    return one.leads and other.definite


def _tellings(statement: Statement, *, leads: bool) -> Iterator[_Telling]:
    words = statement.words
    found = tokens(words)
    for position, token in enumerate(found):
        kind = event(token.text)
        if kind is None:
            continue
        the = _THE.search(words, max(0, token.start - _BEFORE), token.start)
        opening = the.start() if the else max(0, token.start - _BEFORE)
        reach = found[position + 1 :][: _NEAR if leads else _BESIDE]
        for date in statement.dates:
            if _beside(words, opening, token, reach, date) and (form := _form(date)):
                at = Span(start=date.start, end=date.end)
                who = _whose(statement, token, date.start)
                yield _Telling(statement, kind, *form, at, who, the is not None, leads)
                break
        if kind == event("buy") and (price := _only_sum(statement)):
            at = Span(start=price.start, end=price.end)
            who = _whose(statement, token, token.end)
            yield _Telling(statement, kind, "sum", (price.value,), at, who, the is not None, leads)


def _beside(words: str, opening: int, token: Token, reach: Sequence[Token], date: DateMention) -> bool:
    """Whether the date follows the event within its clause, or stands right before it: "Monday's crash"."""
    if date.start < token.start:
        before, gap = date.end, words[date.end : token.start]
        near = re.fullmatch(r"['’]s\s+(?:[a-z]+\s+)?", gap) is not None
        return near and not changes_over_time(words, max(0, before - _BEFORE), token.end)
    near = not reach or date.start <= reach[-1].end
    if not reach or not near or _BREAK.search(words, token.end, date.start):
        return False
    if len(reach) <= _BESIDE and "," in words[token.end : date.start]:
        return False
    return not changes_over_time(words, opening, date.start)


def _form(date: DateMention) -> tuple[str, tuple[int | float, ...]] | None:
    if date.weekday is not None:
        return "weekday", (date.weekday,)
    if date.month is not None and date.day is not None:
        return "day", (date.month, date.day)
    return None


def _only_sum(statement: Statement) -> Quantity | None:
    sums = [quantity for quantity in statement.quantities if quantity.kind is Kind.MONEY]
    return sums[0] if len(sums) == 1 and sums[0].bound is Bound.EXACT and statement.counts(sums[0]) else None


def _whose(statement: Statement, token: Token, end: int) -> frozenset[str]:
    """The last words of the names that the event is told of: the one before it, and those behind it up to `end`."""
    words = statement.words
    found = []
    for name in statement.all_names:
        if _SOMEWHERE.search(words, max(0, name.start - _BEFORE), name.start):
            continue
        if token.end < name.start < end:
            found.append(name.words[-1])
        elif name.end <= token.start <= name.end + _NAMED_WITHIN:
            gap = words[name.end : token.start]
            possessive = words[name.end - 2 : name.end] in ("'s", "’s")
            if not _BREAK.search(gap) and not (possessive and len(gap.split()) > 1):
                found.append(name.words[-1])
    return frozenset(found)
