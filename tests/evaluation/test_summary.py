from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from assistant.errors import UsageError
from assistant.evaluation.analysis.gates import fallen_short, read_gates
from assistant.evaluation.analysis.summary import summarize
from tests.evaluation.rows import results_of


def test_rows_for_each_dataset_for_all_and_the_mean() -> None:
    table = summarize(
        [
            *results_of("a", [(1, 0.9), (1, 0.2), (0, 0.1), (0, 0.3)]),
            *results_of("b", [(1, 0.9), (0, 0.1), (0, None), (1, 0.6), (1, 0.7)]),
        ]
    )

    first, second = table.datasets
    assert (first.name, first.rows, first.documents, first.unscored) == ("a", 4, 2, 0)
    # Dataset a: one of two faithful and both unfaithful recognised; .9 beats both, .2 beats one of two.
    assert (first.balanced_accuracy.value, first.auroc.value) == (0.75, 0.75)
    assert (second.rows, second.documents, second.unscored) == (5, 3, 1)
    assert (second.balanced_accuracy.value, second.auroc.value) == (1.0, 1.0)
    # All: 4 of 5 faithful, 3 of 3 unfaithful.
    assert (table.overall.rows, table.overall.unscored) == (9, 1)
    assert table.overall.balanced_accuracy.value == pytest.approx(0.9)
    assert (table.mean.datasets, table.mean.with_both_classes) == (2, 2)
    assert table.mean.balanced_accuracy.value == pytest.approx(0.875)


def test_a_dataset_of_one_class_has_no_value_and_is_not_in_the_mean() -> None:
    table = summarize([*results_of("a", [(1, 0.9), (0, 0.1)]), *results_of("b", [(1, 0.9), (0, None)])])

    assert table.datasets[1].balanced_accuracy.value is None
    assert table.datasets[1].auroc.interval is None
    assert (table.mean.datasets, table.mean.with_both_classes, table.mean.auroc.value) == (2, 1, 1.0)


def test_unscored_is_counted_and_not_wrong() -> None:
    scored = results_of("a", [(1, 0.9), (0, 0.1), (1, 0.2), (0, 0.8)])
    with_unscored = [*scored, *results_of("a", [(1, None), (0, None)], first=4)]

    assert summarize(with_unscored).overall.balanced_accuracy == summarize(scored).overall.balanced_accuracy
    assert summarize(with_unscored).overall.unscored == 2


def test_intervals_hold_the_value_and_do_not_depend_on_the_order_ofresults_of() -> None:
    results = results_of("a", [(number % 2, (number * 37 % 100) / 100) for number in range(80)])
    table = summarize(results)

    for measure in (table.overall.balanced_accuracy, table.overall.auroc, table.mean.auroc):
        assert measure.value is not None
        assert measure.interval is not None
        assert measure.interval.low < measure.value < measure.interval.high
    assert summarize(reversed(results)) == table


def test_the_table_is_json() -> None:
    table = summarize(results_of("a", [(1, 0.9), (0, 0.1), (1, 0.2), (0, 0.8)]))
    dumped = json.loads(json.dumps(table.model_dump(mode="json")))

    assert dumped["overall"]["balanced_accuracy"]["value"] == 0.5
    assert dumped["mean"]["with_both_classes"] == 1


def test_no_results_make_no_table() -> None:
    with pytest.raises(UsageError, match="no results yet"):
        summarize([])


def test_of_a_rare_class_that_was_all_found_little_is_sure() -> None:
    # One faulty text among a hundred documents: to have found it says little.
    rows = [one.model_copy(update={"document_id": one.id}) for one in results_of("a", [(0, 0.1)] + [(1, 0.9)] * 99)]
    metrics = summarize(rows).metrics
    for name, low in (("faulty_recall", 0.2), ("faulty_precision", 0.2), ("balanced_accuracy", 0.6), ("mcc", 0.4)):
        bounds = metrics[name].interval
        assert bounds is not None
        assert bounds.low < low
        assert bounds.high == 1.0
    faithful = metrics["faithful_recall"].interval
    assert faithful is not None
    assert faithful.low > 0.96


