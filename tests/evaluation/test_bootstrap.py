"""The bootstrap over documents."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import beta

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights, design_effect, interval, replicates
from assistant.evaluation.metrics.share import share

MANY = 1000
"""Documents enough for an interval."""


def mean_of(values: Array, *, documents: list[str] | None = None, seed: int | str = 0, resamples: int = 500) -> Values:
    names = documents or [str(number) for number in range(len(values))]
    return replicates(names, lambda weights: share(values, weights), resamples=resamples, seed=seed)


def test_the_quantiles_worked_by_hand() -> None:
    bounds = interval(np.arange(101.0), MANY)
    assert bounds is not None
    assert [bounds.low, bounds.high, bounds.level] == pytest.approx([2.5, 97.5, 0.95])
    narrow = interval(np.arange(101.0), MANY, level=0.5)
    assert narrow is not None
    assert [narrow.low, narrow.high] == pytest.approx([25, 75])


def test_replicates_without_a_value_are_left_out() -> None:
    bounds = interval(np.array([np.nan, 0.25, np.nan, 0.75]), MANY, level=0.999999)
    assert bounds is not None
    assert (bounds.low, bounds.high) == pytest.approx((0.25, 0.75), abs=1e-5)
    assert interval(np.array([np.nan, np.nan]), MANY) is None


def test_the_interval_of_a_mean_is_as_wide_as_its_standard_error_says() -> None:
    values = np.random.default_rng(1).normal(size=400)
    bounds = interval(mean_of(values, resamples=4000), 400)
    assert bounds is not None
    assert bounds.high - bounds.low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.06)


def test_rows_of_a_document_weigh_alike_and_imagined_ones_as_much_as_half_a_trial() -> None:
    seen: list[Weights] = []

    def watch(weights: Weights) -> Values:
        seen.append(weights)
        return np.asarray(weights.sum(axis=1))

    replicates(["a", "b", "a", "c"], watch, imagined=2, rows_a_trial=4 / 3, resamples=40_000)
    drawn = np.concatenate(seen)
    assert drawn.shape == (40_000, 6)
    assert (drawn[:, 0] == drawn[:, 2]).all()
    assert (drawn[:, 0] != drawn[:, 1]).all()
    assert drawn.mean(axis=0) == pytest.approx([1, 1, 1, 1, 2 / 3, 2 / 3], rel=0.03)


@pytest.mark.parametrize(("right", "of"), [(7, 7), (19, 20), (50, 100), (0, 9), (1, 300)])
def test_of_a_share_of_documents_the_interval_is_that_of_jeffreys(right: int, of: int) -> None:
    values = np.array([1.0] * right + [0.0] * (of - right) + [1.0, 0.0])
    names = [str(number) for number in range(of)]
    drawn = replicates(names, lambda weights: share(values, weights), imagined=2, resamples=20_000)
    bounds = interval(drawn, of)
    assert bounds is not None
    known = beta(right + 0.5, of - right + 0.5).ppf([0.025, 0.975])
    assert [bounds.low, bounds.high] == pytest.approx(known, abs=0.006)


def test_rows_that_stand_and_fall_together_are_one_trial() -> None:
    generator = np.random.default_rng(2)
    names = [str(number) for number in np.repeat(np.arange(400), 5)]
    of_document = (generator.random(400) < 0.7).astype(float)
    alone = (generator.random(2000) < 0.7).astype(float)
    assert design_effect(names, np.repeat(of_document, 5)) == pytest.approx(5)
    assert design_effect(names, alone) == pytest.approx(1, abs=0.15)
    half = np.where(generator.random(2000) < np.sqrt(0.5), np.repeat(of_document, 5), alone)
    assert design_effect(names, half) == pytest.approx(1 + 4 * 0.5, abs=0.3)
    assert design_effect(names, np.ones(2000)) == 5
    assert design_effect(["a", "b", "c"], np.array([1.0, 0.0, 1.0])) == 1


def test_fewer_than_five_documents_give_no_interval() -> None:
    values = np.arange(101.0)
    assert interval(values, 4) is None
    assert interval(values, 5) is not None


def test_a_seed_repeats_its_draws_and_another_draws_otherwise() -> None:
    values = np.arange(20.0)
    assert (mean_of(values, seed="one") == mean_of(values, seed="one")).all()
    assert (mean_of(values, seed="one") != mean_of(values, seed="two")).any()


def test_a_draw_is_the_same_whether_many_or_few_fit_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.arange(40.0)
    whole = mean_of(values)
    monkeypatch.setattr("assistant.evaluation.metrics.bootstrap._AT_ONCE", 200)
    assert mean_of(values) == pytest.approx(whole, abs=1e-12)
