"""What the results of a run show: a row for each dataset, one for all, and the mean over the datasets.

Unscored rows are counted and shown, and enter no metric: not to have decided is not to be wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean

from pydantic import BaseModel, ConfigDict

from assistant.errors import UsageError
from assistant.evaluation.metrics.auroc import auroc
from assistant.evaluation.metrics.balanced_accuracy import balanced_accuracy
from assistant.evaluation.metrics.bootstrap import RESAMPLES, Interval, interval, replicates
from assistant.evaluation.records import Result

Metric = Callable[[Sequence[Result]], float | None]


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
    samples = [_Sample(name, by_dataset[name], resamples, seed) for name in sorted(by_dataset)]
    return Table(
        datasets=tuple(sample.row() for sample in samples),
        overall=_Sample("all", in_order, resamples, seed).row(),
        mean=_mean(samples),
    )
