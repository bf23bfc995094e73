"""Which name a source has in the place where the text has another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.checks.comparison import Comparison
from assistant.checks.names.known import Place
from assistant.checks.names.sameness import alike_in_country
from assistant.grounding.index import Hit
from assistant.language.countries import is_country, with_countries_joined
from assistant.language.names import Name, names, same_word
from assistant.language.tokens import STOPWORDS, Token, content_stems, fold, stem, tokens
from assistant.schema import Document, Span

_ENOUGH_SHARED = 0.45
"""The share of the claim's other words that a passage must hold for its name to stand in place of the claim's."""
_ENOUGH_OF_PLACE = 0.5
_ENOUGH_ELSEWHERE = 0.35
_LONGEST_REPLACEMENT = 6
_LONGEST_NAME, _CODE = 5, 2
_PASSAGES = 4
_PASSAGES_OF_PLACE = 8
_PLACED = re.compile(r"(?P<head>[\w'’-]+)\s+(?:held\s+)?in\s+(?:the\s+)?$")
_BOUNDARY = re.compile(r";\s+|,\s+(?:and|but|while|whereas)\s+")
_WORD_BEFORE = re.compile(r"\b([a-z][\w'’-]+)\s+(?:[A-Z][\w’-]+\s+)?$")
_BEFORE = 60
_PREPOSITION = re.compile(
    r"(?P<head>[\w'’-]+)\s+(?P<preposition>in|at|from|near|to|outside|for|by|of|with)\s+(?:the\s+)?(?:[\w'’-]+\s+)?$",
    re.IGNORECASE,
)


def rival(comparison: Comparison, name: Name) -> Place | None:
    """The name that a passage has where the claim has `name`: the words around both are the same."""
    claim = comparison.claim.text
    others = _others(claim, name)
    for hit in comparison.reading.index.search(others, _PASSAGES):
        candidates = [theirs for theirs in _names(hit) if _may_replace(theirs, name) and not _in_claim(theirs, claim)]
        if not candidates or not _shares(others, hit.text, _ENOUGH_SHARED):
            continue
        found = _behind_same_word(claim, name, hit, candidates)
        found = found or _aligned(claim, name, hit, candidates) or _behind_same_words(claim, name, hit, candidates)
        if found is not None:
            return Place(hit.document, found)
    return None


def misplaced(comparison: Comparison, name: Name) -> Place | None:
    """The place that the source has for what the claim puts in `name`, which the source knows from elsewhere."""
    claim = comparison.claim.text
    placed = _PLACED.search(claim, max(0, name.start - _BEFORE), name.start)
    if placed is None:
        return None
    found: Place | None = None
    others = _others(claim, name)
    for hit in comparison.reading.index.search(others, _PASSAGES_OF_PLACE):
        for clause in _clauses(hit):
            if not _shares(others, clause.of(hit.document.text), _ENOUGH_OF_PLACE):
                continue
            if _has_any(name, _folded(clause.of(hit.document.text))):
                return None
            found = found or _in_that_place(claim, name, hit.document, clause, stem(placed["head"]))
    return found or _only_elsewhere(comparison, name, others)


def _only_elsewhere(comparison: Comparison, name: Name, others: tuple[str, ...]) -> Place | None:
    """The place of the first passage on the matter that has one, where no passage on it has `name`."""
    hits = comparison.reading.index.search(others, _PASSAGES_OF_PLACE)
    if any(_has_any(name, _folded(hit.text)) for hit in hits):
        return None
    for hit in hits:
        if _shares(others, hit.text, _ENOUGH_ELSEWHERE):
            found = _in_that_place(comparison.claim.text, name, hit.document, hit.sentence.span, None)
            if found is not None:
                return found
    return None


def _in_that_place(claim: str, name: Name, document: Document, clause: Span, head: str | None) -> Place | None:
    """The place that a clause has behind "in", and behind the same word (with the stem `head`) before that."""
    for theirs in names(document.text, clause.start, clause.end):
        before = _PLACED.search(document.text, max(clause.start, theirs.start - _BEFORE), theirs.start)
        if (
            before
            and head in (None, stem(before["head"]))
            and alike_in_country(name, theirs)
            and not _in_claim(theirs, claim)
        ):
            return Place(document, theirs)
    return None


def _clauses(hit: Hit) -> Iterator[Span]:
    """The parts of a passage that a conjunction or a semicolon parts."""
    start = hit.sentence.span.start
    for boundary in _BOUNDARY.finditer(hit.document.text, start, hit.sentence.span.end):
        yield Span(start=start, end=boundary.start())
        start = boundary.end()
    yield Span(start=start, end=hit.sentence.span.end)


def _others(claim: str, name: Name) -> tuple[str, ...]:
    return content_stems(claim[: name.start] + claim[name.end :])


def _shares(stems: tuple[str, ...], words: str, enough: float) -> bool:
    wanted = set(stems)
    return bool(wanted) and len(wanted & set(content_stems(words))) >= enough * len(wanted)


def _names(hit: Hit) -> tuple[Name, ...]:
    return names(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)


def _in_claim(name: Name, claim: str) -> bool:
    claimed = _folded(claim)
    parts = [part for word in with_countries_joined(name.words) for part in word.split("-")]
    return all(part in claimed or any(same_word(part, other) for other in claimed) for part in parts)


def _may_replace(theirs: Name, ours: Name) -> bool:
    """Whether `theirs` is surely a name, and no run of a list or a code such as "CA"."""
    long_enough = theirs.end - theirs.start > _CODE or any(map(is_country, theirs.words))
    certain = ours.opens_sentence or not theirs.opens_sentence
    return certain and long_enough and len(theirs.words) <= _LONGEST_NAME


def _has_any(name: Name, words: frozenset[str]) -> bool:
    return any(same_word(word, other) for word in with_countries_joined(name.words) for other in words)


@lru_cache(maxsize=256)
def _folded(text: str) -> frozenset[str]:
    return frozenset(with_countries_joined(tuple(fold(token.text) for token in tokens(text))))


def _behind_same_word(claim: str, name: Name, hit: Hit, candidates: list[Name]) -> Name | None:
    """The candidate right behind the content word that `name` stands right behind: "the insurer Norda"."""
    ours = _WORD_BEFORE.search(claim, max(0, name.start - _BEFORE), name.start)
    if ours is None or fold(ours[1]) in STOPWORDS:
        return None
    for candidate in candidates:
        start = max(hit.sentence.span.start, candidate.start - _BEFORE)
        theirs = _WORD_BEFORE.search(hit.document.text, start, candidate.start)
        if theirs and stem(theirs[1]) == stem(ours[1]) and alike_in_country(name, candidate):
            return candidate
    return None


def _aligned(claim: str, name: Name, hit: Hit, candidates: list[Name]) -> Name | None:
    """The candidate that an alignment of the two sentences puts in the place of `name`."""
    ours = tokens(claim)
    theirs = tokens(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    for start, end, other_start, other_end in _replacements(ours, theirs):
        if not ours[start].start <= name.start < ours[end - 1].end or other_end - other_start > _LONGEST_REPLACEMENT:
            continue
        place_start, place_end = theirs[other_start].start, theirs[other_end - 1].end
        for candidate in candidates:
            if name.opens_sentence:
                # Its capital proves nothing, so nothing but the one word may differ.
                if end - start == 1 and (candidate.start, candidate.end) == (place_start, place_end):
                    return candidate
            elif place_start <= candidate.start < place_end and alike_in_country(name, candidate):
                return candidate
    return None


def _replacements(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ and have the same words, one of them a content word, right before or behind them."""
    folded, their_folded = [fold(token.text) for token in ours], [fold(token.text) for token in theirs]
    operations = SequenceMatcher(None, folded, their_folded, autojunk=False).get_opcodes()
    for at, (operation, start, end, other_start, other_end) in enumerate(operations):
        if operation != "replace":
            continue
        around = [other for other in operations[max(0, at - 1) : at + 2] if other[0] == "equal"]
        if any(word not in STOPWORDS for _, first, last, _, _ in around for word in folded[first:last]):
            yield start, end, other_start, other_end


def _behind_same_words(claim: str, name: Name, hit: Hit, candidates: list[Name]) -> Name | None:
    """The candidate behind the preposition, and the word before it, that `name` stands behind."""
    ours = _PREPOSITION.search(claim, max(0, name.start - _BEFORE), name.start)
    if ours is None:
        return None
    text = hit.document.text
    for candidate in candidates:
        theirs = _PREPOSITION.search(text, max(hit.sentence.span.start, candidate.start - _BEFORE), candidate.start)
        if (
            theirs
            and theirs["preposition"].lower() == ours["preposition"].lower()
            and stem(theirs["head"]) == stem(ours["head"])
            and fold(ours["head"]) not in STOPWORDS
            and alike_in_country(name, candidate)
        ):
            return candidate
    return None
