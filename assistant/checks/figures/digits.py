"""Digits: where nothing else reads them, or all around them is the source's own, they must stand in it as they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from assistant.checks.comparison import Comparison
from assistant.language.dates import dates
from assistant.language.digits import Figure, MaskedText, figures
from assistant.language.numbers import Quantity, agree, quantities
from assistant.language.times import dated
from assistant.schema import Document, Finding, FindingKind, Span

_FEWEST_WORDS = 5
"""Words around a figure, itself among them, that are no coincidence."""
_REACH = 12
_MIDDLE = 3
"""Which of seven words a time is where the words on both sides must be the source's: it may be given in two ways."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`number_changed`, for digits that the sources do not have: "A83" for "A88", "4th" for "5th" in the same words."""
    claim, known = comparison.claim.text, comparison.reading.digits
    unknown = [one for one in figures(claim) if one.letters in known and one.digits not in known[one.letters]]
    if not unknown:
        return
    outside = dated(claim)
    claimed = quantities(claim, outside=outside)
    days = dates(claim)
    read = [(one.start, one.end) for one in (*outside, *days, *claimed)]
    for figure in unknown:
        if any(date.start <= figure.start and figure.end <= date.end and date.day and date.year for date in days):
            continue  # "1.9.1939", which the dates are compared by
        is_time = any(time.start < figure.end and figure.start < time.end for time in outside)
        rival = _in_the_same_words(comparison, figure, claimed, is_time=is_time)
        if rival is None and any(start < figure.end and figure.start < end for start, end in read):
            continue
        if rival is None:
            words, place = claim[figure.start : figure.end], comparison.place(figure.start, figure.end)
            message = f"The text says “{words}”; the source has no such figure."
            yield comparison.find(FindingKind.NUMBER_CHANGED, message, place)
        else:
            yield comparison.differing(FindingKind.NUMBER_CHANGED, figure, *rival)


def _in_the_same_words(
    comparison: Comparison, figure: Figure, claimed: list[Quantity], *, is_time: bool
) -> tuple[Document, Span] | None:
    """The figure that the sources have in its place, where the words around it, or before it, are the source's own."""
    ours = MaskedText(comparison.claim.text)
    windows = list(ours.around(figure))
    if is_time:
        windows = [min(windows, key=lambda one: abs(one[1] - _MIDDLE))]
    else:
        windows += [ours.before(figure), ours.behind(figure)]
    telling = [(window, at) for window, at in windows if window.count(" ") >= _FEWEST_WORDS - 1]
    for (window, at), (source, theirs) in product(telling, comparison.reading.masked):
        for found in theirs.figures_at(window, at):
            span = Span(start=found.start, end=found.end)
            if found.digits != figure.digits and not _says_the_same(comparison, source, figure, claimed, span):
                return source, span
    return None


def _says_the_same(
    comparison: Comparison, source: Document, figure: Figure, claimed: list[Quantity], span: Span
) -> bool:
    """Whether the two are one quantity in two forms: "2.6 million" and "2,600,000"."""
    ours = [one for one in claimed if one.start < figure.end and figure.start < one.end]
    within = comparison.reading.figures.within(source, max(0, span.start - _REACH), span.end)
    theirs = [one for one in within if one.start < span.end and span.start < one.end]
    return any(agree(one, other) for one in ours for other in theirs)
