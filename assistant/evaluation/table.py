"""What the results of a run show: a row for each dataset, one for all, and the mean over the datasets.

Unscored rows are counted and shown, and enter no metric: not to have decided is not to be wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from assistant.errors import UsageError
from assistant.evaluation.metrics.auroc import auroc
from assistant.evaluation.metrics.balanced_accuracy import balanced_accuracy
from assistant.evaluation.metrics.bootstrap import RESAMPLES, Interval, interval, replicates
from assistant.evaluation.records import Result

_HEADINGS = ("Dataset", "Rows", "Documents", "Unscored", "Balanced accuracy [95%]", "AUROC [95%]")
_FIRST_COUNT, _LAST_COUNT = 1, 3

_Answer = TypeVar("_Answer")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Measure(_Frozen):
    """A metric with its 95% interval, each None where it has no value, as where all labels are of one class."""

    value: float | None
    interval: Interval | None


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


class Table(_Frozen):
    """A run in numbers; `model_dump(mode="json")` is its JSON."""

    datasets: tuple[Row, ...]
    overall: Row
    mean: Mean


def tabulate(results: Iterable[Result], *, resamples: int = RESAMPLES, seed: int = 0) -> Table:
    """The table of a run's results. Raises UsageError where there are none.

    The datasets stand in alphabetical order, so that an interrupted run, whose results come in another order, gives
    the same table. Intervals are bootstrapped over documents; that of the mean resamples within each dataset.
    """
    in_order = sorted(results, key=lambda result: result.id)
    if not in_order:
        raise UsageError("this run has no results yet: run it again to resume it")
    by_dataset: dict[str, list[Result]] = defaultdict(list)
    for result in in_order:
        by_dataset[result.dataset].append(result)
    parts = [_part(name, by_dataset[name], resamples, f"{seed} {name}") for name in sorted(by_dataset)]
    return Table(
        datasets=tuple(part.row for part in parts),
        overall=_part("all", in_order, resamples, str(seed)).row,
        mean=Mean(
            datasets=len(parts),
            with_both_classes=sum(part.auroc.value is not None for part in parts),
            balanced_accuracy=_mean([part.balanced_accuracy for part in parts]).measure,
            auroc=_mean([part.auroc for part in parts]).measure,
        ),
    )


def as_lines(table: Table) -> list[str]:
    """The table as plain text in aligned columns; "n/a" where there is no value."""
    mean = table.mean
    counted = f"{mean.with_both_classes} of " if mean.with_both_classes < mean.datasets else ""
    cells = [
        _HEADINGS,
        *(_cells(row) for row in (*table.datasets, table.overall)),
        (f"mean of {counted}{mean.datasets}", "", "", "", _shown(mean.balanced_accuracy), _shown(mean.auroc)),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [_aligned(line, widths) for line in cells]


@dataclass(frozen=True)
class _Estimate:
    """A metric, and what it was on each resample."""

    value: float | None
    replicates: Sequence[float | None]

    @property
    def measure(self) -> Measure:
        return Measure(value=self.value, interval=None if self.value is None else interval(self.replicates))


@dataclass(frozen=True)
class _Part:
    """Some of the results, with the estimates that the mean is made of."""

    name: str
    results: Sequence[Result]
    balanced_accuracy: _Estimate
    auroc: _Estimate

    @property
    def row(self) -> Row:
        return Row(
            name=self.name,
            rows=len(self.results),
            documents=len({result.document_id for result in self.results}),
            unscored=sum(result.score is None for result in self.results),
            balanced_accuracy=self.balanced_accuracy.measure,
            auroc=self.auroc.measure,
        )


def _part(name: str, results: Sequence[Result], resamples: int, seed: str) -> _Part:
    predicted: dict[str, list[tuple[int, int]]] = defaultdict(list)
    scored: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for result in results:
        if result.score is not None and result.predicted is not None:
            predicted[result.document_id].append((result.label, result.predicted))
            scored[result.document_id].append((result.label, result.score))
    return _Part(
        name=name,
        results=results,
        balanced_accuracy=_estimate(list(predicted.values()), balanced_accuracy, resamples, seed),
        auroc=_estimate(list(scored.values()), auroc, resamples, seed),
    )


def _estimate(
    documents: Sequence[Sequence[_Answer]],
    metric: Callable[[Iterable[_Answer]], float | None],
    resamples: int,
    seed: str,
) -> _Estimate:
    value = metric(chain.from_iterable(documents))
    return _Estimate(value, replicates(documents, metric, resamples=resamples, seed=seed))


def _mean(estimates: Sequence[_Estimate]) -> _Estimate:
    """The mean of those that have a value; a resample counts where each of them has one."""
    counted = [estimate for estimate in estimates if estimate.value is not None]
    values = [estimate.value for estimate in counted if estimate.value is not None]
    if not values:
        return _Estimate(None, ())
    resampled = zip(*(estimate.replicates for estimate in counted), strict=True)
    return _Estimate(fmean(values), [_complete_mean(replicate) for replicate in resampled])


def _complete_mean(values: Sequence[float | None]) -> float | None:
    present = [value for value in values if value is not None]
    return fmean(present) if len(present) == len(values) else None


def _cells(row: Row) -> tuple[str, ...]:
    counts = (str(row.rows), str(row.documents), str(row.unscored))
    return (row.name, *counts, _shown(row.balanced_accuracy), _shown(row.auroc))


def _shown(measure: Measure) -> str:
    if measure.value is None:
        return "n/a"
    bounds = measure.interval
    between = f" [{bounds.low:.3f}, {bounds.high:.3f}]" if bounds else " [n/a]"
    return f"{measure.value:.3f}{between}"


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Counts to the right, words and metrics to the left."""
    padded = [
        cell.rjust(width) if _FIRST_COUNT <= column <= _LAST_COUNT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(padded).rstrip()
