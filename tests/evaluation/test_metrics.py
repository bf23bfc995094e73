from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.auroc import auroc
from assistant.evaluation.metrics.balanced_accuracy import balanced_accuracy

SCORES = st.one_of(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1))
LABELS = st.integers(0, 1)


def test_balanced_accuracy_worked_by_hand() -> None:
    # Of four faithful texts three are recognised, of two unfaithful ones one: (3/4 + 1/2) / 2.
    answers = [(1, 1), (1, 1), (1, 1), (1, 0), (0, 0), (0, 1)]

    assert balanced_accuracy(answers) == pytest.approx(0.625)


def test_always_answering_the_same_is_worth_one_half() -> None:
    assert balanced_accuracy([(1, 1)] * 9 + [(0, 1)]) == 0.5


@pytest.mark.parametrize("answers", [[], [(1, 1), (1, 0)], [(0, 0)]])
def test_balanced_accuracy_needs_both_classes(answers: list[tuple[int, int]]) -> None:
    assert balanced_accuracy(answers) is None


@given(st.lists(st.tuples(LABELS, LABELS)))
def test_balanced_accuracy_is_the_mean_of_the_recalls(answers: list[tuple[int, int]]) -> None:
    recalls = []
    for which in (0, 1):
        right = [predicted == which for label, predicted in answers if label == which]
        recalls.append(sum(right) / len(right) if right else None)
    expected = None if recalls[0] is None or recalls[1] is None else (recalls[0] + recalls[1]) / 2

    assert balanced_accuracy(answers) == (None if expected is None else pytest.approx(expected))


def test_auroc_worked_by_hand() -> None:
    # Faithful .8 and .4 against unfaithful .5, .4 and .1: 3 wins, then 1 win and 1 tie, of 6 pairs.
    answers = [(1, 0.8), (1, 0.4), (0, 0.5), (0, 0.4), (0, 0.1)]

    assert auroc(answers) == pytest.approx(4.5 / 6)


@pytest.mark.parametrize("answers", [[], [(1, 0.3), (1, 0.9)], [(0, 0.3)]])
def test_auroc_needs_both_classes(answers: list[tuple[int, float]]) -> None:
    assert auroc(answers) is None


@given(st.lists(st.tuples(LABELS, SCORES)))
def test_auroc_is_the_share_of_pairs_in_order(answers: list[tuple[int, float]]) -> None:
    faithful = [score for label, score in answers if label]
    unfaithful = [score for label, score in answers if not label]
    pairs = [1.0 if above > below else 0.5 if above == below else 0.0 for above, below in product(faithful, unfaithful)]

    assert auroc(answers) == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)
