"""Several judges of one text, through the library: the verdict of most, how sure it is, and who said what."""

from __future__ import annotations

import re

import httpx2
import pytest

from assistant.errors import ModelRejectedError
from assistant.schema import Report, Verdict
from tests.agreeing import agree, assistant_at
from tests.scripted import Body, ScriptedTransport, fails, says_by

SOURCE = "The council voted 14 to 9 on Tuesday. Ferries will run until May. The pier is closed."
TEXT = "Ferries will run until May. The pier is closed."


def judged(labels: dict[str, str], **changes: object) -> tuple[Report, ScriptedTransport]:
    """A report by models that each give every claim its own label."""

    def answer(body: Body) -> object:
        answered = agree(body)
        assert isinstance(answered, dict)
        for verdict in answered.get("verdicts", ()):
            verdict["label"] = labels[body["model"]]
        return answered

    transport = ScriptedTransport(says_by(answer))
    return assistant_at(transport, judge_models=tuple(labels), **changes).check(TEXT, SOURCE), transport


def test_the_label_of_most_judges_counts_and_agreement_makes_it_sure() -> None:
    report, transport = judged({"a": "supported", "b": "unsupported", "c": "unsupported"})
    first = report.claims[0]
    assert first.judge is Verdict.UNSUPPORTED
    assert first.confidence == pytest.approx(3 / 5)
    assert [(vote.judge, vote.label) for vote in first.votes] == [
        ("a", "supported"), ("b", "unsupported"), ("c", "unsupported")
    ]  # fmt: skip
    assert report.engine.judges == ("a", "b", "c")
    assert report.usage.calls == transport.calls == 4


def test_where_as_many_say_one_thing_as_another_nothing_is_decided() -> None:
    report, _ = judged({"a": "supported", "b": "contradicted"})
    assert {claim.verdict for claim in report.claims} == {Verdict.UNVERIFIED}
    assert "a says supported; b says contradicted" in report.claims[0].reason
    assert not report.claims[0].judge_failed


def test_what_one_supports_is_unverified_where_two_others_fail() -> None:
    def reply(body: Body) -> httpx2.Response:
        return (fails(400, code="content_filter") if body["model"] in "bc" else says_by(agree))(body)

    report = assistant_at(ScriptedTransport(reply), judge_models=("a", "b", "c")).check(TEXT, SOURCE)
    assert {(claim.judge, claim.verdict) for claim in report.claims} == {(Verdict.SUPPORTED, Verdict.UNVERIFIED)}
    assert [vote.label for vote in report.claims[0].votes] == [Verdict.SUPPORTED, None, None]


def test_one_claim_has_no_other_order_to_be_asked_in() -> None:
    transport = ScriptedTransport(says_by(agree))
    report = assistant_at(transport, shuffle=True).check("The pier is closed.", SOURCE)
    assert (transport.calls, report.claims[0].verdict, report.claims[0].votes) == (1, Verdict.SUPPORTED, ())


def test_one_model_asked_three_times_is_given_a_temperature() -> None:
    report, transport = judged({"a": "supported"}, judges=3)
    assert [body["temperature"] for body in transport.bodies] == [0.0, 0.7, 0.7, 0.7]
    assert [vote.judge for vote in report.claims[0].votes] == ["a, sample 1", "a, sample 2", "a, sample 3"]
    assert report.claims[0].confidence == pytest.approx(4 / 5)


def test_in_another_order_a_judge_that_goes_by_the_place_changes_its_mind() -> None:
    def answer(body: Body) -> object:
        """Calls the claim supported that is asked about first, and no other."""
        answered = agree(body)
        assert isinstance(answered, dict)
        for place, verdict in enumerate(answered.get("verdicts", ())):
            verdict["label"] = "supported" if place == 0 else "unsupported"
        return answered

    transport = ScriptedTransport(says_by(answer))
    report = assistant_at(transport, shuffle=True).check(TEXT, SOURCE)
    orders = [re.findall(r"^(c\d):", body["messages"][1]["content"], re.MULTILINE) for body in transport.bodies[1:]]
    assert sorted(orders) == [["c1", "c2"], ["c2", "c1"]]
    assert {claim.verdict for claim in report.claims} == {Verdict.UNVERIFIED}
    assert [vote.judge for vote in report.claims[0].votes] == ["scripted", "scripted, from last to first"]


def test_judges_that_all_fail_are_a_judge_that_failed() -> None:
    report, _ = judged({"a": "no label", "b": "no label"})
    assert all(claim.judge_failed for claim in report.claims)
    assert {claim.verdict for claim in report.claims} == {Verdict.UNVERIFIED}


def test_a_judge_that_is_refused_ends_the_work_with_its_error() -> None:
    def reply(body: Body) -> httpx2.Response:
        return (fails(401) if body["model"] == "b" else says_by(agree))(body)

    with pytest.raises(ModelRejectedError, match="does not accept the key"):
        assistant_at(ScriptedTransport(reply), judge_models=("a", "b")).check(TEXT, SOURCE)
