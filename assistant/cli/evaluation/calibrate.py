"""`assistant eval calibrate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.evaluation.needs import require_numpy
from assistant.cli.evaluation.output import files_of
from assistant.cli.output import keep_inputs, write_text


def calibrate_run(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The directory of a run over labelled claims.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where the calibration goes.")] = Path(
        "calibration.json"
    ),
) -> None:
    """Fit the judge's confidence to the labels of a run, and show the gain on documents that were held out.

    \b
    assistant eval run labelled.jsonl -o runs/labelled
    assistant eval calibrate runs/labelled -o calibration.json

    With the setting calibration = "calibration.json" every check uses it: confidences are then chances, and what the
    judge says against the odds is unverified.
    """
    require_numpy()
    from assistant.evaluation.analysis.calibrating import fit, gain_rows
    from assistant.evaluation.reports.plain import as_text
    from assistant.evaluation.reports.tables import Table
    from assistant.evaluation.runs.directory import read_run

    keep_inputs(output, files_of(directory))
    run = read_run(directory)
    calibration, gains = fit(run.results, run.manifest)
    write_text(output, calibration.model_dump_json(indent=2) + "\n")
    shown_better = [gain.difference.interval is not None and gain.difference.interval.high < 0 for gain in gains]
    opening: tuple[str, ...] = (
        f"Fitted to {calibration.cases:,} cases of {calibration.data} that the judge alone decided: "
        f"slope {calibration.slope:.2f}, shift {calibration.shift:+.2f}.",
        f'Written to {output}. To use it: calibration = "{output}" in assistant.toml.',
    )
    if not any(shown_better):
        opening += ("On held-out documents it is not shown to be better: do not use it, or fit it to more cases.",)
    rows = tuple((title, *cells) for title, cells in gain_rows(gains).items())
    note = (
        "Each case by a fit to other documents, in five folds; less is better. Intervals by bootstrap over documents."
    )
    table = Table("Held out", ("Metric", "Before [95%]", "After [95%]", "Difference [95%]"), rows, note)
    typer.echo(as_text(opening, (table,)), nl=False)
