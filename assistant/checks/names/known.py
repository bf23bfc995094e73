"""The names of the sources, arranged so that a name of the text is looked up and never searched for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.grounding.index import SourceIndex
from assistant.language.countries import country, country_around, is_country, with_countries_joined
from assistant.language.names import Name, acronym, in_english, is_generic, names, same_word
from assistant.language.spelling import is_misspelling, same_given_name, spelling_key
from assistant.language.tokens import fold, stem
from assistant.schema import Document, Span

_FULL = 2
_PREFIX = 3
"""Letters that two forms of a name that `same_word` accepts begin with alike."""
_LONGER = 2
_WHOLE_ARTICLE = 80
"""Words from which a source is a text of its own, that names whom it speaks of, and no excerpt."""
_JOINING = frozenset(["of", "and", "for", "the", "on", "in", "to"])
_TITLED = re.compile(
    r"(?<![\w.'’-])[A-Z][\w.'’-]*(?:[ ]+(?:(?:of|and|for|the|on|in|to|&)[ ]+){0,2}[A-Z][\w.'’-]*){1,9}"
)
_NICKNAMED = re.compile(
    r"(?<![\w.'’-])(?P<first>[A-Z][\w’-]+) [\"“'‘(](?P<nickname>[A-Z][\w’-]+)[\"”'’)] (?P<last>[A-Z][\w’-]+)"
)
_ADJOINED = frozenset("based led born style inspired era made run owned backed controlled area wide speaking".split())


class Place(NamedTuple):
    """A name in a source."""

    document: Document
    name: Name

    @property
    def span(self) -> Span:
        return Span(start=self.name.start, end=self.name.end)

    @property
    def words(self) -> str:
        return self.span.of(self.document.text)


class KnownNames:
    """Which names the sources have, in whatever form."""

    def __init__(self, sources: Sequence[Document], index: SourceIndex) -> None:
        self._index = index
        self.is_excerpt = sum(len(source.text.split()) for source in sources) < _WHOLE_ARTICLE
        self.places = [
            Place(source, name) for source in sources for name in (*_nicknamed(source.text), *names(source.text))
        ]
        self.certain = frozenset(word for name in index.names if not name.opens_sentence for word in name.words)
        """The words of the names that do not open a sentence, where a capital proves nothing."""
        self._words: dict[str, Place] = {}
        self._by_last: dict[str, list[Place]] = defaultdict(list)
        self._by_first: dict[str, list[Place]] = defaultdict(list)
        self._alone: dict[str, Place] = {}
        self._order = {source.id: number for number, source in enumerate(sources)}
        keys: set[str] = set()
        first: set[str] = set()
        not_first: set[str] = set()
        for place in self.places:
            words = with_countries_joined(place.name.words)
            for word in words:
                self._words.setdefault(word, place)
                for part in word.split("-"):
                    self._words.setdefault(part, place)
            keys.update(one + other for one, other in pairwise(words))
            if len(words) >= _FULL:
                self._by_last[words[-1]].append(place)
                self._by_first[words[0]].append(place)
                first.add(words[0])
            else:
                self._alone.setdefault(words[0], place)
            not_first.update(words if len(words) < _FULL else words[1:])
        self._only_first = frozenset(first - not_first)
        self._keys = frozenset(map(spelling_key, keys | self._words.keys()))
        self.countries = frozenset(found for word in self._words if (found := country(word)) is not None)
        self.has_countries = any(is_country(found) for found in self.countries)
        self._acronyms = frozenset(form for source in sources for form in acronyms(source.text))
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_prefix[word[:_PREFIX]].append(word)
            self._by_length[len(word)].append(word)

    def has(self, word: str) -> bool:
        """Whether the sources have this folded word of a name, in this or in another form."""
        if stem(word) in self._index or word.replace("-", "") in self._index or word in self._words:
            return True
        if in_english(word) != word and self.has(in_english(word)):
            return True
        if country(word) in self.countries or country_around(word) in self.countries:
            return True
        if spelling_key(word) in self._keys or any(same_word(word, other) for other in self._by_prefix[word[:_PREFIX]]):
            return True
        parts = [part for part in word.split("-") if part]
        return len(parts) > 1 and all(part in _ADJOINED or self.has(part) for part in parts)

    def abbreviate(self, text: str, name: Name) -> bool:
        """Whether the sources have `name` of `text` by its initials, or what its letters are the initials of."""
        if len(name.words) == 1:
            return name.words[0].replace(".", "") in self._acronyms
        around = [acronym(name.words)]
        for match in _TITLED.finditer(text, max(0, name.start - 80), min(len(text), name.end + 80)):
            if match.start() <= name.start and name.end <= match.end():
                around += _initials(match[0])
        return any(short in self._words for short in around)

    def namesakes(self, words: tuple[str, ...]) -> list[Place]:
        """The names in the sources that end like the full name `words`; empty where one may be that very name.

        Empty too where somebody is named by that surname alone before any full name.
        "Bill Grant" is "William Grant", and so is "W. Grant"; "Dara Holt" is not "Lena Holt".
        """
        found = self._by_last.get(words[-1], [])
        alone = self._alone.get(words[-1])
        if found and alone is not None and self._position(alone) < min(map(self._position, found)):
            return []  # whoever is first named by the surname alone may have any first name
        if any(_same_person(words, with_countries_joined(place.name.words)) for place in found):
            return []
        return found

    def _position(self, place: Place) -> tuple[int, int]:
        """Where a place stands among those of all sources, one source behind the other."""
        return self._order[place.document.id], place.name.start

    def has_person(self, words: tuple[str, ...]) -> bool:
        """Whether the sources have the full name `words` with another form of its first name."""
        return any(
            _same_person(words, with_countries_joined(place.name.words)) for place in self._by_last.get(words[-1], [])
        )

    def is_first_name(self, word: str) -> bool:
        """Whether the sources have `word` only as a first name, with a surname behind it."""
        return word in self._only_first

    def nearly(self, words: tuple[str, ...]) -> Place | None:
        """The full name in the sources that differs from `words` by a slip in its last word, or None."""
        for place in self._by_first.get(words[0], []):
            theirs = with_countries_joined(place.name.words)
            if theirs[:-1] == words[:-1] and is_misspelling(words[-1], theirs[-1], rest_agrees=True):
                return place
        return None

    def misspelt(self, word: str) -> Place | None:
        """The name in the sources that `word` is a slip for, or None."""
        for length in sorted(
            range(len(word) - _LONGER, len(word) + _LONGER + 1), key=lambda each: abs(each - len(word))
        ):
            for other in self._by_length[length]:
                if not is_generic(other) and is_misspelling(word, other) and stem(word) != stem(other):
                    return self._words[other]
        return None


def _nicknamed(text: str) -> Iterator[Name]:
    """Both names of everybody who is named in the way of "William 'Bill' Grant"."""
    for match in _NICKNAMED.finditer(text):
        for first in (match["first"], match["nickname"]):
            words = (fold(first), fold(match["last"]))
            yield Name(match.start(), match.end(), words, opens_sentence=False)


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(same_given_name(a, b) for a in one[:-1] for b in other[:-1])


def acronyms(text: str) -> Iterator[str]:
    """The initials of the names of several words in `text`, with and without their small words."""
    for match in _TITLED.finditer(text):
        yield from _initials(match[0])


def _initials(titled: str) -> list[str]:
    """The initials of a run of capitalised words, and of its last words: a country may stand before a name."""
    words = [fold(word) for word in titled.replace("&", " ").replace("-", " ").split()]
    found = []
    for chosen in (words, [word for word in words if word not in _JOINING]):
        letters = "".join(word[0] for word in chosen if word[0].isalpha())
        found += [letters[at:] for at in range(len(letters) - 1)]
    return found
