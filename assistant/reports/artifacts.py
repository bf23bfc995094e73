"""The texts of a report as SARIF points at them: which file each is, and the lines and columns of its passages."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from pathlib import Path
from urllib.parse import quote

from assistant.schema import Origin, Span

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_LINE_END = re.compile("\n")
"""A carriage return before it belongs to its own line; alone it ends none, as in the standard's own default."""
_KEPT_IN_ADDRESSES = "/?#@!$&'()*+,;=:%"
ROOT = "%SRCROOT%"
"""What stands for the working directory, which is said nowhere: a report is to be read on other machines too."""

Json = dict[str, object]


class Artifact:
    """The text under check or a source, with its place among the artifacts of a run."""

    def __init__(self, index: int, text: str, origin: Origin | None, description: str) -> None:
        self._index = index
        self._text = text
        self._place = None if origin is None else _location(origin.location)
        self._verbatim = origin is None or origin.verbatim
        self._description = description
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    @property
    def address(self) -> str | None:
        """The URI of the file, None of a text that lies in none."""
        return None if self._place is None else str(self._place["uri"])

    def described(self) -> Json:
        """The artifact itself; one that lies in no file brings its text along."""
        if self._place is None:
            return {"description": {"text": self._description}, "contents": {"text": self._text}}
        taken = "" if self._verbatim else " Its text was taken out of it, so that no line of it can be named."
        return {"location": self._place, "description": {"text": self._description + taken}}

    def passage(self, span: Span | None, inside: Span | None = None) -> Json:
        """A physical location: the passage at `span`, or the whole, where there is none or the file has other lines.

        `inside` is what it stands in, such as its sentence.
        """
        place = {"index": self._index, **(self._place or {})}
        if span is None or not self._verbatim:
            return {"artifactLocation": place}
        context = {"contextRegion": self._region(inside)} if inside and _contains(inside, span) else {}
        return {"artifactLocation": place, "region": self._region(span), **context}

    def words(self, span: Span) -> str:
        return span.of(self._text)

    def _region(self, span: Span) -> Json:
        start_line, start_column = self._line_and_column(span.start)
        end_line, end_column = self._line_and_column(span.end)
        return {
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
            "snippet": {"text": span.of(self._text)},
        }

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        """Both from 1, the column in code points: a tab is one, and so is a character beyond the first plane."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _contains(whole: Span, part: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end and whole != part


def below_here(location: str) -> Path | None:
    """The file at `location`, relative to the working directory; None where it lies elsewhere, or is an address."""
    path = _absolute(location)
    if is_address(location) or not path.is_relative_to(Path.cwd()):
        return None
    return path.relative_to(Path.cwd())


def is_address(location: str) -> bool:
    return _ADDRESS.match(location) is not None


def _location(location: str) -> Json:
    """The URI of an address or a file; of a file below the working directory, one relative to that."""
    if is_address(location):
        return {"uri": quote(location, safe=_KEPT_IN_ADDRESSES)}
    if path := below_here(location):
        return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": ROOT}
    return {"uri": _absolute(location).as_uri()}


def _absolute(location: str) -> Path:
    return Path(os.path.abspath(location))  # noqa: PTH100 - resolve() would follow a link to another name
