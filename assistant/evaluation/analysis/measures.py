"""The metrics of a run: what each is called, which rows it reads, and whether more of it is better.

To add one, write a function on arrays in `assistant/evaluation/metrics/`, and a line in `METRICS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from assistant.errors import UsageError
from assistant.evaluation.analysis.estimates import Question
from assistant.evaluation.analysis.pairs import twins
from assistant.evaluation.metrics.auprc import auprc
from assistant.evaluation.metrics.auroc import auroc
from assistant.evaluation.metrics.balanced_accuracy import balanced_accuracy
from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.brier import brier
from assistant.evaluation.metrics.by_verdict import f1_of, precision_of, recall_of
from assistant.evaluation.metrics.calibration_error import expected_calibration_error
from assistant.evaluation.metrics.mcc import mcc
from assistant.evaluation.metrics.pairwise import pairwise_accuracy
from assistant.evaluation.metrics.precision_recall import IMAGINED_COUNTS, precision, recall, with_imagined
from assistant.evaluation.metrics.risk_coverage import aurc
from assistant.evaluation.metrics.share import share
from assistant.evaluation.runs.results import Result

FAITHFUL, FAULTY = 1, 0


_IMAGINED = ((1, 1.0, 1), (1, 0.0, 0), (0, 1.0, 1), (0, 0.0, 0))
"""Label, score and prediction of the imagined rows: each way of being right or wrong, as surely as can be."""
_RIGHT_OR_WRONG = np.array([1.0, 0.0])
"""The imagined rows of a share."""


@dataclass(frozen=True)
class Scored:
    """The rows that were scored, as columns: not to have decided is not to be wrong."""

    documents: tuple[str, ...]
    label: Array
    """1 where the document supports the text, else 0."""
    score: Array
    """The chance of that, as the verifier sees it."""
    predicted: Array
    """1 where the score reaches the threshold, else 0."""


class Metric(NamedTuple):
    """A number about a run."""

    name: str
    title: str
    better: Literal["higher", "lower"]
    asked: Callable[[Sequence[Result]], Question]


def scored(results: Iterable[Result]) -> Scored:
    """The rows of a run that have a score."""
    rows = [
        (one.document_id, one.label, one.score, one.predicted)
        for one in results
        if one.score is not None and one.predicted is not None
    ]
    columns = np.array([row[1:] for row in rows], dtype=np.float64).reshape(len(rows), 3)
    return Scored(tuple(row[0] for row in rows), columns[:, 0], columns[:, 1], columns[:, 2])


def on_scored(metric: Callable[[Scored, Weights], Values]) -> Callable[[Sequence[Result]], Question]:
    """A metric that reads the scored rows, and behind them the imagined ones."""

    def asked(results: Sequence[Result]) -> Question:
        rows = scored(results)
        seen = np.stack([rows.label, rows.score, rows.predicted], axis=1)
        label, score, predicted = np.concatenate([seen, np.array(_IMAGINED)]).T
        columns = Scored(rows.documents, label, score, predicted)
        right = (rows.label == rows.predicted).astype(np.float64)
        return Question(rows.documents, lambda weights: metric(columns, weights), len(_IMAGINED), right)

    return asked


def _share(documents: Sequence[str], which: Sequence[float]) -> Question:
    """The share of these rows for which `which` is 1."""
    seen = np.array(which, dtype=np.float64)
    columns = np.concatenate([seen, _RIGHT_OR_WRONG])
    return Question(documents, lambda weights: share(columns, weights), len(_RIGHT_OR_WRONG), seen)


def _by_verdicts(results: Sequence[Result]) -> Question:
    rows = [(one.document_id, one.label, one.by_verdicts) for one in results if one.by_verdicts is not None]
    imagined = [(label, predicted) for label, _, predicted in _IMAGINED]
    label, predicted = np.array([*(row[1:] for row in rows), *imagined], dtype=np.float64).T
    right = (label == predicted)[: len(rows)].astype(np.float64)
    return Question(
        [row[0] for row in rows], lambda weights: balanced_accuracy(label, predicted, weights), len(imagined), right
    )


def _unscored(results: Sequence[Result]) -> Question:
    return _share([one.document_id for one in results], [one.score is None for one in results])


def _alarmed(results: Sequence[Result]) -> Question:
    pairs = [pair for pair in twins(results) if not pair.twin.failed]
    return _share([pair.twin.document_id for pair in pairs], [pair.alarmed for pair in pairs])


def _found_as_kind(results: Sequence[Result]) -> Question:
    pairs = [pair for pair in twins(results) if not pair.faulty.failed]
    return _share([pair.faulty.document_id for pair in pairs], [pair.found for pair in pairs])


def _ranked(results: Sequence[Result]) -> Question:
    scored_pairs = (pair for pair in twins(results) if pair.faulty.score is not None and pair.twin.score is not None)
    pairs = [pair for pair in scored_pairs if pair.faulty.label == FAULTY]  # of a remark both texts are faithful
    gaps = np.array([(pair.twin.score or 0.0) - (pair.faulty.score or 0.0) for pair in pairs], dtype=np.float64)
    seen = (np.sign(gaps) + 1) / 2
    above = np.concatenate([seen, _RIGHT_OR_WRONG])
    documents = [pair.faulty.document_id for pair in pairs]
    return Question(documents, lambda weights: pairwise_accuracy(above, weights), len(_RIGHT_OR_WRONG), seen)


def _evidence(metric: Callable[[Array, Array, Array, Weights], Values]) -> Callable[[Sequence[Result]], Question]:
    def asked(results: Sequence[Result]) -> Question:
        rows = [(one.document_id, one.evidence) for one in results if one.evidence is not None]
        right, found, gold = with_imagined(np.array([row[1] for row in rows], dtype=np.float64).reshape(len(rows), 3))
        return Question([row[0] for row in rows], lambda weights: metric(right, found, gold, weights), IMAGINED_COUNTS)

    return asked


METRICS = (
    Metric(
        "balanced_accuracy",
        "Balanced accuracy",
        "higher",
        on_scored(lambda rows, weights: balanced_accuracy(rows.label, rows.predicted, weights)),
    ),
    Metric("verdict_balanced_accuracy", "Balanced accuracy, by verdicts", "higher", _by_verdicts),
    Metric(
        "auroc",
        "AUROC",
        "higher",
        on_scored(lambda rows, weights: auroc(rows.label, rows.score, weights)),
    ),
    Metric(
        "auprc",
        "AUPRC of faults",
        "higher",
        on_scored(lambda rows, weights: auprc(rows.label, rows.score, weights)),
    ),
    Metric(
        "mcc",
        "MCC",
        "higher",
        on_scored(lambda rows, weights: mcc(rows.label, rows.predicted, weights)),
    ),
    Metric(
        "faulty_precision",
        "Faulty, precision",
        "higher",
        on_scored(lambda rows, weights: precision_of(FAULTY, rows.label, rows.predicted, weights)),
    ),
    Metric(
        "faulty_recall",
        "Faulty, recall",
        "higher",
        on_scored(lambda rows, weights: recall_of(FAULTY, rows.label, rows.predicted, weights)),
    ),
    Metric(
        "faulty_f1",
        "Faulty, F1",
        "higher",
        on_scored(lambda rows, weights: f1_of(FAULTY, rows.label, rows.predicted, weights)),
    ),
    Metric(
        "faithful_precision",
        "Faithful, precision",
        "higher",
        on_scored(lambda rows, weights: precision_of(FAITHFUL, rows.label, rows.predicted, weights)),
    ),
    Metric(
        "faithful_recall",
        "Faithful, recall",
        "higher",
        on_scored(lambda rows, weights: recall_of(FAITHFUL, rows.label, rows.predicted, weights)),
    ),
    Metric(
        "faithful_f1",
        "Faithful, F1",
        "higher",
        on_scored(lambda rows, weights: f1_of(FAITHFUL, rows.label, rows.predicted, weights)),
    ),
    Metric("brier", "Brier score", "lower", on_scored(lambda rows, weights: brier(rows.label, rows.score, weights))),
    Metric(
        "ece",
        "Calibration error (ECE)",
        "lower",
        on_scored(lambda rows, weights: expected_calibration_error(rows.label, rows.score, weights)),
    ),
    Metric(
        "aurc",
        "Risk-coverage area (AURC)",
        "lower",
        on_scored(lambda rows, weights: aurc(rows.label, rows.predicted, rows.score, weights)),
    ),
    Metric("found_as_kind", "Faults found as their kind", "higher", _found_as_kind),
    Metric("twin_alarm_rate", "Twins alarmed", "lower", _alarmed),
    Metric("pairwise_accuracy", "Twin above its fault", "higher", _ranked),
    Metric(
        "evidence_precision",
        "Evidence, precision",
        "higher",
        _evidence(lambda right, found, _, weights: precision(right, found, weights)),
    ),
    Metric(
        "evidence_recall",
        "Evidence, recall",
        "higher",
        _evidence(lambda right, _, gold, weights: recall(right, gold, weights)),
    ),
    Metric("unscored_share", "Unscored", "lower", _unscored),
)


def metric_named(name: str) -> Metric:
    """The metric of that name. Raises UsageError, with the names there are."""
    found = next((metric for metric in METRICS if metric.name == name), None)
    if found is None:
        names = ", ".join(metric.name for metric in METRICS)
        raise UsageError(f"there is no metric {name!r}: choose one of {names}")
    return found
