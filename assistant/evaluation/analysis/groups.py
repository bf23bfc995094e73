"""Parts of a run: by where its cases come from, and by the kind of fault that they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from assistant.evaluation.analysis.estimates import Estimate, Measure, estimate, mean
from assistant.evaluation.analysis.measures import METRICS
from assistant.evaluation.metrics.bootstrap import Interval
from assistant.evaluation.metrics.proportion import proportion_interval
from assistant.evaluation.runs.results import Result

OF_EACH = ("balanced_accuracy", "auroc")
"""The metrics that are given for each part."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(_Frozen):
    """The results of one dataset, or of all of them together."""

    name: str
    rows: int
    documents: int
    unscored: int
    balanced_accuracy: Measure
    auroc: Measure


class Mean(_Frozen):
    """The unweighted mean over the datasets whose scored rows are of both classes."""

    datasets: int
    with_both_classes: int
    balanced_accuracy: Measure
    auroc: Measure


class ErrorTypeRow(_Frozen):
    """The cases with one type of error, as whoever labelled them calls it."""

    name: str
    rows: int
    unscored: int
    found: int
    """Those of the scored ones that were called faulty."""
    recall: float | None
    interval: Interval | None
    """Wilson's: a case is a trial."""


def by_dataset(results: Sequence[Result], resamples: int, seed: int) -> tuple[tuple[Row, ...], Mean]:
    """A row for each dataset in alphabetical order, and their mean.

    Intervals are bootstrapped over documents; that of the mean resamples within each dataset.
    """
    parts: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        parts[result.dataset].append(result)
    estimates = {name: _estimates(parts[name], resamples, f"{seed} {name}") for name in sorted(parts)}
    means = {metric: mean([estimates[name][metric] for name in estimates]) for metric in OF_EACH}
    auroc = [one["auroc"].measure.value for one in estimates.values()]
    return tuple(_row(name, parts[name], estimates[name]) for name in estimates), Mean(
        datasets=len(parts),
        with_both_classes=sum(value is not None for value in auroc),
        balanced_accuracy=means["balanced_accuracy"].measure,
        auroc=means["auroc"].measure,
    )


def by_error_type(results: Iterable[Result]) -> tuple[ErrorTypeRow, ...]:
    """A row for each type of error among the cases labelled 0, the most frequent first."""
    parts: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        for kind in result.error_types if result.label == 0 else ():
            parts[kind].append(result)
    rows = [_error_type(name, members) for name, members in parts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.rows, row.name)))


def whole(results: Sequence[Result], estimates: dict[str, Estimate]) -> Row:
    """All results as one row."""
    return _row("all", results, estimates)


def _estimates(results: Sequence[Result], resamples: int, seed: str) -> dict[str, Estimate]:
    wanted = [metric for metric in METRICS if metric.name in OF_EACH]
    return {metric.name: estimate(metric.asked(results), resamples=resamples, seed=seed) for metric in wanted}


def _row(name: str, results: Sequence[Result], estimates: dict[str, Estimate]) -> Row:
    return Row(
        name=name,
        rows=len(results),
        documents=len({result.document_id for result in results}),
        unscored=sum(result.score is None for result in results),
        balanced_accuracy=estimates["balanced_accuracy"].measure,
        auroc=estimates["auroc"].measure,
    )


def _error_type(name: str, results: Sequence[Result]) -> ErrorTypeRow:
    decided = [result for result in results if result.predicted is not None]
    found = sum(result.predicted == 0 for result in decided)
    return ErrorTypeRow(
        name=name,
        rows=len(results),
        unscored=len(results) - len(decided),
        found=found,
        recall=found / len(decided) if decided else None,
        interval=proportion_interval(found, len(decided)),
    )
