from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.bootstrap import interval, replicates


def test_the_quantiles_worked_by_hand() -> None:
    # Of 0..100 the 95% in the middle lie between 2.5 and 97.5.
    found = interval([float(value) for value in reversed(range(101))])

    assert found is not None
    assert [found.low, found.high, found.level] == pytest.approx([2.5, 97.5, 0.95])


def test_replicates_without_a_value_are_left_out() -> None:
    found = interval([None, 0.5, None])

    assert found is not None
    assert (found.low, found.high) == (0.5, 0.5)
    assert interval([None, None]) is None


def test_the_interval_of_a_mean_is_as_wide_as_its_standard_error_says() -> None:
    values = [float(value % 7) for value in range(200)]
    found = interval(replicates([[value] for value in values], _mean, resamples=2000))

    error = stdev(values) / len(values) ** 0.5
    assert found is not None
    assert found.low == pytest.approx(fmean(values) - 1.96 * error, abs=0.1 * error + 0.02)
    assert found.high == pytest.approx(fmean(values) + 1.96 * error, abs=0.1 * error + 0.02)


def test_rows_of_a_document_are_drawn_together() -> None:
    # Ten rows in two documents: whole documents give three means only, single rows would give eleven.
    drawn = replicates([[0.0] * 5, [1.0] * 5], _mean)

    assert set(drawn) == {0.0, 0.5, 1.0}


@pytest.mark.parametrize("documents", [[], [[0.1, 0.9]]])
def test_too_few_documents_give_no_interval(documents: list[list[float]]) -> None:
    assert interval(replicates(documents, _mean, resamples=5)) is None


@given(st.integers(), st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=3), min_size=2, max_size=6))
def test_a_seed_repeats_its_draws(seed: int, documents: list[list[float]]) -> None:
    drawn = replicates(documents, _mean, resamples=20, seed=seed)

    assert drawn == replicates(documents, _mean, resamples=20, seed=seed)
    lowest, highest = min(map(min, documents)), max(map(max, documents))
    assert all(value is not None and lowest - 1e-9 <= value <= highest + 1e-9 for value in drawn)


def test_other_seeds_draw_otherwise() -> None:
    documents = [[float(value)] for value in range(20)]

    assert replicates(documents, _mean, seed=1) != replicates(documents, _mean, seed="another")


def _mean(rows: Iterable[float]) -> float:
    return fmean(rows)
