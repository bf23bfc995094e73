"""The paragraphs of a text: lines, or several lines where the text is wrapped at a fixed width.

Marks of Markdown and of lists stay in the text and outside the paragraphs: a paragraph spans its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from assistant.source.sentences import ends_sentence

_RULE = re.compile(r"[-=*_~#|:+\s]+")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_HEADING_END = re.compile(r"\s+#+$")
_QUOTED = re.compile(r"(?:>\s*)+(?=\S)")
_BULLET = re.compile(r"[-*+•●▪◦‣·]\s+(?=\S)")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+(?=\S)")
_BOLD = re.compile(r"(\*{2,3}|__)(?=\S)(?P<words>[^*_]+(?:[*_](?![*_])[^*_]+)*)(?<=\S)\1")
_UNDERLINE = re.compile(r"={3,}|-{3,}")

_NARROWEST = 35
_WIDEST = 130
"""Characters a line of wrapped text has: below are lists and verse, above are paragraphs of one line."""
_CONTINUING = 0.4
"""The share of line breaks inside a block that must fall within a sentence for the text to count as wrapped."""
_FULL = 0.8
_FULL_BEFORE_A_STOP = 0.93
"""How much of the usual width a wrapped line fills, with the next word, if its paragraph goes on."""


class Mark(Enum):
    """What marks a paragraph as more than plain words."""

    NONE = "none"
    HEADING = "heading"
    BOLD = "bold"
    ITEM = "item"


class Block(NamedTuple):
    """A paragraph: the words from `start` up to `end`, without the marks around them."""

    start: int
    end: int
    mark: Mark = Mark.NONE


class _Line(NamedTuple):
    start: int
    end: int
    mark: Mark
    marked: bool
    """Whether something stands in front of the words, so that the line begins a paragraph."""
    opens: bool
    """Whether it is the first of the text, or follows a blank line or a rule."""

    @property
    def length(self) -> int:
        return self.end - self.start


def blocks_of(text: str) -> list[Block]:
    """The paragraphs of `text` in order; none holds only white space or only marks."""
    lines = list(_lines(text))
    width = _wrapped_width(text, lines)
    blocks: list[Block] = []
    for previous, line in zip([None, *lines], lines, strict=False):
        if previous is not None and width is not None and _continues(text, previous, line, width):
            blocks[-1] = blocks[-1]._replace(end=line.end)
        else:
            blocks.append(Block(line.start, line.end, line.mark))
    return blocks


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold words. A line that is underlined, as headings are in plain text, is marked as one."""
    waiting: _Line | None = None
    opens = True
    position = 0
    for raw in text.splitlines(keepends=True):
        start, position = position, position + len(raw)
        words = raw.strip()
        if not words or _RULE.fullmatch(words):
            if waiting is not None:
                underlined = not opens and waiting.opens and _UNDERLINE.fullmatch(words)
                yield waiting._replace(mark=Mark.HEADING, marked=True) if underlined else waiting
            waiting, opens = None, True
            continue
        if waiting is not None:
            yield waiting
        start += len(raw) - len(raw.lstrip())
        may_be_numbered = waiting is None or waiting.mark is Mark.ITEM or _closes(text, waiting)
        waiting = _line(text, start, start + len(words), opens=opens, may_be_numbered=may_be_numbered)
        opens = False
    if waiting is not None:
        yield waiting


def _line(text: str, start: int, end: int, *, opens: bool, may_be_numbered: bool) -> _Line:
    first, mark = start, Mark.NONE
    if quoted := _QUOTED.match(text, start, end):
        start = quoted.end()
    if heading := _HEADING.match(text, start, end):
        start, mark = heading.end(), Mark.HEADING
        if closing := _HEADING_END.search(text[start:end]):
            end = start + closing.start()
    elif item := _BULLET.match(text, start, end) or (_NUMBERED.match(text, start, end) if may_be_numbered else None):
        start, mark = item.end(), Mark.ITEM
    if bold := _BOLD.fullmatch(text, start, end):
        start, end = bold.span("words")
        mark = Mark.BOLD if mark is Mark.NONE else mark
    return _Line(start, end, mark, marked=start > first, opens=opens)


def _wrapped_width(text: str, lines: list[_Line]) -> float | None:
    """The usual length of a line that its paragraph runs past; None for a text of one line a paragraph."""
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if not following.opens and not following.marked and line.mark in (Mark.NONE, Mark.ITEM)
    ]
    running = [line.length for line, following in pairs if _runs_on(text, line, following)]
    if not pairs or len(running) < _CONTINUING * len(pairs):
        return None
    width = median(running)
    return width if _NARROWEST <= width <= _WIDEST else None


def _runs_on(text: str, line: _Line, following: _Line) -> bool:
    first = text[following.start]
    if first.isalpha() and first.lower() == first.upper():
        return not ends_sentence(text[line.start : line.end])
    return first.islower()


def _continues(text: str, line: _Line, following: _Line, width: float) -> bool:
    """Whether, in wrapped text, the paragraph of `line` goes on in the line after it."""
    if following.opens or following.marked or line.mark in (Mark.HEADING, Mark.BOLD) or following.mark is Mark.BOLD:
        return False
    if _runs_on(text, line, following):
        return True
    stops = ends_sentence(text[line.start : line.end])
    next_word = text[following.start : following.end].split(maxsplit=1)[0]
    full = _FULL_BEFORE_A_STOP if stops else _FULL
    if line.length + 1 + len(next_word) >= full * width:
        return True
    return not (line.opens or stops)


def _closes(text: str, line: _Line) -> bool:
    return text[line.end - 1] == ":" or ends_sentence(text[line.start : line.end])
