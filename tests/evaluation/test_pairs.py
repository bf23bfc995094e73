"""Minimal pairs: what counts as found, as noticed, as a false alarm; and the pairs that ship."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from assistant.evaluation.analysis.pairs import left_out, tabulate_pairs
from assistant.evaluation.cases.rows import Case, load
from assistant.evaluation.cases.suites import find
from assistant.evaluation.metrics.proportion import proportion_interval
from assistant.evaluation.runs.results import Result
from assistant.schema import FindingKind, Usage

QUOTE, NUMBER, DUPLICATE = FindingKind.QUOTE_ALTERED, FindingKind.NUMBER_CHANGED, FindingKind.DUPLICATE_TEXT


def result(identifier: str, kind: FindingKind | None, **found: object) -> Result:
    pair = identifier.rpartition("-")[0]
    return Result.model_validate(
        {
            "id": identifier, "dataset": "d", "document_id": pair, "label": 0 if kind else 1, "pair": pair,
            "error_types": (kind,) if kind else (), "score": None, "predicted": None, "verdicts": {},
            "usage": Usage(), "error": None, **found,
        }
    )  # fmt: skip


def test_a_fault_is_found_as_its_kind_noticed_as_another_or_missed_and_twins_are_alarmed() -> None:
    rows = tabulate_pairs(
        [
            result("a-fault", QUOTE, faults=(QUOTE,)), result("a-twin", None),
            result("b-fault", QUOTE, faults=(NUMBER,)), result("b-twin", None, faults=(NUMBER,)),
            result("c-fault", QUOTE), result("c-twin", None, remarks=(QUOTE,)),
            result("d-fault", QUOTE, remarks=(QUOTE,)), result("d-twin", None, remarks=(NUMBER,)),
            result("alone-fault", QUOTE, faults=(QUOTE,)),
        ]
    )  # fmt: skip
    row = rows[0]
    assert (row.name, row.pairs, row.found, row.noticed, row.alarmed) == (QUOTE, 4, 2, 3, 2)
    assert row.missed == ("b-fault", "c-fault")
    assert row.false_alarms == ("b-twin", "c-twin")
    assert [row.name for row in rows] == [QUOTE, "all but relation_changed", "all"]


def test_what_is_found_about_a_source_counts_where_the_twins_differ_in_it() -> None:
    same = [result("a-fault", DUPLICATE, about_source=(DUPLICATE,)), result("a-twin", None, about_source=(DUPLICATE,))]
    assert (tabulate_pairs(same)[0].found, tabulate_pairs(same)[0].alarmed) == (0, 0)
    other = [same[0], result("a-twin", None, document_id="a-other")]
    assert (tabulate_pairs(other)[0].found, tabulate_pairs(other)[0].alarmed) == (1, 0)


def test_cases_without_pairs_make_no_table() -> None:
    assert tabulate_pairs([result("a-fault", QUOTE)]) == ()


def test_wilsons_own_example_and_the_edges() -> None:
    bounds = proportion_interval(81, 263)  # Newcombe, Statistics in Medicine 1998, table I
    assert bounds is not None
    assert (bounds.low, bounds.high) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    full = proportion_interval(8, 8)
    assert full is not None
    assert (full.low, full.high) == pytest.approx((0.6756, 1.0), abs=1e-4)
    assert proportion_interval(0, 0) is None


@pytest.mark.parametrize("suite", ["minimal-pairs", "minimal-pairs-later"])
def test_the_pairs_that_ship_are_whole_and_of_the_taxonomy(suite: str) -> None:
    pairs: dict[str | None, list[Case]] = defaultdict(list)
    for case in load(find(suite).cases):
        pairs[case.pair].append(case)
    kinds: Counter[FindingKind] = Counter()
    for pair, cases in pairs.items():
        faulty, twin = sorted(cases, key=lambda case: not case.error_types)
        assert (pair, len(faulty.error_types), twin.error_types, twin.label) == (twin.pair, 1, (), 1)
        assert (faulty.claim, faulty.document) != (twin.claim, twin.document)
        assert (faulty.document == twin.document) == (faulty.document_id == twin.document_id)
        kinds[FindingKind(faulty.error_types[0])] += 1
    assert set(kinds) == set(FindingKind)
    assert min(kinds.values()) >= (8 if suite == "minimal-pairs" else 4)


def test_pairs_that_are_none_are_named() -> None:
    rows = [
        *(result("a-fault", NUMBER), result("a-twin", None)),
        *(result("b-fault", NUMBER), result("b-other", QUOTE), result("b-twin", None)),
        *(result("c-fault", None, error_types=("date_chnged",), label=0), result("c-twin", None)),
    ]
    assert left_out(rows) == ("b", "c")


def test_two_datasets_may_have_the_same_names_of_pairs() -> None:
    pair = [result("a-fault", NUMBER, faults=(NUMBER,)), result("a-twin", None)]
    other = [one.model_copy(update={"dataset": "e", "id": f"e-{one.id}"}) for one in pair]
    assert tabulate_pairs([*pair, *other])[0].pairs == 2
