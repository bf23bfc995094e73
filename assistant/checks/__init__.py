"""The rules: each check reads a claim and its evidence and says what it finds. None of them decides a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checks.articles import corrections, headlines
from assistant.checks.comparison import Comparison, SourceReading
from assistant.checks.figures import comparatives, dates, digits, intervals, numbers, quantifiers, times
from assistant.checks.meaning import modality, negation, relations
from assistant.checks.names import names
from assistant.checks.speech import quotes, speakers, stances
from assistant.schema import Finding, Level

__all__ = ["CHECKS", "Comparison", "SourceReading", "findings"]

CHECKS = (
    numbers.check,
    dates.check,
    times.check,
    intervals.check,
    names.check,
    negation.check,
    modality.check,
    quantifiers.check,
    comparatives.check,
    relations.check,
    quotes.check,
    speakers.check,
    stances.check,
    headlines.check,
    corrections.check,
)
"""Every check but `digits`, which speaks where these are silent, in the order in which their findings are shown."""


def findings(comparison: Comparison, *, english: bool) -> tuple[Finding, ...]:
    """What all checks find about one claim.

    Where not all is English, only its quotations and its digits are held against the sources. What rests on words that
    the source itself takes back is left out.
    """
    checks = CHECKS if english else (quotes.check,)
    found = [finding for check in checks for finding in check(comparison) if not _is_taken_back(finding, comparison)]
    return (*found, *(finding for finding in digits.check(comparison) if not _is_told(finding, found)))


def _is_taken_back(finding: Finding, comparison: Comparison) -> bool:
    if finding.source is None or finding.source_span is None:
        return False
    return corrections.takes_back(comparison.reading.source(finding.source), finding.source_span)


def _is_told(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether another check has found a fault in the same place and can say better what it is."""
    faults = (other for other in others if other.level is Level.FAULT)
    return any(other.span and finding.span and other.span.overlaps(finding.span) for other in faults)
