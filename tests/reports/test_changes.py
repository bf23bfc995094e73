"""What has become of the faults between two saves."""

from __future__ import annotations

import re

import pytest

from assistant import Assistant
from assistant.reports import render_changes

SOURCE = (
    "The council voted 14 to 9 on Tuesday to keep the night ferry. Ilse Marten, the harbour master, said the work "
    "would take six weeks. The mill was sold in May for 1.2 million crowns."
)
VOTE = "The council voted 14 to 8 on Tuesday to keep the night ferry."
WEEKS = "Ilse Marten said the work would take nine weeks."
MILL = "The mill was sold in May."
NONE = "No fault has come, and none has gone."
EIGHT, NINE = "number changed 8 → 9", "number changed nine → six"


def faults(before: str | None, after: str, listed: int = 9) -> dict[str, list[str]]:
    """The lines of each title, without the numbers of the claims."""
    assistant = Assistant(offline=True, engine="embedded")
    reports = [assistant.check(text, SOURCE) if text else None for text in (before, after)]
    assert reports[1] is not None
    written = render_changes(reports[0], reports[1], width=100, colour=False, listed=listed)
    blocks = [block.splitlines() for block in written.split("\n\n")[1:-1]]
    return {title: [re.sub(r"\s+", " ", re.sub(r"^\S \d* ?", "", line)) for line in lines] for title, *lines in blocks}


def test_at_first_all_faults_are_listed() -> None:
    assert faults(None, f"{VOTE} {WEEKS}") == {"At fault": [EIGHT, NINE]}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([VOTE], [VOTE, WEEKS], {"New": [NINE], "Still at fault": [EIGHT]}),
        ([VOTE, WEEKS], [MILL, WEEKS], {"Mended": [EIGHT], "Still at fault": [NINE]}),
        ([VOTE], [VOTE.replace("8", "7")], {"Still at fault": ["number changed 7 → 9"], NONE: []}),
        ([VOTE], [MILL, VOTE], {"Still at fault": [EIGHT], NONE: []}),
        ([MILL], [MILL], {NONE: []}),
    ],
    ids=["come", "gone", "worked over", "moved", "none"],
)  # fmt: skip
def test_faults_come_go_and_stay(before: list[str], after: list[str], expected: dict[str, list[str]]) -> None:
    assert faults(" ".join(before), " ".join(after)) == expected


def test_what_is_not_listed_is_named_by_its_number() -> None:
    assert "Still at fault: claim 1, 2" in faults(f"{VOTE} {WEEKS}", f"{VOTE} {WEEKS}", listed=0)
    assert "Still at fault too: claim 2" in faults(f"{VOTE} {WEEKS}", f"{VOTE} {WEEKS}", listed=1)
