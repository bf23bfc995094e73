"""Negation: does the claim deny what the source affirms, affirm what it denies, or say its opposite?"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import product

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.negation import Negation, negates_implicitly, negations, opposites
from assistant.language.tokens import Token, content_stems, fold, stem, tokens
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.6
"""The share of the claim that a passage must hold for the two to speak of the same matter."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`negation_changed`, by negating words and by pairs of opposites ("rose", "fell")."""
    hit = comparison.closest
    if hit is None or comparison.share(hit) < _SAME_MATTER:
        return
    claim = comparison.claim.text
    ours = negations(claim)
    theirs = negations(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    negated_there = [negation for negation in theirs if _scope_within(negation, comparison.stems)]
    negated_here = [negation for negation in ours if _scope_within(negation, set(content_stems(hit.text)))]
    opposite = _opposite(comparison, hit)
    if negated_there and not ours and opposite is None:
        yield _finding(comparison, hit, comparison.claim.span, "affirms", "denies", negated_there[0])
    elif negated_here and not theirs and opposite is None and not negates_implicitly(hit.text):
        place = comparison.place(negated_here[0].start, negated_here[0].end)
        yield _finding(comparison, hit, place, "denies", "affirms", None)
    elif opposite is not None:
        word, their_word = opposite
        yield comparison.find(
            FindingKind.NEGATION_CHANGED,
            f"The text says “{word.text}”; the source says the opposite: “{their_word.text}”.",
            comparison.place(word.start, word.end),
            hit.document,
            Span(start=their_word.start, end=their_word.end),
        )


def _scope_within(negation: Negation, stems: set[str] | frozenset[str]) -> bool:
    """Whether what is negated is spoken of on the other side too: the next content word, and most of the rest."""
    if not negation.scope or negation.scope[0] not in stems:
        return False
    return sum(stem in stems for stem in negation.scope) * 2 >= len(negation.scope)


def _opposite(comparison: Comparison, hit: Hit) -> tuple[Token, Token] | None:
    """A word of the claim and its opposite that stands in the same place of the passage, neither of them negated."""
    claim, text, span = comparison.claim.text, hit.document.text, hit.sentence.span
    ours, theirs = tokens(claim), tokens(text, span.start, span.end)
    their_stems = {stem(token.text) for token in theirs}
    negated = {
        word for negation in (*negations(claim), *negations(text, span.start, span.end)) for word in negation.scope
    }
    for token, their_token in _replaced(ours, theirs):
        one, other = stem(token.text), stem(their_token.text)
        if one in their_stems or other in comparison.stems or negated & {one, other}:
            continue
        if other in opposites(one):
            return token, their_token
    return None


def _replaced(ours: list[Token], theirs: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Pairs of words that an alignment of the two sentences puts in one place."""
    matcher = SequenceMatcher(None, [fold(t.text) for t in ours], [fold(t.text) for t in theirs], autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "replace":
            yield from product(ours[start:end], theirs[other_start:other_end])


def _finding(
    comparison: Comparison, hit: Hit, place: Span, here: str, there: str, negation: Negation | None
) -> Finding:
    span = Span(start=negation.start, end=negation.end) if negation else hit.sentence.span
    words = f" (“{span.of(hit.document.text)}”)" if negation else ""
    message = f"The text {here} what the source {there}{words}."
    return comparison.find(FindingKind.NEGATION_CHANGED, message, place, hit.document, span)
