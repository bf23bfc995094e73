"""`assistant eval units` from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.evaluation.metrics.precision_recall import Counts
from assistant.evaluation.metrics.unit_matches import unit_matches
from tests.cli.command import assistant
from tests.loopback.server import LoopbackServer


def test_each_unit_and_each_claim_matches_once_and_the_best_first() -> None:
    gold = ["The ferry sails at noon.", "The ferry is old."]
    assert unit_matches(gold, ["At noon the ferry sails.", "The ferry sails at noon daily.", "It rained."]) == Counts(
        1, 3, 2
    )
    assert unit_matches(gold, gold) == Counts(2, 2, 2)
    assert unit_matches([], ["It rained."]) == Counts(0, 1, 0)


def test_claims_are_held_against_units(tmp_path: Path) -> None:
    rows = [
        {
            "text": "The council kept the ferry. The pier is short.",
            "units": ["The council kept the ferry.", "The pier is short."],
        },
        {"text": "The mill was sold in May.", "atomic": ["The mill was sold.", "It was sold to a bank from Orlen."]},
    ]
    path = tmp_path / "units.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = assistant("eval", "units", str(path))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("2 texts of 2 documents: 4 units, 3 claims.")
    data = json.loads(assistant("eval", "units", str(path), "-f", "json").out)
    assert (data["precision"]["value"], data["recall"]["value"]) == (1.0, 0.75)


def test_a_spent_budget_ends_it(tmp_path: Path) -> None:
    texts = ["The council kept the ferry. The pier is short.", "The mill was sold. It was sold to a bank."]
    rows = [{"text": text, "units": text.split(". ")} for text in texts]
    (tmp_path / "units.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = ("eval", "units", "units.jsonl", "-q", "-m", "m", "--no-cache", "--budget-calls")
    with LoopbackServer() as server:
        known = {"OPENAI_BASE_URL": server.base_url}
        enough = assistant(*command, "2", environment=known, at=tmp_path)
        done = assistant(*command, "1", environment=known, at=tmp_path)
    assert (enough.code, enough.err, len(server.received)) == (0, "", 3)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("Error: the budget of 1 call")


@pytest.mark.parametrize(
    ("line", "said"), [('{"text": "It."}', "units.jsonl:1: `units`: Field required"), ("", "no texts")]
)
def test_bad_rows_are_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "units.jsonl").write_text(line + "\n", encoding="utf-8")
    done = assistant("eval", "units", "units.jsonl", at=tmp_path)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert said in done.err
