"""The words of a claim and of a source that differ, by the places that findings name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.reports.characters import one_line
from assistant.reports.differences import Difference, Stretch, difference
from assistant.schema import CheckedClaim, Finding, Level, Report, Span

_LONGEST = 60
"""Characters beyond which words that have nothing in common are not marked: a mark on a whole sentence says nothing."""

_PUNCTUATION = " ,.;:!?…()[]“”‘’\"'"


class Mark(NamedTuple):
    """What a finding says of the words: where they differ in the text and in its source, and what they are."""

    ours: tuple[Span, ...] = ()
    theirs: tuple[Span, ...] = ()
    our_words: str = ""
    their_words: str = ""


def mark_of(finding: Finding, report: Report) -> Mark:
    """The words in which the text and the source differ by this finding; none for a remark."""
    if finding.level is not Level.FAULT or finding.span is None:
        return Mark()
    ours = finding.span.of(report.text)
    sources = {source.id: source.text for source in report.sources}
    theirs = (
        finding.source_span.of(sources[finding.source]) if finding.source in sources and finding.source_span else ""
    )
    compared = difference(ours, theirs or None)
    before, after = _differing(compared.before), _differing(compared.after)
    if not _says_something(compared):
        return Mark()
    return Mark(
        ours=_moved(before, finding.span),
        theirs=_moved(after, finding.source_span) if finding.source_span else (),
        our_words=_words(before, ours),
        their_words=_words(after, theirs),
    )


def in_claim(claim: CheckedClaim, report: Report) -> tuple[Stretch, ...]:
    """The claim's words, those that differ from the source apart; nothing where none is known to."""
    marks = [mark_of(finding, report) for finding in claim.findings]
    words, own = one_line(claim.text), claim.span.of(report.text)
    if one_line(own) == words:
        spans = [_back(span, claim.span.start) for mark in marks for span in mark.ours if span.overlaps(claim.span)]
        return _stretches(words, _shown_spans(words, own, Span(start=0, end=len(own)), spans))
    found = [_only(one_line(span.of(report.text)), words) for mark in marks for span in mark.ours]
    return _stretches(words, [span for span in found if span])


def in_passage(
    shown: str, raw: Span, kept: Span, source: str, findings: Sequence[Finding], report: Report
) -> tuple[Stretch, ...]:
    """`shown`, which is the part `kept` of the passage `raw` of the source, with what the text has otherwise apart."""
    text = next(one.text for one in report.sources if one.id == source)
    spans = [
        _back(span, raw.start)
        for finding in findings
        if finding.source == source
        for span in mark_of(finding, report).theirs
        if span.overlaps(raw)
    ]
    return _stretches(shown, _shown_spans(shown, raw.of(text), kept, spans))


def _says_something(compared: Difference) -> bool:
    """Whether the two have words in common, or are so short that each stands for itself."""
    if any(not stretch.differs and _has_words(stretch.words) for stretch in compared.before):
        return True
    return all(sum(len(stretch.words) for stretch in side) <= _LONGEST for side in compared)


def _has_words(words: str) -> bool:
    return any(character.isalnum() for character in words)


def _differing(stretches: Iterable[Stretch]) -> list[Span]:
    """The places of the words that differ, without the marks of punctuation around them."""
    spans, at = [], 0
    for stretch in stretches:
        words = stretch.words
        if stretch.differs and _has_words(words):
            start = len(words) - len(words.lstrip(_PUNCTUATION))
            spans.append(Span(start=at + start, end=at + len(words.rstrip(_PUNCTUATION))))
        at += len(words)
    return spans


def _moved(spans: Iterable[Span], by: Span) -> tuple[Span, ...]:
    return tuple(Span(start=span.start + by.start, end=span.end + by.start) for span in spans)


def _words(spans: Iterable[Span], text: str) -> str:
    return " … ".join(one_line(span.of(text)) for span in spans)


def _back(span: Span, by: int) -> Span:
    return Span(start=max(span.start - by, 0), end=max(span.end - by, 0))


def _only(wanted: str, words: str) -> Span | None:
    """Where `wanted` stands in `words` as words of its own, if it stands there once."""
    found = list(re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", words)) if wanted else []
    return Span(start=found[0].start(), end=found[0].end()) if len(found) == 1 else None


def _shown_spans(shown: str, raw: str, kept: Span, spans: Iterable[Span]) -> list[Span]:
    """The places in `shown` of `spans` of `raw`, of which it shows the part `kept`.

    The two differ in white space and in what was put before: so characters are counted that are no space.
    """
    places = [at for at, character in enumerate(shown) if not character.isspace()]
    bare, before = _bare(kept.of(raw)), _bare(shown).find(_bare(kept.of(raw)))
    found = []
    for span in spans:
        inside = Span(start=max(span.start, kept.start), end=max(span.start, kept.start, min(span.end, kept.end)))
        first = before + len(_bare(raw[kept.start : inside.start]))
        last = first + len(_bare(inside.of(raw))) - 1
        if before >= 0 and first <= last < before + len(bare):
            found.append(Span(start=places[first], end=places[last] + 1))
    return found


def _bare(words: str) -> str:
    return "".join(words.split())


def _stretches(words: str, spans: Iterable[Span]) -> tuple[Stretch, ...]:
    """`words` cut at `spans`, which are marked; nothing where there are none."""
    found: list[Stretch] = []
    at = 0
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if span.start < at:
            continue
        if span.start > at:
            found.append(Stretch(words[at : span.start], differs=False))
        found.append(Stretch(span.of(words), differs=True))
        at = span.end
    if not found:
        return ()
    return (*found, Stretch(words[at:], differs=False)) if at < len(words) else tuple(found)
