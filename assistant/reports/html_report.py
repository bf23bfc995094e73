"""The report as one page of HTML that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, StrictUndefined

from assistant.reports import wording
from assistant.reports.characters import visible
from assistant.reports.outline import Item, Outline, Passage
from assistant.schema import SourceRecord, Span


@dataclass(frozen=True)
class _Segment:
    """Characters of a source between two borders of passages."""

    text: str
    marked: bool
    anchors: tuple[str, ...]
    """The passages that begin here."""
    back: tuple[Item, ...]
    """The items whose passages end here."""


@dataclass(frozen=True)
class _Source:
    name: str
    segments: tuple[_Segment, ...]


def as_html(content: Outline, sources: Sequence[SourceRecord]) -> str:
    """The report as a page, with each source's text and the passages in it marked and linked both ways."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    positions = {source.id: position for position, source in enumerate(sources, 1)}

    def anchor(passage: Passage) -> str:
        return f"source-{positions[passage.source]}-{passage.span.start}-{passage.span.end}"

    cited = [(item, passage) for section in content.sections for item, passage in _cited(section.items)]
    marked = [
        _Source(
            wording.name(source),
            tuple(_segments(source.text, [(i, p.span, anchor(p)) for i, p in cited if p.source == source.id])),
        )
        for source in sources
    ]
    template = files("assistant.reports").joinpath("report.html.jinja").read_text(encoding="utf-8")
    page = environment.from_string(template).render(
        content=content, sources=marked, anchor=anchor, mark=wording.mark, level_marks=wording.LEVEL_MARKS
    )
    return visible(page)


def _cited(items: Sequence[Item]) -> Iterator[tuple[Item, Passage]]:
    for item in items:
        yield from ((item, passage) for passage in item.passages)
        yield from _cited(item.items)


def _segments(text: str, cited: Sequence[tuple[Item, Span, str]]) -> Iterator[_Segment]:
    """`text` cut wherever a passage begins or ends, so that passages may overlap."""
    borders = sorted({0, len(text), *(b for _, span, _ in cited for b in (span.start, min(span.end, len(text))))})
    for start, end in pairwise(borders):
        yield _Segment(
            text=text[start:end],
            marked=any(span.start < end and start < span.end for _, span, _ in cited),
            anchors=tuple(dict.fromkeys(anchor for _, span, anchor in cited if span.start == start)),
            back=tuple(dict.fromkeys(item for item, span, _ in cited if min(span.end, len(text)) == end)),
        )
