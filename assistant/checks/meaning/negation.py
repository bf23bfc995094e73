"""Negation: does the claim deny what the source affirms, affirm what it denies, or say its opposite?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checks.comparison import Comparison
from assistant.checks.meaning.clauses import Clause, closest_clause, matches
from assistant.checks.meaning.opposed import opposite_anywhere, opposite_in
from assistant.language.modality import hedged
from assistant.language.negation import Negation, negates_implicitly, negations, opposites
from assistant.language.synonyms import senses
from assistant.language.tokens import STOPWORDS, content_stems, fold, stem, tokens
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.6
"""The share of the claim that a clause must hold for the two to speak of the same matter."""
_ENOUGH_OF_PART = 0.6
"""The same for a part of the claim, where words that may stand for one another count as one."""
_ENOUGH_TO_DENY = 0.4
_NEXT = 2
"""Content words behind a negation of which one is what it denies."""
_NOBODY = re.compile(
    r"(?:nobody|no\s+one|none|no\s+\w+)\s+(?:was|were|is|are|has|have|had)\s+(?:been\s+)?\w+\W*\Z", re.IGNORECASE
)
_ANSWER = re.compile(r"[^.!?\n]{0,60}?:?\s*(?P<answer>[“\"][Nn]o[.,!][”\"]?)")
_PLACED = re.compile(r"\s+(?P<preposition>at|in|on|among|from)\b", re.IGNORECASE)
_QUOTE_BEFORE = re.compile(r"[“\"‘]\s*\Z")
_REACH = 60
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
    elsewhere = opposite_anywhere(comparison) or _denied_of_everybody(comparison)
    if elsewhere is not None:
        yield elsewhere


def _denied_of_everybody(comparison: Comparison) -> Finding | None:
    """A verb of the claim that a short sentence denies of everybody ("Nobody was hurt"), and that no other one has."""
    claim = comparison.claim.text
    if negates_implicitly(claim) or hedged(claim):
        return None
    denied = {word for negation in negations(claim) for word in negation.scope}
    for token in tokens(claim):
        word = stem(token.text)
        if word in denied or fold(token.text) in STOPWORDS:
            continue
        short = comparison.reading.index.only(word)
        if short is not None and _NOBODY.match(short.text) and content_stems(short.text)[-1] == word:
            message = f"The text says “{token.text}”; the source denies it: “{short.text}”."
            place = comparison.place(token.start, token.end)
            return comparison.find(FindingKind.NEGATION_CHANGED, message, place, short.document, short.sentence.span)
    return None


def _is_denied(claim: str, part: Span) -> bool:
    """Whether a part is the content of a denial: "nobody said that ..." """
    before = claim[: part.start]
    return before.rstrip().endswith("that") and (bool(negations(before)) or negates_implicitly(before))


def _between(comparison: Comparison, ours: Span, clause: Clause) -> Finding | None:
    """How a part of the claim denies, or says the opposite of, a clause of a source on the same matter."""
    text, source = comparison.claim.text, clause.document.text
    our_negations = negations(text, ours.start, ours.end)
    their_negations = negations(source, clause.span.start, clause.span.end)
    opposite = opposite_in(comparison, ours, clause.document, clause.span)
    if opposite is not None:
        return opposite
    our_stems, their_stems = _stems(text, ours), _stems(source, clause.span)
    if _has_opposites(our_stems, their_stems):
        return None
    shared = our_stems & their_stems
    only_ours, only_theirs = _unmatched(our_negations, their_negations), _unmatched(their_negations, our_negations)
    denied_there = [
        negation
        for negation in only_theirs
        if _scope_within(negation, our_stems) and _is_placed_so(source, negation, ours.of(text))
    ]
    if _QUOTE_BEFORE.search(text, 0, ours.start) and negations(text, max(0, ours.start - _REACH), ours.start):
        denied_there = []  # the claim denies before the quotation what the source denies in it
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
    if denied_here and not only_theirs and not negates_implicitly(_with_answer(clause), shared):
        place = comparison.place(denied_here[0].start, denied_here[0].end)
        words = text[denied_here[0].start : denied_here[0].end]
        message = f"The text denies (“{words}”) what the source affirms."
        return comparison.find(FindingKind.NEGATION_CHANGED, message, place, clause.document, clause.span)
    return None


def _is_placed_so(source: str, negation: Negation, words: str) -> bool:
    """Whether `words` have the preposition that is denied: "not at the talks" says nothing of "followed the talks"."""
    denied = _PLACED.match(source, negation.end)
    return denied is None or re.search(rf"\b{denied['preposition']}\b", words, re.IGNORECASE) is not None


def _with_antecedent(claim: str, part: Span) -> str:
    """The words of a part, and those before it where it is a relative clause: "unlike X, which ..." """
    return claim[: part.end] if _RELATIVE.search(claim, 0, part.start) else part.of(claim)


def _with_answer(clause: Clause) -> str:
    """The words of a clause, and a short answer right behind it: "Asked if he would resign, he said: “No.”" """
    text, end = clause.document.text, clause.span.end
    answer = _ANSWER.match(text, end)
    return f"{clause.words} {answer['answer']}" if answer else clause.words


def _denied_elsewhere(comparison: Comparison, ours: Span, negation: Negation) -> bool:
    """Whether another passage on the part of the claim denies what it denies."""
    denied = {word for each in negation.scope for word in senses(each)}
    return any(
        not denied.isdisjoint(other.scope)
        for match in matches(comparison, _ENOUGH_TO_DENY)
        if match.ours == ours
        for other in negations(match.clause.document.text, match.sentence.start, match.sentence.end)
    )


def _unmatched(ones: Sequence[Negation], others: Sequence[Negation]) -> list[Negation]:
    """Those of `ones` that deny something that none of `others` denies."""
    denied = {word for other in others for each in other.scope[:_NEXT] for word in senses(each)}
    return [one for one in ones if denied.isdisjoint(one.scope[:_NEXT])]


def _scope_within(negation: Negation, stems: frozenset[str]) -> bool:
    """Whether what is negated is spoken of on the other side too: the next content word, and most of the rest."""
    held = [not stems.isdisjoint(senses(word)) for word in negation.scope]
    return bool(held) and held[0] and sum(held) * 3 >= len(held) * 2


def _has_opposites(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a word of one side has its opposite in the other: "not approved" is "rejected"."""
    return any(not theirs.isdisjoint(opposites(word)) for word in ours - theirs)


def _stems(text: str, span: Span) -> frozenset[str]:
    return frozenset(stem(token.text) for token in tokens(text, span.start, span.end))
