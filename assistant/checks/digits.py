"""Digits: where nothing else reads them, or all around them is the source's own, they must stand in it as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.dates import dates
from assistant.language.digits import Figure, figures
from assistant.language.numbers import Quantity, agree, quantities
from assistant.language.times import dated
from assistant.schema import Document, Finding, FindingKind, Span


def check(comparison: Comparison) -> Iterator[Finding]:
    """`number_changed`, for digits that the sources do not have: "A83" for "A88", "4th" for "5th" in the same words."""
    claim, known = comparison.claim.text, comparison.reading.digits
    unknown = [one for one in figures(claim) if one.letters in known and one.digits not in known[one.letters]]
    if not unknown:
        return
    outside = dated(claim)
    claimed = quantities(claim, outside=outside)
    read = [(one.start, one.end) for one in (*outside, *dates(claim), *claimed)]
    for figure in unknown:
        rival = _in_the_same_words(comparison, figure, claimed)
        if rival is None and any(start < figure.end and figure.start < end for start, end in read):
            continue
        words, place = claim[figure.start : figure.end], comparison.place(figure.start, figure.end)
        if rival is None:
            message = f"The text says “{words}”; the source has no such figure."
            yield comparison.find(FindingKind.NUMBER_CHANGED, message, place)
        else:
            source, span = rival
            message = f"The text says “{words}”; the source says “{span.of(source.text)}”."
            yield comparison.find(FindingKind.NUMBER_CHANGED, message, place, source, span)


def _in_the_same_words(comparison: Comparison, figure: Figure, claimed: list[Quantity]) -> tuple[Document, Span] | None:
    """The figure that stands in its place in a passage which is, but for figures, the claim word for word."""
    ours = _masked(comparison.claim.text)
    number_here = [one.start for one in figures(comparison.claim.text)].index(figure.start)
    for hit in comparison.passages:
        theirs = _masked(hit.text)
        if ours in theirs:
            number = number_here + theirs[: theirs.find(ours)].count("#")
        elif theirs and theirs in ours:  # the text's sentence goes on where the source's ends
            number = number_here - ours[: ours.find(theirs)].count("#")
        else:
            continue
        found = list(figures(hit.text))
        if not 0 <= number < len(found) or found[number].digits == figure.digits:
            continue
        span = Span(
            start=hit.sentence.span.start + found[number].start, end=hit.sentence.span.start + found[number].end
        )
        if not _says_the_same(comparison, hit, figure, claimed, span):
            return hit.document, span
    return None


def _says_the_same(comparison: Comparison, hit: Hit, figure: Figure, claimed: list[Quantity], span: Span) -> bool:
    """Whether the two are one quantity in two forms: "2.6 million" and "2,600,000"."""
    ours = [one for one in claimed if one.start < figure.end and figure.start < one.end]
    within = comparison.reading.figures.within(hit.document, hit.sentence.span.start, hit.sentence.span.end)
    theirs = [one for one in within if one.start < span.end and span.start < one.end]
    return any(agree(one, other) for one in ours for other in theirs)


def _masked(text: str) -> str:
    """The words of a text in lower case, each run of digits as one "#"."""
    masked = "".join(
        text[end : one.start] + " # "
        for end, one in zip([0, *(one.end for one in figures(text))], figures(text), strict=False)
    )
    last = max((one.end for one in figures(text)), default=0)
    return " ".join(re.findall(r"[^\W\d_]+|#", (masked + text[last:]).lower()))
