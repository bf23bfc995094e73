"""Texts in which people have marked who said what: the rows that an extraction of attributions is held against.

A file is JSON Lines, plain or gzipped (".gz"). A row has `text` and `attributions`, and may have `id`. An attribution
has `content`, and may have `source` (the speaker) and `cue`, each with a `start` and an `end` in the text, in code
points, or null; a content that is interrupted lists its pieces in `spans`. `kind` is `direct`, `indirect` or `mixed`.
This is the form of PARC 3.0 (Pareti, LREC 2016) and of PolNeAR (Newell et al., LREC 2018) once their offsets are in
one row a text. Other fields are ignored, blank lines skipped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.errors import DatasetError
from assistant.evaluation.cases.invalid import first_fault
from assistant.evaluation.cases.rows import numbered_lines
from assistant.schema import Mode, Span


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class _MarkedSpan(_Row):
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class _MarkedContent(_MarkedSpan):
    spans: tuple[_MarkedSpan, ...] = ()


class _Marked(_Row):
    source: _MarkedSpan | None = None
    cue: _MarkedSpan | None = None
    content: _MarkedContent
    kind: Mode


class _MarkedText(_Row):
    id: Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value)] | None = None
    text: str = Field(min_length=1)
    attributions: tuple[_Marked, ...]


class GoldAttribution(BaseModel):
    """One attribution as a person marked it, with its pieces of content in the order of the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    speaker: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode


class AnnotatedText(BaseModel):
    """A text with all its attributions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]


def load(path: Path) -> tuple[AnnotatedText, ...]:
    """The texts of a file, in its order; the `id` of a text is its line number where none is given.

    Raises DatasetError, with the line, where a row is not what it must be.
    """
    texts = tuple(_text(line, str(number), f"{path}:{number}:") for number, line in numbered_lines(path))
    if not texts:
        raise DatasetError(f"{path}: there are no texts in this file: give one JSON object a line")
    return texts


def _text(line: bytes, number: str, where: str) -> AnnotatedText:
    try:
        row = _MarkedText.model_validate_json(line)
    except ValidationError as error:
        raise DatasetError(f"{where} {first_fault(error)}: correct this row") from None
    return AnnotatedText(
        id=row.id or number,
        text=row.text,
        attributions=tuple(
            GoldAttribution(
                speaker=_span(marked.source, row.text, f"attributions.{at}.source", where) if marked.source else None,
                cue=_span(marked.cue, row.text, f"attributions.{at}.cue", where) if marked.cue else None,
                content=_pieces(marked.content, row.text, f"attributions.{at}.content", where),
                mode=marked.kind,
            )
            for at, marked in enumerate(row.attributions)
        ),
    )


def _pieces(content: _MarkedContent, text: str, field: str, where: str) -> tuple[Span, ...]:
    pieces = [_span(piece, text, field, where) for piece in content.spans or (content,)]
    return tuple(sorted(pieces, key=lambda piece: (piece.start, piece.end)))


def _span(marked: _MarkedSpan, text: str, field: str, where: str) -> Span:
    if not marked.start < marked.end <= len(text):
        raise DatasetError(
            f"{where} `{field}` runs from {marked.start} to {marked.end}, which is no stretch of a text of {len(text)} "
            "characters: correct this row"
        )
    return Span(start=marked.start, end=marked.end)
