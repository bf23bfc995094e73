"""What a source leaves open or ties to a condition: a claim that states it is found, one that keeps it is not."""

from __future__ import annotations

import pytest

from tests.checks.pairs import Pair, faults, kinds

PAIRS = [
    Pair(
        "modality_raised",
        "Ada Lund said she did not know whether the plan would fail.",
        "Ada Lund said the plan would fail.",
        "Ada Lund said she did not know if the plan would fail.",
    ),
    Pair(
        "modality_raised",
        "Ivo Rand has not decided whether to back the ferry tax.",
        "Ivo Rand said he would back the ferry tax.",
        "Ivo Rand has yet to decide whether to back the ferry tax.",
    ),
    Pair(
        "modality_raised",
        "The bank in Oster will close unless it is rescued.",
        "The bank in Oster will close.",
        "Unless it is rescued, the bank in Oster will close.",
    ),
    Pair(
        "modality_raised",
        "If the plan fails, the bank in Oster will close, Ada Lund said.",
        "The bank in Oster will close, Ada Lund said.",
        "The bank in Oster will close if the plan fails, Ada Lund said.",
    ),
    Pair(
        "modality_raised",
        "The lawyer said that the owners of the mill were unlikely to appeal.",
        "The lawyer said that the owners of the mill would appeal.",
        "The owners of the mill were unlikely to appeal, the lawyer said.",
    ),
    Pair(
        "modality_raised",
        "The army claims to have taken the town of Marn.",
        "The army has taken the town of Marn.",
        "The army claims that it has taken the town of Marn.",
    ),
]
SETTLED = [
    (
        "Ada Lund asked whether the plan for the quay would fail. The plan for the quay would fail, engineers said.",
        "The plan for the quay would fail, engineers said.",
    ),
    (
        "Now that Ivo Rand has been found guilty, the jury must decide whether he should be fined.",
        "Ivo Rand has been found guilty.",
    ),
    (
        "ADA: If you go to the shop, I want a cake.\nIVO: I will buy a cake in the shop.",
        "Ivo will buy a cake in the shop.",
    ),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.fault)
def test_what_was_left_open_is_found(pair: Pair) -> None:
    assert pair.kind in kinds(pair.fault, pair.source)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.twin)
def test_what_stays_open_is_left_alone(pair: Pair) -> None:
    assert faults(pair.twin, pair.source) == []


@pytest.mark.parametrize(("source", "text"), SETTLED)
def test_what_is_settled_elsewhere_is_left_alone(source: str, text: str) -> None:
    assert "modality_raised" not in kinds(text, source)


def test_the_condition_is_shown() -> None:
    source = "The bank in Oster will close unless it is rescued."
    (finding,) = faults("The bank in Oster will close.", source)
    assert finding.message == "The text leaves out the condition; the source says so “unless it is rescued”."
    assert finding.source_span is not None
    assert finding.source_span.of(source).strip() == "unless it is rescued"
