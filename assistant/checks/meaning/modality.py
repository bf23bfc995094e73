"""Modality: does the claim make a fact, or a certainty, of what the source has as a possibility or a plan?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.checks.meaning.clauses import Clause, closest_clause, matches
from assistant.checks.meaning.conditions import dropped_condition, open_question
from assistant.language.modality import LADDERS, SETTLED, Hedge, hedged, hedges, softened
from assistant.language.negation import Negation, negations
from assistant.language.synonyms import senses
from assistant.language.tokens import STOPWORDS, Token, content_stems, fold, stem, tokens
from assistant.schema import Finding, FindingKind, Polarity, Span

_SAME_MATTER = 0.6
"""The share of the claim that a clause must hold for the two to speak of the same matter."""
_ENOUGH_OF_PART = 0.5
"""The same for a part of the claim, where words that may stand for one another count as one."""
_FEWEST_HELD = 3
"""Content words of a sentence that must be, with all the others, in the claim for both to speak of one matter."""
_MAY_HAVE = re.compile(r"(?:may|might|could)\s+(?:\w+\s+)?have\b")
_OFFERED = re.compile(r"(?:could|should|would)\b", re.IGNORECASE)
_BEHIND = 3
"""Content words behind a verb of which one must be shared for it to be said of the same thing."""
_BELIEVED = re.compile(r",\s[\w .]+\s(?:believes?|believed|thinks?|thought)[.\s]*\Z")
_UNABLE = re.compile(r"could(?:\s+not|n[’']t)\b", re.IGNORECASE)
_WOULD = re.compile(r"\bwould(?:\s+not)?\s+\Z")
"""What "will" becomes in reported speech."""
_BESIDE = 25
"""Characters between a negation and the word that it denies, at most."""
_AUXILIARIES = frozenset(["will", "has", "have", "had", "is", "are", "was", "were", "be", "been", "did", "does", "do"])
_UNCHANGING = frozenset(["set", "cut", "put", "hit", "shut", "quit", "let", "cost", "bid", "split", "spread"])
_LEVELLING = frozenset(["a", "an", "the", "to", "of", "its", "their", "his", "her", "no", "any", "this", "that"])
"""Words before a verb's form that make it a noun, or the object of another verb."""
_VERBS_BEHIND = frozenset(["can", "could", "may", "might", "must", "should", "would", "will", "has", "have", "had"])
"""Words behind a noun that looks like a verb: it is their subject."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`modality_raised`, and the remark `modality_lowered`; one of a claim at most."""
    pairs = _pairs(comparison)
    for search in (_beyond, _raised, _flatly, _short_of, _lowered):
        for pair in pairs:
            found = search(comparison, pair)
            if found is not None:
                yield found
                return
    left_out = open_question(comparison) or dropped_condition(comparison)
    if left_out is not None:
        yield left_out


class _Pair(NamedTuple):
    """A part of the claim and a clause of a source on the same matter."""

    ours: Span
    clause: Clause
    others: tuple[str, ...]
    """The other sentences of the sources on it."""


def _pairs(comparison: Comparison) -> list[_Pair]:
    whole = Span(start=0, end=len(comparison.claim.text))
    found: list[_Pair] = []
    clause = closest_clause(comparison, _SAME_MATTER)
    if clause is not None:
        found.append(_Pair(whole, clause, tuple(hit.text for hit in comparison.passages)))
    near = matches(comparison, _ENOUGH_OF_PART)
    for match in near:
        others = tuple(other.sentence.of(other.clause.document.text) for other in near if other.ours == match.ours)
        found.append(_Pair(match.ours, match.clause, others))
    found += [_Pair(whole, clause, ()) for clause in _held_whole(comparison)]
    return found


def _hedges_too(claim: str, words: str, hedge: Hedge) -> bool:
    """Whether the claim has the word that hedges: "claims to have won", "claims that it has won"."""
    hedging = set(content_stems(words)) - {hedge.verb}
    return bool(hedging) and hedging <= set(content_stems(claim))


def _held_whole(comparison: Comparison) -> Iterator[Clause]:
    """The short sentences with a hedge all of whose other words the claim has: "She is considering an appeal"."""
    claimed = {other for word in content_stems(comparison.claim.text) for other in senses(word)}
    for hit in comparison.passages:
        span, text = hit.sentence.span, hit.document.text
        theirs = set(content_stems(hit.text))
        for hedge in hedges(text, span.start, span.end):
            theirs -= set(content_stems(text[hedge.start : hedge.end])) - {hedge.verb}
        is_turn = ":" in hit.text  # of a conversation, in which another may settle it
        if not is_turn and len(theirs) >= _FEWEST_HELD and theirs <= claimed:
            yield Clause(hit.document, span, 1.0)


