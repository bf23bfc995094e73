"""Names that the source knows and that the text gives another's part: found; the same part in other words: silent."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings

ARTICLE = (
    "The Coastal Rowing Board (CRB) has withdrawn the licence of Tarn Lido after a fire in the changing rooms.\n"
    "Ingrid Salo, who coaches the Lido's juniors, said that nobody had been told. Her lawyer, Matteo Brisk, will appeal"
    " against the decision. The insurer, Quayside Mutual, has offered 3,000 crowns for a new boiler.\n"
    "Some 60 members spent the night in a tent in Oldham Vale. Firemen from Skerry searched the sheds. Jonas Weld "
    "repaired the pumps, and Petra Lund painted the doors. The Harbour Workers' League (HWL) gave 200 crowns.\n"
    "The old boiler was bought at a fair in Mirren, the treasurer said at a meeting in Skerry.\n"
)
PAIRS = [
    ("The HWL has withdrawn the licence of Tarn Lido after a fire.", "The CRB has withdrawn the licence of Tarn Lido."),
    ("Her lawyer, Jonas Weld, will appeal against the decision.", "Her lawyer, Matteo Brisk, will appeal against it."),
    ("The Skerry firemen offered 3,000 crowns for a new boiler.", "Quayside Mutual offered 3,000 crowns for a boiler."),
    (
        "Some 60 members spent the night in a tent in Skerry.",
        "Some 60 members spent the night in a tent in Oldham Vale.",
    ),
    ("The old boiler came from a fair in Skerry.", "The old boiler came from a fair in Mirren."),
]
SILENT = [
    "Weld repaired the pumps.",
    "Jonas Weld and Petra Lund repaired the pumps and painted the doors.",
    "The Coastal Rowing Board withdrew the licence of the Lido after the fire.",
    "Brisk, a lawyer, will challenge the decision.",
]


def kinds(text: str) -> set[str]:
    report = Assistant(settings=Settings(engine="embedded")).check(text, ARTICLE)
    return {finding.kind.value for claim in report.claims for finding in claim.findings}


@pytest.mark.parametrize(("fault", "twin"), PAIRS)
def test_the_part_of_another_is_found_and_ones_own_is_not(fault: str, twin: str) -> None:
    assert "name_changed" in kinds(fault)
    assert "name_changed" not in kinds(twin)


@pytest.mark.parametrize("text", SILENT)
def test_ones_own_part_in_other_words_is_no_fault(text: str) -> None:
    assert "name_changed" not in kinds(text)
