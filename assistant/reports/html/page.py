"""What stands where on the page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from assistant.reports import wording
from assistant.reports.characters import visible
from assistant.reports.contrasts import Contrast, contrast
from assistant.reports.html.marks import Block, Mark, blocks
from assistant.reports.html.mending import Kept, Mended, parts
from assistant.reports.items import Item, Outline, Passage
from assistant.reports.marking import mark_of
from assistant.reports.order import amiss, in_short
from assistant.schema import (
    Attribution,
    CheckedAttribution,
    ExtractionReport,
    Report,
    SourceRecord,
    Span,
    Verdict,
)

_ACROSS = 1000
"""Units of the map, from the beginning of a source to its end."""
_NARROWEST = 3
_HELD_AGAINST = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)


@dataclass(frozen=True)
class _Tick:
    """A place on the map of a source."""

    item: str
    start: int
    size: int
    verdict: Verdict | None
    left_out: bool


@dataclass(frozen=True)
class _Source:
    name: str
    anchor: str
    blocks: tuple[Block, ...]
    ticks: tuple[_Tick, ...]


@dataclass(frozen=True)
class _Page:
    """What the outline does not hold: texts with their marks, and what belongs to an item by its anchor."""

    text: tuple[Block, ...]
    sources: tuple[_Source, ...]
    contrasts: dict[str, tuple[Contrast, ...]]
    attributions: dict[str, Attribution | CheckedAttribution]
    kinds: dict[str, tuple[str, ...]]
    """The kinds of what was found in a claim."""
    at_fault: frozenset[str]
    """The items that somebody has to look at."""
    in_source: dict[str, str]
    """Where in a source an item stands that has no passage of its own, such as what was left out."""
    mending: tuple[Kept | Mended, ...]
    counts: dict[Verdict, int]


def as_html(report: Report | ExtractionReport, content: Outline) -> str:
    """The page. Its one script and its one style sheet are allowed by their hashes, and nothing else is.

    Without scripts the marks are links, and the sources stand one below the other; what is missing then are the filter,
    the keys, and to take a repair change by change.
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    template, style, script = (
        files("assistant.reports.html").joinpath(name).read_text(encoding="utf-8")
        for name in ("page.html.jinja", "page.css", "page.js")
    )
    page = environment.from_string(template).render(
        content=content,
        page=_checked(report, content) if isinstance(report, Report) else _extracted(report),
        checked=isinstance(report, Report),
        text_title=_text_title(report),
        wrong=[(item, in_short(item)) for item in amiss(content)] if isinstance(report, Report) else [],
        anchor=lambda passage: _anchor(_positions(report)[passage.source], passage.span),
        mark=wording.mark,
        speaker=wording.speaker,
        level_marks=wording.LEVEL_MARKS,
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
    )
    return visible(page)


def _checked(report: Report, content: Outline) -> _Page:
    claims = list(enumerate(report.claims, 1))
    contrasts = {
        f"claim-{number}": tuple(
            found
            for finding in claim.findings
            if (found := contrast(report, claim, finding, wording.kind_words(finding))) is not None
        )
        for number, claim in claims
    }
    attributions = {f"attribution-{number}": one for number, one in enumerate(report.attributions, 1)}
    # A claim that nobody decided is to be looked at; of an attribution parts often stay open, and are no fault.
    at_fault = [f"claim-{number}" for number, claim in claims if claim.verdict is not Verdict.SUPPORTED]
    at_fault += [anchor for anchor, one in attributions.items() if _wrong(one)]
    positions = _positions(report)
    return _Page(
        text=blocks(report.text, _in_text(report)),
        sources=tuple(_source(report, source, positions[source.id], content) for source in report.sources),
        contrasts={anchor: found for anchor, found in contrasts.items() if found},
        attributions=dict(attributions),
        kinds={f"claim-{number}": tuple(dict.fromkeys(one.kind for one in claim.findings)) for number, claim in claims},
        at_fault=frozenset(at_fault),
        in_source={
            f"omission-{number}": _anchor(positions[one.source], one.span)
            for number, one in enumerate(report.omissions, 1)
            if one.source in positions
        },
        mending=parts(report.repair) if report.repair and report.repair.changes else (),
        counts={verdict: sum(claim.verdict is verdict for claim in report.claims) for verdict in Verdict},
    )


