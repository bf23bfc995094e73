"""Files as others publish them: JSON, tables, parquet; and rows that must hold certain fields."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import DatasetError, MissingExtraError
from assistant.evaluation.cases.invalid import first_fault
from assistant.evaluation.cases.rows import numbered_lines, regular

Row = Mapping[str, Any]

_LARGEST_CELL = 10_000_000
_ROWS_AT_ONCE = 1000


class Published(BaseModel):
    """A row of somebody else's: the fields that are read, whatever others there are."""

    model_config = ConfigDict(frozen=True, extra="ignore")


Model = TypeVar("Model", bound=Published)


def lines_of(path: Path, model: type[Model]) -> Iterator[Model]:
    """The rows of a file of JSON Lines. Raises DatasetError with the line."""
    for number, line in numbered_lines(path):
        yield _model(line, model, f"{path}:{number}:")


def rows_of(path: Path, model: type[Model], *, under: str | None = None) -> Iterator[Model]:
    """The rows of a file that is one list of JSON, or an object that holds the list `under` a name."""
    try:
        data = json.loads(regular(path).read_bytes())
    except OSError as error:
        raise DatasetError(f"{path}: the file cannot be read ({error.strerror}): give another path") from None
    except (ValueError, RecursionError):
        raise DatasetError(f"{path}: this file is not JSON: get it anew from its authors") from None
    rows = data.get(under) if under is not None and isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise DatasetError(f"{path}: there is no list of rows in this file: get it anew from its authors")
    for number, row in enumerate(rows, 1):
        yield _model(json.dumps(row).encode(), model, f"{path}: row {number}:")


def table_of(path: Path, model: type[Model]) -> Iterator[Model]:
    """The rows of a table of comma-separated values with a line of names."""
    csv.field_size_limit(_LARGEST_CELL)
    try:
        with regular(path).open(encoding="utf-8-sig", newline="") as file:
            for row in (reader := csv.DictReader(file)):
                yield _model(json.dumps(row).encode(), model, f"{path}:{reader.line_num}:")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"{path}: this table cannot be read ({error}): give another path") from None


def parquet_of(path: Path, model: type[Model]) -> Iterator[Model]:
    """The rows of a parquet file. Raises MissingExtraError where the extra "parquet" is not installed."""
    try:
        # An optional extra, and a large one.
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError(
            f'{path} is parquet, and reading it needs an extra: pip install "faithful-assistant[parquet]"'
        ) from None
    try:
        with pyarrow.parquet.ParquetFile(regular(path)) as file:
            batches = file.iter_batches(_ROWS_AT_ONCE, columns=list(model.model_fields))
            for number, row in enumerate(chain.from_iterable(batch.to_pylist() for batch in batches), 1):
                yield _model(row, model, f"{path}: row {number}:")
    except (OSError, ValueError, pyarrow.ArrowException):
        raise DatasetError(f"{path}: this is no parquet file, or a damaged one: get it anew from its authors") from None


def found_in(path: Path, *names: str) -> Path:
    """The first of the files with these names in a directory, or below its folder `data` or `dataset`."""
    for folder in (path, path / "data", path / "dataset"):
        for name in names:
            if (folder / name).is_file():
                return folder / name
    raise DatasetError(f"{path}: there is no {' or '.join(names)} in there: give the directory that holds it")


def files_in(path: Path, pattern: str) -> list[Path]:
    """The file itself, or the files of a directory that fit, in order of their names."""
    return sorted(path.glob(pattern)) if path.is_dir() else [path]


def _model(row: bytes | Row, model: type[Model], where: str) -> Model:
    try:
        return model.model_validate_json(row) if isinstance(row, bytes) else model.model_validate(row)
    except ValidationError as error:
        raise DatasetError(f"{where} {first_fault(error)}: is this the right file?") from None
