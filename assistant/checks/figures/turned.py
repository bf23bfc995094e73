"""Times that both sides give, and of which the claim says "until" where the sources say "from"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checks.comparison import Comparison
from assistant.checks.figures.attached import same_doing
from assistant.checks.figures.mentions import around
from assistant.grounding.index import Hit
from assistant.language.dates import Preposition, preposition
from assistant.language.mention import Mention
from assistant.language.negation import negations
from assistant.language.predicates import predicate
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.35
"""The share of the claim that a passage must hold for its times to contradict those of the claim."""
_CLOSELY_SAME = 0.6
_SHARED_BEFORE = 2
"""Words before both times that must be the same where the sentences share less than `_CLOSELY_SAME`."""


def turned_round(comparison: Comparison, claimed: Mention, found: Sequence[tuple[Hit, Mention]]) -> Finding | None:
    """`date_changed` for the text's "until Friday" where the source has "from Friday", both of the same doing.

    `found` are the times of the passages that say the same as `claimed`.
    """
    text = comparison.claim.text
    ours = preposition(text, claimed.start)
    near = [(hit, time) for hit, time in found if comparison.likeness(hit) >= _SAME_MATTER]
    if ours is None or not near or negations(text):
        return None
    theirs = [(hit, time, preposition(hit.document.text, time.start)) for hit, time in near]
    turned = [(hit, time, word) for hit, time, word in theirs if word and word.until is not ours.until]
    if len(turned) < len(theirs):
        return None
    hit, time, word = turned[0]
    span = hit.sentence.span
    if negations(hit.document.text, span.start, span.end) or not _is_same(comparison, claimed, hit, time):
        return None
    return _finding(comparison, (ours, claimed), hit, Span(start=word.start, end=time.end))


def _is_same(comparison: Comparison, claimed: Mention, hit: Hit, time: Mention) -> bool:
    """Whether the same is done until the one time and from the other."""
    text, span = comparison.claim.text, hit.sentence.span
    ours, theirs = predicate(text, 0, len(text), claimed), predicate(hit.document.text, span.start, span.end, time)
    closely = comparison.likeness(hit) >= _CLOSELY_SAME
    if same_doing(ours, theirs) or (closely and not ours.stems and not theirs.stems):
        return True
    stems = set(around(text, claimed, [claimed]).before) & set(around(hit.document.text, time, [time]).before)
    return len(stems) >= (1 if closely else _SHARED_BEFORE)


def _finding(comparison: Comparison, ours: tuple[Preposition, Mention], hit: Hit, span: Span) -> Finding:
    words = Span(start=ours[0].start, end=ours[1].end)
    return comparison.differing(FindingKind.DATE_CHANGED, words, hit.document, span)
