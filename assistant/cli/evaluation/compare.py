"""`assistant eval compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.evaluation.needs import require_numpy
from assistant.cli.evaluation.output import (
    EvaluationFormat,
    TableFormatOption,
    files_of,
    format_of,
    say_short,
    write_out,
)
from assistant.cli.output import GATE, keep_inputs
from assistant.errors import UsageError


def compare_runs(
    first: Annotated[Path, typer.Argument(metavar="A", help="The directory of the run to compare with.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The directory of the run that may be better.")],
    changes: Annotated[
        int, typer.Option("--changes", min=0, metavar="N", help="Show N of the cases decided differently.")
    ] = 20,
    fail_on_regression: Annotated[
        bool, typer.Option("--fail-on-regression", help="Exit code 3 where B is worse, its whole interval being so.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Its ending gives the format.")
    ] = None,
    format: TableFormatOption = None,  # noqa: A002 - the option's own name
) -> None:
    """Compare two runs over the same cases, case by case: is B better than A, by how much, and where?

    \b
    assistant eval compare runs/a runs/b
    assistant eval compare runs/main runs/branch --fail-on-regression -o comparison.md
    """
    require_numpy()
    from assistant.evaluation.analysis.comparison import compare, require_same_cases
    from assistant.evaluation.analysis.gates import regressions
    from assistant.evaluation.reports.plain import as_markdown, as_text
    from assistant.evaluation.reports.tables import comparison_opening, comparison_tables
    from assistant.evaluation.runs.directory import read_run
    from assistant.evaluation.runs.manifest import unlikeness

    wanted = format_of(format, output)
    if wanted not in (EvaluationFormat.text, EvaluationFormat.markdown, EvaluationFormat.json):
        raise UsageError(f"a comparison is written as text, markdown or json, not {wanted.value}")
    keep_inputs(output, [*files_of(first), *files_of(second)])
    one, other = read_run(first), read_run(second)
    require_same_cases(one.manifest, other.manifest)
    for name, run in ((first, one), (second, other)):
        if run.unfinished:
            raise UsageError(f"{name}: only {run.unfinished}: give that run again to resume it, then compare")
    unlike = unlikeness(one.manifest, other.manifest)
    found = compare(one.results, other.results, names=(str(first), str(second)), unlike=unlike)
    worse = regressions(found) if fail_on_regression else ()
    lines, tables = comparison_opening(found), comparison_tables(found, changes)
    if wanted is EvaluationFormat.json:
        write_out(found.model_dump_json(indent=2) + "\n", output)
    elif wanted is EvaluationFormat.markdown:
        write_out(as_markdown("Comparison", lines, tables), output)
    else:
        write_out(as_text(lines, tables), output)
    say_short(worse)
    raise typer.Exit(GATE if worse else 0)
