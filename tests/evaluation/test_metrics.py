"""Each metric against scikit-learn or scipy on random rows, and against examples worked by hand."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn import metrics as known
from sklearn.calibration import calibration_curve

from assistant.evaluation.metrics.auprc import auprc
from assistant.evaluation.metrics.auroc import auroc
from assistant.evaluation.metrics.balanced_accuracy import balanced_accuracy
from assistant.evaluation.metrics.bootstrap import Array, Weights, everything
from assistant.evaluation.metrics.brier import brier
from assistant.evaluation.metrics.by_verdict import f1_of, precision_of, recall_of
from assistant.evaluation.metrics.calibration_error import BINS, expected_calibration_error, reliability
from assistant.evaluation.metrics.mcc import mcc
from assistant.evaluation.metrics.mcnemar import mcnemar
from assistant.evaluation.metrics.pairwise import pairwise_accuracy
from assistant.evaluation.metrics.risk_coverage import aurc, risk_coverage
from assistant.evaluation.metrics.share import share

INPUTS = 200
PARTS = 4
NOTHING = np.array([])


class Drawn:
    """Random rows, and how often each of them counts; scores come with ties, labels of one class now and then."""

    def __init__(self, seed: int) -> None:
        generator = np.random.default_rng(seed)
        rows = int(generator.integers(1, 60))
        self.label = (generator.random(rows) < generator.choice([0.0, 0.2, 0.5, 1.0])).astype(float)
        steps = generator.choice([3, 17, 10_007])  # few different scores, some, or hardly two alike
        self.score = (generator.integers(0, steps + 1, rows) + 0.3) / (steps + 0.6)  # none on the border of a bin
        self.predicted = (self.score >= generator.choice([0.0, 0.4, 0.7])).astype(float)
        # Every row once; of some inputs a second draw has each row some times.
        self.draws_of_rows = [np.ones(rows, dtype=int)]
        if seed % 4 == 0:
            self.draws_of_rows.append(np.append(1, generator.integers(0, 4, rows - 1)))

    @property
    def weights(self) -> Weights:
        """How often each row is in each draw."""
        return np.stack(self.draws_of_rows).astype(float)

    @property
    def draws(self) -> list[tuple[Array, Array, Array]]:
        """Labels, predictions and scores of each draw, with every row as often as it is in it."""
        columns = (self.label, self.predicted, self.score)
        first, second, third = ([np.repeat(column, times) for times in self.draws_of_rows] for column in columns)
        return list(zip(first, second, third, strict=True))


@pytest.fixture(params=range(PARTS))
def inputs(request: pytest.FixtureRequest) -> list[Drawn]:
    return [Drawn(seed) for seed in range(request.param, INPUTS, PARTS)]


def same(ours: Array, theirs: list[float]) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-9, equal_nan=True)


def where_both_classes(label: Array, value: Any) -> float:
    return float(value()) if len(set(label.tolist())) == 2 else float("nan")


def test_what_scikit_learn_says_of_predictions(inputs: list[Drawn]) -> None:
    for drawn in inputs:
        label, predicted, weights, draws = drawn.label, drawn.predicted, drawn.weights, drawn.draws
        same(
            balanced_accuracy(label, predicted, weights),
            [where_both_classes(y, lambda y=y, p=p: known.balanced_accuracy_score(y, p)) for y, p, _ in draws],
        )
        same(
            mcc(label, predicted, weights),
            [where_both_classes(y, lambda y=y, p=p: known.matthews_corrcoef(y, p)) for y, p, _ in draws],
        )
        for ours, theirs in (
            (precision_of, known.precision_score),
            (recall_of, known.recall_score),
            (f1_of, known.f1_score),
        ):
            for wanted in (0, 1):
                values = [theirs(y, p, pos_label=wanted, zero_division=np.nan) for y, p, _ in draws]
                same(ours(wanted, label, predicted, weights), values)


def test_what_scikit_learn_says_of_scores(inputs: list[Drawn]) -> None:
    for drawn in inputs:
        label, score, weights, draws = drawn.label, drawn.score, drawn.weights, drawn.draws
        same(
            auroc(label, score, weights),
            [where_both_classes(y, lambda y=y, s=s: known.roc_auc_score(y, s)) for y, _, s in draws],
        )
        same(
            auprc(label, score, weights),
            [known.average_precision_score(1 - y, -s) if (y == 0).any() else float("nan") for y, _, s in draws],
        )
        same(brier(label, score, weights), [float(np.mean((y - s) ** 2)) for y, _, s in draws])
        same(expected_calibration_error(label, score, weights), [calibration_error_by_curve(y, s) for y, _, s in draws])
        if set(label.tolist()) == {0.0, 1.0}:
            same(brier(label, score, weights)[:1], [float(known.brier_score_loss(label, score))])


def calibration_error_by_curve(label: Array, score: Array) -> float:
    faithful, mean = calibration_curve(label, score, n_bins=BINS)
    sizes, _ = np.histogram(score, bins=BINS, range=(0, 1))
    return float(np.sum(sizes[sizes > 0] * np.abs(faithful - mean)) / len(label))


def test_reliability_is_the_table_behind_the_calibration_error(inputs: list[Drawn]) -> None:
    for drawn in inputs:
        bins = reliability(drawn.label, drawn.score)
        filled = [(one.rows, one.score, one.faithful) for one in bins]
        gaps = [
            rows * abs(score - faithful)
            for rows, score, faithful in filled
            if score is not None and faithful is not None
        ]
        assert sum(one.rows for one in bins) == len(drawn.label)
        same(expected_calibration_error(drawn.label, drawn.score, drawn.weights)[:1], [sum(gaps) / len(drawn.label)])


def test_calibration_worked_by_hand() -> None:
    # Two scores of .9, one of them faithful: a gap of .4 over two rows; one of .2, faulty: a gap of .2 over one.
    label, score = np.array([1.0, 0.0, 0.0]), np.array([0.9, 0.9, 0.2])
    assert expected_calibration_error(label, score, everything(3)) == pytest.approx([(2 * 0.4 + 0.2) / 3])
    assert expected_calibration_error(np.array([1.0]), np.array([1.0]), everything(1)) == pytest.approx([0])


def test_a_score_on_the_border_lies_in_the_bin_above_however_it_is_rounded() -> None:
    scores = np.array([1 - 0.9, 0.1, 0.3, 0.1 * 3, 1 - 0.4, 0.6])
    assert [one.rows for one in reliability(np.ones(6), scores)] == [0, 2, 0, 2, 0, 0, 2, 0, 0, 0]


def test_the_area_under_risk_and_coverage_worked_by_hand() -> None:
    # The surest is right, then a wrong one, then a right one: risks 0, 1/2 and 1/3 at coverage 1/3, 2/3 and 1.
    label, predicted, score = np.array([1.0, 0.0, 0.0]), np.array([1.0, 1.0, 0.0]), np.array([0.9, 0.8, 0.3])
    assert aurc(label, predicted, score, everything(3)) == pytest.approx([(0 + 1 / 2 + 1 / 3) / 3])
    assert [(one.coverage, one.risk) for one in risk_coverage(label, predicted, score)] == [
        (pytest.approx(1 / 3), 0),
        (pytest.approx(2 / 3), pytest.approx(1 / 2)),
        (1, pytest.approx(1 / 3)),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_ties_of_sureness_are_the_mean_over_their_orders(seed: int) -> None:
    generator = np.random.default_rng(seed)
    label = generator.integers(0, 2, 5).astype(float)
    score = generator.choice([0.25, 0.75, 0.875], 5)
    predicted = (score >= 0.5).astype(float)
    times = generator.permutation([1, 1, 1, 2, 2]) if seed % 2 else np.ones(5, dtype=int)
    wrong = np.repeat((label != predicted).astype(float), times)
    sureness = np.repeat(np.where(predicted == 1, score, 1 - score), times)
    areas = []
    for order in permutations(range(len(wrong))):
        if all(sureness[a] >= sureness[b] for a, b in pairwise(order)):
            risks = np.cumsum(wrong[list(order)]) / np.arange(1, len(wrong) + 1)
            areas.append(risks.mean())
    assert len(areas) > 1
    same(aurc(label, predicted, score, times[None].astype(float)), [float(np.mean(areas))])


@pytest.mark.parametrize(
    ("first", "second"), [(0, 1), (3, 9), (10, 10), (25, 5), (40, 60), (700, 800), (1200, 1300), (50_400, 51_000)]
)
def test_mcnemar_is_the_exact_binomial_test(first: int, second: int) -> None:
    p = mcnemar(first, second)
    assert p == pytest.approx(binomtest(first, first + second).pvalue, abs=1e-9)


def test_mcnemar_of_no_discordant_cases() -> None:
    assert mcnemar(0, 0) is None


def test_shares_and_pairs_are_means() -> None:
    assert share(np.array([1.0, 0, 0, 1]), np.array([[1.0, 1, 1, 1], [3, 1, 0, 0]])) == pytest.approx([0.5, 0.75])
    assert pairwise_accuracy(np.array([1.0, 0.5, 0]), everything(3)) == pytest.approx([0.5])


def test_without_rows_there_is_no_value() -> None:
    nobody = everything(0)
    for value in (
        balanced_accuracy(NOTHING, NOTHING, nobody),
        mcc(NOTHING, NOTHING, nobody),
        auroc(NOTHING, NOTHING, nobody),
        auprc(NOTHING, NOTHING, nobody),
        brier(NOTHING, NOTHING, nobody),
        expected_calibration_error(NOTHING, NOTHING, nobody),
        aurc(NOTHING, NOTHING, NOTHING, nobody),
        share(NOTHING, nobody),
    ):
        assert np.isnan(value).tolist() == [True]
