"""What a time in a text is the time of: the verb, or the noun of an event, that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.language.cues import Sort, verb_of
from assistant.language.irregular import BASE_FORMS
from assistant.language.mention import Mention
from assistant.language.tokens import STOPWORDS, Token, fold, stem, tokens

_REACH = 160
"""Characters on either side in which the verb of a time is sought."""
_BREAK = re.compile(
    r"[;:,()—“”\"]|\b(?:and|but|while|whereas|although|though|who|which|that|after|when|as|because|where|if)\b",
    re.IGNORECASE,
)
_AUXILIARY = frozenset(
    """
        will would to can could may might must shall should did does do is are was were be been being has have had not
    """.split()
)
_BE = frozenset("be is are was were been".split())
_UNCHANGING = frozenset("cut hit hurt put shut set let cost beat burst split spread quit cast".split())
_MOST_BETWEEN = 2
"""Words between a time and the one it directly follows: "on", "in the"."""
_PARTS_OF_TIMES = frozenset(
    map(
        stem,
        """
            since week weekend month year day end start beginning course instead later late early mid spring summer
            autumn winter morning afternoon evening night last next
        """.split(),
    )
)
"""Stems of words that say with a time which part of it is meant."""


class Predicate(NamedTuple):
    """The words that a time belongs to."""

    stems: frozenset[str]
    """The stems of the verb of its clause, and of the word that it directly follows."""
    reports: bool
    """Whether it is the time of saying something: "said on Monday"."""


def predicate(text: str, start: int, end: int, time: Mention) -> Predicate:
    """What `time` belongs to in the sentence `start` to `end` of `text`."""
    before = _clause_before(text, max(start, time.start - _REACH), time.start)
    found = [token for at, token in enumerate(before) if _is_verb(before, at) or fold(token.text) in _BE][-1:]
    if found and fold(found[0].text) in _BE:
        found = []
    elif not found:
        behind = _clause_behind(text, time.end, min(end, time.end + _REACH))
        found = [token for at, token in enumerate(behind) if _is_verb(behind, at)][:1]
    stems = {stem(token.text) for token in found}
    content = [at for at, token in enumerate(before) if fold(token.text) not in STOPWORDS]
    if content and len(before) - content[-1] - 1 <= _MOST_BETWEEN and not before[content[-1]].capitalised:
        stems |= {stem(before[content[-1]].text)} - _PARTS_OF_TIMES
    return Predicate(frozenset(stems), any(_is_saying(token) for token in found))


def _clause_before(text: str, start: int, end: int) -> Sequence[Token]:
    edges = [edge.end() for edge in _BREAK.finditer(text, start, end)]
    return tokens(text, edges[-1] if edges else start, end)


def _clause_behind(text: str, start: int, end: int) -> Sequence[Token]:
    edges = [edge for edge in _BREAK.finditer(text, start, end) if text[start : edge.start()].strip()]
    return tokens(text, start, edges[0].start() if edges else end)


def _is_verb(words: Sequence[Token], at: int) -> bool:
    """Whether a word has the form of a past tense or follows an auxiliary, as far as its letters tell."""
    word = fold(words[at].text)
    if word in STOPWORDS or words[at].capitalised or not word.isalpha():
        return False
    previous = fold(words[at - 1].text) if at else ""
    if previous in _AUXILIARY:
        return True
    if previous in ("the", "a", "an"):
        return False
    return word.endswith("ed") or word in _UNCHANGING or (word in BASE_FORMS and not word.endswith("s"))


def _is_saying(token: Token) -> bool:
    verb = verb_of(fold(token.text))
    return verb is not None and verb.sort is Sort.SAYING
