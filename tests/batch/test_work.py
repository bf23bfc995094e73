"""Many documents by way of the library, against a model on loopback: whose error ends what, and what is done again."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Length, ModelRejectedError, Settings, UsageError
from assistant.batch import Outcome, Pair, acheck_all, asummarize_all
from assistant.errors import BudgetExceededError
from assistant.prompts import Prompts
from tests.batch.endpoint import Endpoint, endpoint, words_of


def pairs(count: int) -> list[Pair]:
    return [Pair(id=f"Clinic {n}", text=words_of(n), sources=(words_of(n),)) for n in range(count)]


def assistant_at(known: Endpoint) -> Assistant:
    return Assistant(settings=Settings(engine="model", model="m", base_url=known.address, cache=False))


def check(known: Endpoint, output: Path, count: int, at_once: int | None = None) -> tuple[Outcome, ...]:
    return asyncio.run(acheck_all(pairs(count), assistant_at(known), output, at_once=at_once))


def lines(path: Path) -> dict[str, dict[str, Any]]:
    read = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert len({line["id"] for line in read}) == len(read)
    return {line["id"]: line for line in read}


def test_an_error_of_one_document_does_not_end_the_others(tmp_path: Path) -> None:
    with endpoint() as known:
        known.refused = {"Clinic 0": (400, "context_length_exceeded"), "Clinic 1": (503, "")}
        outcomes = check(known, tmp_path / "results.jsonl", 4)
        written = lines(tmp_path / "results.jsonl")
        assert {outcome.id: outcome.error_type for outcome in outcomes} == {
            "Clinic 0": "ContextOverflowError",
            "Clinic 1": "ModelConnectionError",
            "Clinic 2": None,
            "Clinic 3": None,
        }
        assert written["Clinic 0"].keys() == {"id", "input_sha256", "error", "error_type"}
        assert written["Clinic 2"].keys() == {"id", "input_sha256", "report"}
        assert written["Clinic 2"]["report"].keys() >= {"claims", "sources", "scores", "usage"}
        assert "summary" not in written["Clinic 2"]["report"]


def test_what_failed_is_done_again_and_nothing_else(tmp_path: Path) -> None:
    with endpoint() as known:
        known.refused = {"Clinic 0": (400, "context_length_exceeded"), "Clinic 1": (503, "")}
        check(known, tmp_path / "results.jsonl", 3)
        known.refused.clear()
        known.requests.clear()
        outcomes = check(known, tmp_path / "results.jsonl", 3)
        assert set(known.requests) == {"Clinic 0", "Clinic 1"}
        assert {outcome.id: outcome.earlier for outcome in outcomes} == {
            "Clinic 0": False,
            "Clinic 1": False,
            "Clinic 2": True,
        }
        assert not any("error" in line for line in lines(tmp_path / "results.jsonl").values())


def test_a_request_that_is_rejected_fails_its_document_alone(tmp_path: Path) -> None:
    with endpoint() as known:
        known.refused = {"Clinic 0": (400, ""), "Clinic 1": (400, "")}
        outcomes = check(known, tmp_path / "results.jsonl", 6, at_once=1)
    assert [outcome.error_type for outcome in outcomes] == ["RequestRejectedError"] * 2 + [None] * 4


def test_if_every_request_is_rejected_the_work_ends(tmp_path: Path) -> None:
    with endpoint() as known:
        known.refused = {f"Clinic {n}": (400, "") for n in range(50)}
        with pytest.raises(ModelRejectedError, match="rejects the request"):
            check(known, tmp_path / "results.jsonl", 50, at_once=1)
        assert set(known.requests) == {"Clinic 0", "Clinic 1", "Clinic 2"}


def test_an_error_that_every_document_would_meet_ends_the_work_and_keeps_what_is_done(tmp_path: Path) -> None:
    with endpoint() as known:
        known.refused = {"Clinic 2": (401, "invalid_api_key")}
        with pytest.raises(ModelRejectedError, match="key"):
            check(known, tmp_path / "results.jsonl", 50, at_once=1)
        assert set(lines(tmp_path / "results.jsonl")) == {"Clinic 0", "Clinic 1"}
        assert set(known.requests) == {"Clinic 0", "Clinic 1", "Clinic 2"}


def test_a_budget_that_is_used_up_ends_the_work_before_half_a_report_is_written(tmp_path: Path) -> None:
    with endpoint() as known:
        settings = assistant_at(known).settings.model_copy(update={"budget_calls": 3})
        with pytest.raises(BudgetExceededError, match="3 calls"):
            asyncio.run(acheck_all(pairs(4), Assistant(settings=settings), tmp_path / "results.jsonl", at_once=1))
        assert set(lines(tmp_path / "results.jsonl")) == {"Clinic 0"}
        check(known, tmp_path / "results.jsonl", 4)
        assert set(lines(tmp_path / "results.jsonl")) == {f"Clinic {n}" for n in range(4)}
        assert known.requests["Clinic 0"] == 2


def test_a_judge_that_fails_on_every_claim_leaves_an_error_and_no_report(tmp_path: Path) -> None:
    with endpoint() as known:
        known.refused = {"verify": (503, "")}
        (outcome,) = check(known, tmp_path / "results.jsonl", 1)
        assert outcome.error is not None
        assert outcome.error.startswith("no claim could be judged:")
        known.refused.clear()
        (outcome,) = check(known, tmp_path / "results.jsonl", 1)
        assert (outcome.error, outcome.earlier) == (None, False)


def test_so_many_documents_are_under_way_at_once(tmp_path: Path) -> None:
    with endpoint(latency=0.1) as known:
        check(known, tmp_path / "results.jsonl", 9, at_once=3)
        assert known.most_under_way == 3


def test_summaries_go_to_a_stream_where_one_is_given() -> None:
    stream = BytesIO()
    with endpoint() as known:
        sources = {f"Clinic {n}": words_of(n) for n in range(3)}
        asyncio.run(asummarize_all(sources, assistant_at(known), stream, length=Length(sentences=1)))
    written = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {line["id"]: line["report"]["summary"][0]["text"] for line in written} == sources


def test_results_of_another_model_are_not_mixed_with_these(tmp_path: Path) -> None:
    embedded = Assistant(settings=Settings(engine="embedded"))
    asyncio.run(acheck_all(pairs(2), embedded, tmp_path / "results.jsonl"))
    before = (tmp_path / "results.jsonl").read_bytes()
    with endpoint() as known:
        with pytest.raises(UsageError, match="by the embedded engine"):
            check(known, tmp_path / "results.jsonl", 2)
        assert not known.requests
    assert (tmp_path / "results.jsonl").read_bytes() == before


@pytest.mark.parametrize("changed", ["judges", "prompts"])
def test_results_of_other_judges_or_prompts_are_not_mixed_with_these(tmp_path: Path, changed: str) -> None:
    folder = tmp_path / "prompts"
    folder.mkdir()
    (folder / "verify.jinja").write_text(f"{Prompts().text('verify')}{{# mine #}}", encoding="utf-8")
    change: dict[str, object] = {"judges": 3} if changed == "judges" else {"prompts": folder}
    with endpoint() as known:
        check(known, tmp_path / "results.jsonl", 2)
        known.requests.clear()
        changed_settings = assistant_at(known).settings.model_copy(update=change)
        with pytest.raises(UsageError, match="by one judge" if changed == "judges" else "by other prompts"):
            asyncio.run(acheck_all(pairs(2), Assistant(settings=changed_settings), tmp_path / "results.jsonl"))
        assert not known.requests
        outcomes = check(known, tmp_path / "results.jsonl", 2)
        assert all(outcome.earlier for outcome in outcomes)
