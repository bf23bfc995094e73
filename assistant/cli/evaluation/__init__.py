"""`assistant eval`: one file a command."""

from __future__ import annotations

import typer

from assistant.cli.evaluation.attributions import attributions
from assistant.cli.evaluation.calibrate import calibrate_run
from assistant.cli.evaluation.compare import compare_runs
from assistant.cli.evaluation.listing import list_suites
from assistant.cli.evaluation.report import report_run
from assistant.cli.evaluation.run import run_evaluation
from assistant.cli.evaluation.summarize import summarize_articles
from assistant.cli.evaluation.units import divide_texts

evaluate = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure agreement with people's judgement.")
evaluate.command("run")(run_evaluation)
evaluate.command("report")(report_run)
evaluate.command("compare")(compare_runs)
evaluate.command("calibrate")(calibrate_run)
evaluate.command("summarize")(summarize_articles)
evaluate.command("list")(list_suites)
evaluate.command("attributions")(attributions)
evaluate.command("units")(divide_texts)


@evaluate.callback()
def _commands() -> None:
    """Measure how well verdicts agree with people's judgement, and whether a change made them better.

    \b
    assistant eval run smoke
    assistant eval run claims.jsonl -o runs/a
    assistant eval run claims.jsonl -o runs/b --model gpt-4.1-mini
    assistant eval compare runs/a runs/b
    """
