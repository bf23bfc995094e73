"""Many documents are done, or concluded, in several processes: the same results, and nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import assistant, environment_with
from tests.loopback.server import LoopbackServer

SOURCE = "The council voted 14 to 9 on Tuesday to close the ferry line. "
MANY, FEW = 40, 10

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two cores"
)


def write_pairs(folder: Path, documents: int, length: int = 1) -> None:
    rows = [{"id": str(n), "text": f"The council voted {n} to 9.", "source": SOURCE * length} for n in range(documents)]
    (folder / "pairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def start(folder: Path) -> subprocess.Popen[bytes]:
    """The command under way; one line stands in its file already."""
    command = [sys.executable, "-m", "assistant", "check", "--pairs", "pairs.jsonl", "-o", "results.jsonl"]
    process = subprocess.Popen(
        command, cwd=folder, env=environment_with({}), stderr=subprocess.PIPE, start_new_session=True
    )
    results = folder / "results.jsonl"
    deadline = time.monotonic() + 60
    while not (results.exists() and results.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.01)
    return process


def reports(path: Path) -> dict[str, object]:
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert all(line["report"].pop("usage") for line in lines)
    return {line["id"]: line for line in lines}


def test_several_processes_and_one_write_the_same(tmp_path: Path) -> None:
    write_pairs(tmp_path, MANY)
    for concurrency in ("1", "8"):
        output = f"{concurrency}.jsonl"
        done = assistant("check", "--pairs", "pairs.jsonl", "-o", output, "--concurrency", concurrency, at=tmp_path)
        assert done.code == 0
    one, several = reports(tmp_path / "1.jsonl"), reports(tmp_path / "8.jsonl")
    assert len(one) == MANY
    assert one == several


def test_what_a_model_judged_is_concluded_elsewhere_as_it_is_here(tmp_path: Path) -> None:
    """Of few documents it is concluded here."""
    write_pairs(tmp_path, MANY)
    rows = (tmp_path / "pairs.jsonl").read_text().splitlines(keepends=True)
    with LoopbackServer() as server:
        known = {"OPENAI_BASE_URL": server.base_url, "ASSISTANT_MODEL": "m"}
        command = ("check", "--pairs", "pairs.jsonl", "--no-cache", "-o")
        assert assistant(*command, "many.jsonl", at=tmp_path, environment=known).code == 0
        few = dict[str, object]()
        for start in range(0, MANY, FEW):
            (tmp_path / "pairs.jsonl").write_text("".join(rows[start : start + FEW]))
            assert assistant(*command, "few.jsonl", at=tmp_path, environment=known).code == 0
            few |= reports(tmp_path / "few.jsonl")
            (tmp_path / "few.jsonl").unlink()
    many = reports(tmp_path / "many.jsonl")
    assert len(many) == MANY
    assert many == few
    assert '"contradicted"' in json.dumps(many)


def test_a_script_needs_no_main_guard_and_a_bad_text_is_an_error_of_its_own(tmp_path: Path) -> None:
    script = """
import asyncio
from pathlib import Path
from assistant import Assistant
from assistant.batch import asummarize_all
print("once")
sources = {str(n): "The council voted 14 to 9 on Tuesday." for n in range(30)} | {"lost": Path("lost.txt")}
outcomes = asyncio.run(asummarize_all(sources, Assistant(engine="embedded"), Path("summaries.jsonl")))
print(len(outcomes), [outcome.error_type for outcome in outcomes if outcome.error])
"""
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, env=environment_with({}), capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == ["once", "31 ['ReadError']"]
    assert done.stderr == b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_command(tmp_path: Path, number: signal.Signals) -> None:
    write_pairs(tmp_path, 400, length=200)
    process = start(tmp_path)
    os.kill(process.pid, number)
    # Every process of the command holds this pipe: it is at its end when the last of them has gone.
    _, err = process.communicate(timeout=60)
    assert process.returncode == (130 if number is signal.SIGINT else -signal.SIGKILL)
    assert err.count(b"\n") == (1 if number is signal.SIGINT else 0)
    assert b"Traceback" not in err


def test_an_interrupt_from_the_terminal_reaches_all_of_them_and_says_one_line(tmp_path: Path) -> None:
    write_pairs(tmp_path, 400, length=200)
    process = start(tmp_path)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().endswith(" of 400 documents are done and written: give the same command again to go on.\n")
    assert err.count(b"\n") == 1


def test_a_process_that_breaks_down_costs_its_own_document_alone(tmp_path: Path) -> None:
    write_pairs(tmp_path, MANY, length=100)
    process = start(tmp_path)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(children) > 1
    os.kill(int(children[0]), signal.SIGKILL)
    _, err = process.communicate(timeout=120)
    lines = [json.loads(line) for line in (tmp_path / "results.jsonl").read_bytes().splitlines()]
    assert (process.returncode, len(lines)) == (1, MANY)
    assert [line["error_type"] for line in lines if "error" in line] == ["AssistantError"]
    assert "broke down" in err.decode()
