"""Negation: does the claim deny what the source affirms, affirm what it denies, or say its opposite?"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

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
    elif opposite is not None and not ours and not theirs:
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
    """A word of the claim and its opposite that stands in the same place of the passage."""
    ours = tokens(comparison.claim.text)
    theirs = tokens(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    their_stems = {stem(token.text) for token in theirs}
    matcher = SequenceMatcher(None, [fold(t.text) for t in ours], [fold(t.text) for t in theirs], autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation != "replace":
            continue
        for token in ours[start:end]:
            if stem(token.text) in their_stems:
                continue
            for their_token in theirs[other_start:other_end]:
                if (
                    stem(their_token.text) in opposites(stem(token.text))
                    and stem(their_token.text) not in comparison.stems
                ):
                    return token, their_token
    return None


def _finding(
    comparison: Comparison, hit: Hit, place: Span, here: str, there: str, negation: Negation | None
) -> Finding:
    span = Span(start=negation.start, end=negation.end) if negation else hit.sentence.span
    words = f" (“{span.of(hit.document.text)}”)" if negation else ""
    message = f"The text {here} what the source {there}{words}."
    return comparison.find(FindingKind.NEGATION_CHANGED, message, place, hit.document, span)
