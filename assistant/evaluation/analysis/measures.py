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
from assistant.evaluation.metrics.precision_recall import precision, recall
from assistant.evaluation.metrics.risk_coverage import aurc
from assistant.evaluation.metrics.share import share
from assistant.evaluation.runs.results import Result

FAITHFUL, FAULTY = 1, 0


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


def on_scored(
    metric: Callable[[Scored, Weights], Values],
    *,
    among: Callable[[Scored], Sequence[Array]] = lambda _: (),
    lowest: float = 0.0,
) -> Callable[[Sequence[Result]], Question]:
    """A metric that reads the scored rows; `among` are those that it is a share of, where that is not all of them."""

    def asked(results: Sequence[Result]) -> Question:
        rows = scored(results)
        return Question(rows.documents, lambda weights: metric(rows, weights), among(rows), lowest)

    return asked


def _classes(rows: Scored) -> Sequence[Array]:
    """Both classes: the rarer one is what a metric over the two rests on."""
    return (rows.label == FAITHFUL, rows.label == FAULTY)


def _labelled(verdict: int) -> Callable[[Scored], Sequence[Array]]:
    return lambda rows: (rows.label == verdict,)


def _called(verdict: int) -> Callable[[Scored], Sequence[Array]]:
    return lambda rows: (rows.predicted == verdict,)


def _either(verdict: int) -> Callable[[Scored], Sequence[Array]]:
    return lambda rows: ((rows.label == verdict) | (rows.predicted == verdict),)


def _by_verdicts(results: Sequence[Result]) -> Question:
    rows = [(one.document_id, one.label, one.by_verdicts) for one in results if one.by_verdicts is not None]
    label, predicted = np.array([row[1:] for row in rows], dtype=np.float64).reshape(len(rows), 2).T
    return Question(
        [row[0] for row in rows],
        lambda weights: balanced_accuracy(label, predicted, weights),
        [label == FAITHFUL, label == FAULTY],
    )


def _unscored(results: Sequence[Result]) -> Question:
    missing = np.array([one.score is None for one in results], dtype=np.float64)
    return Question([one.document_id for one in results], lambda weights: share(missing, weights))


def _alarmed(results: Sequence[Result]) -> Question:
    pairs = [pair for pair in twins(results) if not pair.twin.failed]
    alarmed = np.array([pair.alarmed for pair in pairs], dtype=np.float64)
    return Question([pair.twin.document_id for pair in pairs], lambda weights: share(alarmed, weights))


def _found_as_kind(results: Sequence[Result]) -> Question:
    pairs = [pair for pair in twins(results) if not pair.faulty.failed]
    found = np.array([pair.found for pair in pairs], dtype=np.float64)
    return Question([pair.faulty.document_id for pair in pairs], lambda weights: share(found, weights))


def _ranked(results: Sequence[Result]) -> Question:
    scored_pairs = (pair for pair in twins(results) if pair.faulty.score is not None and pair.twin.score is not None)
    pairs = [pair for pair in scored_pairs if pair.faulty.label == FAULTY]  # of a remark both texts are faithful
    gaps = np.array([(pair.twin.score or 0.0) - (pair.faulty.score or 0.0) for pair in pairs], dtype=np.float64)
    above = (np.sign(gaps) + 1) / 2
    return Question([pair.faulty.document_id for pair in pairs], lambda weights: pairwise_accuracy(above, weights))


def _evidence(
    metric: Callable[[Array, Array, Array, Weights], Values], of: Callable[[Array, Array], Array]
) -> Callable[[Sequence[Result]], Question]:
    def asked(results: Sequence[Result]) -> Question:
        rows = [(one.document_id, one.evidence) for one in results if one.evidence is not None]
        columns = np.array([row[1] for row in rows], dtype=np.float64).reshape(len(rows), 3)
        right, found, gold = columns.T
        return Question(
            [row[0] for row in rows], lambda weights: metric(right, found, gold, weights), [of(found, gold)]
        )

    return asked


METRICS = (
    Metric(
        "balanced_accuracy",
        "Balanced accuracy",
        "higher",
        on_scored(lambda rows, weights: balanced_accuracy(rows.label, rows.predicted, weights), among=_classes),
    ),
    Metric("verdict_balanced_accuracy", "Balanced accuracy, by verdicts", "higher", _by_verdicts),
    Metric(
        "auroc",
        "AUROC",
        "higher",
        on_scored(lambda rows, weights: auroc(rows.label, rows.score, weights), among=_classes),
    ),
    Metric(
        "auprc",
        "AUPRC of faults",
        "higher",
        on_scored(lambda rows, weights: auprc(rows.label, rows.score, weights), among=_classes),
    ),
    Metric(
        "mcc",
        "MCC",
        "higher",
        on_scored(lambda rows, weights: mcc(rows.label, rows.predicted, weights), among=_classes, lowest=-1.0),
    ),
    Metric(
        "faulty_precision",
        "Faulty, precision",
        "higher",
        on_scored(
            lambda rows, weights: precision_of(FAULTY, rows.label, rows.predicted, weights), among=_called(FAULTY)
        ),
    ),
    Metric(
        "faulty_recall",
        "Faulty, recall",
        "higher",
        on_scored(
            lambda rows, weights: recall_of(FAULTY, rows.label, rows.predicted, weights), among=_labelled(FAULTY)
        ),
    ),
    Metric(
        "faulty_f1",
        "Faulty, F1",
        "higher",
        on_scored(lambda rows, weights: f1_of(FAULTY, rows.label, rows.predicted, weights), among=_either(FAULTY)),
    ),
    Metric(
        "faithful_precision",
        "Faithful, precision",
        "higher",
        on_scored(
            lambda rows, weights: precision_of(FAITHFUL, rows.label, rows.predicted, weights), among=_called(FAITHFUL)
        ),
    ),
    Metric(
        "faithful_recall",
        "Faithful, recall",
        "higher",
        on_scored(
            lambda rows, weights: recall_of(FAITHFUL, rows.label, rows.predicted, weights), among=_labelled(FAITHFUL)
        ),
    ),
    Metric(
        "faithful_f1",
        "Faithful, F1",
        "higher",
        on_scored(lambda rows, weights: f1_of(FAITHFUL, rows.label, rows.predicted, weights), among=_either(FAITHFUL)),
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
        _evidence(lambda right, found, _, weights: precision(right, found, weights), lambda found, _: found),
    ),
    Metric(
        "evidence_recall",
        "Evidence, recall",
        "higher",
        _evidence(lambda right, _, gold, weights: recall(right, gold, weights), lambda _, gold: gold),
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
