"""`assistant eval`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.attributions import attributions
from assistant.cli.interruption import run_interruptibly
from assistant.cli.options import (
    FormatChoice,
    QuietOption,
    assistant_for,
    with_settings,
)
from assistant.cli.progress import ProgressLine
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.evaluation.dataset import Case
    from assistant.schema import EngineIdentity
    from assistant.settings import Settings

evaluate = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure agreement with people's judgement.")


evaluate.command()(attributions)


@evaluate.callback()
def _commands() -> None:
    """Measure how well verdicts agree with people's judgement."""


@evaluate.command("run")
@with_settings
def run_evaluation(
    settings: Settings,
    cases: Annotated[
        str, typer.Argument(metavar="SUITE|FILE.jsonl", help="A suite of ours, or rows of document, claim, label.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The run's directory; an interrupted run resumes.")
    ],
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Judge only so many cases, drawn by --seed.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Which cases --limit draws.")] = 0,
    format: Annotated[FormatChoice, typer.Option("--format", "-f", help="text or json.")] = FormatChoice.text,  # noqa: A002 - the option's own name
    quiet: QuietOption = False,
) -> None:
    """Judge labelled claims, and say by dataset how far the verdicts agree with the labels.

    \b
    assistant eval run first -o runs/first
    assistant eval run claims.jsonl -o runs/claims --limit 200 --format json
    """
    import json

    from assistant.evaluation.dataset import identify, load
    from assistant.evaluation.pairs import pair_lines, tabulate_pairs
    from assistant.evaluation.runner import run
    from assistant.evaluation.table import as_lines, tabulate
    from assistant.schema import no_progress

    if format not in (FormatChoice.text, FormatChoice.json):
        raise UsageError(f"an eval's table is written as text or json, not {format.value}")
    path = _file(cases)
    chosen = _drawn(load(path), limit, seed)
    with ProgressLine(quiet=quiet) as progress:
        assistant = assistant_for(settings, no_progress, quiet=quiet)  # cases are counted, not the steps within one
        results = run_interruptibly(
            run(
                chosen,
                output,
                lambda document, claim: assistant.acheck(claim, document),
                data=identify(path),
                engine=_identity(settings),
                progress=progress,
                concurrency=settings.concurrency,
            )
        )
    table, pairs = tabulate(results), tabulate_pairs(results)
    if format is FormatChoice.json:
        typer.echo(json.dumps({**table.model_dump(), "pairs": [row.model_dump() for row in pairs]}, indent=2))
        return
    typer.echo("\n".join(as_lines(table)))
    if pairs:
        typer.echo("\n" + "\n".join(pair_lines(pairs)))


def _file(cases: str) -> Path:
    from assistant.evaluation.suites import find

    path = Path(cases)
    return path if path.suffix or path.exists() else find(cases).cases


def _drawn(cases: tuple[Case, ...], limit: int | None, seed: int) -> tuple[Case, ...]:
    """`limit` of the cases, in their order; all of them where there are no more."""
    if limit is None or limit >= len(cases):
        return cases
    import random

    kept = set(random.Random(seed).sample(range(len(cases)), limit))  # noqa: S311 - a sample, not a secret
    return tuple(case for number, case in enumerate(cases) if number in kept)


def _identity(settings: Settings) -> EngineIdentity:
    """Who will answer, with the prompts that will be used: a run is resumed only by the same."""
    from assistant.engines import Engines
    from assistant.prompts import Prompts

    identity = Engines(settings).make().identity
    if identity.name == "embedded":
        return identity
    prompts = Prompts(settings.prompts)
    return identity.model_copy(update={"prompts": {name: prompts.version(name) for name in ("extract", "verify")}})
