"""Negation: does the claim deny what the source affirms, affirm what it denies, or say its opposite?"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import product

from assistant.checks.clauses import Clause, closest_clause
from assistant.checks.comparison import Comparison
from assistant.language.negation import Negation, negates_implicitly, negations, opposites
from assistant.language.tokens import STOPWORDS, Token, content_stems, fold, stem, tokens
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.6
"""The share of the claim that a clause must hold for the two to speak of the same matter."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`negation_changed`, by negating words and by pairs of opposites ("rose", "fell")."""
    clause = closest_clause(comparison, _SAME_MATTER)
    if clause is None:
        return
    claim = comparison.claim.text
    ours = negations(claim)
    theirs = negations(clause.document.text, clause.span.start, clause.span.end)
    opposite = _opposite(comparison, clause, ours, theirs)
    if opposite is not None:
        yield opposite
        return
    if _has_opposites(comparison, clause):
        return
    negated_there = [negation for negation in theirs if _scope_within(negation, comparison.stems)]
    negated_here = [negation for negation in ours if _scope_within(negation, set(content_stems(clause.words)))]
    if negated_there and not ours and not negates_implicitly(claim):
        span = Span(start=negated_there[0].start, end=negated_there[0].end)
        words = span.of(clause.document.text)
        message = f"The text affirms what the source denies (“{words}”)."
        yield comparison.find(FindingKind.NEGATION_CHANGED, message, comparison.claim.span, clause.document, span)
    elif negated_here and not theirs and not negates_implicitly(clause.words):
        place = comparison.place(negated_here[0].start, negated_here[0].end)
        words = claim[negated_here[0].start : negated_here[0].end]
        message = f"The text denies (“{words}”) what the source affirms."
        yield comparison.find(FindingKind.NEGATION_CHANGED, message, place, clause.document, clause.span)


def _scope_within(negation: Negation, stems: set[str] | frozenset[str]) -> bool:
    """Whether what is negated is spoken of on the other side too: the next content word, and most of the rest."""
    if not negation.scope or negation.scope[0] not in stems:
        return False
    return sum(stem in stems for stem in negation.scope) * 3 >= len(negation.scope) * 2


def _opposite(
    comparison: Comparison, clause: Clause, our_negations: list[Negation], their_negations: list[Negation]
) -> Finding | None:
    """A word of the claim whose opposite stands in its place in the clause, both of them negated or neither."""
    text = clause.document.text
    ours, theirs = tokens(comparison.claim.text), tokens(text, clause.span.start, clause.span.end)
    our_stems, their_stems = _stems(ours), _stems(theirs)
    negated_here = {word for negation in our_negations for word in negation.scope}
    negated_there = {word for negation in their_negations for word in negation.scope}
    for token, their_token in _in_one_place(ours, theirs):
        one, other = stem(token.text), stem(their_token.text)
        if one in their_stems or other in our_stems or other not in opposites(one):
            continue
        if (one in negated_here) != (other in negated_there):
            continue
        return comparison.find(
            FindingKind.NEGATION_CHANGED,
            f"The text says “{token.text}”; the source says the opposite: “{their_token.text}”.",
            comparison.place(token.start, token.end),
            clause.document,
            Span(start=their_token.start, end=their_token.end),
        )
    return None


def _has_opposites(comparison: Comparison, clause: Clause) -> bool:
    """Whether a word of one side has its opposite in the other: "not approved" is "rejected"."""
    theirs = set(content_stems(clause.words))
    return any(not theirs.isdisjoint(opposites(word)) for word in comparison.stems - theirs)


def _stems(words: list[Token]) -> set[str]:
    return {stem(token.text) for token in words}


def _in_one_place(ours: list[Token], theirs: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Pairs of words that an alignment of the two puts in one place, or that share a content word beside them."""
    folded, their_folded = [fold(t.text) for t in ours], [fold(t.text) for t in theirs]
    matcher = SequenceMatcher(None, folded, their_folded, autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "replace":
            yield from product(ours[start:end], theirs[other_start:other_end])
    around, around_theirs = _neighbours(ours), _neighbours(theirs)
    for token, beside in around:
        for other, beside_other in around_theirs:
            if beside & beside_other:
                yield token, other


def _neighbours(words: list[Token]) -> list[tuple[Token, frozenset[str]]]:
    """Each content word with the stems of the content words right before and right behind it."""
    content = [token for token in words if fold(token.text) not in STOPWORDS]
    stems = [stem(token.text) for token in content]
    return [
        (token, frozenset((*stems[max(0, at - 1) : at], *stems[at + 1 : at + 2]))) for at, token in enumerate(content)
    ]
