"""Two runs case by case, and the gates that a build obeys."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.errors import UsageError
from assistant.evaluation.analysis.comparison import Comparison, compare, require_same_cases
from assistant.evaluation.analysis.estimates import Measure
from assistant.evaluation.analysis.gates import Gate, fallen_short, read_gates, regressions
from assistant.evaluation.metrics.bootstrap import Interval
from assistant.evaluation.reports.plain import as_markdown, as_text
from assistant.evaluation.reports.tables import comparison_opening, comparison_tables
from assistant.evaluation.runs.manifest import unlikeness
from assistant.evaluation.runs.results import Result
from tests.evaluation.reports import DATA, ENGINE, cases_of, manifest_of
from tests.evaluation.rows import results_of

LABELS = [number % 2 for number in range(200)]


def scores(wrong: Sequence[int] = (), unscored: Sequence[int] = ()) -> list[float | None]:
    """Right scores for `LABELS`, but for the cases at these places."""
    right = [0.9 if label else 0.1 for label in LABELS]
    turned = [1 - score if number in wrong else score for number, score in enumerate(right)]
    return [None if number in unscored else score for number, score in enumerate(turned)]


def run_of(wrong: Sequence[int] = (), unscored: Sequence[int] = ()) -> list[Result]:
    return results_of("d", list(zip(LABELS, scores(wrong, unscored), strict=True)))


def compared(first: Sequence[Result], second: Sequence[Result]) -> Comparison:
    return compare(first, second, names=("a", "b"), resamples=400)


def test_a_run_against_itself_shows_no_difference() -> None:
    found = compared(run_of(wrong=range(20)), run_of(wrong=range(20)))

    assert {one.tells for one in found.metrics.values()} == {"no difference shown"}
    assert (found.mcnemar, found.changes, found.only_first_right) == (None, (), 0)
    assert regressions(found) == ()


def test_a_better_run_is_seen_with_its_cases_and_a_worse_one_is_a_regression() -> None:
    worse, better = run_of(wrong=range(30)), run_of(wrong=range(6))
    found = compared(worse, better)
    accuracy = found.metrics["balanced_accuracy"]

    assert [accuracy.first, accuracy.second] == pytest.approx([0.85, 0.97])
    assert accuracy.tells == "better"
    assert found.metrics["brier"].tells == "better"
    assert (found.only_first_right, found.only_second_right) == (0, 24)
    assert found.mcnemar == pytest.approx(2 / 2**24)
    assert [change.became for change in found.changes] == ["right"] * 24
    assert sum(row.second_right - row.first_right for row in found.types) == 24
    assert regressions(found) == ()
    assert any(words.startswith("Balanced accuracy is worse: 0.970") for words in regressions(compared(better, worse)))


@pytest.mark.parametrize("discordant", [1, 2, 3, 4])
def test_a_few_cases_that_all_speak_for_one_run_show_nothing(discordant: int) -> None:
    found = compared(run_of(), run_of(wrong=range(discordant)))
    assert found.mcnemar is not None
    assert found.mcnemar > 0.05
    for name in ("balanced_accuracy", "faithful_recall", "mcc"):
        assert found.metrics[name].tells == "no difference shown"


def test_what_one_run_left_unscored_enters_no_difference_and_is_told() -> None:
    found = compared(run_of(wrong=[0, 1]), run_of(wrong=[0], unscored=[1, 2]))

    assert (found.scored_in_both, found.only_first_scored, found.only_second_scored) == (198, 2, 0)
    assert found.metrics["balanced_accuracy"].difference.value == 0
    assert found.metrics["unscored_share"].second == 0.01
    assert {change.id: change.became for change in found.changes} == {"d-001": "unscored", "d-002": "unscored"}


def test_a_loss_over_too_few_documents_to_tell_by_is_a_regression() -> None:
    right, wrong = results_of("d", [(1, 0.9), (0, 0.1)] * 4), results_of("d", [(1, 0.2), (0, 0.1)] * 4)
    found = compared(right, wrong)
    accuracy = found.metrics["balanced_accuracy"]
    assert accuracy.difference.value == pytest.approx(-0.5)
    assert accuracy.difference.interval is None
    assert accuracy.tells == "no difference shown"
    said = "Balanced accuracy is worse: 1.000 before, 0.500 now, of too few documents to tell whether by chance."
    assert regressions(found)[0] == said
    assert regressions(compared(wrong, right)) == ()
    assert regressions(compared(right, right)) == ()


def test_a_run_with_cases_that_could_not_be_judged_passes_no_comparison() -> None:
    failed = [one.model_copy(update={"error": "timed out"} if one.id == "d-004" else {}) for one in run_of()]
    found = compared(run_of(), failed)
    assert (found.first_failed, found.second_failed) == (0, 1)
    said = "1 case of the second run could not be judged: give it again to resume it, then compare."
    assert regressions(found) == (said,)
    assert "1 result of a case that could not be judged." in as_text(comparison_opening(found), ())
    assert regressions(compared(failed, run_of())) == ()


def test_what_two_runs_differ_in_is_said() -> None:
    cases = cases_of([1, 0, 1])
    plain = manifest_of(cases)
    assert unlikeness(plain, plain) == ()
    strict = plain.model_copy(update={"settings": {"levels": {"number_changed": "remark"}}, "version": "9"})
    calibrated = plain.model_copy(update={"engine": ENGINE.model_copy(update={"calibration": "0123"})})
    assert unlikeness(plain, strict) == (
        f"version {plain.version} and version 9",
        'the default settings and levels {"number_changed": "remark"}',
    )
    assert unlikeness(plain, calibrated) == ("the default settings and calibration 0123",)
    found = compare(run_of(), run_of(), names=("a", "b"), unlike=unlikeness(plain, calibrated), resamples=10)
    assert "They differ in more than their verdicts: the default settings and calibration 0123." in as_text(
        comparison_opening(found), ()
    )


def test_other_data_other_cases_and_half_runs_are_refused() -> None:
    cases = cases_of([1, 0, 1])
    ours, other = manifest_of(cases), DATA.model_copy(update={"sha256": "1" * 64, "name": "other.jsonl"})
    require_same_cases(ours, manifest_of(cases, engine=ENGINE.model_copy(update={"version": "9"})))
    with pytest.raises(UsageError, match=r"different data \(cases.jsonl, sha256 00000000, and other.jsonl"):
        require_same_cases(ours, manifest_of(cases, other))
    with pytest.raises(UsageError, match=r"different cases of cases.jsonl \(3 and 2\): give both the same --limit"):
        require_same_cases(ours, manifest_of(cases[:2]))
    with pytest.raises(UsageError, match="is not finished: give it again to resume it"):
        compared(run_of(), run_of()[:-1])


def test_a_comparison_in_words() -> None:
    found = compared(run_of(wrong=range(30)), run_of(wrong=range(29, 31)))
    text = as_text(comparison_opening(found), comparison_tables(found, 3))
    markdown = as_markdown("Comparison", comparison_opening(found), comparison_tables(found, 0))

    assert "Right in the first alone: 1. Right in the second alone: 29 (McNemar's exact test, p = 5.8e-08)." in text
    assert "3 of 30; --changes shows more." in text
    assert "| Balanced accuracy | 0.850 | 0.990 | +0.140 \\[" in markdown


MEASURES = {
    "auroc": Measure(value=0.72, interval=Interval(low=0.66, high=0.78)),
    "ece": Measure(value=0.05, interval=Interval(low=0.02, high=0.09)),
    "brier": Measure(value=0.2, interval=None),
}


@pytest.mark.parametrize(
    ("metric", "value", "short"),
    [
        ("auroc", 0.66, None),
        ("auroc", 0.7, "AUROC is 0.720 [0.660, 0.780]: its lower bound, 0.660, was to be at least 0.7."),
        ("ece", 0.09, None),
        (
            "ece",
            0.06,
            "Calibration error (ECE) is 0.050 [0.020, 0.090]: its upper bound, 0.090, was to be at most 0.06.",
        ),
        ("mcc", -1.0, "MCC has no value here, and was to be at least -1."),
        ("brier", 1.0, "Brier score is 0.200, without an interval: there are too few documents to tell."),
    ],
)
def test_a_gate_is_judged_by_the_near_bound(metric: str, value: float, short: str | None) -> None:
    assert fallen_short([Gate(metric, value)], MEASURES) == ((short,) if short else ())


@pytest.mark.parametrize("words", ["auroc", "auroc=", "auroc=high", "auroc=nan", "luck=0.5"])
def test_a_gate_that_means_nothing_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match=r"a gate is METRIC=VALUE|there is no metric 'luck': choose one of"):
        read_gates([words])
