"""FRANK (Pagnoni et al., NAACL 2021): a directory with `benchmark_data.json` and `human_annotations.json`."""

from __future__ import annotations

from pathlib import Path

from pydantic import ConfigDict, Field

from assistant.errors import DatasetError
from assistant.evaluation.cases.benchmarks.published import Published, found_in, rows_of
from assistant.evaluation.cases.rows import Case

_ERRORS = ("RelE", "EntE", "CircE", "OutE", "GramE", "CorefE", "LinkE", "OtherE")
"""Its types of error; a field of that name is under 1 where some sentence has one."""


class _Summary(Published):
    hash: str
    model_name: str
    article: str
    summary: str
    split: str


class _Judged(Published):
    model_config = ConfigDict(frozen=True, extra="allow")

    hash: str
    model_name: str
    factuality: float = Field(alias="Factuality", ge=0, le=1)


def read(path: Path) -> tuple[Case, ...]:
    """Its summaries; label 1 where every sentence was judged factual."""
    judged = {(one.hash, one.model_name): one for one in rows_of(found_in(path, "human_annotations.json"), _Judged)}
    summaries = rows_of(found_in(path, "benchmark_data.json"), _Summary)
    return tuple(_case(one, judged, path) for one in summaries if one.summary.strip() and one.article.strip())


def _case(summary: _Summary, judged: dict[tuple[str, str], _Judged], path: Path) -> Case:
    found = judged.get((summary.hash, summary.model_name))
    if found is None:
        raise DatasetError(f"{path}: human_annotations.json lacks {summary.hash} {summary.model_name}: get both anew")
    extra = found.model_extra or {}
    return Case(
        id=f"{summary.hash}-{summary.model_name}",
        dataset=f"frank {summary.split}",
        document_id=summary.hash,
        document=summary.article,
        claim=summary.summary,
        label=1 if found.factuality == 1 else 0,
        error_types=tuple(name for name in _ERRORS if isinstance(extra.get(name), int | float) and extra[name] < 1),
    )
