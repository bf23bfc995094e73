"""FaithBench (Bao et al., NAACL 2025): `batch_N.json`, each with `samples` of `source`, `summary` and `annotations`."""

from __future__ import annotations

from pathlib import Path

from assistant.evaluation.cases.benchmarks.published import Published, files_in, rows_of
from assistant.evaluation.cases.rows import Case, document_hash

_BENIGN = "Benign"


class _Annotation(Published):
    label: list[str]


class _Sample(Published):
    sample_id: int
    source: str
    summary: str
    annotations: tuple[_Annotation, ...] = ()


def read(path: Path) -> tuple[Case, ...]:
    """The samples of a batch, or of all that a directory holds.

    Label 0 where anybody marked anything but benign spans: "worst" pooling, as the authors make labels of two classes.
    """
    return tuple(
        Case(
            id=f"{file.stem}-{sample.sample_id}",
            dataset="faithbench",
            document_id=document_hash(sample.source),
            document=sample.source,
            claim=sample.summary,
            label=0 if _faults(sample) else 1,
            error_types=_faults(sample),
        )
        for file in files_in(path, "batch_*.json")
        for sample in rows_of(file, _Sample, under="samples")
    )


def _faults(sample: _Sample) -> tuple[str, ...]:
    labels = (label for annotation in sample.annotations for label in annotation.label if label != _BENIGN)
    return tuple(dict.fromkeys(labels))
