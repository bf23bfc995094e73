"""Who takes what part in what a sentence tells: who acts, who is acted upon, to whom and from whom.

Read by the order of the words: a passive is turned ("was sued by"), an insertion is skipped ("the mayor, Lise Krag,
criticised"), a relative clause and a second verb get the subject that stands before them. What is not sure is left out,
or told as the part of nobody known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.language.names import Name
from assistant.language.phrases import AUXILIARIES, BE, DETERMINERS, JOINING, PREPOSITIONS, PRONOUNS, RELATIVES, Phrases
from assistant.language.tokens import STOPWORDS, stem
from assistant.language.verbs import is_past_form, verb_stem

AGENT, PATIENT, OWNER = "agent", "patient", "of"
"""Roles beside the prepositions that another participant stands behind: "to", "from", "against"."""

_PARTICIPANTS = frozenset("to from against into with for".split())
_PARTICLES = frozenset("over up down out off back away".split())
_ORDERING = frozenset(map(stem, "ask tell order urge want allow force persuade appoint invite expect help".split()))
"""Stems of verbs whose object, and not their subject, does what the infinitive behind them says."""
_SAYING = frozenset(map(stem, "say announce promise claim state add".split()))
_REACH = 6
"""Words behind a verb up to its object."""
_FAR = 14
"""Words behind a verb up to who stands behind a preposition."""
_HELD = frozenset(map(stem, "shares stake stock bonds holding".split()))
"""What one holds "in" a company, and that is the company's none the less."""
_DEEPEST = 3
_MEASURING = frozenset("almost nearly about around more less over up at half two three four five six seven ten".split())
_STOP = re.compile(r"[;:()“”\"]")
_STOP_OF_CLAUSE = re.compile(r"[;:.()“”‘’\"]|,\s")
_ROW_BEFORE = re.compile(r",?\s+(?:and|or)\s+(?:the\s+)?|,\s+")
_COMMA = re.compile(r",\s+(?:[A-Z][a-z]+\.?\s+)?")
_AND_THE_OFFICE = re.compile(r",?\s+and\s+(?:the|its|his|her|their)\s+(?:[a-z][\w-]*\s+){0,4}[a-z][\w-]*,\s+")
"""What stands in a row before a name that an office introduces: "X and the mayor, Y,"."""
_ROW_BEHIND = re.compile(r",?\s+(?:and|or)\s+(?:the\s+)?")


class Participant(NamedTuple):
    """A name in its part; without a name where a pronoun, or somebody unnamed, plays it."""

    role: str
    head: str
    """The stem of the verb, or of the office or thing, that the part belongs to."""
    name: Name | None
    through: frozenset[str]
    """The stems of what of the name's takes the part: its "shares", its "inspectors"; empty where it does so itself."""
    start: int
    """Where the word with the stem `head` stands."""
    thing: str = ""
    """The stem of the noun on the other side of the verb; empty where there is none."""
    is_office: bool = False


_Played = tuple[Name | None, frozenset[str]]
_ITSELF: frozenset[str] = frozenset()
_UNKNOWN_THING = frozenset(["?"])
_NOBODY: list[_Played] = [(None, _ITSELF)]


def of_verbs(read: Phrases) -> Iterator[Participant]:
    """The parts that the verbs of a sentence give."""
    for at in range(len(read.words)):
        if read.is_verb(at):
            yield from _around_verb(read, at)


def _around_verb(read: Phrases, at: int) -> Iterator[Participant]:
    first = read.group_start(at)
    group = {read.folded(index) for index in range(first, at)}
    reduced = not group & AUXILIARIES and read.folded(at + 1) == "by" and not _counts(read.folded(at + 2))
    passive = is_past_form(read.words[at].text) and bool(group & BE or reduced)
    head, start = _head(read, at), read.words[at].start
    thing = _noun_before(read, first) if passive else _noun_behind(read, at)
    for name, through in _subjects(read, first, reduced=reduced):
        yield Participant(PATIENT if passive else AGENT, head, name, through, start, "" if passive else thing)
    if not passive:
        for name, through in _objects(read, at):
            yield Participant(PATIENT, head, name, through, start)
    for preposition, name, through in _behind_prepositions(read, at):
        if preposition == "by" and passive:
            yield Participant(AGENT, head, name, through, start, thing)
        elif preposition in _PARTICIPANTS:
            yield Participant(preposition, head, name, through, start, thing)


def _counts(word: str) -> bool:
    """Whether a word behind "by" tells by how much, and not by whom."""
    return word in _MEASURING or word[:1].isdigit() or word[:1] in "$€£¥"


def _head(read: Phrases, at: int) -> str:
    """The stem of a verb, with the particle that makes another verb of it: "took over"."""
    head, particle = verb_stem(read.words[at].text), read.folded(at + 1)
    return f"{head} {particle}" if particle in _PARTICLES else head


