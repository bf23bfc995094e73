"""The metrics of attributions, on counts that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.attributions.annotated import AnnotatedText, GoldAttribution
from assistant.evaluation.attributions.failures import drawn, failures
from assistant.evaluation.attributions.results import counted
from assistant.evaluation.attributions.scoring import ScoredText, extract
from assistant.evaluation.attributions.table import as_lines, tabulate
from assistant.evaluation.metrics.bootstrap import everything
from assistant.evaluation.metrics.content_characters import character_counts
from assistant.evaluation.metrics.content_exact import exact_matches
from assistant.evaluation.metrics.content_overlap import overlap, pairs
from assistant.evaluation.metrics.precision_recall import Counts, f1, precision, recall
from assistant.evaluation.metrics.speaker_accuracy import is_same_speaker, speaker_accuracy
from assistant.schema import Mode, Span

TEXT = "“The pier is shut,” Holt said. She denied that she knew. Nobody asked the mayor of Orlen, Dara Quist."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def test_precision_recall_and_f1_add_up_over_documents() -> None:
    right, found, gold = np.array([[1.0, 1], [2, 2], [4, 1]])
    weights = everything(2)
    assert precision(right, found, weights) == 0.5
    assert recall(right, gold, weights) == pytest.approx(0.4)
    assert f1(right, found, gold, weights) == pytest.approx(4 / 9)
    nothing = np.zeros(1)
    assert np.isnan(precision(nothing, nothing, everything(1)))
    assert np.isnan(recall(nothing, nothing, everything(1)))
    assert np.isnan(f1(nothing, nothing, nothing, everything(1)))


def test_overlap_is_shared_characters_over_all() -> None:
    assert overlap([Span(start=0, end=10)], [Span(start=5, end=15)]) == pytest.approx(5 / 15)
    assert overlap([Span(start=0, end=4), Span(start=6, end=10)], [Span(start=0, end=10)]) == pytest.approx(0.8)
    assert overlap([Span(start=0, end=4)], [Span(start=4, end=8)]) == 0


def test_each_content_is_matched_once_and_the_best_first() -> None:
    gold = [[Span(start=0, end=10)], [Span(start=4, end=10)]]
    found = [[Span(start=0, end=9)], [Span(start=20, end=30)], [Span(start=0, end=10)]]
    assert [(pair.gold, pair.found) for pair in pairs(gold, found)] == [(0, 2), (1, 0)]


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(start=pair[0], end=pair[0] + pair[1]))


@given(st.lists(st.tuples(spans), max_size=8), st.lists(st.tuples(spans), max_size=8))
def test_matching_is_one_to_one_and_the_same_from_both_sides(gold: list[tuple[Span]], found: list[tuple[Span]]) -> None:
    matched = pairs(gold, found)
    assert len({pair.gold for pair in matched}) == len({pair.found for pair in matched}) == len(matched)
    assert all(pair.overlap == overlap(gold[pair.gold], found[pair.found]) >= 0.5 for pair in matched)
    there, back = character_counts(gold, found), character_counts(found, gold)
    assert (there.right, there.found, there.gold) == (back.right, back.gold, back.found)
    assert there.right <= min(there.found, there.gold)


def test_exact_leaves_edge_marks_aside_and_matches_once() -> None:
    quoted, bare, other = span("“The pier is shut,”"), span("The pier is shut"), span("pier is shut")
    assert exact_matches(TEXT, [[quoted]], [[bare], [bare]]) == [(0, 0)]
    assert exact_matches(TEXT, [[quoted]], [[other]]) == []


def test_characters_in_two_contents_count_once() -> None:
    gold = [[Span(start=0, end=10)], [Span(start=5, end=10)]]
    assert character_counts(gold, [[Span(start=8, end=12)]]) == Counts(right=2, found=4, gold=10)


@pytest.mark.parametrize(
    ("gold", "found", "resolved", "same"),
    [
        ("Holt", "Holt", "Lena Holt", True),
        ("the mayor of Orlen, Dara Quist", "Dara Quist", "Dara Quist", True),
        ("the mayor of Orlen, Dara Quist", "Orlen", "Orlen", False),
        ("She", "She", "Lena Holt", True),
        ("She", "Holt", "Lena Holt", False),
        ("Holt", None, None, False),
        (None, None, None, True),
        (None, "Holt", "Holt", False),
    ],
)
def test_the_speaker_is_right(gold: str | None, found: str | None, resolved: str | None, same: bool) -> None:
    assert is_same_speaker(TEXT, span(gold) if gold else None, span(found) if found else None, resolved) is same


def test_speaker_accuracy() -> None:
    assert speaker_accuracy(np.array([2.0, 1]), np.array([3.0, 1]), everything(2)) == 0.75
    assert np.isnan(speaker_accuracy(np.zeros(1), np.zeros(1), everything(1)))


def scored() -> ScoredText:
    said = GoldAttribution(
        speaker=span("Holt"), cue=span("said"), content=(span("“The pier is shut,”"),), mode=Mode.DIRECT
    )
    asked = GoldAttribution(speaker=None, cue=span("asked"), content=(span("the mayor of Orlen"),), mode=Mode.INDIRECT)
    return extract(AnnotatedText(id="a", text=TEXT, attributions=(said, asked)), attitudes=False)


def test_a_table_by_mode_with_what_failed() -> None:
    one = scored()
    assert [attribution.cue for attribution in one.found] == ["said", "denied"]
    table = tabulate([counted(one), counted(one)], resamples=20)
    by_name = {row.name: row for row in table.rows}
    assert table.documents == 1  # the same text twice
    assert [row.name for row in table.rows] == ["all", "direct", "indirect", "mixed"]
    assert (by_name["all"].gold, by_name["all"].found, by_name["all"].overlap.f1.value) == (4, 4, 0.5)
    assert (by_name["direct"].exact.f1.value, by_name["direct"].speaker.value) == (1.0, 1.0)
    assert (by_name["indirect"].overlap.f1.value, by_name["indirect"].speaker.value) == (0.0, None)
    assert by_name["mixed"].overlap.f1.value is None
    assert by_name["all"].overlap.f1.interval is None  # both texts are alike: every draw of them is the same
    assert len(as_lines(table)) == 13
    assert [(failure.kind, failure.cue) for failure in failures([one])] == [("missed", "asked"), ("spurious", "denied")]


def test_failures_are_drawn_by_seed() -> None:
    texts = [scored()] * 5
    assert len(drawn(texts, 3, 1)) == 3
    assert drawn(texts, 3, 1) == drawn(texts, 3, 1)
    assert drawn(texts, 0, 1) == ()
    assert len(drawn(texts, 99, 1)) == 10
