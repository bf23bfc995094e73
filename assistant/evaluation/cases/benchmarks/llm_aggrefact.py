"""LLM-AggreFact (Tang et al., EMNLP 2024): rows of `dataset`, `doc`, `claim` and `label`, as CSV or JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from assistant.errors import DatasetError
from assistant.evaluation.cases.benchmarks.published import Published, lines_of, table_of
from assistant.evaluation.cases.rows import Case, document_hash


class _Row(Published):
    dataset: str
    doc: str
    claim: str
    label: Literal[0, 1, "0", "1"]


def read(path: Path) -> tuple[Case, ...]:
    """Its rows, numbered; label 1 is supported."""
    if path.suffix == ".parquet":
        raise DatasetError(
            f"{path}: parquet is not read: save it as CSV, as pandas.read_parquet(path).to_csv(...) does"
        )
    rows = table_of(path, _Row) if path.suffix == ".csv" else lines_of(path, _Row)
    return tuple(
        Case(
            id=str(number),
            dataset=row.dataset,
            document_id=document_hash(row.doc),
            document=row.doc,
            claim=row.claim,
            label=1 if int(row.label) else 0,
        )
        for number, row in enumerate(rows, 1)
    )
