"""The commands, as whole processes, against an endpoint on loopback."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Outcome, assistant
from tests.loopback import faults
from tests.loopback.replies import Body, Reply
from tests.loopback.server import Fault, LoopbackServer, Played


def check(at: Path, *played: Played) -> Outcome:
    (at / "source.txt").write_text("The council voted 14 to 9 on Tuesday and rose.", encoding="utf-8")
    (at / "text.txt").write_text("The council voted 14 to 9 and rose.", encoding="utf-8")
    (at / "assistant.toml").write_text("deadline = 4\n", encoding="utf-8")
    with LoopbackServer(*played) as server:
        return assistant(
            *("check", "text.txt", "-s", "source.txt", "--format", "json", "-m", "m", "-q"),
            at=at,
            environment={"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-a-secret-key"},
        )


def test_a_right_answer_is_supported_by_the_sources_own_words(tmp_path: Path) -> None:
    done = check(tmp_path)
    (claim,) = json.loads(done.out)["claims"]
    assert (done.code, done.err, claim["verdict"], claim["evidence"][0]["start"]) == (0, "", "supported", 0)


def test_what_is_one_statement_already_is_judged_in_one_call(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text("The council voted 14 to 9 on Tuesday and rose.", encoding="utf-8")
    (tmp_path / "text.txt").write_text("The council voted 14 to 9 on Tuesday.", encoding="utf-8")
    with LoopbackServer() as server:
        done = assistant(
            *("check", "text.txt", "-s", "source.txt", "--format", "json", "-m", "m", "-q"),
            at=tmp_path,
            environment={"OPENAI_BASE_URL": server.base_url},
        )
    report = json.loads(done.out)
    assert [(claim["text"], claim["verdict"]) for claim in report["claims"]] == [
        ("The council voted 14 to 9 on Tuesday.", "supported")
    ]
    assert report["usage"]["calls"] == 1


def test_a_line_that_is_not_in_the_source_supports_nothing(tmp_path: Path) -> None:
    cited = faults.verdicts(lambda given: [{**verdict, "sentences": [7]} for verdict in given])
    done = check(tmp_path, Played(cited, "verify"))
    (claim,) = json.loads(done.out)["claims"]
    assert (done.code, claim["verdict"], claim["decided_by"]) == (0, "unverified", "grounding")


@pytest.mark.parametrize("fault", [faults.unknown, faults.status(503)], ids=["unknown id", "503"])
def test_a_judge_that_fails_leaves_the_claim_unverified_and_exits_1(tmp_path: Path, fault: Fault) -> None:
    done = check(tmp_path, Played(fault, "verify"))
    report = json.loads(done.out)
    (claim,) = report["claims"]
    assert (claim["verdict"], claim["judge"], claim["judge_failed"]) == ("unverified", None, True)
    assert report["scores"]["faithfulness"] == {"value": 0.0, "numerator": 0, "denominator": 1}
    assert done.code == 1
    assert done.err.startswith("Error: no claim could be judged:")
    assert done.err.count("\n") == 1


def test_an_endpoint_that_refuses_is_one_line_that_never_shows_the_key(tmp_path: Path) -> None:
    done = check(tmp_path, Played(faults.status(401, message="bad key sk-a-secret-key"), "extract"))
    assert (done.code, done.out) == (1, "")
    assert "does not accept the key" in done.err
    assert "secret" not in done.err
    assert done.err.count("\n") == 1


def test_a_second_time_the_cache_answers_and_a_budget_is_not_touched(tmp_path: Path) -> None:
    """The same command with the cache warm: no call, and the same bytes but for what was used."""
    (tmp_path / "source.txt").write_text("The council voted 14 to 9 on Tuesday and rose.", encoding="utf-8")
    (tmp_path / "text.txt").write_text("The council voted 14 to 9 and rose.", encoding="utf-8")
    with LoopbackServer() as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "ASSISTANT_CACHE_DIR": str(tmp_path / "cache")}

        def check_again(*more: str) -> tuple[int, dict[str, Any]]:
            arguments = ("check", "text.txt", "-s", "source.txt", "--format", "json", "-m", "m", "-q", *more)
            done = assistant(*arguments, at=tmp_path, environment=environment)
            return done.code, json.loads(done.out)

        cold = check_again()
        warm = check_again("--budget-calls", "0")
        without = check_again("--no-cache", "--budget-calls", "0")
    assert (cold[0], warm[0], without[0]) == (0, 0, 1)
    assert warm[1].pop("usage")["calls"] == 0
    assert cold[1].pop("usage")["calls"] == 2
    assert warm[1] == cold[1]
    assert without[1]["stopped"].startswith("the budget of 0 calls")


def test_an_extraction_that_a_budget_ended_says_so(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("The council voted and rose. Ferries run until May.", encoding="utf-8")
    with LoopbackServer() as server:
        done = assistant(
            *("extract", "text.txt", "--format", "json", "-m", "m", "-q", "--budget-calls", "0"),
            at=tmp_path,
            environment={"OPENAI_BASE_URL": server.base_url},
        )
    assert (done.code, server.received) == (1, [])
    assert done.err == "Error: the budget of 0 calls is used up: allow more to go on\n"
    assert json.loads(done.out)["stopped"].startswith("the budget of 0 calls")


@pytest.mark.parametrize(("step", "calls"), [("extract", 4), ("verify", 5)])
def test_what_a_document_took_that_failed_is_counted_with_the_others(tmp_path: Path, step: str, calls: int) -> None:
    """Two requests for the one that is done; for the other, one more at the step at fault, which is asked again."""

    def fails_on_the_mill(body: Body, reply: Reply) -> Reply:
        return faults.says("no JSON")(body, reply) if "The mill was" in str(body["messages"]) else reply

    texts = ["The council voted and rose. Ferries run until May.", "The mill was sold and closed. It was built in May."]
    rows = "".join(json.dumps({"text": text, "source": text}) + "\n" for text in texts)
    (tmp_path / "pairs.jsonl").write_text(rows, encoding="utf-8")
    with LoopbackServer(Played(fails_on_the_mill, step)) as server:
        done = assistant(
            *("check", "--pairs", "pairs.jsonl", "-o", "results.jsonl", "-m", "m"),
            at=tmp_path,
            environment={"OPENAI_BASE_URL": server.base_url},
        )
        assert len(server.received) == calls
    assert done.code == 1
    assert re.search(rf"^calls +{calls}$", done.err, re.MULTILINE)
    assert re.search(r"^  failed +1$", done.err, re.MULTILINE)


def test_the_cache_can_be_looked_at_and_cleared(tmp_path: Path) -> None:
    environment = {"ASSISTANT_CACHE_DIR": str(tmp_path)}
    assert assistant("cache", "path", environment=environment).out == f"{tmp_path}\n"
    assert assistant("cache", "stats", environment=environment).out == "0 answers, 0.0 MB\n"
    assert assistant("cache", "clear", environment=environment).out == f"There is no cache in {tmp_path}.\n"
