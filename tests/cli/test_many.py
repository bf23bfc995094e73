"""The commands on many documents, with the embedded engine: their lines, their table, their exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import assistant, environment_with

SOURCE = "The council voted 14 to 9 on Tuesday to close the ferry line."
TRUE, FALSE = "The council voted 14 to 9.", "The council voted 16 to 9."


def write_pairs(folder: Path, *rows: dict[str, Any]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "pairs.jsonl").write_text(text, encoding="utf-8")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of texts: two that can be read, one below, one that cannot be read, and some that are not meant."""
    folder = tmp_path / "news"
    (folder / "mai").mkdir(parents=True)
    (folder / ".drafts").mkdir()
    for name in ("b.md", "über uns.txt", "mai/c.markdown", ".drafts/d.txt", "notes.csv"):
        (folder / name).write_text(SOURCE, encoding="utf-8")
    (folder / "a.txt").write_bytes(b"")
    return folder


def test_every_text_of_a_directory_is_summarized(news: Path) -> None:
    done = assistant("summarize", "news", "-o", "summaries.jsonl", at=news.parent)
    written = {line["id"]: line for line in lines(news.parent / "summaries.jsonl")}
    assert list(written) == ["news/a.txt", "news/b.md", "news/mai/c.markdown", "news/über uns.txt"]
    assert written["news/b.md"]["report"]["summary"][0]["text"] == SOURCE
    assert written["news/a.txt"]["error"] == "a.txt is empty: give a file that holds text"
    assert (done.code, done.out) == (1, "")
    table = [line.split() for line in done.err.splitlines()]
    assert table[:4] == [["documents", "4"], ["done", "3"], ["done", "before", "0"], ["failed", "1"]]
    assert ["faithfulness", "1.00,", "the", "mean", "of", "3", "documents", "(3", "of", "3", "claims)"] in table
    assert done.err.splitlines()[-2:] == [
        "Error: 1 of 4 documents could not be done.",
        "  news/a.txt: a.txt is empty: give a file that holds text",
    ]


def test_a_file_that_could_not_be_read_is_done_once_it_can(news: Path) -> None:
    first = assistant("summarize", "news/a.txt", "news/b.md", "-o", "summaries.jsonl", at=news.parent)
    (news / "a.txt").write_text(SOURCE, encoding="utf-8")
    again = assistant("summarize", "news/a.txt", "news/b.md", "-o", "summaries.jsonl", at=news.parent)
    assert (first.code, again.code) == (1, 0)
    assert "done before  1" in again.err
    assert [line["id"] for line in lines(news.parent / "summaries.jsonl")] == ["news/b.md", "news/a.txt"]
    assert not list(news.parent.glob("summaries.jsonl.*"))


def test_without_an_output_the_lines_go_to_standard_output(news: Path) -> None:
    done = assistant("summarize", "news/b.md", "news/mai", "--quiet", at=news.parent)
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["news/b.md", "news/mai/c.markdown"]
    assert (done.code, done.err) == (0, "")


def test_one_text_and_an_output_of_lines_is_a_line(news: Path) -> None:
    assert assistant("summarize", "news/b.md", "-o", "one.jsonl", "-q", at=news.parent).code == 0
    assert [line["id"] for line in lines(news.parent / "one.jsonl")] == ["news/b.md"]


def test_pairs_bring_their_words_or_name_files_beside_them(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "текст.txt").write_text(TRUE, encoding="utf-8")
    (tmp_path / "lists" / "source.txt").write_text(SOURCE, encoding="utf-8")
    rows: list[dict[str, Any]] = [
        {"id": "ж", "text": TRUE, "source": SOURCE, "label": 1},
        {"text": TRUE, "sources": [SOURCE, "It rained."]},
        {"id": 7, "text_file": "текст.txt", "source_files": ["source.txt"]},
    ]
    write_pairs(tmp_path / "lists", *rows)
    done = assistant("check", "--pairs", "lists/pairs.jsonl", "-o", "results.jsonl", at=tmp_path)
    written = {line["id"]: line["report"] for line in lines(tmp_path / "results.jsonl")}
    assert done.code == 0
    assert {name: [claim["verdict"] for claim in report["claims"]] for name, report in written.items()} == {
        "ж": ["supported"],
        "2": ["supported"],
        "7": ["supported"],
    }
    assert len(written["2"]["sources"]) == 2


