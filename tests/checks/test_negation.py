"""Negation: each denial, affirmation and opposite is found; saying the same with or without "not" is no fault."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings
from assistant.schema import CheckedClaim

ARTICLE = (
    "The ferry between Marn and Oster will not run from 3 November until the end of February. The council rejected the "
    "plan of the harbour office, and the mayor did not sign the contract with the shipyard.\n"
    "Ticket sales, which had been strong for a decade, fell by 12 percent last year. The swimming "
    "pool has not reopened "
    "since the fire. The court acquitted the captain of manslaughter on Friday.\n"
    "It is not unlikely that the bridge will be built. The museum closed its doors in May. The motion did not pass. "
    "The new terminal is ahead of schedule. Nobody was hurt when the crane fell on the quay. The "
    "firm failed to pay its "
    "workers in June. The company exports timber to Norway. No decision has been taken on the school in Oster.\n"
    "The tram runs on Sundays. The bakery sells bread without salt.\n"
    "A petition against the quarry above Hallow Fell, which 900 people had signed in a week, was dismissed by the "
    "regional planning board on Tuesday after four hours in which the chair twice asked for quiet.\n"
    "Marn's 3-1 win over Oster took them to the top. Marland left its envoy in place and fewer ships called there.\n"
)
PAIRS = [
    ("The ferry will run from 3 November.", "The ferry won’t run from 3 November."),
    ("The council approved the plan of the harbour office.", "The council did not approve the harbour office’s plan."),
    ("The mayor signed the contract with the shipyard.", "The mayor refused to sign the contract with the shipyard."),
    ("Ticket sales rose by 12 percent last year.", "Ticket sales declined by 12 percent last year."),
    ("The swimming pool has reopened since the fire.", "The swimming pool remains closed since the fire."),
    ("The court convicted the captain of manslaughter.", "The captain was not convicted of manslaughter."),
    ("The museum opened its doors in May.", "The museum shut its doors in May."),
    ("The motion passed.", "The motion failed."),
    ("The new terminal is behind schedule.", "The new terminal is not behind schedule."),
    ("Several people were hurt when the crane fell on the quay.", "No one was hurt when the crane fell on the quay."),
    ("The firm paid its workers in June.", "The firm did not pay its workers in June."),
    ("The company imports timber to Norway.", "The company sells timber to Norway."),
    ("A decision has been taken on the school in Oster.", "The school in Oster still awaits a decision."),
    ("The tram does not run on Sundays.", "The tram runs on Sundays."),
    (
        "The regional planning board upheld a petition, said to be the largest ever seen there.",
        "The regional planning board threw out a petition, said to be the largest ever seen there.",
    ),
    ("Marn took the top place after losing to Oster 3-1.", "Oster sank to the bottom after losing to Marn 3-1."),
]
APART = (
    "A trawler's rope stopped the ferry off Halvard. Nobody was hurt. The minister was not at the talks; an aide said "
    "she had followed them by telephone.\n"
    "The mayor says the allocation of funds is unfair. It has not been decided where the statue will end up.\n"
    "“A man with a spade can do that,” said Ada Brandt, “but not for a whole county before breakfast.”\n"
    "One of the three sustained serious but non life-threatening injuries.\n"
)
APART_SAME = [
    "No one was hurt when a rope stopped the ferry off Halvard.",
    "An aide said that the minister had followed the talks by telephone.",
    "The mayor wants an allocation of funds that is fairer.",
    "A man with a spade, said Ada Brandt, could not do it “for a whole county before breakfast”.",
    "Of the three, none sustained life-threatening injuries.",
]
SAME = [
    "It is likely that the bridge will be built.",
    "Marland's envoy stays in place.",
    "The council has yet to take a decision on the school in Oster.",
    "More people left while fewer ships called in Marland.",
]


def check(text: str) -> CheckedClaim:
    (claim,) = Assistant(settings=Settings(engine="embedded")).check(text, ARTICLE).claims
    return claim


def kinds(text: str) -> set[str]:
    return {finding.kind.value for finding in check(text).findings}


@pytest.mark.parametrize("text", [fault for fault, _ in PAIRS])
def test_what_says_the_opposite_is_found(text: str) -> None:
    assert "negation_changed" in kinds(text)


@pytest.mark.parametrize("text", [twin for _, twin in PAIRS] + SAME)
def test_what_says_the_same_is_no_fault(text: str) -> None:
    assert "negation_changed" not in kinds(text)


def test_what_a_short_sentence_denies_of_everybody_is_found() -> None:
    (claim,) = Assistant(settings=Settings(engine="embedded")).check("Several were hurt off Halvard.", APART).claims
    (finding,) = claim.findings
    assert finding.message == "The text says “hurt”; the source denies it: “Nobody was hurt.”."


@pytest.mark.parametrize("text", APART_SAME)
def test_what_is_denied_of_something_else_is_no_fault(text: str) -> None:
    claims = Assistant(settings=Settings(engine="embedded")).check(text, APART).claims
    assert "negation_changed" not in {finding.kind.value for claim in claims for finding in claim.findings}
