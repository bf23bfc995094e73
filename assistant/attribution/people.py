"""The people that a text names: surnames and pronouns resolved, and two forms of a name held against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.attribution.genders import genders
from assistant.attribution.nouns import BODY_STEMS, is_common_noun
from assistant.attribution.speakers import Speaker, bare, personal, speaker_at
from assistant.language.names import TITLES, Name, acronym, names, same_word
from assistant.language.tokens import STOPWORDS, fold, stem, tokens
from assistant.schema import Span

_FULL = 2
_LONGEST_ROLE = 100
_LONG = 5
_REMEMBERED = 40
"""Speakers back to whom a pronoun or "the official" may reach."""
_APPOSED_BEFORE = re.compile(r"\b(?:the|an?|its|his|her|their)\s+(?P<role>[a-z][a-z'’ -]{2,50}),\s+$")
_GOES_ON = re.compile(r"\s+(?:of|in|from|at|with|on|to|close|familiar|who)\b")
_DEFINITE = re.compile(r"the\s+", re.IGNORECASE)
_APPOSITION = re.compile(
    r"(?:,|\s+(?:is|was))\s+(?P<role>(?:(?:the|an?|its|his|her|their)\s+)?[\w'’ -]{3,60}?)"
    r"(?=[,.;]|\s+(?:of|for|at|in|who)\b)"
)


class _Person(NamedTuple):
    text: str
    words: tuple[str, ...]
    role: str | None
    start: int
    """Where the text names them first."""


class People:
    """The people that a text names, by which a surname, a role or a pronoun is resolved to the fullest form."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._called: dict[str, str] = {}
        """The pronoun by which each surname was taken up already."""

    @cached_property
    def _genders(self) -> Mapping[str, str]:
        return genders(self._text)

    @cached_property
    def _by_surname(self) -> dict[str, _Person]:
        """The people named by two words or more, by the last of them: the first of each surname, with any role."""
        found: dict[str, _Person] = {}
        for name in (personal(self._text, one) for one in names(self._text)):
            if len(name.words) < _FULL:
                continue
            surname = name.words[-1]
            role = self._role_before(name.start) or self._role_after(name.end)
            known = found.get(surname)
            if known is None:
                found[surname] = _Person(bare(self._text[name.start : name.end]), name.words, role, name.start)
            elif known.role is None and role is not None:
                found[surname] = known._replace(role=role)
        return found

    @cached_property
    def _by_role(self) -> dict[str, list[_Person]]:
        """The people of each role, by the stem of its head ("minister", "director"), in the order of the text."""
        found: dict[str, list[_Person]] = {}
        for person in sorted(self._by_surname.values(), key=lambda person: person.start):
            for head in _heads(person.role or ""):
                found.setdefault(head, []).append(person)
        return found

    def resolve(self, speaker: Speaker, before: Sequence[Speaker]) -> Speaker:
        """`speaker` in the fullest form that the text has: a surname with its first name, a pronoun with its name.

        A role alone ("the minister") is the one person whom the text has named with that role by then.
        """
        if speaker.pronoun:
            return self._antecedent(speaker, before)
        if not speaker.name:
            return self._seen_before(self._by_its_role(speaker), before)
        person = self._by_surname.get(speaker.name[-1])
        if person is None:
            return speaker
        if len(speaker.name) == 1:
            speaker = speaker._replace(text=person.text, name=person.words)
        return speaker._replace(role=speaker.role or person.role)

    def person_at(self, span: Span) -> Speaker | None:
        """The person whom the phrase at `span` names, where the text gives them a full name and a role.

        Without a role a name of two words may be that of a town or a club.
        """
        found = speaker_at(self._text, span)
        if found is None or not found.name or found.name[-1] not in self._by_surname:
            return None
        person = self.resolve(found, ())
        return person if person.role else None

    def _by_its_role(self, speaker: Speaker) -> Speaker:
        match = _DEFINITE.match(speaker.text)
        if match is None:
            return speaker
        named = [
            person
            for head in _heads(speaker.text[match.end() :])[:1]
            for person in self._by_role.get(head, ())
            if person.start < speaker.span.start
        ]
        if not named and speaker.text.count(" ") == 1:
            return self._body(speaker)
        if len(named) != 1:
            return speaker
        return speaker._replace(text=named[0].text, name=named[0].words, role=named[0].role, anonymous=False)

    def _body(self, speaker: Speaker) -> Speaker:
        """ "The authority" as the one "Coastal Aviation Authority" of which the text has told by then."""
        called = {
            name.words: name for name in self._bodies.get(speaker.head or "", ()) if name.start < speaker.span.start
        }
        if len(called) != 1:
            return speaker
        name = next(iter(called.values()))
        return speaker._replace(text=bare(self._text[name.start : name.end]), name=name.words, anonymous=False)

    @cached_property
    def _bodies(self) -> dict[str, list[Name]]:
        """The names that end with what they name ("Ministry", "Union"), by the stem of that word."""
        found: dict[str, list[Name]] = {}
        for name in names(self._text):
            if len(name.words) >= _FULL and stem(name.words[-1]) in BODY_STEMS:
                found.setdefault(stem(name.words[-1]), []).append(name)
        return found

    def _seen_before(self, speaker: Speaker, before: Sequence[Speaker]) -> Speaker:
        """ "The official", of whom the text has not told the name, as "a senior official" who spoke before."""
        if speaker.name or _DEFINITE.match(speaker.text) is None:
            return speaker
        for other in reversed(before[-_REMEMBERED:]):
            if other.anonymous and not other.name and other.head == speaker.head:
                return speaker._replace(text=other.text, role=other.role, anonymous=True)
        return speaker

    def _antecedent(self, speaker: Speaker, before: Sequence[Speaker]) -> Speaker:
        pronoun = fold(speaker.text)
        if pronoun in ("i", "we"):
            return speaker
        person = next((other for other in reversed(before[-_REMEMBERED:]) if self._may_be(pronoun, other)), None)
        if person is None:
            return speaker
        if pronoun in ("he", "she") and person.name:
            self._called.setdefault(person.name[-1], pronoun)
        return speaker._replace(text=person.text, name=person.name, role=person.role, anonymous=person.anonymous)

    def _may_be(self, pronoun: str, other: Speaker) -> bool:
        if pronoun == "they":
            return True
        if not other.name:
            return other.anonymous and other.is_somebody
        return self._genders.get(other.name[-1], self._called.get(other.name[-1], pronoun)) == pronoun

    def _role_after(self, end: int) -> str | None:
        """The role in apposition right after a name: "Ann Lee, the company's chief executive"."""
        match = _APPOSITION.match(self._text, end, end + _LONGEST_ROLE)
        return match["role"].strip() if match and _heads(match["role"]) else None

    def _role_before(self, start: int) -> str | None:
        """The run of capitalised words with a title in it that stands right before a name."""
        match = re.search(r"(?:[A-Z][\w.'’-]*\s+)+$", self._text[max(0, start - 80) : start])
        role = match[0].strip() if match else ""
        apposed = _APPOSED_BEFORE.search(self._text, max(0, start - _LONGEST_ROLE), start)
        if apposed and _heads(apposed["role"]):
            return apposed["role"]
        return (
            role
            if any(fold(word) in TITLES and fold(word) not in ("mr", "mrs", "ms") for word in role.split())
            else None
        )


