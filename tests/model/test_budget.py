"""What a budget lets be asked, and what a report says of the rest."""

from __future__ import annotations

import pytest

from assistant.errors import BudgetExceededError, UsageError
from assistant.schema import Length, Report, Verdict
from tests.agreeing import agreeing, assistant_at
from tests.scripted import ScriptedTransport

SOURCE = "The council voted 14 to 9 on Tuesday. Ferries will run until May. The pier is closed."
TEXT = "Ferries will run until May. The pier is closed. The pier is new."


def check(**changes: object) -> tuple[Report, ScriptedTransport]:
    transport = agreeing()
    assistant = assistant_at(transport, claims_per_call=1, concurrency=1, **changes)
    return assistant.check(TEXT, SOURCE), transport


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ({"budget_calls": 3}, "the budget of 3 calls is used up"),
        ({"budget_tokens": 2_000}, "the budget of 2,000 tokens is used up"),
        (
            {"budget_usd": 0.0008, "model": "gpt-4.1-mini", "base_url": None},
            "the budget of 0.0008 US dollars is used up",
        ),
    ],
    ids=["calls", "tokens", "money"],
)
def test_what_the_budget_does_not_reach_is_unverified_and_the_report_says_so(
    budget: dict[str, object], said: str
) -> None:
    report, transport = check(**budget)
    verdicts = [claim.verdict for claim in report.claims]
    assert 1 <= transport.calls == report.usage.calls < 4
    assert len(verdicts) == 3
    assert Verdict.UNVERIFIED in verdicts
    assert said in (report.stopped or "")
    assert all(said in claim.reason for claim in report.claims if claim.judge_failed)
    assert report.scores.faithfulness is not None
    assert report.scores.faithfulness.denominator == 3


def test_enough_is_no_limit() -> None:
    report, transport = check(budget_calls=4, budget_tokens=1_000_000, budget_seconds=60)
    assert transport.calls == 4
    assert report.stopped is None
    assert not any(claim.judge_failed for claim in report.claims)


def test_without_any_budget_the_text_itself_is_read_by_rule() -> None:
    report, transport = check(budget_calls=0)
    assert transport.calls == 0
    assert [claim.text for claim in report.claims] == [
        "Ferries will run until May.",
        "The pier is closed.",
        "The pier is new.",
    ]
    assert {claim.verdict for claim in report.claims} == {Verdict.UNVERIFIED}


def test_time_that_runs_out_ends_the_request_under_way() -> None:
    transport = agreeing()
    transport.pause = 30
    report = assistant_at(transport, budget_seconds=0.2).check(TEXT, SOURCE)
    assert "budget of 0.2 seconds" in (report.stopped or "")
    assert report.usage.seconds < 15


def test_a_summary_is_whole_or_none() -> None:
    with pytest.raises(BudgetExceededError, match="0 calls"):
        assistant_at(agreeing(), budget_calls=0).summarize(SOURCE, length=Length(sentences=1))


def test_money_can_only_be_bounded_where_the_price_is_known() -> None:
    with pytest.raises(UsageError, match="no price is known for scripted"):
        check(budget_usd=1.0)


def test_the_budget_is_that_of_all_the_work_of_one_assistant() -> None:
    transport = agreeing()
    assistant = assistant_at(transport, budget_calls=3)
    assert assistant.check(TEXT, SOURCE).stopped is None
    assert assistant.check(TEXT, SOURCE).stopped is not None
    assert transport.calls == 3


def test_what_the_cache_answers_takes_nothing_of_it(tmp_path: object) -> None:
    transport = agreeing()
    first = assistant_at(transport, cache=True, cache_dir=tmp_path).check(TEXT, SOURCE)
    again = assistant_at(transport, cache=True, cache_dir=tmp_path, budget_calls=0).check(TEXT, SOURCE)
    assert again.stopped is None
    assert (again.usage.calls, again.usage.cache_hits) == (0, 2)
    assert again.model_copy(update={"usage": first.usage}) == first
