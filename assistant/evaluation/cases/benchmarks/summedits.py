"""SummEdits (Laban et al., EMNLP 2023): `summedits_DOMAIN.json`, a list of `doc`, `summary`, `label`, `edit_types`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from assistant.evaluation.cases.benchmarks.published import Published, files_in, rows_of
from assistant.evaluation.cases.rows import Case, document_hash


class _Row(Published):
    doc: str
    summary: str
    label: Literal[0, 1]
    edit_types: list[str] | None = None


def read(path: Path) -> tuple[Case, ...]:
    """The rows of one domain, or of all that a directory holds; label 1 is consistent."""
    return tuple(
        Case(
            id=f"{file.stem}-{number}",
            dataset=file.stem,
            document_id=document_hash(row.doc),
            document=row.doc,
            claim=row.summary,
            label=row.label,
            error_types=tuple(row.edit_types or ()) if row.label == 0 else (),
        )
        for file in files_in(path, "summedits_*.json")
        for number, row in enumerate(rows_of(file, _Row), 1)
    )
