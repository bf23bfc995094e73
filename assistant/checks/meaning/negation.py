"""Negation: does the claim deny what the source affirms, affirm what it denies, or say its opposite?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.checks.meaning.clauses import Clause, closest_clause, matches
from assistant.language.names import Name, names
from assistant.language.negation import Negation, negates_implicitly, negations, opposites
from assistant.language.synonyms import senses
from assistant.language.tokens import STOPWORDS, Token, fold, stem, tokens
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.6
"""The share of the claim that a clause must hold for the two to speak of the same matter."""
_ENOUGH_OF_PART = 0.6
"""The same for a part of the claim, where words that may stand for one another count as one."""
_ENOUGH_TO_DENY = 0.4
_LONGEST_REPLACED = 4
_NEXT = 2
"""Content words behind a negation of which one is what it denies."""
_RELATIVE = re.compile(r"\b(?:who|which|where|whose)\s+\Z", re.IGNORECASE)


def check(comparison: Comparison) -> Iterator[Finding]:
    """`negation_changed`, by negating words and by pairs of opposites ("rose", "fell"); at most once for a claim."""
    whole = Span(start=0, end=len(comparison.claim.text))
    clause = closest_clause(comparison, _SAME_MATTER)
    pairs = [(whole, clause)] if clause is not None else []
    seen: set[Span] = set()
    for match in matches(comparison, _ENOUGH_OF_PART):
        if match.ours not in seen and not _is_denied(comparison.claim.text, match.ours):
            seen.add(match.ours)
            pairs.append((match.ours, match.clause))
    for ours, theirs in pairs:
        found = _between(comparison, ours, theirs)
        if found is not None:
            yield found
            return


def _is_denied(claim: str, part: Span) -> bool:
    """Whether a part is the content of a denial: "nobody said that ..." """
    before = claim[: part.start]
    return before.rstrip().endswith("that") and (bool(negations(before)) or negates_implicitly(before))


def _between(comparison: Comparison, ours: Span, clause: Clause) -> Finding | None:
    """How a part of the claim denies, or says the opposite of, a clause of a source on the same matter."""
    text, source = comparison.claim.text, clause.document.text
    our_negations = negations(text, ours.start, ours.end)
    their_negations = negations(source, clause.span.start, clause.span.end)
    our_tokens = tokens(text, ours.start, ours.end)
    their_tokens = tokens(source, clause.span.start, clause.span.end)
    opposite = _opposite(comparison, clause, _Side(our_tokens, our_negations), _Side(their_tokens, their_negations))
    if opposite is not None:
        return opposite
    our_stems, their_stems = _stems(our_tokens), _stems(their_tokens)
    if _has_opposites(our_stems, their_stems):
        return None
    shared = our_stems & their_stems
    only_ours, only_theirs = _unmatched(our_negations, their_negations), _unmatched(their_negations, our_negations)
    denied_there = [negation for negation in only_theirs if _scope_within(negation, our_stems)]
    denied_here = [
        negation
        for negation in only_ours
        if _scope_within(negation, their_stems) and not _denied_elsewhere(comparison, ours, negation)
    ]
    if denied_there and not only_ours and not negates_implicitly(_with_antecedent(text, ours), shared):
        span = Span(start=denied_there[0].start, end=denied_there[0].end)
        message = f"The text affirms what the source denies (“{span.of(source)}”)."
        place = comparison.place(ours.start, ours.end)
        return comparison.find(FindingKind.NEGATION_CHANGED, message, place, clause.document, span)
    if denied_here and not only_theirs and not negates_implicitly(clause.words, shared):
        place = comparison.place(denied_here[0].start, denied_here[0].end)
        words = text[denied_here[0].start : denied_here[0].end]
        message = f"The text denies (“{words}”) what the source affirms."
        return comparison.find(FindingKind.NEGATION_CHANGED, message, place, clause.document, clause.span)
    return None


def _with_antecedent(claim: str, part: Span) -> str:
    """The words of a part, and those before it where it is a relative clause: "unlike X, which ..." """
    return claim[: part.end] if _RELATIVE.search(claim, 0, part.start) else part.of(claim)


def _denied_elsewhere(comparison: Comparison, ours: Span, negation: Negation) -> bool:
    """Whether another passage on the part of the claim denies what it denies."""
    denied = {word for each in negation.scope for word in senses(each)}
    return any(
        not denied.isdisjoint(other.scope)
        for match in matches(comparison, _ENOUGH_TO_DENY)
        if match.ours == ours
        for other in negations(match.clause.document.text, match.sentence.start, match.sentence.end)
    )


def _unmatched(ones: list[Negation], others: list[Negation]) -> list[Negation]:
    """Those of `ones` that deny something that none of `others` denies."""
    denied = {word for other in others for each in other.scope[:_NEXT] for word in senses(each)}
    return [one for one in ones if denied.isdisjoint(one.scope[:_NEXT])]


def _scope_within(negation: Negation, stems: frozenset[str]) -> bool:
    """Whether what is negated is spoken of on the other side too: the next content word, and most of the rest."""
    held = [not stems.isdisjoint(senses(word)) for word in negation.scope]
    return bool(held) and held[0] and sum(held) * 3 >= len(held) * 2


class _Side(NamedTuple):
    words: list[Token]
    negations: list[Negation]


def _opposite(comparison: Comparison, clause: Clause, ours: _Side, theirs: _Side) -> Finding | None:
    """A word of the claim whose opposite stands in its place in the clause, both of them negated or neither."""
    our_stems, their_stems = _stems(ours.words), _stems(theirs.words)
    negated_here = {word for negation in ours.negations for word in negation.scope}
    negated_there = {word for negation in theirs.negations for word in negation.scope}
    for token, their_token in _in_one_place(ours.words, theirs.words):
        one, other = stem(token.text), stem(their_token.text)
        if other not in opposites(one) or not senses(one).isdisjoint(their_stems):
            continue
        if not senses(other).isdisjoint(our_stems):
            continue
        if (one in negated_here) != (other in negated_there):
            continue
        if _told_from_the_other_side(comparison, token, clause, their_token):
            continue
        return comparison.find(
            FindingKind.NEGATION_CHANGED,
            f"The text says “{token.text}”; the source says the opposite: “{their_token.text}”.",
            comparison.place(token.start, token.end),
            clause.document,
            Span(start=their_token.start, end=their_token.end),
        )
    return None


def _told_from_the_other_side(comparison: Comparison, token: Token, clause: Clause, their_token: Token) -> bool:
    """Whether the two have each other's subject: "A beat B" and "B lost to A" are no opposites."""
    claim, text = comparison.claim.text, clause.document.text
    ours = _names_around(names(claim), token)
    theirs = _names_around(names(text, clause.span.start, clause.span.end), their_token)
    return bool(ours.before & theirs.after and ours.after & theirs.before)


class _NamesAround(NamedTuple):
    before: frozenset[str]
    after: frozenset[str]


def _names_around(found: Sequence[Name], token: Token) -> _NamesAround:
    """The words of the names before and behind a word."""
    before = frozenset(word for name in found if name.end <= token.start for word in name.words)
    return _NamesAround(before, frozenset(word for name in found if name.start >= token.end for word in name.words))


def _has_opposites(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a word of one side has its opposite in the other: "not approved" is "rejected"."""
    return any(not theirs.isdisjoint(opposites(word)) for word in ours - theirs)


def _stems(words: list[Token]) -> frozenset[str]:
    return frozenset(stem(token.text) for token in words)


def _in_one_place(ours: list[Token], theirs: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Pairs of words that an alignment of the two puts in one place, or that share a content word beside them."""
    folded, their_folded = [fold(t.text) for t in ours], [fold(t.text) for t in theirs]
    matcher = SequenceMatcher(None, folded, their_folded, autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "replace" and max(end - start, other_end - other_start) <= _LONGEST_REPLACED:
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
