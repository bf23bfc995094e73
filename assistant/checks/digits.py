"""Digits: what no other rule reads as a number, a date or a time ("A83", "No. 7") must stand in the source as it is."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.language.dates import dates
from assistant.language.digits import figures
from assistant.language.numbers import quantities
from assistant.language.times import dated
from assistant.schema import Finding, FindingKind


def check(comparison: Comparison) -> Iterator[Finding]:
    """`number_changed`, for digits that the sources lack in a word that they have with others ("A83", "A88")."""
    claim, known = comparison.claim.text, comparison.reading.digits
    unknown = [one for one in figures(claim) if one.letters in known and one.digits not in known[one.letters]]
    if not unknown:
        return
    outside = dated(claim)
    read = [(one.start, one.end) for one in (*outside, *dates(claim), *quantities(claim, outside=outside))]
    for figure in unknown:
        if any(start < figure.end and figure.start < end for start, end in read):
            continue
        message = f"The text says “{claim[figure.start : figure.end]}”; the source has no such figure."
        yield comparison.find(FindingKind.NUMBER_CHANGED, message, comparison.place(figure.start, figure.end))
