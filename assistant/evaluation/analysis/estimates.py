"""A metric with how sure of it one can be."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.evaluation.metrics.bootstrap import (
    RESAMPLES,
    Array,
    Interval,
    Values,
    Weights,
    design_effect,
    everything,
    interval,
    replicates,
)

_SAME = 1e-9
"""Values nearer to one another differ by rounding alone."""


class Measure(BaseModel):
    """A metric with its 95% interval, each None where it has no value, as where all labels are of one class."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Question:
    """What is to be estimated: the document of each row, and the metric on any draw of these rows."""

    documents: Sequence[str]
    of: Callable[[Weights], Values]
    imagined: int = 0
    """The rows that stand behind those of the documents: one of each way of being right or wrong."""
    right: Array | None = None
    """Which rows are right, where several may be about one document: by it one sees how far they stand together."""

    @property
    def rows_a_trial(self) -> float:
        """How many rows tell as much as one that is independent would."""
        return 1.0 if self.right is None else design_effect(self.documents, self.right)


@dataclass(frozen=True)
class Estimate:
    """A metric, and what it was on each draw; NaN where it has no value."""

    value: float
    replicates: Values
    documents: int

    @property
    def measure(self) -> Measure:
        """The value in its interval. There is none where every draw gives the same, which would pass for certain."""
        if math.isnan(self.value):
            return Measure(value=None, interval=None)
        found = interval(self.replicates, self.documents)
        if found is None or (found.high - found.low <= _SAME < abs(self.value)):
            return Measure(value=self.value, interval=None)
        # Draws of what is never negative, such as a calibration error, lie above the value: it belongs inside.
        low, high = min(found.low, self.value), max(found.high, self.value)
        return Measure(value=self.value, interval=Interval(low=low, high=high, level=found.level))

    @property
    def about_the_value(self) -> Values:
        """The replicates with the value as their mean: what is imagined widens a mean, and does not move it."""
        return self.replicates - float(np.mean(self.replicates)) + self.value


def estimate(question: Question, *, resamples: int = RESAMPLES, seed: int | str = 0) -> Estimate:
    """The metric on the rows as they are, and on draws of their documents."""
    if not question.documents:
        return Estimate(math.nan, np.full(resamples, np.nan), 0)
    value = question.of(everything(len(question.documents), question.imagined))
    drawn = replicates(
        question.documents,
        question.of,
        imagined=question.imagined,
        rows_a_trial=question.rows_a_trial,
        resamples=resamples,
        seed=seed,
    )
    return Estimate(float(value[0]), drawn, len(set(question.documents)))


def mean(estimates: Sequence[Estimate]) -> Estimate:
    """The mean of those that have a value, from 0 to 1."""
    counted = [one for one in estimates if not math.isnan(one.value)]
    if not counted:
        return Estimate(math.nan, np.array([]), 0)
    return Estimate(
        value=float(np.mean([one.value for one in counted])),
        replicates=np.clip(np.mean([one.about_the_value for one in counted], axis=0), 0.0, 1.0),
        documents=sum(one.documents for one in counted),
    )


def shown(measure: Measure) -> str:
    """A measure in words: "0.655 [0.621, 0.677]", or "n/a"."""
    if measure.value is None:
        return "n/a"
    bounds = measure.interval
    return f"{measure.value:.3f}" + (f" [{bounds.low:.3f}, {bounds.high:.3f}]" if bounds else " [n/a]")
