"""Public benchmarks, read as their authors publish them from a path that the user gives: one a module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.errors import DatasetError
from assistant.evaluation.cases.benchmarks import faithbench, frank, llm_aggrefact, ragtruth, summedits, wice
from assistant.evaluation.cases.rows import Case
from assistant.evaluation.cases.suites import is_there

Read = Callable[[Path], tuple[Case, ...]]

BENCHMARKS: Mapping[str, Read] = {
    "llm-aggrefact": llm_aggrefact.read,
    "summedits": summedits.read,
    "ragtruth": ragtruth.read,
    "faithbench": faithbench.read,
    "wice": wice.read,
    "frank": frank.read,
}
"""The readers by the name that `--as` takes."""


def read_benchmark(name: str, path: Path) -> tuple[Case, ...]:
    """The cases of a benchmark, a file or a directory. Raises DatasetError where it is not what its authors publish."""
    if not is_there(path):
        raise DatasetError(f"{path} does not exist: give the path of {name} as its authors publish it")
    cases = BENCHMARKS[name](path)
    if not cases:
        raise DatasetError(f"{path}: no cases of {name} are in there: give the path as its authors publish it")
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise DatasetError(f"{path}: the case {case.id} of {name} stands there twice: give a path with one of them")
        seen.add(case.id)
    return cases
