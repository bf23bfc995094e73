"""`assistant eval report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.evaluation.needs import require_numpy
from assistant.cli.evaluation.output import (
    FormatOption,
    GateOption,
    SuiteGateOption,
    files_of,
    gates_of,
    say_short,
    write_run,
)
from assistant.cli.output import GATE, keep_inputs


def report_run(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The directory of a run, finished or not.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Its ending gives the format.")
    ] = None,
    fail_under: GateOption = None,
    gate: SuiteGateOption = False,
    format: FormatOption = None,  # noqa: A002 - the option's own name
) -> None:
    """Draw the report of a run, as far as it has come.

    \b
    assistant eval report runs/claims
    assistant eval report runs/claims -o report.html
    assistant eval report runs/claims -o junit.xml --fail-under auroc=0.7
    assistant eval report runs/smoke --gate
    """
    require_numpy()
    from assistant.evaluation.analysis.gates import fallen_short
    from assistant.evaluation.analysis.summary import summarize
    from assistant.evaluation.runs.directory import read_run

    keep_inputs(output, files_of(directory))
    manifest, results, cases = run = read_run(directory)
    gates = gates_of(manifest.suite, fail_under, gate=gate)
    summary = summarize(results, cases=manifest.cases)
    short = fallen_short(gates, summary.metrics, failures=summary.failures)
    if gates and run.unfinished:
        short = (*short, f"Only {run.unfinished}: give the run again to resume it.")
    write_run(summary, manifest, cases, results, short, output, format)
    say_short(short)
    raise typer.Exit(GATE if short else 0)
