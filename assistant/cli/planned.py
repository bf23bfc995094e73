"""`--dry-run`: what a command would send to a model, in place of sending it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

from assistant.cli.progress import ProgressLine

if TYPE_CHECKING:
    from assistant.plan import Plan
    from assistant.settings import Settings


def say_plan(plans: Sequence[Callable[[], Plan]], settings: Settings, *, repair: bool = False, quiet: bool) -> None:
    """Makes the plan of each document, and prints what they come to."""
    if settings.engine != "model":
        typer.echo("The embedded engine would answer: nothing would be sent, and nothing costs money.")
        return
    from assistant.plan import total

    made = []
    with ProgressLine(quiet=quiet) as progress:
        for plan in plans:
            made.append(plan())
            progress("planning", len(made), len(plans))
    for line in _lines(total(made), len(plans), settings, repair=repair):
        typer.echo(line)


def _lines(plan: Plan, documents: int, settings: Settings, *, repair: bool) -> list[str]:
    unknown = "unknown: no price is known for this model"
    usd = unknown if plan.usd is None else f"about {plan.usd:.4f} US dollars, and what the answers cost"
    lines = [
        f"Nothing has been sent. {settings.model} at {settings.host} would be asked:",
        f"Documents     {documents:,}",
        f"Calls         {plan.calls:,}",
        f"Tokens        about {plan.input_tokens:,} in",
        f"Cost          {usd}",
        f"Cached        {plan.cache_hits:,} answers",
    ]
    return [*lines, "Repairs would come on top."] if repair else lines
