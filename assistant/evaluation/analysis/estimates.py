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
    among: Sequence[Values] = ()
    """The rows that the metric is a share of, as 1 and 0; several where it needs some of each, as of both classes."""
    lowest: float = 0.0
    """The other end of the metric's range, which ends at 1."""

    @property
    def trials(self) -> int:
        """How many documents the metric rests on: those without such rows tell nothing."""
        documents = np.asarray(self.documents, dtype=object)
        return min((len(set(documents[rows > 0])) for rows in self.among), default=len(set(documents)))


@dataclass(frozen=True)
class Estimate:
    """A metric, and what it was on each resample; NaN where it has no value."""

    value: float
    replicates: Values
    trials: int
    """How many documents the value rests on."""
    lowest: float = 0.0

    @property
    def measure(self) -> Measure:
        """For a metric that ends at `lowest` and 1.

        Where every resample gives the same, the bootstrap would call it certain. At an end the interval is then
        Wilson's, for as many trials as there are documents that the metric rests on; elsewhere there is none.
        """
        if math.isnan(self.value) or not self._steady:
            return self.difference
        wilson = proportion_interval(round(self._share) * self.trials, self.trials) if self._at_an_end else None
        if wilson is None:
            return Measure(value=self.value, interval=None)
        low, high = (self.lowest + bound * (1 - self.lowest) for bound in (wilson.low, wilson.high))
        return Measure(value=self.value, interval=Interval(low=low, high=high, level=wilson.level))

    @property
    def difference(self) -> Measure:
        """For a difference of two metrics, which nothing bounds at 0."""
        if math.isnan(self.value):
            return Measure(value=None, interval=None)
        return Measure(value=self.value, interval=interval(self.replicates, self.trials))

    def as_part(self, number: int) -> Values:
        """The replicates as those of the part of that number in a mean: as wide as few documents deserve.

        Those of a part that is at an end on every resample vary about it as far as a share of so many trials is known,
        by a beta distribution (Jeffreys' prior): a small part without a fault is not a certain one.
        """
        if self._steady and self._at_an_end and self.trials:
            right = round(self._share) * self.trials
            generator = np.random.default_rng([number, self.trials])
            drawn = generator.beta(right + 0.5, self.trials - right + 0.5, size=len(self.replicates))
            return np.asarray(self.value + (drawn - drawn.mean()) * (1 - self.lowest))
        few = math.sqrt(self.trials / (self.trials - 1)) if self.trials > 1 else math.nan
        return self.value + (self.replicates - self.value) * few

    @property
    def _share(self) -> float:
        """How far the value is on the way from `lowest` to 1."""
        return (self.value - self.lowest) / (1 - self.lowest)

    @property
    def _at_an_end(self) -> bool:
        return abs(self._share - round(self._share)) <= _SAME

    @property
    def _steady(self) -> bool:
        """Whether every resample that has a value gives the same."""
        present = self.replicates[~np.isnan(self.replicates)]
        return bool(present.size) and float(present.max() - present.min()) <= _SAME


def estimate(question: Question, *, resamples: int = RESAMPLES, seed: int | str = 0) -> Estimate:
    """The metric on the rows as they are, and on resamples of their documents."""
    if not question.documents:
        return Estimate(math.nan, np.full(resamples, np.nan), 0)
    value = question.of(everything(len(question.documents)))
    drawn = replicates(question.documents, question.of, resamples=resamples, seed=seed)
    return Estimate(float(value[0]), drawn, question.trials, question.lowest)


def mean(estimates: Sequence[Estimate]) -> Estimate:
    """The mean of those that have a value; a resample counts where each of them has one."""
    counted = [one for one in estimates if not math.isnan(one.value)]
    if not counted:
        return Estimate(math.nan, np.array([]), 0)
    return Estimate(
        value=float(np.mean([one.value for one in counted])),
        replicates=np.clip(
            np.mean([one.as_part(number) for number, one in enumerate(counted)], axis=0), counted[0].lowest, 1.0
        ),
        trials=sum(one.trials for one in counted),
        lowest=counted[0].lowest,
    )


def shown(measure: Measure) -> str:
    """A measure in words: "0.655 [0.621, 0.677]", or "n/a"."""
    if measure.value is None:
        return "n/a"
    bounds = measure.interval
    return f"{measure.value:.3f}" + (f" [{bounds.low:.3f}, {bounds.high:.3f}]" if bounds else " [n/a]")
