"""`assistant eval list`."""

from __future__ import annotations

import typer


def list_suites() -> None:
    """List the suites that ship: what each is, and how many cases it has."""
    from assistant.evaluation.cases.suites import available

    for suite in available():
        with suite.cases.open("rb") as file:
            cases = sum(1 for line in file if line.strip())
        typer.echo(f"{suite.name:22} {cases:4} {suite.kind.value:12} {suite.description}")
