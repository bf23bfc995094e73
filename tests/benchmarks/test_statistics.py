"""Whether the intervals hold what they promise. Run with `make bench`."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pytest

from assistant.evaluation.analysis.comparison import compare
from assistant.evaluation.analysis.estimates import estimate
from assistant.evaluation.analysis.measures import metric_named
from assistant.evaluation.runs.results import Result
from tests.evaluation.rows import results_of

DATA_SETS = 1000
FEWER = 400
_EASE = 0.7
"""How far documents differ in how hard they are, beside texts that differ by 1."""
_NORMAL = NormalDist()


class World(NamedTuple):
    """Where data sets are drawn from."""

    documents: tuple[int, int]
    """Those of faithful texts, and those of faulty ones; (n, 0) for n with texts of both kinds."""
    right: tuple[float, float] = (0.0, 0.0)
    """The chances that a faithful text, and a faulty one, is called what it is, where there are documents of each."""

    def drawn(self, generator: np.random.Generator) -> list[Result]:
        """A data set; texts of one document are easy or hard together: hence documents are drawn, and not rows."""
        faithful, faulty = self.documents
        if faulty:
            names = np.arange(faithful + faulty)
            label = np.repeat([1, 0], self.documents)
            mean = np.repeat([_NORMAL.inv_cdf(self.right[0]), -_NORMAL.inv_cdf(self.right[1])], self.documents)
        else:
            names = np.repeat(np.arange(faithful), generator.integers(1, 5, faithful))
            label = (generator.random(len(names)) < 0.5).astype(int)
            mean = generator.normal(1.0, _EASE, faithful)[names] * (2 * label - 1)
        score = [_NORMAL.cdf(one) for one in generator.normal(mean, 1.0)]
        results = results_of("d", list(zip(label.tolist(), score, strict=True)))
        return [one.model_copy(update={"document_id": str(name)}) for one, name in zip(results, names, strict=True)]

    def true(self, metric: str) -> float:
        """What the metric is on data without end."""
        first, second = self.right if self.documents[1] else (_NORMAL.cdf(1 / sqrt(1 + _EASE**2)),) * 2
        if metric == "auroc":
            return _NORMAL.cdf((_NORMAL.inv_cdf(first) + _NORMAL.inv_cdf(second)) / sqrt(2))
        return first if metric == "faithful_recall" else (first + second) / 2


def shares(metric: str, world: World, data_sets: int) -> tuple[float, float]:
    """The share of intervals that hold the true value, and of those whose lower bound lies above it."""
    generator, true = np.random.default_rng(20), world.true(metric)
    bounds = [
        estimate(metric_named(metric).asked(world.drawn(generator)), resamples=500, seed=seed).measure.interval
        for seed in range(data_sets)
    ]
    given = [one for one in bounds if one is not None]
    held = float(np.mean([one.low <= true <= one.high for one in given]))
    flattered = float(np.mean([one.low > true for one in given]))
    print(  # noqa: T201 - the result
        f"\n{metric} of {world.documents} documents, truly {true:.3f}: {held:.1%} of {len(given):,} intervals hold it, "
        f"{flattered:.1%} lie above"
    )
    return held, flattered


@pytest.mark.benchmark
@pytest.mark.parametrize("metric", ["balanced_accuracy", "auroc"])
def test_the_intervals_hold_the_true_value(metric: str) -> None:
    held, _ = shares(metric, World((220, 0)), DATA_SETS)
    assert 0.93 <= held <= 0.97


@pytest.mark.benchmark
@pytest.mark.parametrize("documents", [(6, 0), (10, 0), (20, 0), (40, 0), (5, 100), (10, 100), (200, 20)])
@pytest.mark.parametrize("metric", ["balanced_accuracy", "auroc"])
def test_those_of_few_documents_and_of_a_rare_class_do_so_too(metric: str, documents: tuple[int, int]) -> None:
    held, flattered = shares(metric, World(documents, (0.85, 0.8)), FEWER)
    assert held >= 0.9
    assert flattered <= 0.04


@pytest.mark.benchmark
@pytest.mark.parametrize(("documents", "right"), [(20, 0.95), (40, 0.975), (100, 0.99), (100, 0.97), (300, 0.995)])
def test_near_one_luck_passes_hardly_a_gate(documents: int, right: float) -> None:
    held, flattered = shares("faithful_recall", World((documents, 5), (right, 0.5)), FEWER)
    assert held >= 0.9
    assert flattered <= 0.06


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
