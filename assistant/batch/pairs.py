"""Texts to check with their sources, and the file that lists them.

A file is JSON Lines. A row gives its text as `text`, or as `text_file`; and what it is checked against as `source` or
`sources`, which are texts too, or as `source_files`. Files are named relative to the file of pairs. `id` is optional;
other fields are ignored, and blank lines are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from assistant.errors import ReadError, UsageError
from assistant.pipeline import Text
from assistant.schema.base import Frozen

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_Words = Annotated[str, StringConstraints(pattern=r"\S")]


class Pair(Frozen):
    """A text to check, and what it is checked against."""

    id: str
    text: Text
    sources: tuple[Text, ...] = Field(min_length=1)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: str | int | None = None
    text: _Words | None = None
    text_file: _Words | None = None
    source: _Words | None = None
    sources: list[_Words] = []
    source_files: list[_Words] = []


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs that a file lists, in its order; the `id` of a pair is its line number where none is given.

    The files that rows name are not read yet. Raises ReadError where the list cannot be read, and UsageError, with the
    line, where a row is not what it must be.
    """
    pairs: list[Pair] = []
    lines: dict[str, int] = {}
    for number, line in _lines(path):
        where = f"{path}:{number}:"
        pair = _pair(line, number, path.parent, where)
        if (earlier := lines.setdefault(pair.id, number)) != number:
            raise UsageError(f"{where} the id {pair.id!r} stands on line {earlier} too: give each pair its own")
        pairs.append(pair)
    if not pairs:
        raise UsageError(f"{path} lists no pairs: give one JSON object with text and source a line")
    return tuple(pairs)


def _pair(line: bytes, number: int, directory: Path, where: str) -> Pair:
    row = _row(line, where)
    texts = _given(row.text, directory, [row.text_file] if row.text_file else [])
    sources = _given(row.source, directory, row.source_files) + row.sources
    if len(texts) != 1:
        raise UsageError(f"{where} a pair has one text: give `text`, or the name of a file as `text_file`")
    if not sources:
        raise UsageError(f"{where} there is nothing to check against: give `source`, `sources` or `source_files`")
    return Pair(id=str(number if row.id is None else row.id), text=texts[0], sources=tuple(sources))


def _given(words: str | None, directory: Path, files: list[str]) -> list[Text]:
    return [*([words] if words is not None else []), *(directory / name for name in files)]


def _row(line: bytes, where: str) -> _Row:
    try:
        return _Row.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(map(str, first["loc"]))
    if first["type"] == "string_pattern_mismatch":
        raise UsageError(f"{where} `{field}` is empty: give it words, or take the line out")
    raise UsageError(f"{where} {f'`{field}`: ' if field else ''}{first['msg']}: correct this line")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers from 1."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                content = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
                if content.strip():
                    yield number, content
    except OSError as error:
        raise ReadError(f"{path} cannot be read ({error.strerror}): give a file that lists pairs") from None
