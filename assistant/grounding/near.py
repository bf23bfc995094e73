"""The passage that comes nearest to words which the source does not have, and what differs."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

from assistant.grounding.elision import editorial
from assistant.grounding.words import WordIndex, cut_after, cut_before, words_of
from assistant.language.tokens import Token, fold, tokens
from assistant.schema import Document, Evidence, Span

_MOST_VOTES, _SHARE_OF_WORDS = 500, 0.02
"""Places looked at for one quote, or that share of the words of a long source: common words tell little."""
_WINDOWS = 4
_NEAR = 70.0
"""rapidfuzz's ratio (0 to 100, the normalised indel similarity) from which a passage is a near miss."""
_DIFFERENT_BY_CASE = frozenset("us it who may march will aids".split())
"""Words that are another word, most often a name, when they are written with capitals."""
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


class Difference(NamedTuple):
    """Words that differ. Of one of the two sides there may be none; its span is then empty."""

    offered: Span
    """Where in the words that were offered."""
    ours: str
    source: Span
    """Where in the source."""
    theirs: str


class NearMiss(NamedTuple):
    """The passage that was probably meant, and what differs; nothing, where only case and punctuation do."""

    evidence: Evidence
    differences: tuple[Difference, ...]
    score: float
    """How like it is, 0 to 100."""


def nearest(document: Document, index: WordIndex, offered: str, words: str) -> NearMiss | None:
    """The passage of `document` most like `words`, whose normalised form is `offered`; None where none is near."""
    from rapidfuzz import fuzz  # 0.03 s that a text without a failing quote need not pay

    sought = [word.text for word in words_of(offered)]
    best: tuple[float, int, int] | None = None
    for start, end in _windows(sought, index):
        passage = _trimmed(sought, index, start, end)
        if passage is None:
            continue
        score = fuzz.ratio(" ".join(sought), " ".join(index.words[passage[0] : passage[1]]))
        if score >= _NEAR and (best is None or score > best[0]):
            best = (score, *passage)
    if best is None:
        return None
    score, first, last = best
    first, last = _uncut(index, first, last)
    span = index.normalised.span(index.starts[first], index.ends[last - 1])
    return NearMiss(Evidence.cite(document, span, offered=words), differences(words, document, span), score)


def differences(words: str, document: Document, span: Span) -> tuple[Difference, ...]:
    """Where `words` and the passage of `document` at `span` have other words; an editor's brackets are passed over."""
    from rapidfuzz.distance import Indel

    ours = _Side.read(words, Span(start=0, end=len(words)))
    theirs = _Side.read(document.text, span)
    same = [one for one in Indel.opcodes(ours.keys, theirs.keys) if one.tag == "equal"]
    edges = [(0, 0), *((one.src_end, one.dest_end) for one in same)]
    next_edges = [*((one.src_start, one.dest_start) for one in same), (len(ours.words), len(theirs.words))]
    found = []
    for (our_start, their_start), (our_end, their_end) in zip(edges, next_edges, strict=True):
        mine, other = ours.cover(our_start, our_end), theirs.cover(their_start, their_end)
        alike = _together(ours.keys[our_start:our_end]) == _together(theirs.keys[their_start:their_end])
        if not alike and not _is_editorial(words, mine):
            found.append(Difference(mine, mine.of(words), other, other.of(document.text)))
    return tuple(found)


class _Side(NamedTuple):
    """One of two passages that are compared word by word; a minus in front of a number is of its word."""

    span: Span
    words: Sequence[Token]
    keys: list[str]

    @classmethod
    def read(cls, text: str, span: Span) -> _Side:
        words = [
            Token(text[word.start - 1 : word.end], word.start - 1, word.end) if _negative(text, word) else word
            for word in tokens(text, span.start, span.end)
        ]
        return cls(span, words, [_key(word.text) for word in words])

    def cover(self, first: int, last: int) -> Span:
        """Where words `first` up to `last` stand; where there are none, the place where they would."""
        if first < last:
            return Span(start=self.words[first].start, end=self.words[last - 1].end)
        at = self.words[first - 1].end if first else self.span.start
        return Span(start=at, end=at)


def _negative(text: str, word: Token) -> bool:
    before = text[word.start - 1 : word.start] if word.start else ""
    beyond = text[word.start - 2 : word.start - 1] if word.start > 1 else ""
    return word.text[0].isdigit() and before in ("-", "−") and not beyond.isalnum()


def _key(word: str) -> str:
    """The form in which words are compared, which keeps the capitals that make another word of one."""
    folded = fold(word.replace("−", "-"))
    return word if folded in _DIFFERENT_BY_CASE and word.isupper() else folded


def _together(keys: list[str]) -> str:
    """Words as they are compared where one side writes them apart: "top-tier" is "top tier"."""
    return re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", " ".join(keys))


def _uncut(index: WordIndex, first: int, last: int) -> tuple[int, int]:
    """A passage with the rest of the compound or the quantity that it cuts off at either side."""
    if first > 0 and cut_before(index.text, index.starts[first]):
        first -= 1
    if last < len(index.words) and cut_after(index.text, index.ends[last - 1]):
        last += 1
    return first, last


def _is_editorial(words: str, span: Span) -> bool:
    return any(
        bracket.start() <= span.start and span.end <= bracket.end() and span.end > span.start and editorial(bracket[1])
        for bracket in _BRACKETS.finditer(words)
    )


def _windows(sought: list[str], index: WordIndex) -> list[tuple[int, int]]:
    """The stretches of the source, in words, in which most of the rare words of the quote stand in its order."""
    width = max(4, len(sought) // 4)
    votes: dict[int, float] = defaultdict(float)
    spent = 0
    total = len(index.words)
    most = max(_MOST_VOTES, round(_SHARE_OF_WORDS * total))
    known = sorted((len(index.positions(word)), offset) for offset, word in enumerate(sought) if index.positions(word))
    for count, offset in known:
        spent += count
        if votes and spent > most:
            break
        weight = math.log(1 + total / count)
        for position in index.positions(sought[offset])[:most]:
            bucket = (position - offset) // width
            votes[bucket] += weight
            votes[bucket + 1] += weight
    best = [bucket for _, bucket in nsmallest(_WINDOWS, ((-vote, bucket) for bucket, vote in votes.items()))]
    return [(max(0, (bucket - 2) * width), min(total, (bucket + 2) * width + len(sought))) for bucket in best]


def _trimmed(sought: list[str], index: WordIndex, start: int, end: int) -> tuple[int, int] | None:
    """The part of a window that answers to the quote, from its first word to its last, or to what stands for them."""
    from rapidfuzz.distance import Indel

    window = index.words[start:end]
    same = [one for one in Indel.opcodes(sought, window) if one.tag == "equal"]
    while len(same) > 1 and _strays(same[0].src_end, same[0].dest_end, same[1].src_start, same[1].dest_start):
        same.pop(0)
    while len(same) > 1 and _strays(same[-2].src_end, same[-2].dest_end, same[-1].src_start, same[-1].dest_start):
        same.pop()
    if not same:
        return None
    first = max(0, same[0].dest_start - same[0].src_start)
    last = min(len(window), same[-1].dest_end + len(sought) - same[-1].src_end)
    return start + first, start + last


def _strays(end: int, found_end: int, start: int, found_start: int) -> bool:
    """Whether the source has many more words between two common ones than the quote has."""
    return (found_start - found_end) > 2 * (start - end) + 3
