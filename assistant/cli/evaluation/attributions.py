"""`assistant eval attributions`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.evaluation.needs import require_numpy
from assistant.cli.options import FormatChoice, QuietOption
from assistant.cli.progress import ProgressLine
from assistant.errors import UsageError


def attributions(
    texts: Annotated[
        str,
        typer.Argument(
            metavar="SUITE|FILE|DIR", help="Rows of text and attributions (JSON Lines), or PolNeAR's folder."
        ),
    ],
    speech: Annotated[
        bool, typer.Option("--speech", help="Leave out stands that are only told of, as checks do.")
    ] = False,
    failures: Annotated[
        int,
        typer.Option("--failures", min=0, metavar="N", help="Show N attributions that were missed or are spurious."),
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Which of them --failures draws.")] = 0,
    format: Annotated[FormatChoice, typer.Option("--format", "-f", help="text or json.")] = FormatChoice.text,  # noqa: A002 - the option's own name
    quiet: QuietOption = False,
) -> None:
    """Extract who said what, by rule, and hold it against what people marked in the same texts.

    \b
    assistant eval attributions attributions
    assistant eval attributions PolNeAR/data/dev
    assistant eval attributions polnear.jsonl.gz --failures 40 --format json
    """
    require_numpy()
    import json

    from assistant.evaluation.attributions.annotated import load
    from assistant.evaluation.attributions.brat import read as read_brat
    from assistant.evaluation.attributions.failures import drawn, failure_lines
    from assistant.evaluation.attributions.results import counted
    from assistant.evaluation.attributions.scoring import extract
    from assistant.evaluation.attributions.table import as_lines, tabulate

    if format not in (FormatChoice.text, FormatChoice.json):
        raise UsageError(f"an eval's table is written as text or json, not {format.value}")
    path = _path(texts)
    annotated = read_brat(path) if path.is_dir() else load(path)
    scored = []
    with ProgressLine(quiet=quiet) as progress:
        for done, text in enumerate(annotated, 1):
            scored.append(extract(text, attitudes=not speech))
            progress("reading texts", done, len(annotated))
    table, shown = tabulate(map(counted, scored)), drawn(scored, failures, seed)
    if format is FormatChoice.json:
        rows = [failure.model_dump(mode="json") for failure in shown]
        typer.echo(json.dumps({**table.model_dump(mode="json"), "failures": rows}, indent=2, ensure_ascii=False))
        return
    lines = [*as_lines(table), *(line for failure in shown for line in ("", *failure_lines(failure)))]
    typer.echo("\n".join(lines))


def _path(texts: str) -> Path:
    """The file or folder of that name, else the file of the suite of that name."""
    from assistant.evaluation.cases.suites import Kind, find, is_there

    path = Path(texts)
    if path.suffix.lower() not in ("", ".toml") or is_there(path):
        return path
    suite = find(texts)
    if suite.kind is not Kind.ATTRIBUTIONS:
        raise UsageError(f"{suite.name} is a suite of claims: assistant eval run {suite.name}")
    return suite.cases
