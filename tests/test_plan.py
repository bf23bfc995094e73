"""What a dry run says would be sent, against what is then sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model import expected_tokens
from assistant.plan import plan_check, plan_summary
from assistant.schema import Length
from assistant.source import from_text
from tests.agreeing import agreeing, assistant_at
from tests.scripted import scripted_settings

SOURCE = from_text("The council voted 14 to 9 on Tuesday. Ferries will run until May. The pier is closed.", id="source")
TEXT = from_text("Ferries will run until May. The pier is closed. The pier is new.", id="text")


@pytest.mark.parametrize("changes", [{}, {"claims_per_call": 1}, {"judges": 3}, {"shuffle": True}], ids=str)
def test_as_many_calls_are_planned_as_are_then_made(changes: dict[str, object]) -> None:
    transport = agreeing()
    plan = plan_check(scripted_settings(**changes), TEXT, [SOURCE])
    assistant_at(transport, **changes).check(TEXT, SOURCE)
    assert (plan.calls, plan.cache_hits, plan.usd) == (transport.calls, 0, None)
    sent = [message["content"] for body in transport.bodies for message in body["messages"]]
    assert plan.input_tokens == pytest.approx(sum(map(expected_tokens, sent)), rel=0.01)


def test_what_the_cache_answers_is_not_planned(tmp_path: Path) -> None:
    cached = {"cache": True, "cache_dir": tmp_path}
    assistant_at(agreeing(), **cached).check(TEXT, SOURCE)
    plan = plan_check(scripted_settings(**cached), TEXT, [SOURCE])
    assert (plan.calls, plan.input_tokens, plan.cache_hits) == (0, 0, 2)


def test_a_summary_is_planned_with_its_check() -> None:
    alone = plan_summary(scripted_settings(), SOURCE, Length(sentences=2), check=False)
    checked = plan_summary(scripted_settings(), SOURCE, Length(sentences=2))
    assert (alone.calls, checked.calls) == (1, 3)


def test_money_is_planned_where_the_price_is_known() -> None:
    plan = plan_check(scripted_settings(model="gpt-4.1-mini", base_url=None), TEXT, [SOURCE])
    assert plan.usd == pytest.approx(plan.input_tokens * 0.4e-6, rel=0.01)
