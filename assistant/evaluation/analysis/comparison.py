"""Two runs over the same cases, case by case: is the second better, and where?"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.errors import UsageError
from assistant.evaluation.analysis.estimates import Measure, Question, estimate
from assistant.evaluation.analysis.measures import METRICS, Metric
from assistant.evaluation.metrics.bootstrap import RESAMPLES, Values, Weights, everything
from assistant.evaluation.metrics.mcnemar import mcnemar
from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.runs.results import Result


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Difference(_Frozen):
    """A metric in both runs, on the cases that count in both, and how far the second is from the first."""

    title: str
    better: Literal["higher", "lower"]
    first: float
    second: float
    difference: Measure
    """Second less first; its interval is bootstrapped over documents, both runs on the same draws."""

    @property
    def tells(self) -> Literal["better", "worse", "no difference shown"]:
        """What the interval says of the second run."""
        bounds = self.difference.interval
        if bounds is None or bounds.low <= 0 <= bounds.high:
            return "no difference shown"
        return "better" if (bounds.low > 0) == (self.better == "higher") else "worse"

    @property
    def lost(self) -> bool:
        """Whether the second run has the worse value, by whatever margin."""
        return self.second < self.first if self.better == "higher" else self.second > self.first


class Change(_Frozen):
    """A case that the two runs decide differently."""

    id: str
    label: Literal[0, 1]
    error_types: tuple[str, ...]
    first: float | None
    """The scores; None where unscored."""
    second: float | None
    first_predicted: Literal[0, 1] | None
    second_predicted: Literal[0, 1] | None
    reason: str
    """The second run's reason, of its first claim that is not supported, or of its first."""

    @property
    def became(self) -> Literal["right", "wrong", "scored", "unscored"]:
        """What the second run made of it."""
        if self.second_predicted is None:
            return "unscored"
        if self.first_predicted is None:
            return "scored"
        return "right" if self.second_predicted == self.label else "wrong"


class TypeRow(_Frozen):
    """The cases with one type of error, or of one label without any, that were scored in both runs."""

    name: str
    rows: int
    first_right: int
    second_right: int


class Comparison(_Frozen):
    """The second run against the first; `model_dump(mode="json")` is its JSON."""

    first: str
    second: str
    cases: int
    documents: int
    scored_in_both: int
    only_first_scored: int
    only_second_scored: int
    first_failed: int = 0
    """Cases of the first run that could not be judged, or only in part."""
    second_failed: int = 0
    unlike: tuple[str, ...] = ()
    """What else the two runs differ in, in words: engine, version, settings, calibration."""
    metrics: Mapping[str, Difference]
    only_first_right: int
    only_second_right: int
    mcnemar: float | None
    """Two-sided p; None where no case is decided differently."""
    types: tuple[TypeRow, ...]
    changes: tuple[Change, ...]


def require_same_cases(first: Manifest, second: Manifest) -> None:
    """Raises UsageError where two runs are not over the same cases: their difference would say nothing."""
    if first.data.sha256 != second.data.sha256:
        raise UsageError(
            f"the two runs are over different data ({first.data.name}, sha256 {first.data.sha256[:8]}, and "
            f"{second.data.name}, sha256 {second.data.sha256[:8]}): run both on the same file"
        )
    if first.cases_sha256 != second.cases_sha256:
        raise UsageError(
            f"the two runs are over different cases of {first.data.name} ({first.cases} and {second.cases}): give both "
            "the same --limit and --seed"
        )


