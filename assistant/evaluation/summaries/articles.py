"""Articles to be summarized, with the points that a good summary makes.

A file is JSON Lines. `document` is required; `id`, `dataset` and `key_points` (each a text, or an object with `text`)
are optional; other fields are ignored.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.errors import DatasetError
from assistant.evaluation.cases.invalid import first_fault
from assistant.evaluation.cases.rows import numbered_lines

_NOT_BLANK = r"\S"


def _text_of(point: object) -> object:
    return point["text"] if isinstance(point, dict) and "text" in point else point


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str | None = None
    dataset: str | None = None
    document: str = Field(pattern=_NOT_BLANK)
    key_points: tuple[Annotated[str, BeforeValidator(_text_of), Field(pattern=_NOT_BLANK)], ...] = ()


class Article(BaseModel):
    """A text to be summarized."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    dataset: str
    document: str
    key_points: tuple[str, ...] = ()


def load_articles(path: Path) -> tuple[Article, ...]:
    """The articles of a file, in its order. Raises DatasetError, with the line, where a row is not what it must be."""
    articles: dict[str, Article] = {}
    for number, line in numbered_lines(path):
        try:
            row = _Row.model_validate_json(line)
        except ValidationError as error:
            raise DatasetError(f"{path}:{number}: {first_fault(error)}: correct it") from None
        name = row.id or str(number)
        if name in articles:
            raise DatasetError(f"{path}:{number}: the id {name!r} stands there twice: give each article its own")
        articles[name] = Article(
            id=name, dataset=row.dataset or path.stem, document=row.document, key_points=row.key_points
        )
    if not articles:
        raise DatasetError(f"{path}: there are no articles in this file: give one JSON object a line")
    return tuple(articles.values())
