"""A sentence as words and names in order: which words are verbs, where their auxiliaries begin, which names own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.language.names import TITLES, Name, names
from assistant.language.tokens import STOPWORDS, Token, fold, tokens
from assistant.language.verbs import is_past_form

BE = frozenset("is are was were be been being".split())
AUXILIARIES = BE | frozenset("has have had will would can could may might must should shall to did does do".split())
PRONOUNS = frozenset("he she it they we i you this that these those there what".split())
RELATIVES = frozenset(["who", "which", "that"])
JOINING = frozenset(["and", "but", "or", "then"])
DETERMINERS = frozenset("the a an his her its their this that these those some any no every each".split())
PREPOSITIONS = frozenset("to from against for with into on over at near about by under after before during in".split())

_ADVERBS = frozenset("not never also now then still already soon since again first later once just only both".split())
_NEXT = frozenset(
    "next last this late early earlier later near alone instead too two three four five six seven ten several".split()
)
_LOOK = 80
_LONGEST_TITLE = len(" Minister ")
_FOLLOWING = re.compile(r" (?P<word>[a-z][\w'’-]+)(?:\s+(?P<after>[\w'’-]+))?")


class Phrases(NamedTuple):
    """The words and the names of a sentence of `text`."""

    text: str
    words: Sequence[Token]
    names: tuple[Name, ...]
    ending: dict[int, Name]
    """The names by the character that they end at."""
    starting: dict[int, Name]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Phrases:
        """Those of the sentence of `text` from `start` to `end`."""
        named = names(text, start, end)
        ending, starting = {name.end: name for name in named}, {name.start: name for name in named}
        return cls(text, tokens(text, start, end), named, ending, starting)

    def gap(self, at: int) -> str:
        """What stands between the word at `at` and the next."""
        return self.text[self.words[at].end : self.words[at + 1].start]

    def folded(self, at: int) -> str:
        """The word at `at`, folded; empty where there is none."""
        return fold(self.words[at].text) if 0 <= at < len(self.words) else ""

    def name_ending(self, at: int) -> Name | None:
        """The name whose last word is the one at `at`."""
        return self.ending.get(self.words[at].end)

    def name_from(self, at: int) -> Name | None:
        """The name that begins with the word at `at`, or right behind it where it is a title."""
        token = self.words[at]
        if token.start in self.starting:
            return self.starting[token.start]
        if fold(token.text) not in TITLES:
            return None
        return next((name for name in self.names if 0 < name.start - token.end <= _LONGEST_TITLE), None)

    def group_start(self, at: int) -> int:
        """Where the auxiliaries and adverbs before the verb at `at` begin."""
        first = at
        while first > 0 and not self.gap(first - 1).strip() and self._helps(first - 1):
            first -= 1
        return first

    def _helps(self, at: int) -> bool:
        word = self.folded(at)
        return word in AUXILIARIES or word in _ADVERBS or (word.endswith("ly") and self.words[at].text.islower())

    def is_verb(self, at: int) -> bool:
        """Whether the word at `at` has the place and the form of a full verb."""
        word = self.folded(at)
        if self.words[at].capitalised or word in STOPWORDS or self._helps(at):
            return False
        first = self.group_start(at)
        if any(self.folded(index) in AUXILIARIES for index in range(first, at)):
            return True
        behind = not first or self.gap(first - 1).strip()
        before = self.folded(first - 1) if first else ""
        if is_past_form(word):
            return before not in DETERMINERS and (bool(behind) or before not in PREPOSITIONS)
        if not word.endswith("s") or behind:
            return False
        name = self.name_ending(first - 1)
        return before in RELATIVES or before in ("he", "she", "it") or (name is not None and not self.owns(name))

    def owns(self, name: Name) -> bool:
        """Whether a name is in the possessive: "Quill's", "Hartmann Optics'"."""
        text = self.text
        plural = text[name.end - 1 : name.end] == "s" and text[name.end : name.end + 1] in ("'", "’")
        return plural or text[name.start : name.end].endswith(("'s", "’s"))

    def described_by(self, name: Name) -> str | None:
        """The noun that a name describes: "school" in "the Stenmark school"; None where it describes none."""
        following = _FOLLOWING.match(self.text, name.end, name.end + _LOOK)
        if following is None:
            return None
        word, after = following["word"], fold(following["after"] or "")
        if fold(word) in STOPWORDS or word in _NEXT or is_past_form(word) or word.endswith("ly"):
            return None
        acts = word.endswith("s") and (after in DETERMINERS or after in PREPOSITIONS or after[:1].isdigit())
        return None if acts else word