def _raised(comparison: Comparison, pair: _Pair) -> Finding | None:
    """The source hedges a verb that the claim states flatly."""
    claim, ours, clause = comparison.claim.text, pair.ours, pair.clause
    if not _is_as_negative(claim, ours, clause):
        return None
    text, span = clause.document.text, clause.span
    hedged_here = {word for hedge in hedges(claim) for word in senses(hedge.verb)}
    asserted = _by_sense(_asserted(tokens(claim, ours.start, ours.end)))
    settled_later = _is_in_conversation(comparison, clause)
    warned = comparison.attribution is not None and comparison.attribution.polarity is Polarity.WARNED
    for hedge in hedges(text, span.start, span.end):
        verb = asserted.get(hedge.verb)
        if _UNABLE.match(text, hedge.start) or _hedges_too(claim, text[hedge.start : hedge.end], hedge):
            continue
        if verb is None or hedge.verb in hedged_here or softened(_WOULD.sub("", claim[ours.start : verb.start])):
            continue
        if warned and "would" in claim[: verb.start]:
            continue
        if settled_later and _OFFERED.match(text, hedge.start):
            continue
        if _is_flat_elsewhere(hedge, clause, pair.others) or not _of_the_same(claim, text[hedge.end : span.end], verb):
            continue
        words = text[hedge.start : hedge.end]
        message = f"The text states “{verb.text}” as certain; the source says “{words}”."
        place = comparison.place(verb.start, verb.end)
        return comparison.find(
            FindingKind.MODALITY_RAISED, message, place, clause.document, Span(start=hedge.start, end=hedge.end)
        )
    return None


def _is_as_negative(claim: str, ours: Span, clause: Clause) -> bool:
    """Whether both deny, or neither: "might not come" is to "will not come" what "might come" is to "will come"."""
    return not negations(claim, ours.start, ours.end) or bool(_negations_in(clause))


def _flatly(comparison: Comparison, pair: _Pair) -> Finding | None:
    """The source says what may have been, and the claim the same matter by another verb, as a fact."""
    claim, ours, clause = comparison.claim.text, pair.ours, pair.clause
    words = ours.of(claim)
    if clause.share < _SAME_MATTER or _says_softly(claim) or negations(claim, ours.start, ours.end):
        return None
    text, span = clause.document.text, clause.span
    hedge = next((one for one in hedges(text, span.start, span.end) if _MAY_HAVE.match(text, one.start)), None)
    if hedge is None:
        return None
    matter, theirs = set(content_stems(words)), set(content_stems(text[span.start : span.end]))
    both = (text[span.start : hedge.start], text[hedge.end : span.end])
    if any(matter.isdisjoint(content_stems(side)) for side in both):
        return None
    stated = [token for token in _asserted(tokens(claim, ours.start, ours.end)) if stem(token.text) not in theirs]
    if len(stated) != 1:
        return None
    verb, place = stated[0], Span(start=hedge.start, end=hedge.end)
    message = f"The text states “{verb.text}” as certain; the source says “{place.of(text)}”."
    here = comparison.place(verb.start, verb.end)
    return comparison.find(FindingKind.MODALITY_RAISED, message, here, clause.document, place)


def _says_softly(claim: str) -> bool:
    """Whether the claim has a word that softens it, apart from the belief that it gives to somebody at its end."""
    believed = _BELIEVED.search(claim)
    return softened(claim[: believed.start()] if believed else claim)


def _by_sense(words: Sequence[Token]) -> dict[str, Token]:
    """The words by every stem that may stand for them."""
    found = {other: token for token in words for other in sorted(senses(stem(token.text)))}
    return found | {stem(token.text): token for token in words}


def _is_flat_elsewhere(hedge: Hedge, clause: Clause, others: Sequence[str]) -> bool:
    """Whether the source says twice what it hedges once: then it may say it flatly too."""
    if Counter(stem(token.text) for token in tokens(clause.words))[hedge.verb] > 1:
        return True
    return any(
        stem(token.text) == hedge.verb and not any(other.verb == hedge.verb for other in hedges(sentence))
        for sentence in others
        for token in _asserted(tokens(sentence))
    )