def compare(
    first: Sequence[Result],
    second: Sequence[Result],
    *,
    names: tuple[str, str],
    unlike: Sequence[str] = (),
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Comparison:
    """The comparison of two runs' results, case by case; `unlike` is what else they differ in, in words.

    Only cases that were scored in both enter a metric of scores. Raises UsageError where a case is in one run alone.
    """
    others = {result.id: result for result in second}
    if {result.id for result in first} != others.keys():
        raise UsageError("one of the two runs is not finished: give it again to resume it, then compare")
    pairs = [(one, others[one.id]) for one in sorted(first, key=lambda one: one.id)]
    both = [(one, other) for one, other in pairs if one.score is not None and other.score is not None]
    only_first = sum(one.predicted == one.label != other.predicted for one, other in both)
    only_second = sum(other.predicted == one.label != one.predicted for one, other in both)
    differences = {metric.name: _difference(metric, pairs, both, resamples, seed) for metric in METRICS}
    return Comparison(
        first=names[0],
        second=names[1],
        cases=len(pairs),
        documents=len({one.document_id for one, _ in pairs}),
        scored_in_both=len(both),
        only_first_scored=sum(one.score is not None and other.score is None for one, other in pairs),
        only_second_scored=sum(one.score is None and other.score is not None for one, other in pairs),
        first_failed=sum(one.failed for one, _ in pairs),
        second_failed=sum(other.failed for _, other in pairs),
        unlike=tuple(unlike),
        metrics={name: found for name, found in differences.items() if found is not None},
        only_first_right=only_first,
        only_second_right=only_second,
        mcnemar=mcnemar(only_first, only_second),
        types=_types(both),
        changes=tuple(_change(one, other) for one, other in pairs if one.predicted != other.predicted),
    )


def _difference(
    metric: Metric,
    pairs: Sequence[tuple[Result, Result]],
    both: Sequence[tuple[Result, Result]],
    resamples: int,
    seed: int,
) -> Difference | None:
    """None where the metric has no value in one of the runs, or counts other rows in each."""
    rows = pairs if metric.name == "unscored_share" else both
    one = metric.asked([pair[0] for pair in rows])
    other = metric.asked([pair[1] for pair in rows])
    if not one.documents or list(one.documents) != list(other.documents):
        return None
    size = everything(len(one.documents), one.imagined)
    values = float(one.of(size)[0]), float(other.of(size)[0])
    if any(map(math.isnan, values)):
        return None
    found = estimate(_difference_of(one, other), resamples=resamples, seed=seed)
    return Difference(
        title=metric.title, better=metric.better, first=values[0], second=values[1], difference=found.measure
    )


def _difference_of(one: Question, other: Question) -> Question:
    """The second metric less the first, on the same draws.

    What is imagined are pairs of answers to one text: both runs right, both wrong, and either of them right alone, as
    Agresti and Min add them to a table of matched pairs (Statistics in Medicine 24, 2005). Without the last two, a few
    cases that are all decided for one run would make it certain that it is better.
    """
    blocks = range(0, one.imagined, 2)  # the imagined rows of a metric come in pairs, right and wrong
    pairs = np.array([(at + first, at + second) for at in blocks for first in (0, 1) for second in (0, 1)], dtype=int)
    rows = len(one.documents)

    def of(weights: Weights) -> Values:
        seen, imagined = weights[:, :rows], weights[:, rows:]
        sides = (
            np.concatenate([seen, imagined @ np.eye(one.imagined)[pairs[:, side]]], axis=1) if len(pairs) else seen
            for side in (0, 1)
        )
        first, second = sides
        return other.of(second) - one.of(first)

    apart = other.right - one.right if one.right is not None and other.right is not None else None
    return Question(one.documents, of, len(pairs), apart)


def _types(both: Sequence[tuple[Result, Result]]) -> tuple[TypeRow, ...]:
    parts: dict[str, list[tuple[Result, Result]]] = defaultdict(list)
    for one, other in both:
        kinds = one.error_types if one.label == 0 else ()
        for kind in kinds or ("faithful" if one.label else "faulty, no type given",):
            parts[kind].append((one, other))
    rows = [
        TypeRow(
            name=name,
            rows=len(members),
            first_right=sum(one.predicted == one.label for one, _ in members),
            second_right=sum(other.predicted == other.label for _, other in members),
        )
        for name, members in parts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.rows, row.name)))


def _change(one: Result, other: Result) -> Change:
    decisive = next((claim for claim in other.claims if claim.verdict != "supported"), None)
    claim = decisive or next(iter(other.claims), None)
    return Change(
        id=one.id,
        label=one.label,
        error_types=one.error_types,
        first=one.score,
        second=other.score,
        first_predicted=one.predicted,
        second_predicted=other.predicted,
        reason=(claim.reason if claim else other.error) or "",
    )
