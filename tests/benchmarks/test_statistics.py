"""Whether the intervals hold what they promise. Run with `make bench`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from assistant.evaluation.analysis.comparison import compare
from assistant.evaluation.analysis.estimates import Question, estimate
from assistant.evaluation.metrics.auroc import auroc
from assistant.evaluation.metrics.balanced_accuracy import balanced_accuracy
from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.runs.results import Result
from tests.evaluation.rows import results_of

DATA_SETS = 1000
DOCUMENTS = 220
FEW = (6, 10, 20, 40)


def drawn(generator: np.random.Generator, documents: int = DOCUMENTS) -> tuple[list[str], Array, Array]:
    """Rows of documents that are easy or hard: what is alike within a document is what rows cannot be counted for."""
    rows = generator.integers(1, 5, documents)
    ease = np.repeat(generator.normal(1.0, 0.7, documents), rows)
    label = (generator.random(rows.sum()) < 0.5).astype(float)
    score = generator.normal(ease * (label - 0.5), 0.5)
    return [str(name) for name in np.repeat(np.arange(documents), rows)], label, score


def accuracy(label: Array, score: Array, weights: Weights) -> Values:
    return balanced_accuracy(label, (score > 0).astype(float), weights)


def share_that_holds(
    metric: Callable[[Array, Array, Weights], Values], documents: int, generator: np.random.Generator
) -> float:
    """The share of intervals that hold the true value, of those data sets that have one."""
    large = [drawn(generator) for _ in range(1500)]
    label, score = (np.concatenate([one[at] for one in large]) for at in (1, 2))
    true = float(metric(label, score, np.ones((1, len(label))))[0])
    held = []
    for seed in range(DATA_SETS):
        names, label, score = drawn(generator, documents)
        question = Question(names, partial(metric, label, score), [label == 1, label == 0])
        bounds = estimate(question, seed=seed).measure.interval
        if bounds is not None:
            held.append(bounds.low <= true <= bounds.high)
    print(f"\n{documents} documents: {np.mean(held):.1%} of {len(held):,} intervals hold {true:.3f}")  # noqa: T201 - the result
    return float(np.mean(held))


@pytest.mark.benchmark
@pytest.mark.parametrize("metric", [accuracy, auroc], ids=["balanced accuracy", "AUROC"])
def test_the_intervals_cover_the_true_value(metric: Callable[[Array, Array, Weights], Values]) -> None:
    assert 0.93 <= share_that_holds(metric, DOCUMENTS, np.random.default_rng(20)) <= 0.97


@pytest.mark.benchmark
@pytest.mark.parametrize("documents", FEW)
@pytest.mark.parametrize("metric", [accuracy, auroc], ids=["balanced accuracy", "AUROC"])
def test_the_intervals_of_few_documents_do_so_too(
    metric: Callable[[Array, Array, Weights], Values], documents: int
) -> None:
    assert share_that_holds(metric, documents, np.random.default_rng(21)) >= 0.91


def runs(generator: np.random.Generator, gain: int) -> tuple[list[Result], list[Result]]:
    """A thousand cases, 100 of them decided differently, the second run right in `gain` more of these."""
    label = generator.integers(0, 2, 1000)
    right = generator.random(1000) < 0.75
    changed = generator.permutation(1000)[:100]
    right[changed] = np.arange(100) >= (100 + gain) / 2
    other = right.copy()
    other[changed] = ~right[changed]
    first, second = (
        [(int(one), 0.9 if bool(one) == bool(good) else 0.1) for one, good in zip(label, which, strict=True)]
        for which in (right, other)
    )
    return results_of("d", first), results_of("d", second)


@pytest.mark.benchmark
def test_a_planted_difference_of_five_points_is_found_and_none_where_there_is_none() -> None:
    found = alarms = 0
    for seed in range(50):
        first, second = runs(np.random.default_rng(seed), gain=50)
        one = compare(first, second, names=("a", "b"))
        found += one.metrics["balanced_accuracy"].tells == "better" and (one.mcnemar or 1) < 0.05
        alarms += compare(first, first, names=("a", "a")).metrics["balanced_accuracy"].tells != "no difference shown"
    print(f"\n5 points found in {found} of 50; a run against itself told apart in {alarms} of 50")  # noqa: T201 - the result
    assert (found, alarms) == (50, 0)
