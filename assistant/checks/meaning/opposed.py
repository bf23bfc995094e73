"""Opposites: does the claim say “rose” where the source says “fell”?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.language.modality import hedges
from assistant.language.names import Name, names
from assistant.language.negation import negations, opposites
from assistant.language.synonyms import senses
from assistant.language.tokens import STOPWORDS, Token, fold, stem, tokens
from assistant.schema import Document, Finding, FindingKind, Span

_LONGEST_REPLACED = 4
_BESIDE, _AROUND = 1, 4
_SHARED_AROUND = 2
"""Two words are said of the same thing where, of three content words on either side of each, they share two."""
_PASSAGES = 4
_ATTRIBUTES = frozenset(
    """
        more less most least fewer many few all none early earlier late later long longer longest short shorter shortest
        high highly higher highest low lower lowest large larger largest small smaller smallest old older oldest new
        young younger youngest north northern south southern east eastern west western upper top bottom strong stronger
        weak weaker hot warm cold public private domestic foreign rich poor safe dangerous easy difficult fast slow
        heavy heavier light lighter huge tiny best worst better worse near far good bad
    """.split()
)
"""Words that are opposites only where they stand before the same word, or before none."""
_OF_CONTESTS = frozenset(map(stem, "win lose beat defeat victory loss".split()))
"""Stems of words that one side of a contest may say of itself and the other of its rival."""
_OTHER_SENSE = re.compile(
    r"(?:left|leaves?|leaving)\s+(?:[\w’'-]+\s+){1,5}(?:in\s+(?:place|force|charge|peace)|intact|unchanged|open|alone|standing)\b|"
    r"end(?:s|ed|ing)?\s+up\b",
    re.IGNORECASE,
)
"""What is left so has not gone, and what ends up somewhere has not ended."""
_FULL_STOP = re.compile(r"[.!?][”\"’']?\s+(?=[A-Z“\"‘])|\n+")
_STOP = re.compile(r"[,;:.!?()“”\"–—]")


class Side(NamedTuple):
    """Words of the claim, or of a source, that are compared with the other's."""

    document: str
    """The text in which the words stand."""
    span: Span

    @property
    def words(self) -> Sequence[Token]:
        return tokens(self.document, self.span.start, self.span.end)

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(token.text) for token in self.words)

    @property
    def whole(self) -> tuple[int, int]:
        """Where the sentence of the words begins and ends."""
        start = max((stop.end() for stop in _FULL_STOP.finditer(self.document, 0, self.span.start)), default=0)
        stop = _FULL_STOP.search(self.document, self.span.end)
        return start, stop.start() if stop else len(self.document)

    def next_stem(self, token: Token) -> str | None:
        """The stem of the content word behind `token`, before the next mark of punctuation."""
        stop = _STOP.search(self.document, token.end, self.span.end)
        end = stop.start() if stop else self.span.end
        behind = (other.text for other in self.words if token.start < other.start < end)
        return next((stem(word) for word in behind if fold(word) not in STOPWORDS), None)

    @property
    def negated(self) -> frozenset[str]:
        """The stems that stand behind a negation."""
        found = negations(self.document, self.span.start, self.span.end)
        return frozenset(word for negation in found for word in negation.scope)


def opposite_in(comparison: Comparison, ours: Span, source: Document, theirs: Span) -> Finding | None:
    """A word of a part of the claim whose opposite stands in its place in a clause of a source."""
    here, there = Side(comparison.claim.text, ours), Side(source.text, theirs)
    our_stems, their_stems = here.stems, there.stems
    for token, other in _in_one_place(here.words, there.words):
        word, their_word = stem(token.text), stem(other.text)
        if their_word not in opposites(word) or not senses(word).isdisjoint(their_stems):
            continue
        if senses(their_word).isdisjoint(our_stems) and _are_opposed(here, token, there, other):
            return _finding(comparison, token, source, other)
    return None


def opposite_anywhere(comparison: Comparison) -> Finding | None:
    """A word of the claim whose opposite a source says of the same thing, whatever else the two sentences say."""
    claim = comparison.claim.text
    here = Side(claim, Span(start=0, end=len(claim)))
    open_matters = {hedge.verb for hedge in hedges(claim)}
    for token, around in _surroundings(here):
        if stem(token.text) in open_matters:
            continue
        against = opposites(stem(token.text))
        if len(around) < _SHARED_AROUND or not any(word in comparison.reading.index for word in against):
            continue
        for hit in comparison.reading.index.search(sorted(against | _related(around)), _PASSAGES):
            there = Side(hit.document.text, hit.sentence.span)
            other = _said_of_the_same(there, against, around)
            if (
                other is not None
                and _are_opposed(here, token, there, other)
                and not _is_said(comparison, token, around)
            ):
                return _finding(comparison, token, hit.document, other)
    return None