def _asserted(words: Sequence[Token]) -> Sequence[Token]:
    """The content words that may be verbs stated flatly: not "to end", "an end" or the object of another verb."""
    found = []
    for at, token in enumerate(words):
        before = [fold(other.text) for other in words[max(0, at - 2) : at]]
        if fold(token.text) in STOPWORDS or (before and before[-1] in _LEVELLING):
            continue
        if at + 1 < len(words) and fold(words[at + 1].text) in _VERBS_BEHIND:
            continue
        promised = "will" in before or "would" in before
        if promised or (not softened(token.text) and (_is_finite(token) or not _AUXILIARIES.isdisjoint(before))):
            found.append(token)
    return found


def _is_finite(token: Token) -> bool:
    """Whether a word has the form of a past or of a third person; "plans" has it too, and is told by its place."""
    word = fold(token.text)
    if word.endswith("ing") or word == "left":  # "left" may be what remains, or a side
        return False
    return word.endswith(("ed", "s")) or word in _UNCHANGING or not stem(word).startswith(word[:3])


def _of_the_same(claim: str, behind: str, verb: Token) -> bool:
    """Whether the words behind the verb are shared, where there are any."""
    following = content_stems(behind)[:_BEHIND]
    ours = {other for word in content_stems(claim[verb.end :]) for other in senses(word)}
    return not following or bool(ours.intersection(following)) or not ours


def _beyond(comparison: Comparison, pair: _Pair) -> Finding | None:
    """The claim uses a word of certainty, or of a conviction, where the source has one that falls short of it."""
    claim, clause = comparison.claim.text, pair.clause
    if not _is_as_negative(claim, pair.ours, clause):
        return None
    settled_later = _is_in_conversation(comparison, clause)
    ladders = [(strong, weak) for strong, weak in LADDERS if not (settled_later and strong is SETTLED)]
    found = _rung(pair, claim, ladders)
    if found is None:
        return None
    here, there = found
    message = f"The text says “{here[0]}”; the source goes no further than “{there[0]}”."
    place, span = comparison.place(here.start(), here.end()), Span(start=there.start(), end=there.end())
    return comparison.find(FindingKind.MODALITY_RAISED, message, place, clause.document, span)


def _negations_in(clause: Clause) -> Sequence[Negation]:
    return negations(clause.document.text, clause.span.start, clause.span.end)


def _is_in_conversation(comparison: Comparison, clause: Clause) -> bool:
    """Whether a turn of a conversation holds the clause: what one proposes there, another agrees to."""
    spoken = comparison.reading.speech_in(clause.document.id, clause.span.start, clause.span.end)
    return any(attribution.is_turn for _, attribution in spoken)


def _short_of(comparison: Comparison, pair: _Pair) -> Finding | None:
    """The claim uses a word that falls short of the source's word of certainty, decision or duty."""
    claim, clause = comparison.claim.text, pair.clause
    found = _rung(pair, claim, [(weak, strong) for strong, weak in LADDERS])
    if found is None:
        return None
    here, there = found
    if any(abs(negation.start - there.start()) <= _BESIDE for negation in _negations_in(clause)):
        return None
    message = f"The text says “{here[0]}”; the source goes as far as “{there[0]}”."
    place, span = comparison.place(here.start(), here.end()), Span(start=there.start(), end=there.end())
    return comparison.find(FindingKind.MODALITY_LOWERED, message, place, clause.document, span)


def _rung(
    pair: _Pair, claim: str, ladders: list[tuple[re.Pattern[str], re.Pattern[str]]]
) -> tuple[re.Match[str], re.Match[str]] | None:
    """The word that the part has of the first rung of a ladder and the one that the clause has of its second.

    Only where the claim has none of the second rung, and no passage any of the first.
    """
    ours, clause = pair.ours, pair.clause
    passages = [clause.words, *pair.others]
    for our_rung, their_rung in ladders:
        here = our_rung.search(claim, ours.start, ours.end)
        there = their_rung.search(clause.document.text, clause.span.start, clause.span.end)
        if here and there and not their_rung.search(claim) and not any(map(our_rung.search, passages)):
            return here, there
    return None


def _lowered(comparison: Comparison, pair: _Pair) -> Finding | None:
    """The claim hedges a verb that the source states flatly."""
    clause, ours = pair.clause, pair.ours
    if hedged(clause.words):
        return None
    denied = {word for negation in _negations_in(clause) for word in negation.scope}
    theirs = _by_sense(_asserted(tokens(clause.words)))
    for hedge in hedges(comparison.claim.text, ours.start, ours.end):
        verb = theirs.get(hedge.verb)
        if verb is None or stem(verb.text) in denied or softened(clause.words[: verb.start]):
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
