"""`assistant eval`."""

from __future__ import annotations

import typer

evaluate = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure agreement with people's judgement.")


@evaluate.callback()
def _commands() -> None:
    """Measure how well verdicts agree with people's judgement."""
