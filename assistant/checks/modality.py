"""Modality: does the claim make a fact, or a certainty, of what the source has as a possibility or a plan?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.language.modality import hedged, hedges
from assistant.language.tokens import stem, tokens
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.6
"""The share of the claim that a passage must hold for the two to speak of the same matter."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`modality_raised`: the source hedges a verb that the claim states flatly."""
    hit = comparison.closest
    claim = comparison.claim.text
    if hit is None or comparison.share(hit) < _SAME_MATTER or hedged(claim):
        return
    span, text = hit.sentence.span, hit.document.text
    verbs = {stem(token.text): token for token in tokens(claim)}
    theirs = Counter(stem(token.text) for token in tokens(text, span.start, span.end))
    for hedge in hedges(text, span.start, span.end):
        if hedge.verb not in verbs or theirs[hedge.verb] > 1:  # said twice, it may be said flatly too
            continue
        verb = verbs[hedge.verb]
        words = text[hedge.start : hedge.end]
        yield comparison.find(
            FindingKind.MODALITY_RAISED,
            f"The text states “{verb.text}” as certain; the source says “{words}”.",
            comparison.place(verb.start, verb.end),
            hit.document,
            Span(start=hedge.start, end=hedge.end),
        )
        return
