"""What stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.schema import Span

_CURLY = re.compile(r"“((?:[^“”\r\n]|\r?\n(?!\s*\r?\n|\s*“))*)(”)?")
_STRAIGHT = re.compile(r'(?<![\w])"([^"\r\n]+)"')
_SINGLE_CURLY = re.compile(r"(?<![\w’])‘((?:[^‘’\r\n]|(?<=\w)’(?=\w)|(?<=s)’(?=\s\w))+)’(?!\w)")
_SINGLE_STRAIGHT = re.compile(r"(?<![\w'])'(?=\w)((?:[^'\r\n]|(?<=\w)'(?=\w))+)'(?!\w)")
_DOUBLED = re.compile(r"(?:''|``)(?=\S)((?:[^'\r\n]|'(?!'))+)''")
"""Two single marks for a double one, as older newspaper archives and typesetting have them."""
_GUILLEMETS = re.compile(r"[«„]([^«»„“”\r\n]+)[»“”]")
_SINGLE_WORDS = 3
"""Single marks are apostrophes too: fewer words than this between them are no quotation."""


class Quotation(NamedTuple):
    """The words between two quotation marks. `span` is without the marks, `outer` with them."""

    span: Span
    outer: Span
    closed: bool
    """False where the paragraph ends before the mark: the quotation goes on in the next paragraph."""


@lru_cache(maxsize=16)
def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of `text` in order: curly, straight, doubled, single (of some words) and angle marks.

    None overlaps another.
    """
    found = [_curly(match) for match in _CURLY.finditer(text)]
    taken = bytearray(len(text) + 1)
    _take(taken, found)
    for pattern in (_STRAIGHT, _DOUBLED, _GUILLEMETS, _SINGLE_CURLY, _SINGLE_STRAIGHT):
        single = pattern in (_SINGLE_CURLY, _SINGLE_STRAIGHT)
        new = [
            Quotation(Span(start=match.start(1), end=match.end(1)), Span(start=match.start(), end=match.end()), True)
            for match in pattern.finditer(text)
            if not any(taken[match.start() : match.end()]) and not (single and len(match[1].split()) < _SINGLE_WORDS)
        ]
        _take(taken, new)
        found += new
    spoken = [quotation for quotation in found if any(map(str.isalnum, quotation.span.of(text)))]
    return tuple(sorted(spoken, key=lambda quotation: quotation.span.start))


def touching(found: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Those of the quotations of a text, as `quotations` gives them, that share a character with `span`."""
    first = bisect_right(found, span.start, key=lambda quotation: quotation.outer.end)
    return found[first : bisect_left(found, span.end, key=lambda quotation: quotation.outer.start)]


def _curly(match: re.Match[str]) -> Quotation:
    closed = match[2] is not None
    inner = match[1] if closed else re.split(r"[\r\n]", match[1])[0].rstrip()
    end = match.start(1) + len(inner)
    return Quotation(
        Span(start=match.start(1), end=end), Span(start=match.start(), end=match.end() if closed else end), closed
    )


def _take(taken: bytearray, quotations: list[Quotation]) -> None:
    for quotation in quotations:
        for index in range(quotation.outer.start, quotation.outer.end):
            taken[index] = 1


def words_in(text: str, quotation: Quotation) -> int:
    """How many words stand between the marks."""
    return len(quotation.span.of(text).split())
