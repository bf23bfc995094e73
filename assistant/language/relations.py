"""Who does what to whom: the words that stand on either side of a verb, a comparison, a cause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.language.names import names
from assistant.language.tokens import STOPWORDS, Token, fold, stem, tokens

_WIDTH = 3
"""Content words on either side that are looked at."""
_BREAK = re.compile(r"[;:.!?,“”\"()]")
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"])
_CONNECTIVES = {"after": 1, "following": 1, "before": -1}
"""Words that say in which order things came, and which way round."""
_BEFORE_A_VERB = frozenset(["will", "would", "to", "can", "could", "may", "might"])
_OTHER_PAST_FORMS = frozenset(
    """
        beat cut hit hurt put shut overcame overtook withdrew withdrawn struck shot caught taught drew threw broke chose
        drove fought stole outran overthrew sued
    """.split()
)
"""Past forms that begin as their stems do, so that letters alone do not show them to be past."""
_PREPOSITIONS = frozenset(
    "for in on over at as with from to into against during since until under through about because when while".split()
)
_SYMMETRIC = frozenset(
    map(
        stem,
        """
            married merged talked played fought bordered matched agreed shared differed faced joined separated linked
            connected compared said told had done made came went included lived named called based according met
        """.split(),
    )
)
"""Stems of verbs whose two sides may change places, or that relate more than two things."""


class Relation(NamedTuple):
    """A word at `start` to `end` that relates what stands before it to what stands behind it."""

    start: int
    end: int
    pivot: str
    """The stem of a verb; one name for all connectives that say in which order things come."""
    acting: frozenset[str]
    """The stems of the agent, of what is compared, or of what comes later."""
    suffering: frozenset[str]


def relations(text: str, start: int = 0, end: int | None = None) -> Iterator[Relation]:
    """The relations that past verbs, comparisons and connectives of `text` stand for, in order; passives are turned."""
    words = tokens(text, start, end)
    for at, token in enumerate(words):
        word = fold(token.text)
        compared = word == "than" and at > 0
        if not compared and word not in _CONNECTIVES and not _is_past(token) and not _is_coming(words, at):
            continue
        direction = _CONNECTIVES.get(word, 1)
        if not compared and word not in _CONNECTIVES and _has_be_before(words, at):
            if not _has_by_behind(words, at):
                continue
            direction = -1
        first = at - 1 if compared else at
        before = _side(text, words[max(0, first - 2 * _WIDTH) : first][::-1], token, stops=frozenset())
        behind = _side(text, words[at + 1 : at + 1 + 2 * _WIDTH], token, stops=_PREPOSITIONS)
        acting, suffering = (before, behind) if direction > 0 else (behind, before)
        if acting and suffering:
            pivot = "after" if word in _CONNECTIVES else stem(words[first].text)
            yield Relation(token.start, token.end, pivot, acting, suffering)


_NEAR = 10
"""Words between a verb and the names of who acts and who suffers."""
_NAME_STOPS = re.compile(r"[;:()“”\"]|\.\s")


def between_names(text: str, start: int = 0, end: int | None = None) -> Iterator[Relation]:
    """The relations in which a name stands before a verb and another behind it: "Ayr ..., beat the holders, Brora"."""
    end = len(text) if end is None else end
    words, named = tokens(text, start, end), names(text, start, end)
    starts = [name.start for name in named]
    for at, token in enumerate(words):
        if not (_is_past(token) or _is_coming(words, at) or _is_gerund(words, at)):
            continue
        passive = _has_be_before(words, at) and _is_past(token)
        if passive and not _has_by_behind(words, at):
            continue
        first, last = words[max(0, at - _NEAR)].start, words[min(len(words) - 1, at + _NEAR)].end
        near = named[bisect_left(starts, first) : bisect_left(starts, last)]
        before = [name for name in near if name.end <= token.start]
        behind = [name for name in near if token.end <= name.start and name.end <= last]
        if not before or not behind or _NAME_STOPS.search(text, before[-1].end, behind[0].start):
            continue
        acting, suffering = frozenset(map(stem, before[-1].words)), frozenset(map(stem, behind[0].words))
        if not acting & suffering:
            sides = (suffering, acting) if passive else (acting, suffering)
            yield Relation(token.start, token.end, stem(token.text), *sides)


def _is_gerund(words: Sequence[Token], at: int) -> bool:
    return at > 0 and fold(words[at].text).endswith("ing") and fold(words[at - 1].text) in ("by", "after", "before")


def _is_past(token: Token) -> bool:
    """Whether a word has the form of a past tense: a noun may share a verb's stem, and relates nothing."""
    word = fold(token.text)
    if token.capitalised or word in STOPWORDS or stem(word) in _SYMMETRIC:
        return False
    irregular = word[:3] != stem(word)[:3] and not word.endswith(("s", "ing"))
    return word.endswith("ed") or irregular or word in _OTHER_PAST_FORMS


def _is_coming(words: Sequence[Token], at: int) -> bool:
    """Whether a word is the verb of what will be or is to be done: "will buy", "agreed to buy"."""
    token = words[at]
    word = fold(token.text)
    if token.capitalised or word in STOPWORDS or stem(word) in _SYMMETRIC or at == 0:
        return False
    return fold(words[at - 1].text) in _BEFORE_A_VERB


def _side(text: str, words: Sequence[Token], pivot: Token, *, stops: frozenset[str]) -> frozenset[str]:
    """The stems of the first content words of one side, up to a break or one of `stops`."""
    found: list[str] = []
    edge = pivot
    for token in words:
        left, right = (token, edge) if token.start < edge.start else (edge, token)
        if _BREAK.search(text, left.end, right.start) or len(found) == _WIDTH:
            break
        if found and fold(token.text) in stops:
            break
        if fold(token.text) not in STOPWORDS:
            found.append(stem(token.text))
        edge = token
    return frozenset(found)


def _has_be_before(words: Sequence[Token], at: int) -> bool:
    return any(fold(token.text) in _BE for token in words[max(0, at - 2) : at])


def _has_by_behind(words: Sequence[Token], at: int) -> bool:
    return any(fold(token.text) == "by" for token in words[at + 1 : at + 3])


_FROM_TO = re.compile(
    r"\bfrom\s+(?:the\s+)?(?P<start>[\w$€£%.'’-]+(?:\s+[\w'’-]+)?)\s+(?:in)?to\s+(?:the\s+)?(?P<end>[\w$€£%.'’-]*\w)",
    re.IGNORECASE,
)


class Way(NamedTuple):
    """ "from X to Y" at `start` to `end`."""

    start: int
    end: int
    origin: str
    goal: str


def ways(text: str, start: int = 0, end: int | None = None) -> Iterator[Way]:
    """Each "from X to Y" of `text`, with X and Y as stems."""
    for match in _FROM_TO.finditer(text, start, len(text) if end is None else end):
        yield Way(match.start(), match.end(), stem(match["start"].split()[0].strip(".")), stem(match["end"].strip(".")))
