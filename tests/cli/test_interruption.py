"""Ctrl-C in the commands for one text, and in an eval run, while a model takes its time."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import environment_with
from tests.loopback.server import LoopbackServer

TEXT = "The council voted 14 to 9 on Tuesday and rose. Ferries will run until May."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")
@pytest.mark.parametrize(
    "command",
    [
        ("check", "text.txt", "-s", "text.txt"),
        ("check", "text.txt", "-s", "text.txt", "--watch"),
        ("summarize", "text.txt"),
        ("extract", "text.txt"),
        ("eval", "run", "cases.jsonl", "-o", "run"),
    ],
    ids=lambda command: command[0],
)
def test_an_interrupt_ends_a_request_that_hangs_without_a_word(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    case = {"id": "1", "dataset": "ours", "document": TEXT, "claim": TEXT, "label": 1}
    (tmp_path / "cases.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    with LoopbackServer(latency=20) as server:
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant", *command, "-m", "m", "-q", "--no-cache"],
            cwd=tmp_path,
            env=environment_with({"OPENAI_BASE_URL": server.base_url}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        while not server.received:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == (b"", b"")
    assert process.returncode == 130