def _noun_behind(read: Phrases, at: int) -> str:
    """The stem of the last noun of the object behind a verb: "closure" in "ordered the closure of"."""
    found = ""
    for index in range(at + 1, min(len(read.words), at + 1 + _REACH)):
        word = read.folded(index)
        if read.gap(index - 1).strip() or word in PREPOSITIONS or (word in STOPWORDS and word not in DETERMINERS):
            break
        if word in DETERMINERS and found:
            break
        if word not in DETERMINERS and not read.words[index].capitalised:
            found = stem(word)
    return found


def _noun_before(read: Phrases, first: int) -> str:
    """The stem of the noun right before a verb group."""
    at = first - 1
    usable = at >= 0 and not read.gap(at).strip() and read.words[at].text.islower() and read.folded(at) not in STOPWORDS
    return stem(read.words[at].text) if usable else ""


def _subjects(read: Phrases, first: int, *, reduced: bool = False, depth: int = 0) -> list[_Played]:
    """Who stands as subject before the verb group that begins at `first`; nobody known where that is not sure."""
    at = first - 1
    if at < 0 or depth > _DEEPEST:
        return _NOBODY
    gap, word = read.gap(at), read.folded(at)
    if read.folded(first) == "to":
        return _of_matrix(read, first, depth)
    if gap.strip() == ")" and (opening := _opening_parenthesis(read, at)) is not None:
        return _played_before(read, opening)
    if word in RELATIVES and at:
        return _antecedent(read, at - 1)
    if word in JOINING:
        return _of_verb_before(read, at, depth)
    if "," in gap:
        return _played_before(read, at) if reduced else _around_insertion(read, at)
    return _played_before(read, at) if not gap.strip() else _NOBODY


def _opening_parenthesis(read: Phrases, at: int) -> int | None:
    """The word before the parenthesis in which the word at `at` stands."""
    return next((index for index in range(at - 1, max(-1, at - _REACH), -1) if "(" in read.gap(index)), None)


def _antecedent(read: Phrases, at: int) -> list[_Played]:
    """Whom "who" behind the word at `at` stands for: "X, who", and "X, the editor of Y, who"."""
    found = _played_before(read, at)
    name, through = found[0]
    known = name is not None and not through
    return found if known or "," not in read.gap(at) else _around_insertion(read, at)


def _of_matrix(read: Phrases, first: int, depth: int) -> list[_Played]:
    """The subject of the verb that an infinitive depends on: "X beat Y to win", "X agreed to buy"."""
    for index in range(first - 1, max(-1, first - _FAR), -1):
        if index < first - 1 and _STOP.search(read.gap(index)):
            return _NOBODY
        if read.is_verb(index):
            ordered = verb_stem(read.words[index].text) in _ORDERING
            return _NOBODY if ordered else _subjects(read, read.group_start(index), depth=depth + 1)
    return _NOBODY


def _of_verb_before(read: Phrases, at: int, depth: int) -> list[_Played]:
    """The subject that a second verb shares with the first: "X was hurt and left"."""
    for index in range(at - 1, max(-1, at - 2 * _FAR), -1):
        if _STOP.search(read.gap(index)):
            return _NOBODY
        if index and read.folded(index) in RELATIVES and "," in read.gap(index - 1):
            if "," in read.gap(at - 1):  # the relative clause ends before "and"
                continue
            return _antecedent(read, index - 1)
        if read.is_verb(index) and not ("," in read.gap(at - 1) and _is_in_relative(read, index)):
            return _subjects(read, read.group_start(index), depth=depth + 1)
    return _NOBODY


def _is_in_relative(read: Phrases, at: int) -> bool:
    first = read.group_start(at)
    return first > 1 and read.folded(first - 1) in RELATIVES and "," in read.gap(first - 2)


def _around_insertion(read: Phrases, at: int) -> list[_Played]:
    """The subject before a comma: "the mayor, X, criticised", "X, the mayor, criticised", "X, who ..., criticised"."""
    for index in range(at - 1, max(-1, at - 2 * _FAR), -1):
        gap = read.gap(index)
        if _STOP.search(gap):
            return _NOBODY
        if "," not in gap:
            continue
        name = read.name_from(index + 1)
        if name is not None and name.end == read.words[at].end and not read.owns(name):
            place = read.name_ending(index)  # "the mayor of Torvik, X", and not "X, from Torvik, Norland"
            of_a_place = place is not None and bool(_taken_through(read, place) - _UNKNOWN_THING)
            row = [name, *_joined_before(read, name)]
            return [(each, _ITSELF) for each in row] if place is None or of_a_place else _NOBODY
        return _played_before(read, index)
    return _NOBODY


def _played_before(read: Phrases, at: int) -> list[_Played]:
    """Who the words that end with the word at `at` name."""
    if at < 0:
        return _NOBODY
    name = read.name_ending(at)
    if name is not None and not read.owns(name):
        row = [name, *_joined_before(read, name)]
        through = _taken_through(read, min(row, key=lambda each: each.start))
        return [(each, through) for each in row]
    if read.folded(at) in PRONOUNS:
        return _speaker_before(read, at)
    things: list[str] = []
    for index in range(at, max(-1, at - _DEEPEST - 1), -1):  # "Quill's coach", "Quill's share price"
        owner = read.name_ending(index)
        if owner is not None:
            return [(owner, frozenset(things))]
        if (index < at and read.gap(index).strip(" '’")) or read.folded(index) in STOPWORDS:
            break
        things.append(stem(read.words[index].text))
    return _NOBODY


