"""A run that is killed loses nothing that it had written, and asks about nothing twice that it had."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from assistant.batch.lock import only_writer
from tests.batch.endpoint import endpoint
from tests.batch.kills import kill_and_resume, start, whole_lines, write_pairs
from tests.cli.command import assistant


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with endpoint(latency=0.1) as known:
        kill_and_resume(tmp_path, known, documents=20, kills=2, longest=0.5)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path, number: signal.Signals) -> None:
    write_pairs(tmp_path / "pairs.jsonl", 40)
    with endpoint(latency=0.1) as known:
        process = start(tmp_path, known)
        results = tmp_path / "results.jsonl"
        deadline = time.monotonic() + 60
        while not (results.exists() and results.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    done = whole_lines(results)
    assert (process.returncode, out) == (130, b"")
    assert 0 < len(done) < 40
    assert results.read_bytes().endswith(b"\n")
    assert err.decode().splitlines()[1:] == [
        f"{len(done)} of 40 documents are done and written: give the same command again to go on."
    ]
    assert not list(tmp_path.glob("*.lock"))


def test_an_interrupt_ends_a_request_that_hangs(tmp_path: Path) -> None:
    write_pairs(tmp_path / "pairs.jsonl", 2)
    with endpoint(latency=20) as known:
        process = start(tmp_path, known, "--quiet")
        assert known.arrived.wait(timeout=60)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130
        assert process.communicate() == (b"", b"")


def test_a_file_that_another_process_writes_is_left_to_it(tmp_path: Path) -> None:
    write_pairs(tmp_path / "pairs.jsonl", 2)
    command = ["check", "--pairs", "pairs.jsonl", "-o", "results.jsonl", "--offline", "-q"]
    with only_writer(tmp_path.resolve() / "results.jsonl"):
        refused = assistant(*command, at=tmp_path)
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "being written by another process" in refused.err
    assert assistant(*command, at=tmp_path).code == 0
    assert sorted(whole_lines(tmp_path / "results.jsonl")) == ["Clinic 0", "Clinic 1"]
