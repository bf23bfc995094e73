"""Names: does the source know every person, place and body that the claim names, and in that place?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.names import Name, acronym, names, same_word
from assistant.language.tokens import content_stems, fold, stem, tokens
from assistant.schema import Finding, FindingKind, Span

_ENOUGH_SHARED = 0.45
"""The share of the claim's other words that a passage must hold for its name to stand in place of the claim's."""
_LONGEST_REPLACEMENT = 6
_PASSAGES_OF_PLACE = 8
_ENOUGH_OF_PLACE = 0.3
_PLACED = re.compile(r"\bin\s+$")
_PREPOSITION = re.compile(r"\b(in|at|from|near|to|outside|for|by|of|with)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)


def check(comparison: Comparison) -> Iterator[Finding]:
    """`name_changed` where the source has another name in its place, `name_not_in_source` where it has none."""
    claim = comparison.claim.text
    for name in names(claim):
        missing = [word for word in name.words if not _known(word, comparison)]
        if not missing:
            yield from _misplaced(comparison, name)
            continue
        if _abbreviates(name, comparison):
            continue
        rival = _rival(comparison, name)
        if rival is None and (name.opens_sentence or _ordinary(missing, comparison)):
            continue
        yield _finding(comparison, name, rival)


def _misplaced(comparison: Comparison, name: Name) -> Iterator[Finding]:
    """A place that the source names, but elsewhere: "in Lund", where what matches the claim has another place."""
    claim = comparison.claim.text
    if not _PLACED.search(claim[: name.start]):
        return
    others = content_stems(claim[: name.start] + claim[name.end :])
    hits = comparison.reading.index.search(others, _PASSAGES_OF_PLACE)
    if any(_names_in(hit, name) for hit in hits):
        return
    for hit in hits:
        held = set(content_stems(hit.text))
        if len(set(others) & held) < _ENOUGH_OF_PLACE * len(set(others)):
            continue
        for theirs in names(hit.document.text, hit.sentence.span.start, hit.sentence.span.end):
            before = hit.document.text[hit.sentence.span.start : theirs.start]
            if _PLACED.search(before) and not _in_claim(theirs, comparison):
                yield _finding(comparison, name, (hit, theirs))
                return


def _names_in(hit: Hit, name: Name) -> bool:
    words = {fold(token.text) for token in tokens(hit.text)}
    return any(same_word(word, other) for word in name.words for other in words)


def _known(word: str, comparison: Comparison) -> bool:
    index = comparison.reading.index
    if stem(word) in index or word in comparison.reading.name_words:
        return True
    return any(same_word(word, other) for other in comparison.reading.name_words) or _is_compound(word, comparison)


def _is_compound(word: str, comparison: Comparison) -> bool:
    """Whether each part of "Anglo-French" is known by itself."""
    parts = word.split("-")
    return len(parts) > 1 and all(stem(part) in comparison.reading.index for part in parts if part)


def _ordinary(missing: list[str], comparison: Comparison) -> bool:
    """Whether the words that the source lacks are no names: they stand in lower case elsewhere in the text."""
    return all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", comparison.text.text) for word in missing)


def _abbreviates(name: Name, comparison: Comparison) -> bool:
    """Whether the name is the acronym of a name in the source, or the source has the acronym of this name."""
    short = "".join(name.words).replace(".", "")
    for other in comparison.reading.index.names:
        if len(name.words) == 1 and len(other.words) > 1 and short == acronym(other.words):
            return True
        if len(name.words) > 1 and len(other.words) == 1 and other.words[0].replace(".", "") == acronym(name.words):
            return True
    return False


def _rival(comparison: Comparison, name: Name) -> tuple[Hit, Name] | None:
    """The name that a passage has where the claim has `name`: the words around both are the same."""
    claim = comparison.claim.text
    others = content_stems(claim[: name.start] + claim[name.end :])
    hits = comparison.reading.index.search(others, 4)
    for hit in hits:
        candidates = [
            theirs
            for theirs in names(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
            if not _in_claim(theirs, comparison)
        ]
        held = set(content_stems(hit.text))
        if not candidates or not others or len(set(others) & held) < _ENOUGH_SHARED * len(set(others)):
            continue
        aligned = _aligned(claim, name, hit, candidates) or _same_preposition(claim, name, hit, candidates)
        if aligned is not None:
            return hit, aligned
    return None


def _in_claim(name: Name, comparison: Comparison) -> bool:
    claimed = _claim_words(comparison.claim.text)
    return all(any(same_word(word, other) for other in claimed) for word in name.words)


@lru_cache(maxsize=64)
def _claim_words(claim: str) -> frozenset[str]:
    return frozenset(fold(token.text) for token in tokens(claim))


def _aligned(claim: str, name: Name, hit: Hit, candidates: list[Name]) -> Name | None:
    """The candidate that an alignment of the two sentences puts in the place of `name`."""
    ours = tokens(claim)
    theirs = tokens(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    matcher = SequenceMatcher(None, [fold(t.text) for t in ours], [fold(t.text) for t in theirs], autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation != "replace" or not (ours[start].start <= name.start < ours[end - 1].end):
            continue
        place = Span(start=theirs[other_start].start, end=theirs[other_end - 1].end)
        for candidate in candidates:
            if name.opens_sentence:
                # Its capital proves nothing, so nothing but the one word may differ.
                if end - start == 1 and (candidate.start, candidate.end) == (place.start, place.end):
                    return candidate
            elif place.start <= candidate.start < place.end and other_end - other_start <= _LONGEST_REPLACEMENT:
                return candidate
    return None


def _same_preposition(claim: str, name: Name, hit: Hit, candidates: list[Name]) -> Name | None:
    """The candidate behind the preposition that `name` stands behind."""
    ours = _PREPOSITION.search(claim[: name.start])
    if ours is None:
        return None
    for candidate in candidates:
        theirs = _PREPOSITION.search(hit.document.text[hit.sentence.span.start : candidate.start])
        if theirs and theirs[1].lower() == ours[1].lower():
            return candidate
    return None


def _finding(comparison: Comparison, name: Name, rival: tuple[Hit, Name] | None) -> Finding:
    words = comparison.claim.text[name.start : name.end]
    place = comparison.place(name.start, name.end)
    if rival is None:
        message = f"The text names “{words}”; the source does not."
        return comparison.find(FindingKind.NAME_NOT_IN_SOURCE, message, place)
    hit, theirs = rival
    their_words = hit.document.text[theirs.start : theirs.end]
    message = f"The text says “{words}” where the source says “{their_words}”."
    span = Span(start=theirs.start, end=theirs.end)
    return comparison.find(FindingKind.NAME_CHANGED, message, place, hit.document, span)
