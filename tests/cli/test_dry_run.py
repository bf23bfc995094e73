"""`--dry-run`, as whole processes: it says what is then sent, and sends and writes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.command import Outcome, assistant
from tests.loopback.server import LoopbackServer

SOURCE = "The council voted 14 to 9 on Tuesday and rose. Ferries will run until May. The pier is closed."
TEXT = "The council voted 14 to 9 and rose. The pier is closed."


def told(done: Outcome, name: str) -> int:
    found = re.search(rf"^{name}\D*([\d,]+)", done.out, re.MULTILINE)
    assert found is not None, done
    return int(found[1].replace(",", ""))


def texts(at: Path) -> None:
    (at / "source.txt").write_text(SOURCE, encoding="utf-8")
    (at / "text.txt").write_text(TEXT, encoding="utf-8")
    rows = [{"id": f"p{number}", "text": f"{TEXT} It took {number} hours.", "source": SOURCE} for number in range(3)]
    (at / "pairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "documents"),
    [
        (("check", "text.txt", "-s", "source.txt"), 1),
        (("summarize", "source.txt", "--no-check"), 1),
        (("check", "--pairs", "pairs.jsonl"), 3),
    ],
    ids=["check", "summarize", "pairs"],
)
def test_what_a_dry_run_says_is_what_is_then_sent(tmp_path: Path, command: tuple[str, ...], documents: int) -> None:
    texts(tmp_path)
    with LoopbackServer() as server:
        environment = {"OPENAI_BASE_URL": server.base_url}
        output = ("-o", "results.jsonl" if documents > 1 else "report.json")
        asked = (*command, "-m", "m", "-q", "--no-cache", *output)
        dry = assistant(*asked, "--dry-run", at=tmp_path, environment=environment)
        assert (dry.code, dry.err, len(server.received)) == (0, "", 0)
        assert not (tmp_path / output[1]).exists()
        assistant(*asked, at=tmp_path, environment=environment)
        assert (told(dry, "Documents"), told(dry, "Calls")) == (documents, len(server.received))
    assert "Cost          unknown" in dry.out


def test_documents_that_are_done_are_not_planned_again(tmp_path: Path) -> None:
    texts(tmp_path)
    with LoopbackServer() as server:
        asked = ("check", "--pairs", "pairs.jsonl", "-m", "m", "-q", "--no-cache", "-o", "results.jsonl")
        environment = {"OPENAI_BASE_URL": server.base_url}
        assistant(*asked, at=tmp_path, environment=environment)
        first, *_, last = (tmp_path / "results.jsonl").read_bytes().splitlines(keepends=True)
        (tmp_path / "results.jsonl").write_bytes(first + last[:40])
        dry = assistant(*asked, "--dry-run", at=tmp_path, environment=environment)
    assert (told(dry, "Documents"), told(dry, "Calls")) == (2, 4)
    assert (tmp_path / "results.jsonl").read_bytes() == first + last[:40]


def test_the_embedded_engine_sends_nothing(tmp_path: Path) -> None:
    texts(tmp_path)
    done = assistant("check", "text.txt", "-s", "source.txt", "--dry-run", at=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out == "The embedded engine would answer: nothing would be sent, and nothing costs money.\n"


@pytest.mark.parametrize("other", [("--batch-api",), ("--replay", "trace.jsonl")])
def test_what_a_dry_run_cannot_say_is_refused(tmp_path: Path, other: tuple[str, ...]) -> None:
    texts(tmp_path)
    done = assistant("check", "--pairs", "pairs.jsonl", "--dry-run", *other, at=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "leave out --batch-api and --replay" in done.err
