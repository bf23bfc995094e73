"""`assistant eval attributions` from outside."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.engines.answers import AttributionLine, ExtractionAnswer
from tests.cli.command import assistant
from tests.loopback import faults
from tests.loopback.replies import Body, Reply
from tests.loopback.server import LoopbackServer, Played

TEXT = "“The pier is shut,” Lena Holt said. Holt supports the new plan."
ROWS = [
    {
        "id": name,
        "text": TEXT,
        "attributions": [
            {
                "source": {"start": 20, "end": 29},
                "cue": {"start": 30, "end": 34},
                "content": {"start": 0, "end": 19},
                "kind": "direct",
            }
        ],
    }
    for name in ("a", "b")
]


def test_a_table_and_its_failures(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    done = assistant("eval", "attributions", str(path), "--failures", "1")
    assert (done.code, done.err) == (0, "")
    assert "direct    2     2      overlap     1.000 [n/a]" in done.out
    assert "spurious, indirect" in done.out
    assert "Lena Holt | supports | the new plan" in done.out


def test_json_and_speech_alone(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    done = assistant("eval", "attributions", str(path), "--speech", "--format", "json")
    data = json.loads(done.out)
    assert (data["documents"], data["rows"][0]["found"], data["failures"]) == (1, 2, [])
    assert data["rows"][0]["speaker"]["value"] == 1.0


def test_bad_input_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"text": "Yes."}', encoding="utf-8")
    done = assistant("eval", "attributions", str(path))
    assert (done.code, done.out) == (1, "")
    assert done.err == f"Error: {path}:1: `attributions`: Field required: correct this row\n"
    assert assistant("eval", "attributions", str(path), "--format", "html").code == 2


def found_by_a_model(body: Body) -> str:
    """What the rules find here, by half a speaker, and a stand that they leave to others."""
    said = AttributionLine(
        sentence=1, speaker="Holt", cue="said", content="The pier is shut,", role="", anonymous=False
    )
    supports = said.model_copy(update={"sentence": 2, "cue": "supports", "content": "the new plan"})
    assert "The pier is shut" in str(body["messages"])
    return ExtractionAnswer(claims=(), attributions=(said, supports)).model_dump_json()


def fails_at_the_mill(body: Body, reply: Reply) -> Reply:
    return faults.status(400, message="no mills")(body, reply) if "The mill" in str(body["messages"]) else reply


def test_a_model_extracts_several_texts_at_once(tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    command = ("eval", "attributions", "texts.jsonl", "--failures", "9", "-f", "json")
    with LoopbackServer(answers=found_by_a_model, latency=0.2) as server:
        known = {"OPENAI_BASE_URL": server.base_url}
        done = assistant(*command, "-m", "m", "--no-cache", "--concurrency", "2", environment=known, at=tmp_path)
        asked = len(server.received)
        rules = assistant(*command, "--engine", "embedded", environment=known, at=tmp_path)
        assert (asked, server.most_under_way, len(server.received)) == (2, 2, 2)
    assert (done.code, done.err) == (0, f"m at {server.base_url[7:-3]} reads the text.\n")
    data = json.loads(done.out)
    everything = data["rows"][0]
    assert (data["documents"], everything["gold"], everything["speaker"]["value"], data["failed"]) == (1, 2, 1.0, [])
    assert [(one["speaker"], one["content"]) for one in data["failures"]] == [("Holt", "the new plan")] * 2
    assert "failed" not in json.loads(rules.out)


def test_texts_that_fail_are_named_and_in_no_figure(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text("deadline = 1\n", encoding="utf-8")
    mill = {"id": "mill", "text": "The mill was sold. It is old.", "attributions": []}
    (tmp_path / "texts.jsonl").write_text("\n".join(map(json.dumps, [mill, *ROWS])), encoding="utf-8")
    (tmp_path / "mill.jsonl").write_text(json.dumps(mill), encoding="utf-8")
    with LoopbackServer(Played(fails_at_the_mill, "extract"), answers=found_by_a_model) as server:
        known = {"OPENAI_BASE_URL": server.base_url}
        some = assistant("eval", "attributions", "texts.jsonl", "-q", "-m", "m", environment=known, at=tmp_path)
        none = assistant("eval", "attributions", "mill.jsonl", "-q", "-m", "m", environment=known, at=tmp_path)
    assert (some.code, some.err) == (0, "")
    assert "all       2     4" in some.out
    assert "Of 3 texts 1 failed, and are in no figure:\n    mill: " in some.out
    assert "Of 1 text 1 failed" in none.out
    assert (none.code, none.err.count("\n"), none.err.startswith("Error: every text failed, first mill: ")) == (
        1,
        1,
        True,
    )


def test_a_spent_budget_ends_it(tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    with LoopbackServer(answers=found_by_a_model) as server:
        done = assistant(
            *("eval", "attributions", "texts.jsonl", "-q", "-m", "m", "--budget-calls", "0"),
            environment={"OPENAI_BASE_URL": server.base_url},
            at=tmp_path,
        )
    assert (done.code, done.out, server.received) == (1, "", [])
    assert done.err == "Error: the budget of 0 calls is used up: allow more to go on\n"