def _heads(role: str) -> list[str]:
    """The stem of the noun that a role is about, where a person has that role: of "minister of health" "minister"."""
    core = re.split(r"\s+(?:of|for|at|in|from|with|on|to|who)\b|,", role)[0]
    words = [fold(token.text) for token in tokens(core)]
    return [stem(words[-1])] if words and is_common_noun(words[-1]) else []


def same_speaker(one: str, other: str) -> bool:
    """Whether two forms may name the same speaker: a shared surname or name, an acronym, or the same head noun."""
    names_one, names_other = named(one), named(other)
    if names_one and names_other:
        return any(_same_name(a.words, b.words) for a in names_one for b in names_other)
    stems_one = {stem(token.text) for token in tokens(one) if fold(token.text) not in STOPWORDS}
    stems_other = {stem(token.text) for token in tokens(other) if fold(token.text) not in STOPWORDS}
    return bool(stems_one & stems_other)


def named(phrase: str) -> list[Name]:
    """The names in a speaker's phrase, without a first word that is capitalised only because it comes first."""
    return [name for name in names(phrase) if not (name.opens_sentence and _is_a_noun(phrase, name))]


def _is_a_noun(phrase: str, name: Name) -> bool:
    """Whether the first word of a phrase is a noun that any sentence may open with: "Opponents of the law"."""
    goes_on = _GOES_ON.match(phrase, name.end) is not None and len(name.words) == 1
    return is_common_noun(name.words[0]) or (goes_on and name.words[0].endswith("s"))


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one: of full names the first words must agree too, "Lena Holt" is not "Dara Holt"."""
    if _is_acronym(one, other) or _is_acronym(other, one):
        return True
    if len(one) == len(other) == _FULL:
        spelt_out = one[0] == other[0]
        same_surname = same_word(one[1], other[1]) or (spelt_out and _misspelt(one[1], other[1]))
        return same_surname and (spelt_out or one[0][0] == other[0] or other[0][0] == one[0])
    return any(same_word(a, b) for a in one for b in other)


def _misspelt(one: str, other: str) -> bool:
    """Whether one surname is the other but for letters at its end: "Holstrom" and "Holstromm"."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LONG and len(longer) - len(shorter) == 1 and longer.startswith(shorter)


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a word of one name is the other in short: "UN envoy" and "United Nations"."""
    return len(long) > 1 and any(word.replace(".", "") == acronym(long) for word in short)
