"""Stances, and speech that was added or dropped: each with a twin that is left alone."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings

ARTICLE = (
    "The harbour board rejected a plan on Tuesday to let cruise ships moor at the old pier in Marn.\n\n"
    "Its chair, Ada Brandt, denied taking money from a shipping company, and did not rule out a vote of all residents. "
    "She warned the council against waiting for a new study of the currents.\n\n"
    "Ivo Rand, who sells tickets on the quay, backed the plan for cruise ships. He said that the winter had been bad "
    "for everyone.\n\n"
    "A fence was built along the pier in May after two children had fallen into the water. The mayor, Lena Holt, said "
    "that she would speak to both sides."
)
FENCE = "A fence was built along the pier in May after two children had fallen into the water"
PAIRS = [
    (
        "stance_changed",
        "Ada Brandt admitted taking money from a shipping company.",
        "Brandt denied taking money from a shipping company.",
    ),
    (
        "stance_changed",
        "Ivo Rand opposed the plan for cruise ships.",
        "Ivo Rand supported the plan for cruise ships.",
    ),
    (
        "stance_changed",
        "Ada Brandt ruled out a vote of all residents.",
        "Ada Brandt did not rule out a vote of all residents.",
    ),
    (
        "stance_changed",
        "Ada Brandt urged the council to wait for a new study of the currents.",
        "Ada Brandt urged the council not to wait for a new study of the currents.",
    ),
    ("attribution_added", f"{FENCE}, according to Ivo Rand.", f"{FENCE}."),
    (
        "attribution_dropped",
        "The winter had been bad for everyone.",
        "Ivo Rand said that the winter had been bad for everyone.",
    ),
]


def kinds(text: str) -> set[str]:
    report = Assistant(settings=Settings(engine="embedded")).check(text, ARTICLE)
    return {finding.kind.value for claim in report.claims for finding in claim.findings}


@pytest.mark.parametrize(("kind", "fault"), [(kind, fault) for kind, fault, _ in PAIRS])
def test_it_is_found(kind: str, fault: str) -> None:
    assert kind in kinds(fault)


@pytest.mark.parametrize("twin", [twin for _, _, twin in PAIRS])
def test_its_twin_is_left_alone(twin: str) -> None:
    assert kinds(twin) == set()
