"""LLM-AggreFact (Tang et al., EMNLP 2024): rows of `dataset`, `doc`, `claim` and `label`.

It is published as parquet, in a folder `data` with a file or more for each split ("test-00000-of-00001.parquet"); CSV
and JSON Lines are read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from assistant.evaluation.cases.benchmarks.published import Published, lines_of, parquet_of, table_of
from assistant.evaluation.cases.rows import Case, document_hash


class _Row(Published):
    dataset: str
    doc: str
    claim: str
    label: Literal[0, 1, "0", "1"]


def read(path: Path) -> tuple[Case, ...]:
    """The rows of a file, numbered, or of all parquet files of a folder, where the split names the dataset too.

    Label 1 is supported.
    """
    if not path.is_dir():
        return tuple(_case(row, str(number), row.dataset) for number, row in enumerate(_rows(path), 1))
    parts = [part for folder in (path, path / "data") for part in sorted(folder.glob("*.parquet"))]
    return tuple(
        _case(row, f"{part.stem}-{number}", f"{row.dataset} {part.stem.partition('-')[0]}")
        for part in parts
        for number, row in enumerate(_rows(part), 1)
    )


def _rows(path: Path) -> Iterator[_Row]:
    ending = path.suffix.lower()
    reader = parquet_of if ending == ".parquet" else table_of if ending == ".csv" else lines_of
    return reader(path, _Row)


def _case(row: _Row, identifier: str, dataset: str) -> Case:
    return Case(
        id=identifier,
        dataset=dataset,
        document_id=document_hash(row.doc),
        document=row.doc,
        claim=row.claim,
        label=1 if int(row.label) else 0,
    )