def _extracted(report: ExtractionReport) -> _Page:
    marks = [
        Mark(claim.span, f"claim-{number}", str(number), anchor=f"in-text-{number}")
        for number, claim in enumerate(report.claims, 1)
    ]
    attributions = {f"attribution-{number}": one for number, one in enumerate(report.attributions, 1)}
    return _Page(blocks(report.text, marks), (), {}, dict(attributions), {}, frozenset(), {}, (), {})


def _in_text(report: Report) -> Iterator[Mark]:
    """The claims in the text under check, and the words in them that something is found about."""
    for number, claim in enumerate(report.claims, 1):
        item = f"claim-{number}"
        label = f"{wording.mark(claim.verdict)}{number}"
        yield Mark(claim.span, item, label, claim.verdict, anchor=f"in-text-{number}")
        spans = [span for finding in claim.findings for span in mark_of(finding, report).ours]
        yield from (Mark(span, item, "", decides=True) for span in spans)


def _source(report: Report, source: SourceRecord, position: int, content: Outline) -> _Source:
    verdicts = {f"claim-{number}": claim.verdict for number, claim in enumerate(report.claims, 1)}
    marks = [
        Mark(
            passage.span,
            item.anchor,
            item.number or "↑",
            verdicts.get(item.anchor, item.verdict),
            anchor=_anchor(position, passage.span),
        )
        for section in content.sections
        for item, passage in _cited(section.items)
        if passage.source == source.id
    ]
    left_out = [
        Mark(one.span, f"omission-{number}", "↑", anchor=_anchor(position, one.span))
        for number, one in enumerate(report.omissions, 1)
        if one.source == source.id
    ]
    decisive = [
        Mark(span, f"claim-{number}", "", decides=True)
        for number, claim in enumerate(report.claims, 1)
        for finding in claim.findings
        if finding.source == source.id and finding.waived is None
        for span in mark_of(finding, report).theirs or ([finding.source_span] if finding.source_span else [])
    ]
    return _Source(
        name=wording.name(source),
        anchor=f"source-{position}",
        blocks=blocks(source.text, [*marks, *left_out, *decisive]),
        ticks=tuple(_ticks(source, [mark for mark in marks if mark.item in verdicts], left_out)),
    )


def _ticks(source: SourceRecord, marks: Sequence[Mark], left_out: Sequence[Mark]) -> Iterator[_Tick]:
    scale = _ACROSS / max(len(source.text), 1)
    for mark in dict.fromkeys((*left_out, *marks)):
        size = max(_NARROWEST, round((mark.span.end - mark.span.start) * scale))
        start = min(round(mark.span.start * scale), _ACROSS - size)
        yield _Tick(mark.item, start, size, mark.verdict, mark in left_out)


def _cited(items: Sequence[Item]) -> Iterator[tuple[Item, Passage]]:
    for item in items:
        yield from ((item, passage) for passage in item.passages)
        yield from _cited(item.items)


def _wrong(attribution: CheckedAttribution) -> bool:
    return any(verdict in _HELD_AGAINST for _, verdict in attribution.verdicts)


def _positions(report: Report | ExtractionReport) -> dict[str, int]:
    sources = report.sources if isinstance(report, Report) else ()
    return {source.id: position for position, source in enumerate(sources, 1)}


def _anchor(position: int, span: Span) -> str:
    return f"source-{position}-{span.start}-{span.end}"


def _text_title(report: Report | ExtractionReport) -> str:
    if isinstance(report, Report) and report.summary is not None:
        return "The summary"
    return "The text under check" if isinstance(report, Report) else "The text"


def _hash(content: str) -> str:
    """What a content security policy knows the content by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