def _speaker_before(read: Phrases, at: int) -> list[_Played]:
    """Who "it" most likely is in "Norda said it would pay"; of a person that is less sure."""
    said = at - 2 if at > 1 and read.folded(at - 1) == "that" else at - 1
    if said < 0 or verb_stem(read.words[said].text) not in _SAYING or read.gap(said).strip():
        return _NOBODY
    found = _subjects(read, read.group_start(said), depth=_DEEPEST)
    return [(name, through if read.folded(at) == "it" else _UNKNOWN_THING) for name, through in found]


def _joined_before(read: Phrases, name: Name) -> Iterator[Name]:
    """The names that stand with `name` in a row: "A and B"."""
    for other in read.names:
        joined = (pattern.fullmatch(read.text, other.end, name.start) for pattern in (_ROW_BEFORE, _AND_THE_OFFICE))
        if other.end < name.start and any(joined):
            yield other


def _taken_through(read: Phrases, name: Name) -> frozenset[str]:
    """The stems of what of the name's it is: of "shares in Norda", of "inspectors of the Office"."""
    before = [at for at, token in enumerate(read.words) if token.end <= name.start]
    for at in reversed(before[-4:]):
        word, gap = read.folded(at), read.gap(at)
        if _STOP_OF_CLAUSE.search(gap) or word in ("after", "before"):  # those open a clause: "after Norda paid"
            return _ITSELF
        if word in PREPOSITIONS or word == "of":
            nouns = _nouns_before(read, at)
            return nouns if word in ("of", "from", "by") or not nouns.isdisjoint(_HELD) else _UNKNOWN_THING
        if (word in STOPWORDS and word not in DETERMINERS) or is_past_form(word):
            return _ITSELF
    return _ITSELF


def _nouns_before(read: Phrases, at: int) -> frozenset[str]:
    """The stems of the last two nouns before the preposition at `at`: "share price of"."""
    found: list[str] = []
    for index in range(at - 1, max(-1, at - 3), -1):
        word = read.folded(index)
        if read.gap(index).strip() or word in STOPWORDS or read.words[index].text.isdigit() or read.is_verb(index):
            break
        found.append(stem(word))
    return frozenset(found) or _UNKNOWN_THING


def _objects(read: Phrases, at: int) -> Iterator[_Played]:
    """Whom the verb at `at` acts upon: the first name behind it, up to a preposition or another verb."""
    for index in range(at + 1, min(len(read.words), at + 1 + _REACH)):
        gap, word = read.gap(index - 1), read.folded(index)
        name = read.name_from(index)
        if re.search(r"[;:.()“”‘’\"]", gap) or ("," in gap and name is None):
            return
        if name is not None:
            yield name, _object_through(read, at, index, name)
            yield from ((each, _ITSELF) for each in joined_behind(read, name))
            yield from _explained_by(read, at, index, name)
            return
        if word in PREPOSITIONS or word in RELATIVES or word in JOINING or read.is_verb(index):
            return


def _object_through(read: Phrases, at: int, index: int, name: Name) -> frozenset[str]:
    """Through what the name that begins at `index` is the object of the word at `at`: "the head of Norda"."""
    described = read.described_by(name)
    if described is not None:
        return frozenset([stem(described)])
    of = next((each for each in range(index - 1, at, -1) if read.folded(each) == "of"), None)
    if of is not None:
        return _nouns_before(read, of)
    return _UNKNOWN_THING if read.owns(name) else _ITSELF


def _explained_by(read: Phrases, at: int, index: int, name: Name) -> Iterator[_Played]:
    """The name behind the comma in "a writer of the Ayr Courier, X": whoever the words before it speak of."""
    if "of" not in (read.folded(each) for each in range(at + 1, index)):
        return
    for other in read.names:
        if other.start > name.end and _COMMA.fullmatch(read.text, name.end, other.start) and not read.owns(other):
            yield other, _ITSELF


def joined_behind(read: Phrases, name: Name) -> Iterator[Name]:
    """The names behind `name` in a row: "A and B"."""
    for other in read.names:
        if other.start > name.end and _ROW_BEHIND.fullmatch(read.text, name.end, other.start):
            yield other


def _behind_prepositions(read: Phrases, at: int) -> Iterator[tuple[str, Name | None, frozenset[str]]]:
    """The names behind prepositions in what follows the verb at `at`, up to the end of its clause."""
    for index in range(at + 1, min(len(read.words) - 1, at + 1 + _FAR)):
        word = read.folded(index)
        if _STOP_OF_CLAUSE.search(read.gap(index - 1)) or read.is_verb(index) or word in JOINING:
            return
        if word in PREPOSITIONS and not read.gap(index).strip():
            yield from ((word, name, through) for name, through in _objects(read, index))
