"""RAGTruth (Niu et al., ACL 2024): a directory with `response.jsonl` and `source_info.jsonl`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.errors import DatasetError
from assistant.evaluation.cases.benchmarks.published import Published, found_in, lines_of
from assistant.evaluation.cases.rows import Case


class _Label(Published):
    label_type: str


class _Response(Published):
    id: str
    source_id: str
    split: str
    quality: str
    labels: list[_Label]
    response: str


class _Source(Published):
    source_id: str
    task_type: str
    source_info: str | dict[str, Any]


def read(path: Path) -> tuple[Case, ...]:
    """The responses of good quality; label 1 where no one marked a span. The task and the split name the dataset.

    A span that is true and not in the source ("implicit_true") counts as marked: the source does not support it.
    """
    sources = {source.source_id: source for source in lines_of(found_in(path, "source_info.jsonl"), _Source)}
    responses = lines_of(found_in(path, "response.jsonl"), _Response)
    return tuple(_case(one, sources, path) for one in responses if one.quality == "good" and one.response.strip())


def _case(response: _Response, sources: dict[str, _Source], path: Path) -> Case:
    if response.source_id not in sources:
        raise DatasetError(f"{path}: source_info.jsonl has no {response.source_id}: get both files of one version")
    source = sources[response.source_id]
    return Case(
        id=response.id,
        dataset=f"ragtruth {source.task_type.lower()} {response.split}",
        document_id=response.source_id,
        document=_document(source.source_info),
        claim=response.response,
        label=0 if response.labels else 1,
        error_types=tuple(dict.fromkeys(label.label_type for label in response.labels)),
    )


def _document(info: str | dict[str, Any]) -> str:
    if isinstance(info, str):
        return info
    passages = info.get("passages")
    return passages if isinstance(passages, str) else json.dumps(info, ensure_ascii=False, indent=1)