def _said_of_the_same(there: Side, wanted: frozenset[str], around: frozenset[str]) -> Token | None:
    """A word with one of the `wanted` stems that has two of the words `around` it."""
    surroundings = ((token, beside) for token, beside in _surroundings(there) if stem(token.text) in wanted)
    return next((token for token, beside in surroundings if _shared(around, beside) >= _SHARED_AROUND), None)


def _related(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(other for each in stems for other in senses(each))


def _shared(ones: frozenset[str], others: frozenset[str]) -> int:
    """How many of `ones` stand among `others`, by themselves or by a word that may stand for them."""
    return sum(not others.isdisjoint(senses(each)) for each in ones)


def _is_said(comparison: Comparison, token: Token, around: frozenset[str]) -> bool:
    """Whether a source says of the same thing what the claim says."""
    own = senses(stem(token.text))
    hits = comparison.reading.index.search(sorted(own | _related(around)), _PASSAGES)
    return any(_said_of_the_same(Side(hit.document.text, hit.sentence.span), own, around) for hit in hits)


def _surroundings(side: Side) -> Iterator[tuple[Token, frozenset[str]]]:
    """Each content word of a side with the stems of those around it, not beyond a mark of punctuation."""
    start = side.span.start
    stops = [mark.start() for mark in _STOP.finditer(side.document, side.span.start, side.span.end)]
    for end in (*stops, side.span.end):
        yield from _neighbours(tokens(side.document, start, end), _AROUND)
        start = end


def _are_opposed(here: Side, token: Token, there: Side, other: Token) -> bool:
    """Whether both words are negated, or neither, and of the same subject."""
    if (stem(token.text) in here.negated) != (stem(other.text) in there.negated):
        return False
    if any(_OTHER_SENSE.match(side.document, word.start) for side, word in ((here, token), (there, other))):
        return False
    if fold(token.text) in _ATTRIBUTES and here.next_stem(token) != there.next_stem(other):
        return False
    if not _is_one_form(fold(token.text), fold(other.text)):
        return False
    return not _told_from_the_other_side(here, token, there, other)


def _is_one_form(word: str, other: str) -> bool:
    """Whether two words that only the prefix "un" tells apart have one form: "unearthed" says nothing of "earth"."""
    bare, negated = sorted((word, other), key=lambda each: each.startswith("un"))
    return stem(negated) != "un" + stem(bare) or negated == "un" + bare


def _told_from_the_other_side(here: Side, token: Token, there: Side, other: Token) -> bool:
    """Whether the two have each other's subject: "A beat B" and "B lost to A" are no opposites."""
    ours, theirs = (
        _names_around(names(side.document, *side.whole), word) for side, word in ((here, token), (there, other))
    )
    crossed = (bool(ours.before & theirs.after), bool(ours.after & theirs.before))
    if stem(token.text) in _OF_CONTESTS and not ours.before & theirs.before and not ours.after & theirs.after:
        return any(crossed)
    return all(crossed)


class _NamesAround(NamedTuple):
    before: frozenset[str]
    after: frozenset[str]


def _names_around(found: Sequence[Name], token: Token) -> _NamesAround:
    """The words of the names before and behind a word."""
    before = frozenset(word for name in found if name.end <= token.start for word in name.words)
    return _NamesAround(before, frozenset(word for name in found if name.start >= token.end for word in name.words))


def _finding(comparison: Comparison, token: Token, source: Document, other: Token) -> Finding:
    return comparison.find(
        FindingKind.NEGATION_CHANGED,
        f"The text says “{token.text}”; the source says the opposite: “{other.text}”.",
        comparison.place(token.start, token.end),
        source,
        Span(start=other.start, end=other.end),
    )


def _in_one_place(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Pairs of words that an alignment of the two puts in one place, or that share a content word beside them."""
    folded, their_folded = [fold(t.text) for t in ours], [fold(t.text) for t in theirs]
    matcher = SequenceMatcher(None, folded, their_folded, autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "replace" and max(end - start, other_end - other_start) <= _LONGEST_REPLACED:
            yield from product(ours[start:end], theirs[other_start:other_end])
    theirs_beside = _neighbours(theirs, _BESIDE)
    for token, beside in _neighbours(ours, _BESIDE):
        for other, beside_other in theirs_beside:
            if beside & beside_other:
                yield token, other


def _neighbours(words: Sequence[Token], distance: int) -> list[tuple[Token, frozenset[str]]]:
    """Each content word with the stems of the content words up to `distance` of them before and behind it."""
    content = [token for token in words if fold(token.text) not in STOPWORDS]
    stems = [stem(token.text) for token in content]
    return [
        (token, frozenset((*stems[max(0, at - distance) : at], *stems[at + 1 : at + 1 + distance])))
        for at, token in enumerate(content)
    ]
