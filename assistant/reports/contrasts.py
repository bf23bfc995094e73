"""What a finding is about, side by side: the text's wording and the source's, the words that differ marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.reports.characters import one_line
from assistant.reports.differences import Stretch, difference
from assistant.schema import CheckedClaim, Finding, Report, Span

_AROUND = 90
"""Characters shown on each side of the words that a finding points at."""
_WORD_BY_WORD = 40
"""From so many characters on what a finding points at is compared word by word, and not marked as a whole."""


class Contrast(NamedTuple):
    """Both wordings of one finding, in stretches."""

    label: str
    text: tuple[Stretch, ...]
    source: tuple[Stretch, ...]


def contrast(report: Report, claim: CheckedClaim, finding: Finding, label: str) -> Contrast | None:
    """The wordings that a finding about a claim sets against each other; None where it points at one side alone."""
    source = next((one.text for one in report.sources if one.id == finding.source), None)
    if source is None or finding.source_span is None:
        return None
    ours = finding.span or claim.span
    if not ours.of(report.text).strip() or not finding.source_span.of(source).strip():
        return None
    own, other = _marks(ours.of(report.text), finding.source_span.of(source), exact=finding.span is not None)
    return Contrast(
        label,
        _in_context(report.text, ours, own, claim.span),
        _in_context(source, finding.source_span, other, _line(source, finding.source_span)),
    )


def _marks(text: str, source: str, *, exact: bool) -> tuple[Sequence[Stretch], Sequence[Stretch]]:
    """Both wordings in stretches: short ones marked as wholes, of longer ones the words that differ."""
    text, source = one_line(text), one_line(source)
    if exact and min(len(text), len(source)) < _WORD_BY_WORD:
        return [Stretch(text, differs=True)], [Stretch(source, differs=True)]
    found = difference(text, source)
    if not exact:  # what the text says is the whole claim: all that a rule points at in the source is what it lacks
        return [Stretch(text, differs=False)], [Stretch(source, differs=True)]
    return found.before, found.after


def _in_context(whole: str, span: Span, marked: Sequence[Stretch], within: Span) -> tuple[Stretch, ...]:
    """The stretches between the words that stand before and after them, cut at a word with an ellipsis."""
    start = max(min(within.start, span.start), span.start - _AROUND)
    end = min(max(within.end, span.end), span.end + _AROUND)
    before, after = whole[start : span.start], whole[span.end : end]
    if start > within.start:
        before = "… " + before.partition(" ")[2]
    if end < within.end:
        after = after.rpartition(" ")[0] + " …"
    context = (Stretch(_spaced(before), differs=False), *marked, Stretch(_spaced(after), differs=False))
    return tuple(stretch for stretch in context if stretch.words)


def _spaced(words: str) -> str:
    """`words` on one line, a space kept at either end."""
    line = one_line(words)
    return f"{' ' if words[:1].isspace() else ''}{line}{' ' if line and words[-1:].isspace() else ''}"


def _line(text: str, span: Span) -> Span:
    """The line, or the lines, that a span stands in."""
    end = text.find("\n", span.end)
    return Span(start=text.rfind("\n", 0, span.start) + 1, end=len(text) if end < 0 else end)
