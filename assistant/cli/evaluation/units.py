"""`assistant eval units`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.evaluation.needs import require_numpy
from assistant.cli.evaluation.output import EvaluationFormat, TableFormatOption, format_of, write_out
from assistant.cli.interruption import run_interruptibly
from assistant.cli.options import QuietOption, assistant_for, with_settings
from assistant.cli.progress import ProgressLine
from assistant.errors import BudgetExceededError, UsageError

if TYPE_CHECKING:
    from assistant.settings import Settings


@with_settings
def divide_texts(
    settings: Settings,
    texts: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", help="Rows of text, and units as people took it apart.")
    ],
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Only the first so many texts.")] = None,
    format: TableFormatOption = None,  # noqa: A002 - the option's own name
    quiet: QuietOption = False,
) -> None:
    """Extract the claims of texts, and hold them against the statements that people took the same texts apart into.

    A row is {"text": "It rained and snowed.", "units": ["It rained.", "It snowed."]}; texts with the same `document`
    are resampled together.

    \b
    assistant eval units units.jsonl
    assistant eval units units.jsonl --model gpt-4.1-mini --limit 50
    """
    require_numpy()
    from assistant.evaluation.analysis.estimates import shown
    from assistant.evaluation.metrics.unit_matches import ENOUGH, unit_matches
    from assistant.evaluation.reports.plain import as_markdown, as_text
    from assistant.evaluation.reports.tables import Table
    from assistant.evaluation.units import load_divided, measure_units
    from assistant.reports.wording import count
    from assistant.schema import no_progress

    wanted = format_of(format, None)
    if wanted not in (EvaluationFormat.text, EvaluationFormat.markdown, EvaluationFormat.json):
        raise UsageError(f"this table is written as text, markdown or json, not {wanted.value}")
    divided = load_divided(texts)[:limit]
    with ProgressLine(quiet=quiet) as progress:
        assistant = assistant_for(settings, no_progress, quiet=quiet)
        counts = []
        for done, one in enumerate(divided, 1):
            report = run_interruptibly(assistant.aextract(one.text))
            if report.stopped is not None:
                raise BudgetExceededError(report.stopped)
            counts.append(unit_matches(one.units, [claim.text for claim in report.claims]))
            progress("extracting claims", done, len(divided))
    found = measure_units(divided, counts)
    if wanted is EvaluationFormat.json:
        write_out(found.model_dump_json(indent=2) + "\n", None)
        return
    opening = (
        f"{count(found.texts, 'text')} of {count(found.documents, 'document')}: "
        f"{count(found.units, 'unit')}, {count(found.claims, 'claim')}.",
    )
    row = (shown(found.precision), shown(found.recall), shown(found.f1))
    note = f"A claim and a unit are the same from a token F1 of {ENOUGH} on. Intervals by bootstrap over documents."
    table = Table("Claims against units", ("Precision [95%]", "Recall [95%]", "F1 [95%]"), (row,), note)
    as_words = wanted is EvaluationFormat.text
    write_out(as_text(opening, (table,)) if as_words else as_markdown("Claims", opening, (table,)), None)
