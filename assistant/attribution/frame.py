"""A cue word with its subject, its content and the frame that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.attribution.phrases import Phrase
from assistant.attribution.words import Kind, Word
from assistant.language.cues import CueWord

AUXILIARIES = frozenset([Kind.BE, Kind.HAVE, Kind.MODAL, Kind.DO, Kind.NOT, Kind.ADVERB])
_PARTICLES = frozenset("for on to of about out with against at that up down back off over by in as from".split())

Pieces = tuple[tuple[int, int], ...]
"""The pieces of a content, each the words from the first up to, not including, the second."""


class Frame(NamedTuple):
    """A cue word in its place."""

    word: CueWord
    first: int
    """The word that the verb group begins with: an auxiliary, an adverb, or the cue word itself."""
    last: int
    """The word after the cue."""
    subject: Phrase
    content: tuple[tuple[int, int], ...]
    """The pieces of the content, as words."""
    shape: str
    before: str
    after: str
    possible: bool = False
    """Whether a modal verb stands with it: "could say"."""

    @property
    def features(self) -> tuple[str, ...]:
        """What the weights know of it."""
        lemma = f"{self.word.sort[0]}:{self.word.lemma}"
        return (
            lemma,
            f"shape {self.shape}",
            f"after {self.after}",
            f"before {self.before}",
            f"form {self.word.form}",
            f"sort {self.word.sort}",
            f"{self.word.sort} {self.after}",
            f"{self.word.sort} {self.before}",
            f"{self.word.form} {self.before}",
            f"{lemma} {self.after}",
        )


def kind_after(words: Sequence[Word], at: int) -> str:
    """The kind of word that follows a cue; particles by name."""
    if at >= len(words):
        return "end"
    word = words[at]
    if word.kind in (Kind.PREPOSITION, Kind.TO):
        return word.lower if word.lower in _PARTICLES else "preposition"
    if word.kind is Kind.DETERMINER:
        return "determiner"
    if word.kind is Kind.ADVERB and at + 1 < len(words):
        return kind_after(words, at + 1)
    if word.kind is Kind.WORD:
        if word.lower in ("out", "up", "back", "off", "down", "over"):
            return "particle"
        return "gerund" if word.lower.endswith("ing") else "word"
    return str(word.kind)


def kind_before(words: Sequence[Word], first: int) -> str:
    """The kind of word that stands before a cue that begins at word `first`; "start" where none does."""
    return str(words[first - 1].kind) if first else "start"
