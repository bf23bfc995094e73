"""Quotes with words left out or put in: ellipses, and an editor's words in square brackets.

A bracket, as in “[The company] will not pay”, stands for at most a few words of the source, or for none. It is taken
only for one way of naming for another: neither what it says nor what it replaces may be a number, a negation or a
modal, no name may be replaced, and a name that it puts in must stand in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.grounding.words import WordIndex, words_of
from assistant.language.modality import hedged
from assistant.language.negation import negates_implicitly, negations
from assistant.language.numbers import quantities
from assistant.language.tokens import STOPWORDS

_LETTER = re.compile(r"\[(\w)\](?=\w)")
_JOINT = re.compile(r"\s*(?:[\[(]\s*\.{3,}\s*[\])]|\.{3,}|\[(?P<inserted>[^\[\]]{0,80})\])\s*")
_LOOSE = " \"',.;:!?-"
_WIDEST_ELLIPSIS = 600
_WIDEST_BRACKET, _MOST_REPLACED = 60, 6
_SHORTEST_LONE_WORD = 4
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s")
_MONTH = re.compile(r"\bMay\b")
_WITHOUT = re.compile(r"\bwithout\s+(?:[\w'-]+\s+){0,3}?[\w'-]+(?=\s*,)", re.IGNORECASE)
"""A phrase up to its comma: "and without irony," denies nothing but its own noun."""
_MODAL = re.compile(r"\b(?:will|shall|can|'ll|'d)\b", re.IGNORECASE)
_REFERRING = frozenset(
    """
        the a an this that these those it he she they we i you him her them us me its his their our my your who which
        one there here
    """.split()
)


class Piece(NamedTuple):
    """Words of a quote that must stand in the source as they are, and what the quote shows in front of them."""

    text: str
    ellipsis: bool
    """Whether words are said to be left out in front of this piece; False for the first one."""
    inserted: str | None
    """What a bracket in front of this piece has; None where there is none."""


class Elided(NamedTuple):
    """A quote that shows that it is not all of it word for word."""

    pieces: tuple[Piece, ...]
    closing: str | None
    """What a bracket behind the last piece has."""

    @property
    def findable(self) -> bool:
        """Whether the pieces say enough to be sought: not single common words that stand anywhere."""
        lengths = [len(words_of(piece.text)) for piece in self.pieces]
        alone = [piece for piece, length in zip(self.pieces, lengths, strict=True) if length == 1 and piece.ellipsis]
        return max(lengths, default=0) > 1 and all(map(_telling, alone)) and (lengths[0] > 1 or not self._elliptic)

    @property
    def _elliptic(self) -> bool:
        return len(self.pieces) > 1 and self.pieces[1].ellipsis


def parse(offered: str) -> Elided | None:
    """The pieces of a normalised quote; None where it shows no ellipsis within it and no bracket."""
    marked = _LETTER.sub(r"[]\1", offered)
    pieces: list[Piece] = []
    ellipsis, inserted, taken = False, None, 0
    for joint in [*_JOINT.finditer(marked), None]:
        text = marked[taken : joint.start() if joint else len(marked)].strip(_LOOSE)
        if words_of(text):
            pieces.append(Piece(text, ellipsis and bool(pieces), inserted))
            ellipsis, inserted = False, None
        if joint is not None:
            ellipsis = ellipsis or joint["inserted"] is None
            inserted = inserted if joint["inserted"] is None else joint["inserted"]
            taken = joint.end()
    elided = Elided(tuple(pieces), inserted)
    shown = len(pieces) > 1 or inserted is not None or any(piece.inserted is not None for piece in pieces)
    return elided if shown else None


def chains(
    elided: Elided, found: Sequence[Sequence[tuple[int, int]]], index: WordIndex
) -> Iterator[list[tuple[int, int]]]:
    """The ways to take one place for each piece so that all stand in order and may be joined.

    `found` has, for each piece, where it stands in the normalised text, in order.
    """
    for first in found[0]:
        chain = [first]
        for piece, places in zip(elided.pieces[1:], found[1:], strict=True):
            following = bisect_left(places, (chain[-1][1], 0))
            if following == len(places) or not _joins(piece, chain[-1][1], places[following][0], index):
                break
            chain.append(places[following])
        else:
            if _opens(elided.pieces[0], first[0], index) and _closes(elided.closing, chain[-1][1], index):
                yield chain


def editorial(inserted: str) -> bool:
    """Whether words in a bracket only name what is meant, and put in no number, negation, modal or statement."""
    words = re.findall(r"[^\W_]+", inserted)
    names = not words or words[0].lower() in _REFERRING or all(word[0].isupper() for word in words)
    return names and _harmless(inserted) and not negates_implicitly(inserted)


def _telling(piece: Piece) -> bool:
    word = piece.text.lower()
    return len(word) >= _SHORTEST_LONE_WORD and word not in STOPWORDS and _harmless(word)


def _harmless(words: str) -> bool:
    counted = any(map(str.isdigit, words)) or quantities(words)
    return not (counted or negations(words) or _hedged(words) or _MODAL.search(words))


def _joins(piece: Piece, end: int, start: int, index: WordIndex) -> bool:
    """Whether the words of the source from `end` to `start` may be left out, or stand where the bracket is."""
    if piece.ellipsis:
        return start - end <= _WIDEST_ELLIPSIS and _may_be_left_out(index.text[end:start])
    return start - end <= _WIDEST_BRACKET and _replaces(piece.inserted or "", index.text[end:start], index)


def _may_be_left_out(gap: str) -> bool:
    """Whether nothing is lost that turns the meaning of the sentence before the gap, or of the one behind it."""
    sentences = _SENTENCE_END.split(_WITHOUT.sub(" ", gap))
    return not any(negations(part) or _hedged(part) for part in (sentences[0], sentences[-1]))


def _hedged(words: str) -> bool:
    return hedged(_MONTH.sub("", words))


def _replaces(inserted: str, gap: str, index: WordIndex) -> bool:
    replaced = [gap[word.start : word.end] for word in words_of(gap)]
    refers = not replaced or (
        replaced[0].lower() in _REFERRING
        and not any(word[0].isupper() and word.lower() != "i" for word in replaced[1:])
    )
    close = len(replaced) <= _MOST_REPLACED and not _SENTENCE_END.search(gap)
    return close and refers and _harmless(gap) and _named_in_source(inserted, index) and editorial(inserted)


def _named_in_source(inserted: str, index: WordIndex) -> bool:
    names = [word for word in re.findall(r"[^\W_]+", inserted) if word[0].isupper()]
    return all(index.positions(name.lower()) for name in names)


def _opens(piece: Piece, start: int, index: WordIndex) -> bool:
    """Whether a bracket in front of the first piece may stand for the words that the source has there."""
    if not piece.inserted:
        return True
    at = index.word_at(start)
    before = [index.text[index.starts[k] : index.ends[k]] for k in range(max(0, at - 3), at)]
    clause = _SENTENCE_END.split(index.text[index.starts[max(0, at - 3)] : start])[-1]
    name = bool(before) and before[-1][0].isupper() and before[-1].lower() not in _REFERRING
    within = not before or before[-1] not in clause
    return (
        (within or (not name and _harmless(clause)))
        and editorial(piece.inserted)
        and _named_in_source(piece.inserted, index)
    )


def _closes(inserted: str | None, end: int, index: WordIndex) -> bool:
    if not inserted:
        return True
    at = index.word_at(end)
    until = index.ends[min(at + 2, len(index.ends) - 1)]
    clause = _SENTENCE_END.split(index.text[end : max(end, until)])[0]
    following = [clause[word.start : word.end] for word in words_of(clause)]
    name = bool(following) and following[0][0].isupper() and following[0].lower() not in _REFERRING
    return not name and _harmless(clause) and editorial(inserted) and _named_in_source(inserted, index)
