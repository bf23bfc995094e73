"""Modality: does the claim make a fact, or a certainty, of what the source has as a possibility or a plan?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.checks.clauses import Clause, closest_clause
from assistant.checks.comparison import Comparison
from assistant.language.modality import LADDERS, hedged, hedges, softened
from assistant.language.negation import negations
from assistant.language.tokens import STOPWORDS, Token, content_stems, fold, stem, tokens
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.6
"""The share of the claim that a clause must hold for the two to speak of the same matter."""
_BEHIND = 3
"""Content words behind a verb of which one must be shared for it to be said of the same thing."""
_AUXILIARIES = frozenset(["will", "has", "have", "had", "is", "are", "was", "were", "be", "been", "did", "does", "do"])
_UNCHANGING = frozenset(["set", "cut", "put", "hit", "shut", "quit", "let", "cost", "bid", "split", "spread"])
_LEVELLING = frozenset(["a", "an", "the", "to", "of", "its", "their", "his", "her", "no", "any", "this", "that"])
"""Words before a verb's form that make it a noun, or the object of another verb."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`modality_raised`, and the remark `modality_lowered`; one of a claim at most."""
    clause = closest_clause(comparison, _SAME_MATTER)
    if clause is None:
        return
    found = _beyond(comparison, clause) or _raised(comparison, clause) or _lowered(comparison, clause)
    if found is not None:
        yield found


def _raised(comparison: Comparison, clause: Clause) -> Finding | None:
    """The source hedges a verb that the claim states flatly."""
    claim = comparison.claim.text
    if hedged(claim) or negations(claim):
        return None
    text, span = clause.document.text, clause.span
    hedged_here = {hedge.verb for hedge in hedges(claim)}
    asserted = {stem(token.text): token for token in _asserted(tokens(claim))}
    theirs = Counter(stem(token.text) for token in tokens(text, span.start, span.end))
    for hedge in hedges(text, span.start, span.end):
        verb = asserted.get(hedge.verb)
        if verb is None or hedge.verb in hedged_here or theirs[hedge.verb] > 1:  # said twice, it may be said flatly too
            continue
        if not _of_the_same(comparison, text[hedge.end : span.end], verb):
            continue
        words = text[hedge.start : hedge.end]
        message = f"The text states “{verb.text}” as certain; the source says “{words}”."
        place = comparison.place(verb.start, verb.end)
        return comparison.find(
            FindingKind.MODALITY_RAISED, message, place, clause.document, Span(start=hedge.start, end=hedge.end)
        )
    return None


def _asserted(words: list[Token]) -> list[Token]:
    """The content words that may be verbs stated flatly: not "to end", "an end" or the object of another verb."""
    return [
        token
        for at, token in enumerate(words)
        if fold(token.text) not in STOPWORDS
        and not softened(token.text)
        and not (at and fold(words[at - 1].text) in _LEVELLING)
        and (_is_finite(token) or any(fold(before.text) in _AUXILIARIES for before in words[max(0, at - 2) : at]))
    ]


def _is_finite(token: Token) -> bool:
    """Whether a word has the form of a past or of a third person; "plans" has it too, and is told by its place."""
    word = fold(token.text)
    if word.endswith("ing") or word == "left":  # "left" may be what remains, or a side
        return False
    return word.endswith(("ed", "s")) or word in _UNCHANGING or not stem(word).startswith(word[:3])


def _of_the_same(comparison: Comparison, behind: str, verb: Token) -> bool:
    """Whether the words behind the verb are shared, where there are any."""
    following = content_stems(behind)[:_BEHIND]
    ours = set(content_stems(comparison.claim.text[verb.end :]))
    return not following or bool(ours.intersection(following)) or not ours


def _beyond(comparison: Comparison, clause: Clause) -> Finding | None:
    """The claim uses a word of certainty, or of a conviction, where the source has one that falls short of it."""
    claim, text = comparison.claim.text, clause.document.text
    if negations(claim):
        return None
    passages = [clause.words, *(hit.text for hit in comparison.passages)]
    for strong, weak in LADDERS:
        here = strong.search(claim)
        there = weak.search(text, clause.span.start, clause.span.end)
        if here is None or there is None or weak.search(claim) or any(map(strong.search, passages)):
            continue
        message = f"The text says “{here[0]}”; the source goes no further than “{there[0]}”."
        return comparison.find(
            FindingKind.MODALITY_RAISED,
            message,
            comparison.place(here.start(), here.end()),
            clause.document,
            Span(start=there.start(), end=there.end()),
        )
    return None


def _lowered(comparison: Comparison, clause: Clause) -> Finding | None:
    """The claim hedges a verb that the source states flatly."""
    if softened(clause.words) or negations(clause.words):
        return None
    theirs = {stem(token.text): token for token in _asserted(tokens(clause.words))}
    for hedge in hedges(comparison.claim.text):
        verb = theirs.get(hedge.verb)
        if verb is None:
            continue
        words = comparison.claim.text[hedge.start : hedge.end]
        message = f"The text says “{words}”; the source states “{verb.text}” as a fact."
        start = clause.span.start
        return comparison.find(
            FindingKind.MODALITY_LOWERED,
            message,
            comparison.place(hedge.start, hedge.end),
            clause.document,
            Span(start=start + verb.start, end=start + verb.end),
        )
    return None
