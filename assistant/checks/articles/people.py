"""People of whom the sources tell two ages, or whose names they spell in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from assistant.checks.articles.differences import Conflict, differing
from assistant.checks.articles.restatements import Statement
from assistant.checks.comparison import SourceReading
from assistant.language.ages import Age, ages
from assistant.language.names import TITLES, Name, is_generic, same_word
from assistant.language.spelling import is_misspelling, same_given_name, spelling_key, without_accents
from assistant.language.tokens import fold
from assistant.schema import Span

_LOOK = 16
_TITLE = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))})\.?\s+\Z", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:[Tt]he|[Ii]ts)\s+(?P<office>[a-z]{4,}),\s+\Z")
_SPEAKS = re.compile(r"\s+(?:said|says|told|added|explained|insisted|admitted|denied)\b")
_SHORTEST = 4
_MOST_SURNAMES = 50
"""Surnames of one initial in a source, beyond which it is a list, or a book."""
_GIVEN_AND_SURNAME, _MOST_OF_ONE_NAME, _LONG_GIVEN = 2, 12, 5
_ENDING = re.compile(r"(?:ie|ei|ee|ey|y|i)\Z")


def of_ages(told: Sequence[Statement], reading: SourceReading) -> list[Conflict]:
    """People to whom the sources give two ages; two sources may be a birthday apart."""
    first_told: dict[str, tuple[Statement, Age]] = {}
    found: list[tuple[str, Conflict]] = []
    for statement in told:
        for age in ages(statement.words):
            surname = age.name.split()[-1]
            first, before = first_told.setdefault(surname, (statement, age))
            apart = abs(age.years - before.years)
            if apart > (first.document.id != statement.document.id) and not _two_people(before.name, age.name):
                places = [Span(start=one.start, end=one.end) for one in (before, age)]
                found.append((surname, Conflict("ages", first, places[0], statement, places[1])))
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


class _Spelling(NamedTuple):
    """A surname where it first stands: with a first name, or with a title."""

    position: int
    statement: Statement
    name: Name


def of_spellings(told: Sequence[Statement]) -> list[Conflict]:
    """The surnames that one source spells in two ways: that of a full name, and nearly that with a title or alone."""
    full: dict[tuple[str, str], dict[str, _Spelling]] = defaultdict(dict)
    by_word: dict[tuple[str, str], dict[tuple[str, ...], _Spelling]] = defaultdict(dict)
    alone: dict[tuple[str, str], _Spelling] = {}
    for position, statement in enumerate(told):
        for name in statement.all_names:
            here, surname = statement.document.id, name.words[-1]
            if len(name.words) == 1:
                if _stands_for_a_person(statement, name):
                    alone.setdefault((here, surname), _Spelling(position, statement, name))
            elif not any(map(is_generic, name.words)):
                full[here, surname[0]].setdefault(surname, _Spelling(position, statement, name))
                for word in (name.words[0], surname) if _is_full(statement, name) else ():
                    by_word[here, word].setdefault(name.words, _Spelling(position, statement, name))
    found: list[Conflict] = []
    for group in by_word.values():
        found += _misspelt_in_full(group)
    for (here, surname), spelling in alone.items():
        known = full[here, surname[0]]
        if len(known) > _MOST_SURNAMES:
            continue
        near = [other for word, other in known.items() if _one_name(word, surname)]
        if surname not in known and len(near) == 1:
            one, other = sorted((near[0], spelling), key=lambda side: (side.position, side.name.start))
            found.append(differing("spellings of a name", one.statement, one.name, other.statement, other.name))
    return found


def of_offices(told: Sequence[Statement]) -> list[Conflict]:
    """The offices that one source gives to two people of one surname: "the head, Ann Lee", "the head, Jane Lee"."""
    holders: dict[tuple[str, str, str], tuple[Statement, Name]] = {}
    found: list[Conflict] = []
    for statement in told:
        for name in statement.all_names if statement.in_body else ():
            office = _OFFICE.search(statement.words, max(0, name.start - _LOOK), name.start)
            if office is None or len(name.words) != _GIVEN_AND_SURNAME or any(map(is_generic, name.words)):
                continue
            key = (statement.document.id, fold(office["office"]), name.words[-1])
            first, before = holders.setdefault(key, (statement, name))
            if before.words[0] != name.words[0] and not same_given_name(before.words[0], name.words[0]):
                found.append(differing("names of one person", first, before, statement, name))
    return found


def _is_full(statement: Statement, name: Name) -> bool:
    """Whether a name in prose is a first name and a surname, in letters alone: "F-15J" is none, nor is "HolmAug"."""
    capitals = sum(map(str.isupper, statement.words[name.start : name.end]))
    shown = statement.words[name.start : name.end].split()
    whole = len(shown) == len(name.words) == _GIVEN_AND_SURNAME == capitals
    return statement.tells and statement.in_body and whole and all(map(str.isalpha, name.words))


def _misspelt_in_full(group: Mapping[tuple[str, ...], _Spelling]) -> Iterator[Conflict]:
    """The full names with one word in common and the other in two spellings."""
    for one, other in combinations(list(group.values())[:_MOST_OF_ONE_NAME], 2):
        differ = [(a, b) for a, b in zip(one.name.words, other.name.words, strict=True) if a != b]
        given = one.name.words[0] != other.name.words[0]
        if len(differ) == 1 and _one_name(*differ[0]) and not (given and _may_be_two(*differ[0])):
            yield differing("spellings of a name", one.statement, one.name, other.statement, other.name)


def _may_be_two(one: str, other: str) -> bool:
    """Whether two first names may well be those of two people of one family: "Mary" and "Mark"."""
    return min(len(one), len(other)) < _LONG_GIVEN or (one[-1] in "aeo") != (other[-1] in "aeo")


def _stands_for_a_person(statement: Statement, name: Name) -> bool:
    """Whether a title or a verb of speech beside a single name shows it to be a person's."""
    words = statement.words
    return _TITLE.search(words, max(0, name.start - _LOOK), name.start) is not None or (
        _SPEAKS.match(words, name.end) is not None
    )


def _one_name(one: str, other: str) -> bool:
    """Whether two surnames are nearly one, and not only with and without an accent or an ending."""
    if without_accents(one) == without_accents(other) or same_word(one, other) or min(len(one), len(other)) < _SHORTEST:
        return False
    if _as_heard(one) == _as_heard(other):
        return one.isascii() and other.isascii()
    return is_misspelling(one, other, rest_agrees=True)


def _as_heard(word: str) -> str:
    """The spelling key of a name whose ending sounds alike in several spellings: "Murphy" and "Murphie"."""
    key = spelling_key(word)
    return _ENDING.sub("i", key)