def test_a_gate_holds_for_each_text_also_when_it_was_checked_before(tmp_path: Path) -> None:
    write_pairs(tmp_path, {"id": "a", "text": TRUE, "source": SOURCE}, {"id": "b", "text": FALSE, "source": SOURCE})
    command = ["check", "--pairs", "pairs.jsonl", "-o", "results.jsonl"]
    assert assistant(*command, at=tmp_path).code == 0
    for gate in (["--fail-under", "0.9"], ["--fail-on", "number_changed"]):
        done = assistant(*command, *gate, "--quiet", at=tmp_path)
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith("Gate: 1 of 2 documents fall short.\n  b: ")
    assert assistant(*command, "--fail-on", "unit_changed", at=tmp_path).code == 0


def test_a_document_that_could_not_be_done_counts_for_more_than_a_gate(tmp_path: Path) -> None:
    rows = [{"text": FALSE, "source": SOURCE}, {"text_file": "missing.txt", "source": SOURCE}]
    write_pairs(tmp_path, *rows)
    done = assistant("check", "--pairs", "pairs.jsonl", "-o", "results.jsonl", "--fail-under", "1", at=tmp_path)
    assert done.code == 1
    assert "Gate: 1 of 2" in done.err


@pytest.mark.parametrize("kept", [1, 9, 60, -1])
def test_a_torn_last_line_is_written_anew(tmp_path: Path, kept: int) -> None:
    write_pairs(tmp_path, {"id": "a", "text": TRUE, "source": SOURCE}, {"id": "b", "text": FALSE, "source": SOURCE})
    command = ["check", "--pairs", "pairs.jsonl", "-o", "results.jsonl"]
    assistant(*command, at=tmp_path)
    path = tmp_path / "results.jsonl"
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:kept])
    assert assistant(*command, at=tmp_path).code == 0
    assert path.read_bytes().startswith(first)
    assert [line["id"] for line in lines(path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda folder: write_pairs(folder, {"id": "a", "text": FALSE, "source": SOURCE}), "other texts"),
        (lambda folder: write_pairs(folder, {"id": "a", "text": TRUE, "source": SOURCE + " Yes."}), "other texts"),
        (lambda folder: (folder / "results.jsonl").write_bytes(b'{"id": "a"}\n'), "results.jsonl:1:"),
        (lambda folder: (folder / "results.jsonl").write_bytes(b"[]"), "results.jsonl:1:"),
        (lambda folder: (folder / "results.jsonl").write_bytes((folder / "results.jsonl").read_bytes() * 2), "'a'"),
    ],
    ids=["text changed", "source changed", "no result", "no lines", "twice"],
)
def test_results_of_something_else_are_refused_and_left_alone(
    tmp_path: Path, change: Callable[[Path], object], said: str
) -> None:
    write_pairs(tmp_path, {"id": "a", "text": TRUE, "source": SOURCE})
    command = ["check", "--pairs", "pairs.jsonl", "-o", "results.jsonl"]
    assistant(*command, at=tmp_path)
    change(tmp_path)
    before = (tmp_path / "results.jsonl").read_bytes()
    done = assistant(*command, at=tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert (tmp_path / "results.jsonl").read_bytes() == before


def test_summaries_of_another_length_are_refused(news: Path) -> None:
    command = ["summarize", "news/b.md", "news/mai", "-o", "summaries.jsonl"]
    assert assistant(*command, at=news.parent).code == 0
    other = assistant(*command, "--sentences", "1", at=news.parent)
    assert (other.code, other.err.count("\n")) == (2, 1)


PAIR = {"text": TRUE, "source": SOURCE}
WRONG_ROWS = [
    ("", "lists no pairs"),
    ("{", "pairs.jsonl:1:"),
    ("[1]", "pairs.jsonl:1:"),
    ('{"text": "\xff"}'.encode("latin-1").decode("utf-8", "surrogateescape"), "pairs.jsonl:1:"),
    (json.dumps(PAIR) + "\n\n" + json.dumps({"text": TRUE}), "pairs.jsonl:3: there is nothing to check against"),
    (json.dumps({"source": SOURCE}), "has one text"),
    (json.dumps({**PAIR, "text_file": "a.txt"}), "has one text"),
    (json.dumps({**PAIR, "text": " "}), "`text` is empty"),
    (json.dumps({**PAIR, "text": 3}), "`text`"),
    (json.dumps({**PAIR, "sources": SOURCE}), "`sources`"),
    ("\n".join([json.dumps({**PAIR, "id": "a"})] * 2), "stands on line 1 too"),
]


@pytest.mark.parametrize(("content", "said"), WRONG_ROWS)
def test_a_bad_line_is_named_before_anything_is_sent(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "pairs.jsonl").write_bytes(content.encode("utf-8", "surrogateescape"))
    done = assistant("check", "--pairs", "pairs.jsonl", "-o", "results.jsonl", at=tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert not (tmp_path / "results.jsonl").exists()


WRONG_CALLS = [
    (["summarize", "news", "news/b.md"], 2, "named twice"),
    (["summarize", "news", "-"], 2, "must be a file"),
    (["summarize", "news", "https://example.com/story"], 2, "must be a file"),
    (["summarize", "empty"], 2, "holds no text"),
    (["summarize", "news", "-o", "summaries.html"], 2, ".jsonl"),
    (["summarize", "news", "--format", "json"], 2, "--format"),
    (["summarize", "news/b.md", "news/mai", "-o", "news/b.md"], 2, ".jsonl"),
    (["summarize", "news", "-o", "news"], 1, "cannot be written"),
    (["summarize", "news", "-o", "no/such/folder.jsonl"], 1, "cannot be written"),
    (["check", "--pairs", "missing.jsonl"], 1, "missing.jsonl"),
    (["check", "--pairs", "pairs.jsonl", "-o", "pairs.jsonl"], 2, "is one of the texts"),
    (["check", "--pairs", "pairs.jsonl", "--source", "a.txt"], 2, "leave out the others"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), WRONG_CALLS)
def test_a_wrong_call_is_one_clear_line(news: Path, arguments: list[str], code: int, said: str) -> None:
    (news.parent / "empty").mkdir()
    (news.parent / "empty" / "notes.csv").write_text("a,b", encoding="utf-8")
    write_pairs(news.parent, PAIR)
    done = assistant(*arguments, at=news.parent)
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert said in done.err
    assert (news / "b.md").read_text(encoding="utf-8") == SOURCE


def test_a_disk_that_is_full_ends_the_work_and_keeps_what_is_done(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows limits no file's size")
    write_pairs(tmp_path, *({"id": str(n), "text": TRUE, "source": SOURCE} for n in range(9)))
    command = ["check", "--pairs", "pairs.jsonl", "-o", "results.jsonl"]
    limited = subprocess.run(
        [sys.executable, "-m", "assistant", *command],
        cwd=tmp_path,
        env=environment_with({"PYTHONDONTWRITEBYTECODE": "1"}),  # it would be cut off too
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )
    said = limited.stderr.decode().splitlines()
    whole = (tmp_path / "results.jsonl").read_bytes().count(b"\n")
    assert limited.returncode == 1
    assert 0 < whole < 9
    assert said[0] == f"{whole} of 9 documents are done and written: give the same command again to go on."
    assert said[1].startswith("Error: ")
    assert "cannot be written" in said[1]
    assert assistant(*command, at=tmp_path).code == 0
    assert [line["id"] for line in lines(tmp_path / "results.jsonl")] == [str(n) for n in range(9)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_device_that_takes_nothing_is_one_line(tmp_path: Path) -> None:
    write_pairs(tmp_path, PAIR)
    done = assistant("check", "--pairs", "pairs.jsonl", "-o", "/dev/full", at=tmp_path)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "No space left" in done.err
