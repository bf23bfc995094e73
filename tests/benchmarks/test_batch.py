"""Many documents: what kill -9 costs, and how soon a long list starts and goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.endpoint import endpoint, words_of
from tests.batch.kills import kill_and_resume, start, write_pairs
from tests.cli.command import environment_with

LONG = 10_000
FILLER = "The clinic has twelve rooms, two doctors and a garden that faces the river. " * 60


@pytest.mark.benchmark
def test_ten_kills_in_the_middle_of_200_documents(tmp_path: Path) -> None:
    with endpoint(latency=0.2) as known:
        kill_and_resume(tmp_path, known, documents=200, kills=10, longest=1.5)
    requests = sum(known.requests.values())
    print(f"\n200 documents, 10 kills: {requests} requests, {requests - 400} of them for documents that were under way")  # noqa: T201 - the result


@pytest.mark.benchmark
def test_a_long_list_starts(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": words_of(n), "source": f"{words_of(n)} {FILLER}"} for n in range(LONG)]
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    write_pairs(tmp_path / "one.jsonl", 1)
    for name, documents in (("one.jsonl", 1), ("pairs.jsonl", LONG)):
        with endpoint(latency=30) as known:
            started = time.perf_counter()
            process = start(tmp_path, known, "--pairs", name)
            assert known.arrived.wait(timeout=60)
            print(f"\n{documents:,} pairs: first request after {time.perf_counter() - started:.2f} s")  # noqa: T201 - the result
            process.kill()
            process.communicate()


@pytest.mark.benchmark
def test_a_long_list_goes_on(tmp_path: Path) -> None:
    write_pairs(tmp_path / "pairs.jsonl", 1)
    command = [sys.executable, "-m", "assistant", "check", "--pairs", "pairs.jsonl", "-o", "results.jsonl", "-q"]
    subprocess.run(command, cwd=tmp_path, env=environment_with({}), check=True)
    (line,) = (tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines()
    with (tmp_path / "results.jsonl").open("a", encoding="utf-8") as file:
        for n in range(1, LONG):
            file.write(line.replace('"Clinic 0"', f'"Clinic {n}"', 1) + "\n")
    started = time.perf_counter()
    subprocess.run(command, cwd=tmp_path, env=environment_with({}), check=True)
    size = (tmp_path / "results.jsonl").stat().st_size / 1_000_000
    print(f"\n{LONG:,} results, {size:.0f} MB: read back after {time.perf_counter() - started:.2f} s")  # noqa: T201 - the result
