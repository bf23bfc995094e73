"""What somebody spoke of, told apart from where they are from: “...,” said Ann Lee of the strike."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.nouns import BODY_STEMS
from assistant.attribution.phrases import Phrase
from assistant.attribution.words import Kind, Word
from assistant.language.names import is_generic
from assistant.language.tokens import stem

_SPEAKING_OF = frozenset("official officials source sources witness witnesses diplomat insider engineer player".split())
"""People who are not "of" anything but a body."""


def without_topic(words: Sequence[Word], speaker: Phrase) -> Phrase:
    """The speaker after an inverted verb without the "of" that says what they spoke of.

    "Ann Lee of the union" is hers; "Ann Lee of the strike", "the official of the closure" and, where "who" follows,
    "Ann Lee of Holt, who was sacked" tell what the words are about.
    """
    places = [at for at in range(speaker.first + 1, speaker.last) if words[at].lower == "of"]
    followed = speaker.aside is not None and words[speaker.aside[0]].kind is Kind.RELATIVE
    for number, at in enumerate(places):
        end = places[number + 1] if number + 1 < len(places) else speaker.last
        if _is_topic(words, at, end, second=number > 0, followed=followed):
            return speaker._replace(last=at, aside=None)
    return speaker


def _is_topic(words: Sequence[Word], at: int, end: int, *, second: bool, followed: bool) -> bool:
    after, before = words[at + 1 : end], words[at - 1]
    bodies = (is_generic(word.lower) or stem(word.lower) in BODY_STEMS for word in after)
    if not after or any(bodies):
        return False
    if before.kind is Kind.NAME:
        return after[0].kind is Kind.DETERMINER or followed
    if before.lower in _SPEAKING_OF:
        return after[0].kind is Kind.DETERMINER
    return second and after[-1].kind is Kind.NAME
