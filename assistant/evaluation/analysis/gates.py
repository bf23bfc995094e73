"""Gates: what a build asks of a run, judged by the bound of the interval and not by the value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.errors import UsageError
from assistant.evaluation.analysis.comparison import Comparison, Difference
from assistant.evaluation.analysis.estimates import Measure, shown
from assistant.evaluation.analysis.measures import metric_named
from assistant.reports.wording import count


class Gate(NamedTuple):
    """A metric and the value that it must not fall short of, or must not exceed where less of it is better."""

    metric: str
    value: float


def read_gates(given: Sequence[str]) -> tuple[Gate, ...]:
    """Gates from words such as "auroc=0.7". Raises UsageError."""
    gates = []
    for words in given:
        name, equals, value = words.partition("=")
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if not equals or not -1 <= number <= 1:
            raise UsageError(
                f"a gate is METRIC=VALUE with a value from -1 to 1, such as balanced_accuracy=0.7, and not {words!r}"
            )
        gates.append(Gate(metric_named(name).name, number))
    return tuple(gates)


def fallen_short(gates: Sequence[Gate], measures: Mapping[str, Measure], *, failures: int = 0) -> tuple[str, ...]:
    """For each gate that was not reached, why, in words.

    It is the interval's near bound that has to reach the value, so that luck does not pass: 0.72 [0.66, 0.78] does not
    reach 0.7. A metric without a value or an interval falls short, and so does a run with `failures`: what could not be
    judged may be what is hard.
    """
    said = f"{count(failures, 'case')} could not be judged: give the run again to resume it."
    failed = (said,) if failures and gates else ()
    short = (_short(gate, measures.get(gate.metric)) for gate in gates)
    return (*failed, *(words for words in short if words is not None))


def regressions(comparison: Comparison) -> tuple[str, ...]:
    """The metrics by which the second run is worse, in words.

    So it is where the whole interval of the difference is on that side, and where the value is and there is no
    interval: what cannot be told from a loss passes no gate. Nor does a second run with cases that could not be judged.
    """
    failed = comparison.second_failed
    said = f"{count(failed, 'case')} of the second run could not be judged: give it again to resume it, then compare."
    return (*((said,) if failed else ()), *filter(None, map(_regression, comparison.metrics.values())))


def _regression(found: Difference) -> str | None:
    values = f"{found.first:.3f} before, {found.second:.3f} now"
    if found.difference.interval is None and found.lost:
        return f"{found.title} is worse: {values}, of too few documents to tell whether by chance."
    if found.tells == "worse":
        return f"{found.title} is worse: {values}, a difference of {shown(found.difference)}."
    return None


def _short(gate: Gate, measure: Measure | None) -> str | None:
    metric = metric_named(gate.metric)
    if measure is None or measure.value is None:
        return f"{metric.title} has no value here, and was to be {_wanted(gate)}."
    if measure.interval is None:
        return f"{metric.title} is {measure.value:.3f}, without an interval: there are too few documents to tell."
    bound, reached = (
        (measure.interval.low, measure.interval.low >= gate.value)
        if metric.better == "higher"
        else (measure.interval.high, measure.interval.high <= gate.value)
    )
    if reached:
        return None
    side = "lower" if metric.better == "higher" else "upper"
    return f"{metric.title} is {shown(measure)}: its {side} bound, {bound:.3f}, was to be {_wanted(gate)}."


def _wanted(gate: Gate) -> str:
    side = "at least" if metric_named(gate.metric).better == "higher" else "at most"
    return f"{side} {gate.value:g}"
