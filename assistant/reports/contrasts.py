"""What a finding is about, side by side: the text's wording and the source's, the words that differ marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assistant.reports.characters import one_line
from assistant.reports.differences import Stretch
from assistant.reports.marking import mark_of
from assistant.schema import CheckedClaim, Finding, Report, Span

_AROUND = 90
"""Characters shown on each side of the words that a finding points at."""


class Contrast(NamedTuple):
    """Both wordings of one finding, in stretches."""

    label: str
    text: tuple[Stretch, ...]
    source: tuple[Stretch, ...]


def contrast(report: Report, claim: CheckedClaim, finding: Finding, label: str) -> Contrast | None:
    """The wordings that a finding about a claim sets against each other; None where it points at one side alone."""
    source = next((one.text for one in report.sources if one.id == finding.source), None)
    theirs = finding.source_span
    if source is None or theirs is None or not theirs.of(source).strip():
        return None
    ours = finding.span or claim.span
    if not ours.of(report.text).strip():
        return None
    mark = mark_of(finding, report)
    # Where the two cannot be compared word by word, what the finding points at is marked as a whole.
    own, other = (mark.ours, mark.theirs) if mark.ours or mark.theirs else ((), (theirs,))
    line = _line(source, theirs)
    return Contrast(
        label,
        tuple(_in_context(report.text, ours, own, claim.span)),
        tuple(_in_context(source, theirs, other, line)),
    )


def _in_context(whole: str, span: Span, marked: Iterable[Span], within: Span) -> Iterator[Stretch]:
    """The words at `span` and those around them, cut at a word with an ellipsis; `marked` are the spans that differ."""
    start = max(min(within.start, span.start), span.start - _AROUND)
    end = min(max(within.end, span.end), span.end + _AROUND)
    start += 0 if start <= within.start else len(whole[start : span.start].partition(" ")[0])
    end -= 0 if end >= within.end else len(whole[span.end : end].rpartition(" ")[2])
    if start > within.start:
        yield Stretch("… ", differs=False)
    at = start
    for one in sorted(marked, key=lambda one: one.start):
        yield from _stretch(whole[at : one.start], differs=False)
        yield from _stretch(one.of(whole), differs=True)
        at = one.end
    yield from _stretch(whole[at:end], differs=False)
    if end < within.end:
        yield Stretch(" …", differs=False)


def _stretch(words: str, *, differs: bool) -> Iterator[Stretch]:
    """`words` on one line, a space kept at either end; nothing where there are none."""
    line = one_line(words)
    if line or words:
        spaced = f"{' ' if words[:1].isspace() else ''}{line}{' ' if line and words[-1:].isspace() else ''}"
        yield Stretch(spaced, differs=differs)


def _line(text: str, span: Span) -> Span:
    """The line, or the lines, that a span stands in."""
    end = text.find("\n", span.end)
    return Span(start=text.rfind("\n", 0, span.start) + 1, end=len(text) if end < 0 else end)
