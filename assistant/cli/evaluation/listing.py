"""`assistant eval list`."""

from __future__ import annotations

import typer


def list_suites() -> None:
    """List the suites that ship, with how many cases each has; and the public benchmarks that can be read."""
    from assistant.evaluation.cases.benchmarks import BENCHMARKS
    from assistant.evaluation.cases.suites import available

    for suite in available():
        with suite.cases.open("rb") as file:
            cases = sum(1 for line in file if line.strip())
        typer.echo(f"{suite.name:22} {cases:4} {suite.kind.value:12} {suite.description}")
    typer.echo(f"\nPublic benchmarks, from a path of yours with --as: {', '.join(BENCHMARKS)}.")
