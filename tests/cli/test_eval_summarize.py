"""`assistant eval summarize` from outside, with the embedded engine and with a model on the loopback."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import assistant
from tests.loopback import faults
from tests.loopback.replies import Body, Reply, failure
from tests.loopback.server import LoopbackServer, Played

ARTICLE = (
    "The council voted 14 to 9 on Tuesday to keep the night ferry. The boats are old and the pier is short. "
    "“We keep what we have,” said mayor Ada Venn. The ferry carries 300 people a night."
)


def written(path: Path, number: int) -> None:
    rows = [
        {
            "id": f"article{at}",
            "document": ARTICLE.replace("300", str(300 + at)),
            "key_points": [
                {"text": "The council voted to keep the night ferry.", "quote": "keep the night ferry"},
                "It snowed.",
            ],
        }
        for at in range(number)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_summarizers_stand_side_by_side_and_are_resumed(tmp_path: Path) -> None:
    written(tmp_path / "articles.jsonl", 4)
    command = ("eval", "summarize", "articles.jsonl", "--by", "embedded", "--by", "m", "-q")
    with LoopbackServer() as server:
        known = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k"}
        done = assistant(*command, "--engine", "embedded", "-f", "json", environment=known, at=tmp_path)
        asked = len(server.received)
        again = assistant(*command, "--engine", "embedded", environment=known, at=tmp_path)
        longer = assistant(*command, "-n", "2", "--engine", "embedded", environment=known, at=tmp_path)
        assert len(server.received) == asked
    assert (done.code, again.code) == (0, 0)
    data = json.loads(done.out)
    assert data["judge"] == "the embedded engine"
    own, model = data["summarizers"]
    assert (own["name"], own["articles"], own["failures"], own["usage"]["calls"]) == ("embedded", 4, [], 0)
    assert own["faithfulness"]["value"] == 1.0
    assert own["key_points"]["value"] == 0.5
    assert (model["name"], model["usage"]["calls"]) == ("m", asked)
    assert "4 articles of articles.jsonl, in 3 sentences each; judged by the embedded engine." in again.out
    assert len((tmp_path / "runs" / "summarize" / "m" / "results.jsonl").read_text().splitlines()) == 4
    assert (longer.code, "name a new directory" in longer.err) == (2, True)


def test_what_failed_is_counted_and_has_no_score(tmp_path: Path) -> None:
    written(tmp_path / "articles.jsonl", 2)
    (tmp_path / "assistant.toml").write_text("deadline = 0.2\n", encoding="utf-8")
    command = ("eval", "summarize", "articles.jsonl", "--by", "m", "--engine", "embedded", "-q", "-f", "json")
    nobody = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": "k"}
    (row,) = json.loads(assistant(*command, environment=nobody, at=tmp_path).out)["summarizers"]
    assert [why.split(":")[0] for why in row["failures"]] == ["article0", "article1"]
    assert row["faithfulness"]["value"] is None
    assert (
        "m failed at 2, first at article0: 127.0.0.1:9 "
        in assistant(*command[:-2], environment=nobody, at=tmp_path).out
    )


def test_where_the_judge_fails_there_is_no_score_but_the_summarizers_calls_are_counted(tmp_path: Path) -> None:
    written(tmp_path / "articles.jsonl", 2)
    by = ("--by", "embedded", "--by", "m", "--model", "judge")
    with LoopbackServer(Played(faults.says("no"), "verify")) as server:
        known = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k"}
        done = assistant("eval", "summarize", "articles.jsonl", *by, "-q", "-f", "json", environment=known, at=tmp_path)
    own, model = json.loads(done.out)["summarizers"]
    assert (len(own["failures"]), own["faithfulness"]["value"], own["key_points"]["value"]) == (2, None, None)
    assert (len(model["failures"]), model["usage"]["calls"]) == (2, 2)


def test_a_budget_is_that_of_the_command_and_not_of_each_model(tmp_path: Path) -> None:
    written(tmp_path / "articles.jsonl", 3)
    by = ("--by", "m", "--by", "n", "--engine", "embedded", "--budget-calls", "5")
    with LoopbackServer() as server:
        known = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k"}
        done = assistant("eval", "summarize", "articles.jsonl", *by, "-q", environment=known, at=tmp_path)
        assert done.code == 1  # three by the first, and no room for three by the second
        assert 3 <= len(server.received) <= 5
    assert "the budget of 5 calls is used up" in done.err


def test_an_article_that_is_turned_away_keeps_no_other_from_being_summarized(tmp_path: Path) -> None:
    written(tmp_path / "articles.jsonl", 4)
    by = ("--by", "m", "--engine", "embedded")

    def turned_away(body: Body, reply: Reply) -> Reply:
        return failure(400, message="too rude") if "carries 302 people" in str(body["messages"]) else reply

    with LoopbackServer(Played(turned_away, "summarize")) as server:
        known = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k"}
        done = assistant("eval", "summarize", "articles.jsonl", *by, "-q", "-f", "json", environment=known, at=tmp_path)
    (row,) = json.loads(done.out)["summarizers"]
    assert (done.code, row["articles"], len(row["failures"])) == (0, 4, 1)
    assert row["failures"][0].startswith("article2: ")
    assert "too rude" in row["failures"][0]


def test_offline_no_article_leaves_and_another_judge_is_another_run(tmp_path: Path) -> None:
    written(tmp_path / "articles.jsonl", 1)
    command = ("eval", "summarize", "articles.jsonl", "-q")
    with LoopbackServer() as server:
        known = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k"}
        refused = assistant(*command, "--by", "m", "--offline", environment=known, at=tmp_path)
        assert (refused.code, server.received) == (2, [])
        assert assistant(*command, "--by", "embedded", "--offline", environment=known, at=tmp_path).code == 0
        other = assistant(*command, "--by", "embedded", "--model", "judge", environment=known, at=tmp_path)
    assert "--offline sends no text anywhere" in refused.err
    assert "holds a run with other settings (judge)" in other.err
    told = assistant("eval", "report", "runs/summarize/embedded", at=tmp_path)
    assert "is a run over summaries" in told.err


def test_bad_articles_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"document": "It rained."}\n{"id": "x"}\n', encoding="utf-8")
    assert "a.jsonl:2: `document`: Field required" in assistant("eval", "summarize", "a.jsonl", at=tmp_path).err
    for row in ('{"document": " "}', '{"document": "It rained.", "key_points": [""]}'):
        (tmp_path / "a.jsonl").write_text(row + "\n", encoding="utf-8")
        assert "a.jsonl:1: `" in assistant("eval", "summarize", "a.jsonl", at=tmp_path).err
    (tmp_path / "a.jsonl").write_text("\n", encoding="utf-8")
    assert "there are no articles" in assistant("eval", "summarize", "a.jsonl", at=tmp_path).err
    assert assistant("eval", "summarize", "--format", "junit", at=tmp_path).code == 2
