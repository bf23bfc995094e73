"""Stances: does the one who is said to be for something, or to have admitted it, stand so in the source?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.names import Name, names, same_word
from assistant.language.stances import Stance, stances
from assistant.language.tokens import content_stems, fold, tokens
from assistant.schema import Finding, FindingKind, Span

_SAME_OBJECT = 0.45
"""The share of what a stance is taken on that the passage must hold for both to speak of one thing."""
_PART_OF_OBJECT = 0.2
_PASSAGES = 6
_WORDS_OF_OBJECT = 12
_BOUNDARY = re.compile(r"[,;:]")
_REFERRING = frozenset(["he", "she", "they", "it", "who", "which"])


def check(comparison: Comparison) -> Iterator[Finding]:
    """`stance_changed`, by words of stance: "admitted" where the source has "denied", "backed" for "opposed"."""
    claim = comparison.claim.text
    ours = list(stances(claim))
    if not ours:
        return
    hits = comparison.reading.index.search(sorted(comparison.stems), _PASSAGES)
    for stance in ours:
        theirs = [(hit, one) for hit in hits for one in _on_the_same(comparison, stance, hit)]
        if not theirs or any(_same_side(comparison, stance, hit) for hit, _ in theirs):
            continue
        hit, other = theirs[0]
        text = hit.document.text
        words, their_words = claim[stance.start : stance.end], text[other.start : other.end]
        yield comparison.find(
            FindingKind.STANCE_CHANGED,
            f"The text has “{words}”; in the source it is “{_with_negation(text, other)}”."
            if words.lower() == their_words.lower()
            else f"The text has “{words}”; in the source it is “{their_words}”.",
            comparison.place(stance.start, stance.end),
            hit.document,
            Span(start=other.start, end=other.end),
        )
        return


def _same_side(comparison: Comparison, ours: Stance, hit: Hit) -> bool:
    """Whether a passage has a stance of the same side on anything that is part of the claim's."""
    text, span = hit.document.text, hit.sentence.span
    wanted = _object(comparison.claim.text, ours.end, len(comparison.claim.text))
    weigh = comparison.reading.index.total
    return any(
        one.side == ours.side
        and weigh(wanted & _object(text, one.end, _end_of_clause(text, one.end, span.end)))
        >= _PART_OF_OBJECT * weigh(wanted)
        for one in stances(text, span.start, span.end)
    )


def _end_of_clause(text: str, start: int, end: int) -> int:
    boundary = _BOUNDARY.search(text, start, end)
    return boundary.start() if boundary else end


def _with_negation(text: str, stance: Stance) -> str:
    return " ".join(text[max(0, stance.start - 12) : stance.end].split()[-4:])


def _on_the_same(comparison: Comparison, ours: Stance, hit: Hit) -> Iterator[Stance]:
    """The stances of a passage that the same one takes on the same thing as `ours`."""
    claim, text, span = comparison.claim.text, hit.document.text, hit.sentence.span
    wanted = _object(claim, ours.end, len(claim))
    if len(wanted) < 2:
        return
    weigh = comparison.reading.index.total
    total = weigh(wanted)
    for stance in stances(text, span.start, span.end):
        held = wanted & set(content_stems(text[stance.end : span.end]))
        if weigh(held) < _SAME_OBJECT * total or len(held) < 2:
            continue
        if _same_subject(claim, ours, text, Span(start=span.start, end=stance.start)):
            yield stance


def _object(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of what a stance is taken on: the words behind it."""
    return frozenset(content_stems(text[start:end])[:_WORDS_OF_OBJECT])


def _same_subject(claim: str, ours: Stance, text: str, before: Span) -> bool:
    """Whether a name before the claim's stance stands before the passage's too, or a pronoun may be it there."""
    subject = names(claim, 0, ours.start)
    if not subject:
        return False
    theirs = names(text, before.start, before.end)
    if theirs:
        return any(_shared(one, other) for one in subject[-2:] for other in theirs)
    opening = [fold(token.text) for token in tokens(text, before.start, before.end)][:6]
    return any(word in _REFERRING for word in opening) and any(_mentioned(one, text[: before.start]) for one in subject)


def _shared(one: Name, other: Name) -> bool:
    return any(same_word(a, b) for a in one.words[-1:] for b in other.words)


def _mentioned(name: Name, text: str) -> bool:
    return name.words[-1] in text.lower()