def test_a_run_with_more_errors_never_has_the_better_bound() -> None:
    lows = []
    for wrong in range(6):
        rows = results_of("a", [(1, 0.1)] * wrong + [(1, 0.9)] * (100 - wrong) + [(0, 0.1)] * 30)
        metrics = summarize([one.model_copy(update={"document_id": one.id}) for one in rows]).metrics
        bounds = [metrics[name].interval for name in ("faithful_recall", "balanced_accuracy", "auroc")]
        lows.append([one.low for one in bounds if one is not None])
    assert all(more < fewer for fewer, more in pairwise(np.array(lows).T[0].tolist()))
    assert (np.diff(np.array(lows), axis=0) < 0).all()


def test_a_small_origin_without_a_fault_makes_no_mean_certain() -> None:
    spread = results_of("a", [(number % 2, (number * 37 % 100) / 100) for number in range(400)])
    alone = summarize(spread).mean.balanced_accuracy
    perfect = summarize([*spread, *results_of("b", [(1, 0.9), (0, 0.1)] * 4)]).mean.balanced_accuracy
    many = summarize([*spread, *results_of("b", [(1, 0.9), (0, 0.1)] * 400)]).mean.balanced_accuracy
    assert alone.interval is not None
    assert perfect.interval is not None
    assert many.interval is not None
    width, of_many = (one.high - one.low for one in (perfect.interval, many.interval))
    # The mean of the two would vary half as much as the first origin, were the second certain; four documents are not.
    assert of_many == pytest.approx((alone.interval.high - alone.interval.low) / 2, rel=0.05)
    assert width > 1.5 * of_many


def test_origins_are_resampled_apart() -> None:
    answers = [(number % 2, (number * 37 % 100) / 100) for number in range(200)]
    one, both = summarize(results_of("a", answers)), summarize([*results_of("a", answers), *results_of("b", answers)])
    alone, mean = one.mean.balanced_accuracy.interval, both.mean.balanced_accuracy.interval
    assert alone is not None
    assert mean is not None
    # Drawn alike, two origins that are alike would vary together, and their mean as much as each.
    assert mean.high - mean.low == pytest.approx((alone.high - alone.low) / 2**0.5, rel=0.15)


def test_verdicts_are_measured_beside_the_score() -> None:
    supported, contradicted, unverified = ({verdict: 1} for verdict in ("supported", "contradicted", "unverified"))
    rows = [
        one.model_copy(update={"verdicts": verdicts})
        for one, verdicts in zip(
            results_of("a", [(1, 0.9), (0, 0.7), (0, 0.1), (1, 0.8), (1, None), (1, None)]),
            # The second is called faithful by its score and not by its verdict, the fourth the other way round.
            [supported, contradicted, contradicted, contradicted, unverified, {}],
            strict=True,
        )
    ]
    metrics = summarize(rows).metrics
    assert metrics["balanced_accuracy"].value == pytest.approx((2 / 2 + 1 / 2) / 2)
    assert metrics["verdict_balanced_accuracy"].value == pytest.approx((1 / 2 + 2 / 2) / 2)


def test_a_value_stands_within_its_interval() -> None:
    # Well calibrated, by chance better than any draw of it: an error is never negative, and every draw has some.
    rows = [(int(number % 10 < decile), decile / 10) for decile in range(1, 10) for number in range(10)]
    measure = summarize([one.model_copy(update={"document_id": one.id}) for one in results_of("a", rows)]).metrics[
        "ece"
    ]
    assert measure.value == pytest.approx(0, abs=1e-9)
    assert measure.interval is not None
    assert measure.interval.low == pytest.approx(0, abs=1e-9)
    assert measure.interval.high > 0.05


def test_a_pair_that_could_not_be_judged_is_neither_found_nor_quiet() -> None:
    rows = [
        one.model_copy(
            update={
                "pair": f"p{number // 2}",
                "error_types": ("number_changed",) if number % 2 else (),
                "error": "the endpoint timed out",
            }
        )
        for number, one in enumerate(results_of("a", [(1, None), (0, None)] * 20))
    ]
    table = summarize(rows)
    assert {"twin_alarm_rate", "found_as_kind", "pairwise_accuracy"}.isdisjoint(table.metrics)
    assert table.pairs == ()
    gates = read_gates(["unscored_share=1"])
    assert "40 cases could not be judged" in fallen_short(gates, table.metrics, failures=table.failures)[0]
