"""A text cut into the stretches that a page marks: claims in the text under check, evidence in a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.reports.wording import GRAVEST_FIRST
from assistant.schema import Span, Verdict

_BLOCK = 2_000
"""Characters of a text that are laid out together: what is out of sight waits, so that a long source opens at once."""


class Mark(NamedTuple):
    """Words of a text that an item of the page is about."""

    span: Span
    item: str
    """The anchor of the item."""
    label: str
    """What the item is called where it is pointed at."""
    verdict: Verdict | None = None
    decides: bool = False
    """Whether these are the very words that a finding points at."""
    anchor: str = ""
    """What a link to these words leads to; empty where there is none."""


class Segment(NamedTuple):
    """Characters between two borders of marks."""

    text: str
    items: tuple[str, ...]
    """The anchors of the items that are about them, each once."""
    verdict: Verdict | None
    """The gravest of those items."""
    decides: bool
    anchors: tuple[str, ...]
    """What leads to the words that begin here."""
    ending: tuple[Mark, ...]
    """The marks that end here, one for each item."""


Block = tuple[Segment, ...]


def blocks(text: str, marks: Iterable[Mark]) -> tuple[Block, ...]:
    """`text` in blocks of whole lines, each cut wherever a mark begins or ends; joined they are `text`."""
    inside = [_within(mark, len(text)) for mark in marks]
    inside = [mark for mark in inside if mark.span.start < mark.span.end]
    starts = list(_starts(text))
    segments = _segments(text, inside, starts)
    borders = [*starts[1:], len(text)]
    found: list[list[Segment]] = [[]]
    at = 0
    for segment in segments:
        found[-1].append(segment)
        at += len(segment.text)
        if at == borders[len(found) - 1] and at < len(text):
            found.append([])
    return tuple(tuple(block) for block in found if block)


def _starts(text: str) -> Iterator[int]:
    """Where blocks begin: at the first line after enough characters."""
    start = 0
    while start < len(text):
        yield start
        end = text.find("\n", start + _BLOCK)
        start = len(text) if end < 0 else end + 1


def _segments(text: str, marks: Sequence[Mark], starts: Sequence[int]) -> Iterator[Segment]:
    begins, ends = defaultdict[int, list[Mark]](list), defaultdict[int, list[Mark]](list)
    for mark in marks:
        begins[mark.span.start].append(mark)
        ends[mark.span.end].append(mark)
    open_marks: dict[Mark, None] = {}
    for start, end in pairwise(sorted({*starts, *begins, *ends, len(text)})):
        for mark in ends[start]:
            open_marks.pop(mark, None)
        open_marks |= dict.fromkeys(begins[start])
        verdicts = {mark.verdict for mark in open_marks}
        yield Segment(
            text=text[start:end],
            items=tuple(dict.fromkeys(mark.item for mark in open_marks)),
            verdict=next((verdict for verdict in GRAVEST_FIRST if verdict in verdicts), None),
            decides=any(mark.decides for mark in open_marks),
            anchors=tuple(dict.fromkeys(mark.anchor for mark in begins[start] if mark.anchor)),
            ending=tuple({mark.item: mark for mark in ends[end] if mark.label}.values()),
        )


def _within(mark: Mark, length: int) -> Mark:
    span = Span(start=min(mark.span.start, length), end=min(mark.span.end, length))
    return mark._replace(span=span)
