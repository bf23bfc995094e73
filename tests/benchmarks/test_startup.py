"""How long the commands take as whole processes. Run with `make bench` on a quiet machine."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

import pytest

from assistant.resources import data_directory

RUNS = 15
ARTICLE = (data_directory("evals") / "examples" / "article.txt").read_text(encoding="utf-8")
SUMMARY = data_directory("evals") / "examples" / "faulty-summary.txt"


@pytest.fixture(scope="module")
def long_article(tmp_path_factory: pytest.TempPathFactory) -> str:
    """About 1,000 words without a repeat that would be skipped: the example and two variants of it."""
    variants = [ARTICLE, ARTICLE.replace("Velmar", "Ostrava").replace("Varga", "Lind"), ARTICLE[:1000].upper()]
    path = tmp_path_factory.mktemp("benchmark") / "article.txt"
    path.write_text("\n".join(variants), encoding="utf-8")
    return str(path)


@pytest.mark.benchmark
def test_help() -> None:
    _time("assistant --help", "--help")


@pytest.mark.benchmark
@pytest.mark.parametrize("layout", ["json", "text", "html"])
def test_check(layout: str, long_article: str) -> None:
    _time(f"assistant check --format {layout}", "check", str(SUMMARY), "-s", long_article, "--offline", "-f", layout)


def _time(name: str, *arguments: str) -> None:
    taken = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "assistant", *arguments], capture_output=True, check=True)
        taken.append(time.perf_counter() - started)
    counted = sorted(taken[1:])
    fastest, slowest = counted[0], counted[-1]
    print(f"\n{name}: median {statistics.median(counted):.3f} s, {fastest:.3f} to {slowest:.3f} s, n={RUNS}")  # noqa: T201 - the result
