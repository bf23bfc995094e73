"""A model that supports a claim without being sure of it."""

from __future__ import annotations

import pytest

from assistant import Report
from assistant.schema import DecidedBy, Verdict
from tests.agreeing import assistant_at
from tests.scripted import ScriptedTransport, says_surely

SOURCE = "The Marsk ferry will stop on 3 November. It has carried 4,100 passengers this year."


def check(claim: str, probability: float, label: str = "supported", **changes: object) -> Report:
    verdict = {"id": "c1", "label": label, "sentences": [1], "reason": "It does."}
    transport = ScriptedTransport(says_surely({"verdicts": [verdict]}, {label: probability}))
    return assistant_at(transport, **changes).check(claim, SOURCE)


def test_what_a_model_is_not_sure_of_is_not_supported() -> None:
    (claim,) = check("The Marsk ferry will stop.", 0.49).claims
    assert (claim.verdict, claim.decided_by, claim.judge) == (Verdict.UNVERIFIED, DecidedBy.JUDGE, Verdict.SUPPORTED)
    assert not claim.judge_failed
    assert claim.reason == (
        "The judge says supported, but is not sure of it. It does. (It gives this a probability of 49%.)"
    )
    assert [evidence.quote for evidence in claim.evidence] == ["The Marsk ferry will stop on 3 November."]


def test_a_fault_that_the_rules_find_counts_whether_the_model_is_sure_or_not() -> None:
    report = check("The Marsk ferry will stop on 8 November.", 0.49)
    assert [(claim.verdict, claim.decided_by) for claim in report.claims] == [(Verdict.CONTRADICTED, DecidedBy.RULES)]


@pytest.mark.parametrize(
    ("probability", "label", "changes"),
    [(0.51, "supported", {}), (0.49, "supported", {"sure": 0.4}), (0.49, "unsupported", {})],
)
def test_a_label_stands_where_the_model_is_sure_enough_or_has_not_to_be(
    probability: float, label: str, changes: dict[str, object]
) -> None:
    (claim,) = check("The Marsk ferry will stop.", probability, label, **changes).claims
    assert (claim.verdict, claim.decided_by) == (Verdict(label), DecidedBy.JUDGE)
    assert claim.confidence == pytest.approx(probability)


def test_of_several_judges_a_sure_one_speaks_for_those_that_agree() -> None:
    (claim,) = check("The Marsk ferry will stop.", 0.49, judges=3).claims
    assert claim.verdict is Verdict.UNVERIFIED
    assert len(claim.votes) == 3
