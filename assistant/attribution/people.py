"""The people that a text names: surnames and pronouns resolved, and two forms of a name held against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from assistant.attribution.speakers import Speaker, bare
from assistant.language.names import TITLES, Name, acronym, names, same_word
from assistant.language.tokens import STOPWORDS, fold, stem, tokens


class People:
    """The people that a text names, by which a surname or a pronoun is resolved to the fullest form."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _full_names(self) -> list[tuple[Name, str, str | None]]:
        """Every name of two words or more with its place, its words, and the role that stands before it."""
        return [
            (name, bare(self._text[name.start : name.end]), self._role_before(name.start))
            for name in names(self._text)
            if len(name.words) > 1
        ]

    def resolve(self, speaker: Speaker, before: Sequence[Speaker]) -> Speaker:
        """`speaker` in the fullest form that the text has: a surname with its first name, a pronoun with its name."""
        if speaker.pronoun:
            return self._antecedent(speaker, before)
        if not speaker.name:
            return speaker
        if len(speaker.name) == 1:
            for name, words, role in self._full_names:
                if name.words[-1] == speaker.name[0]:
                    return speaker._replace(
                        text=words, name=name.words, role=speaker.role or role or self._role_of(name.words)
                    )
        return speaker._replace(role=speaker.role or self._role_of(speaker.name))

    def _antecedent(self, speaker: Speaker, before: Sequence[Speaker]) -> Speaker:
        person = next((other for other in reversed(before) if other.name or fold(speaker.text) in ("they", "we")), None)
        if person is None or fold(speaker.text) in ("i", "we"):
            return speaker
        return speaker._replace(text=person.text, name=person.name, role=person.role, anonymous=person.anonymous)

    def _role_of(self, words: tuple[str, ...]) -> str | None:
        return next((role for name, _, role in self._full_names if role and name.words[-1] == words[-1]), None)

    def _role_before(self, start: int) -> str | None:
        """The run of capitalised words with a title in it that stands right before a name."""
        match = re.search(r"(?:[A-Z][\w.'’-]*\s+)+$", self._text[max(0, start - 80) : start])
        role = match[0].strip() if match else ""
        return (
            role
            if any(fold(word) in TITLES and fold(word) not in ("mr", "mrs", "ms") for word in role.split())
            else None
        )


def same_speaker(one: str, other: str) -> bool:
    """Whether two forms may name the same speaker: a shared surname or name, an acronym, or the same head noun."""
    names_one, names_other = _words(one), _words(other)
    if names_one and names_other:
        if any(same_word(a, b) for a in names_one for b in names_other):
            return True
        return _is_acronym(names_one, names_other) or _is_acronym(names_other, names_one)
    stems_one = {stem(token.text) for token in tokens(one) if fold(token.text) not in STOPWORDS}
    stems_other = {stem(token.text) for token in tokens(other) if fold(token.text) not in STOPWORDS}
    return bool(stems_one & stems_other)


def _words(phrase: str) -> tuple[str, ...]:
    found = names(phrase)
    return tuple(word for name in found for word in name.words)


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0].replace(".", "") == acronym(long)
