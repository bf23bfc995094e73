"""A metric with how sure of it one can be."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.evaluation.metrics.bootstrap import (
    RESAMPLES,
    Interval,
    Values,
    Weights,
    everything,
    interval,
    replicates,
)
from assistant.evaluation.metrics.proportion import proportion_interval


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


@dataclass(frozen=True)
class Estimate:
    """A metric, and what it was on each resample; NaN where it has no value."""

    value: float
    replicates: Values
    documents: int
    """How many there are to resample."""

    @property
    def measure(self) -> Measure:
        """For a metric that ends at 0 and 1.

        Where it is at one of them on every resample, the bootstrap would call it certain; then the interval is Wilson's
        for as many trials as there are documents.
        """
        found = self.difference
        if found.interval is None or found.value not in (0.0, 1.0) or found.interval.low < found.interval.high:
            return found
        return Measure(
            value=found.value, interval=proportion_interval(int(found.value) * self.documents, self.documents)
        )

    @property
    def difference(self) -> Measure:
        """For a difference of two metrics, which nothing bounds at 0."""
        if math.isnan(self.value):
            return Measure(value=None, interval=None)
        return Measure(value=self.value, interval=interval(self.replicates))


def estimate(question: Question, *, resamples: int = RESAMPLES, seed: int | str = 0) -> Estimate:
    """The metric on the rows as they are, and on resamples of their documents."""
    if not question.documents:
        return Estimate(math.nan, np.full(resamples, np.nan), 0)
    value = question.of(everything(len(question.documents)))
    drawn = replicates(question.documents, question.of, resamples=resamples, seed=seed)
    return Estimate(float(value[0]), drawn, len(set(question.documents)))


def mean(estimates: Sequence[Estimate]) -> Estimate:
    """The mean of those that have a value; a resample counts where each of them has one."""
    counted = [one for one in estimates if not math.isnan(one.value)]
    if not counted:
        return Estimate(math.nan, np.array([]), 0)
    return Estimate(
        value=float(np.mean([one.value for one in counted])),
        replicates=np.mean([one.replicates for one in counted], axis=0),
        documents=sum(one.documents for one in counted),
    )


def shown(measure: Measure) -> str:
    """A measure in words: "0.655 [0.621, 0.677]", or "n/a"."""
    if measure.value is None:
        return "n/a"
    bounds = measure.interval
    return f"{measure.value:.3f}" + (f" [{bounds.low:.3f}, {bounds.high:.3f}]" if bounds else " [n/a]")
