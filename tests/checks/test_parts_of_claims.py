"""What is denied, possible or turned round in one part of a claim, in words that the source does not use."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings

ARTICLE = (
    "The inspector Hedda Brom said that the crack was probably due to frost and that she could not exclude a second "
    "one.\n"
    "The brewery Aldwater has agreed to buy its larger rival Pinemoor for 40 million crowns. Aldwater is considering a "
    "sale of its bottling plant; no decision has been taken.\n"
    "Joblessness in the valley fell in March, the labour office said, although exports shrank. Guides should be booked "
    "a week ahead, the park advises. The ferry Otter had not been repaired when it left.\n"
    "Kettering Town overcame Marlow Vale in the semi-final. The shop failed to stop the leak in its cellar. The owner "
    "said that she might appeal against the closure order.\n"
)
PAIRS = [
    (
        "Brom said that she could exclude a second crack.",
        "Brom said that she could not exclude a second.",
        "negation_changed",
    ),
    ("The shop stopped the leak in its cellar.", "The shop did not stop the leak in its cellar.", "negation_changed"),
    (
        "The ferry Otter had been repaired when it left, and exports shrank.",
        "The ferry Otter had not been repaired when it left, and exports shrank.",
        "negation_changed",
    ),
    ("Frost was the proven cause of the crack.", "Frost was the probable cause of the crack.", "modality_raised"),
    (
        "Aldwater has decided on a sale of its bottling plant.",
        "Aldwater is weighing a sale of its bottling plant.",
        "modality_raised",
    ),
    ("Guides must be booked a week ahead.", "Guides should be booked a week ahead.", "modality_raised"),
    ("The owner will challenge the closure order.", "The owner might challenge the closure order.", "modality_raised"),
    (
        "Pinemoor is to acquire Aldwater for 40 million crowns.",
        "Aldwater is to acquire Pinemoor for 40 million crowns.",
        "relation_changed",
    ),
    (
        "Marlow Vale beat Kettering Town in the semi-final.",
        "Kettering Town beat Marlow Vale in the semi-final.",
        "relation_changed",
    ),
]


def kinds(text: str) -> set[str]:
    report = Assistant(settings=Settings(engine="embedded")).check(text, ARTICLE)
    return {finding.kind.value for claim in report.claims for finding in claim.findings}


@pytest.mark.parametrize(("fault", "twin", "kind"), PAIRS)
def test_a_fault_in_other_words_is_found_and_its_twin_is_silent(fault: str, twin: str, kind: str) -> None:
    assert kind in kinds(fault)
    assert kind not in kinds(twin)
