"""What the results of a run show, in numbers: the one thing that every report of a run is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from pydantic import BaseModel, ConfigDict

from assistant.errors import UsageError
from assistant.evaluation.analysis.estimates import Measure, estimate
from assistant.evaluation.analysis.groups import ErrorTypeRow, Mean, Row, by_dataset, by_error_type, whole
from assistant.evaluation.analysis.measures import METRICS, scored
from assistant.evaluation.analysis.pairs import KindRow, left_out, tabulate_pairs
from assistant.evaluation.metrics.bootstrap import RESAMPLES
from assistant.evaluation.metrics.calibration_error import Bin, reliability
from assistant.evaluation.metrics.risk_coverage import Kept, risk_coverage
from assistant.evaluation.runs.results import Result
from assistant.schema import Usage, Verdict


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Counts(_Frozen):
    """Labels by what was predicted."""

    faithful_found: int
    faithful_missed: int
    faithful_unscored: int
    faulty_found: int
    faulty_missed: int
    faulty_unscored: int


class Summary(_Frozen):
    """A run in numbers; `model_dump(mode="json")` is its JSON. Unscored rows are counted, and enter no metric."""

    cases: int
    """How many the run has; more than `overall.rows` where it was interrupted."""
    metrics: Mapping[str, Measure]
    """By name, in the order of `METRICS`; those that have no value here are left out."""
    datasets: tuple[Row, ...]
    overall: Row
    mean: Mean
    error_types: tuple[ErrorTypeRow, ...]
    pairs: tuple[KindRow, ...]
    pairs_left_out: tuple[str, ...]
    """The names of pairs that do not count as such; see `left_out`."""
    confusion: Counts
    reliability: tuple[Bin, ...]
    risk_coverage: tuple[Kept, ...]
    verdicts: Mapping[Verdict, int]
    """How many claims got which verdict."""
    failures: int
    """Cases that could not be judged, or whose judge failed in part."""
    usage: Usage
    seconds_per_case: float
    """The median."""


def summarize(
    results: Iterable[Result], *, cases: int | None = None, resamples: int = RESAMPLES, seed: int = 0
) -> Summary:
    """The summary of a run's results, of `cases` in all; it does not depend on their order.

    Intervals are bootstrapped over documents. Raises UsageError where there are no results.
    """
    in_order = sorted(results, key=lambda result: result.id)
    if not in_order:
        raise UsageError("this run has no results yet: run it again to resume it")
    estimates = {metric.name: estimate(metric.asked(in_order), resamples=resamples, seed=seed) for metric in METRICS}
    measures = {name: one.measure for name, one in estimates.items()}
    datasets, mean = by_dataset(in_order, resamples, seed)
    rows = scored(in_order)
    return Summary(
        cases=len(in_order) if cases is None else cases,
        metrics={name: measure for name, measure in measures.items() if measure.value is not None},
        datasets=datasets,
        overall=whole(in_order, estimates),
        mean=mean,
        error_types=by_error_type(in_order),
        pairs=tabulate_pairs(in_order),
        pairs_left_out=left_out(in_order),
        confusion=_confusion(in_order),
        reliability=reliability(rows.label, rows.score),
        risk_coverage=risk_coverage(rows.label, rows.predicted, rows.score),
        verdicts={verdict: sum(one.verdicts.get(verdict, 0) for one in in_order) for verdict in Verdict},
        failures=sum(one.error is not None for one in in_order),
        usage=sum((one.usage for one in in_order), Usage()),
        seconds_per_case=median(one.usage.seconds for one in in_order),
    )


def _confusion(results: Sequence[Result]) -> Counts:
    def count(label: int, predicted: int | None) -> int:
        return sum(one.label == label and one.predicted == predicted for one in results)

    return Counts(
        faithful_found=count(1, 1),
        faithful_missed=count(1, 0),
        faithful_unscored=count(1, None),
        faulty_found=count(0, 0),
        faulty_missed=count(0, 1),
        faulty_unscored=count(0, None),
    )
