"""WiCE (Kamoi et al., EMNLP 2023): JSON Lines of `claim`, `evidence` (sentences), `label`, `supporting_sentences`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from assistant.evaluation.cases.benchmarks.published import Published, lines_of
from assistant.evaluation.cases.rows import Case, document_hash


class _Row(Published):
    label: Literal["supported", "partially_supported", "not_supported"]
    claim: str
    evidence: list[str]
    supporting_sentences: tuple[tuple[int, ...], ...] = ()
    meta: dict[str, Any]


def read(path: Path) -> tuple[Case, ...]:
    """Its claims or subclaims; label 1 is supported, the others are 0. Evidence is the first set that people gave."""
    return tuple(_case(number, row, path.stem) for number, row in enumerate(lines_of(path, _Row), 1))


def _case(number: int, row: _Row, name: str) -> Case:
    sentences = [sentence for sentence in row.evidence if sentence.strip()]
    document = "\n".join(sentences)
    gold = [row.evidence[at] for at in (row.supporting_sentences or ((),))[0] if at < len(row.evidence)]
    return Case(
        id=f"{row.meta.get('id', number)}-{number}",
        dataset=f"wice {name}",
        document_id=document_hash(document),
        document=document,
        claim=row.claim,
        label=1 if row.label == "supported" else 0,
        error_types=() if row.label == "supported" else (row.label,),
        evidence=tuple(sentence for sentence in gold if sentence.strip()),
    )
