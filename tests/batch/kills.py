"""Runs that are killed in the middle and given again, and what the endpoint was asked meanwhile."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.batch.endpoint import Endpoint, words_of
from tests.cli.command import environment_with

AT_ONCE = 8
"""Documents that are begun and not written: the default of the setting `concurrency`."""


def write_pairs(path: Path, documents: int) -> None:
    rows = [{"id": f"Clinic {n}", "text": words_of(n), "source": words_of(n)} for n in range(documents)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def start(folder: Path, known: Endpoint, *arguments: str) -> subprocess.Popen[bytes]:
    """`assistant check` of the pairs in `folder`, under way; its results go to `results.jsonl`."""
    command = ["check", "--pairs", "pairs.jsonl", "-o", "results.jsonl", "--no-cache", *arguments]
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", *command],
        cwd=folder,
        env=environment_with(known.environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def kill_and_resume(folder: Path, known: Endpoint, *, documents: int, kills: int, longest: float) -> None:
    """Gives the command until it comes to its end, killing it `kills` times up to `longest` seconds into its work.

    Fails where a document is lost or written twice, or is asked about again once it is written.
    """
    write_pairs(folder / "pairs.jsonl", documents)
    moments = random.Random(documents)  # noqa: S311 - moments, not secrets
    settled: dict[str, int] = {}
    for _ in range(kills):
        before = known.requests.copy()
        known.arrived.clear()
        process = start(folder, known)
        assert known.arrived.wait(timeout=60)
        time.sleep(moments.uniform(0, longest))
        process.kill()
        process.communicate()
        time.sleep(longest / 10)  # what the process had sent arrives
        done = whole_lines(folder / "results.jsonl")
        assert len(done) < documents, "the command came to its end before it was killed"
        lost = [name for name in known.requests if name not in done and known.requests[name] > before[name]]
        assert len(lost) <= AT_ONCE
        assert all(known.requests[name] == count for name, count in settled.items())
        settled = {name: known.requests[name] for name in done}
    process = start(folder, known)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()
    assert all(known.requests[name] == count for name, count in settled.items())
    lines = (folder / "results.jsonl").read_bytes().splitlines()
    assert sorted(json.loads(line)["id"] for line in lines) == sorted(f"Clinic {n}" for n in range(documents))
    assert all(json.loads(line)["report"]["claims"][0]["verdict"] == "supported" for line in lines)


def whole_lines(path: Path) -> list[str]:
    """The ids of the lines that were written to their end."""
    whole, _, _ = path.read_bytes().rpartition(b"\n")
    return [json.loads(line)["id"] for line in whole.splitlines()]
