"""Fitting a calibration to a run, and what it is worth on cases that it was not fitted on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.calibration import Calibration
from assistant.errors import UsageError
from assistant.evaluation.analysis.estimates import Measure, Question, estimate, shown
from assistant.evaluation.metrics.bootstrap import RESAMPLES, Array
from assistant.evaluation.metrics.brier import brier
from assistant.evaluation.metrics.calibration_error import expected_calibration_error
from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.runs.results import Result
from assistant.settings import JUDGING

FOLDS = 5
_FEWEST = 50
_FEWEST_OF_A_LABEL = 10
_FEWEST_SCORES = 3
_FEWEST_DOCUMENTS = 2 * FOLDS
_STEPS = 50
_STEADY = 1e-9
_CERTAIN = 1e-6


class Gain(BaseModel):
    """A measure of calibration before and after, each case judged by a fit to other documents; less is better."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    before: Measure
    after: Measure
    difference: Measure
    """After less before."""


def fit(results: Sequence[Result], manifest: Manifest) -> tuple[Calibration, tuple[Gain, ...]]:
    """A calibration of the run's judge, and its gain on held-out folds.

    Only cases count whose text is a single claim, as what is fitted is applied to each claim, and that the judge alone
    decided, with a confidence: where a rule found a fault, its own frequency is the confidence. Raises UsageError where
    there are fewer than 50 such cases, or of ten documents, or they are of one class, and for a run that was calibrated
    already.
    """
    if manifest.engine.calibration is not None:
        raise UsageError("this run was made with a calibration: fit one to a run without")
    if len(results) < manifest.cases:
        raise UsageError(
            f"only {len(results):,} of {manifest.cases:,} cases were judged: resume the run, then calibrate"
        )
    rows = sorted(filter(_by_the_judge_alone, results), key=lambda one: one.id)
    label = np.array([float(one.label) for one in rows])
    score = np.array([one.score for one in rows if one.score is not None], dtype=np.float64)
    rarer = int(min(label.sum(), len(label) - label.sum()))
    if len(rows) < _FEWEST or rarer < _FEWEST_OF_A_LABEL:
        raise UsageError(
            f"{len(rows)} cases, {rarer} of the rarer label, are a single claim that the judge alone decided, with a "
            f"confidence: run at least {_FEWEST} such, and {_FEWEST_OF_A_LABEL} of either label"
        )
    if len(set(score.tolist())) < _FEWEST_SCORES:
        raise UsageError("the scores of this run are nearly all the same: there is nothing to calibrate")
    documents = [one.document_id for one in rows]
    if len(set(documents)) < _FEWEST_DOCUMENTS:
        raise UsageError(f"these cases are about {len(set(documents))} documents: run at least {_FEWEST_DOCUMENTS}")
    slope, shift = _fitted(label, score)
    if slope <= 0:
        raise UsageError("the scores of this run say nothing of its labels: there is nothing to calibrate")
    asked = manifest.settings if manifest.engine.model else {}
    calibration = Calibration(
        judge=manifest.engine,
        settings={name: value for name, value in asked.items() if name in JUDGING},
        slope=slope,
        shift=shift,
        cases=len(rows),
        data=manifest.data.name,
        data_sha256=manifest.data.sha256,
    )
    return calibration, _gains(documents, label, score, _held_out(documents, label, score))


def _by_the_judge_alone(result: Result) -> bool:
    if result.score is None or result.faults or len(result.claims) > 1:
        return False
    return all(claim.confidence is not None for claim in result.claims)


def _fitted(label: Array, score: Array) -> tuple[float, float]:
    """Slope and shift of the greatest likelihood, labels smoothed as Platt has it.

    Newton's method, each step halved until it is one uphill (Lin, Lin and Weng, Machine Learning 68, 2007).
    """
    faithful, faulty = label.sum(), (1 - label).sum()
    target = np.where(label == 1, (faithful + 1) / (faithful + 2), 1 / (faulty + 2))
    columns = np.stack([_log_odds(score), np.ones_like(score)])

    def loss(parameters: Array) -> float:
        odds = parameters @ columns
        return float(np.sum(np.logaddexp(0, odds) - target * odds))

    found = np.zeros(2)
    for _ in range(_STEPS):
        chance = _chance(found @ columns)
        curvature = (columns * (chance * (1 - chance))) @ columns.T + _STEADY * np.eye(2)
        step = np.linalg.solve(curvature, columns @ (chance - target))
        while loss(found - step) > loss(found) and np.abs(step).max() > _STEADY:
            step = step / 2
        found = found - step
        if np.abs(step).max() < _STEADY:
            break
    return float(found[0]), float(found[1])


def _held_out(documents: Sequence[str], label: Array, score: Array) -> Array:
    """The score of each case, calibrated by a fit to the folds that its document is not in."""
    digests = [hashlib.sha256(name.encode("utf-8")).digest()[0] for name in documents]
    fold = np.array(digests) % FOLDS
    after = np.empty_like(score)
    for number in range(FOLDS):
        inside = fold == number
        if len(set(label[~inside].tolist())) < len(("faithful", "faulty")):
            raise UsageError("nearly all cases of one label are about the same documents: run cases about others too")
        slope, shift = _fitted(label[~inside], score[~inside])
        after[inside] = _chance(slope * _log_odds(score[inside]) + shift)
    return after


def _gains(documents: Sequence[str], label: Array, before: Array, after: Array) -> tuple[Gain, ...]:
    gains = []
    for title, metric in (("Brier score", brier), ("Calibration error (ECE)", expected_calibration_error)):
        one, other, both = (
            estimate(Question(documents, of), resamples=RESAMPLES)
            for of in (
                lambda weights, metric=metric: metric(label, before, weights),
                lambda weights, metric=metric: metric(label, after, weights),
                lambda weights, metric=metric: metric(label, after, weights) - metric(label, before, weights),
            )
        )
        gains.append(Gain(title=title, before=one.measure, after=other.measure, difference=both.measure))
    return tuple(gains)


def _chance(log_odds: Array) -> Array:
    return np.asarray((1 + np.tanh(log_odds / 2)) / 2)


def _log_odds(score: Array) -> Array:
    bounded = np.clip(score, _CERTAIN, 1 - _CERTAIN)
    return np.asarray(np.log(bounded / (1 - bounded)))


def gain_rows(gains: Sequence[Gain]) -> Mapping[str, tuple[str, str, str]]:
    """Before, after and difference in words, by title."""
    return {one.title: (shown(one.before), shown(one.after), shown(one.difference)) for one in gains}
