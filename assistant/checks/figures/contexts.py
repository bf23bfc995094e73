"""What a figure is a figure of: the words around it, the nearer the more, and how well two such surroundings match."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from assistant.grounding.index import SourceIndex
from assistant.language.events import meaning
from assistant.language.mention import Mention
from assistant.language.roles import OF
from assistant.language.tokens import STOPWORDS, content_stems, fold, stem, tokens

WINDOW = 300
"""As many characters on either side are looked at; few sentences of news are longer."""
_REACH = 3.0
"""At so many words from the figure, a word counts half."""
_BOUNDARY = 0.5
"""What is left of a word's share behind the edge of a clause, or behind another figure."""
_MOST_BOUNDARIES = 3
_UNKNOWN = 0.5
"""The weight of a word that the sources do not have, where known ones weigh by how rare they are."""
_EDGE = re.compile(
    r"[;:()—]|,\s|\b(?:and|but|while|whereas|although|though|who|which|that|after|when|as|because)\b", re.IGNORECASE
)

_OF_AT_MOST = 30

Context = Mapping[str, float]
"""For each stem around a figure its share: 1 next to it, and less for every word, clause and figure between."""


def context(text: str, start: int, end: int, figure: Mention, others: Sequence[Mention]) -> Context:
    """The words about `figure` in the sentence `start` to `end` of `text`; `others` are the figures near it."""
    start, end = max(start, figure.start - WINDOW), min(end, figure.end + WINDOW)
    words = [token for token in tokens(text, start, end) if token.end <= figure.start or token.start >= figure.end]
    first_after = sum(token.end <= figure.start for token in words)
    edges = [edge.start() for edge in _EDGE.finditer(text, start, end)]
    around = [other for other in others if other.start < end and other.end > start and other.start != figure.start]
    starts = [other.start for other in around if not _is_whole_of(text, figure, other)]
    shares: dict[str, float] = {}
    for position, token in enumerate(words):
        if fold(token.text) in STOPWORDS or any(one.start < token.end and token.start < one.end for one in around):
            continue
        before = position < first_after
        distance = first_after - position - 1 if before else position - first_after
        low, high = (token.end, figure.start) if before else (figure.end, token.start)
        passed = min(_MOST_BOUNDARIES, _between(edges, low, high)) + min(_MOST_BOUNDARIES, _between(starts, low, high))
        share = _BOUNDARY**passed / (1 + distance / _REACH)
        word = meaning(stem(token.text))
        shares[word] = max(shares.get(word, 0.0), share)
    return shares


def extended(words: Context, text: str, share: float) -> Context:
    """`words` with those of `text`, each of which tells as much as `share`."""
    return {**dict.fromkeys(map(meaning, content_stems(text)), share), **words}


def _is_whole_of(text: str, figure: Mention, other: Mention) -> bool:
    """Whether `figure` is a part of `other`, so that both count what the second counts: "two of six courses"."""
    return 0 <= other.start - figure.end <= _OF_AT_MOST and OF.fullmatch(text, figure.end, other.start) is not None


def _between(places: Sequence[int], low: int, high: int) -> int:
    return bisect_left(places, high) - bisect_left(places, low)


def fit(ours: Context, theirs: Context, index: SourceIndex) -> float:
    """How well a figure of the source fits the words about a figure of the claim, 0 to 1, rare words counting more."""
    weighed = {word: share * (index.weight(word) if word in index else _UNKNOWN) for word, share in ours.items()}
    total = math.fsum(weighed.values())
    return math.fsum(weight * theirs.get(word, 0.0) for word, weight in weighed.items()) / total if total else 0.0
