"""Some of the texts that a file of pairs lists, by the names of files: what a hook checks before a commit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli.interruption import run_interruptibly
from assistant.cli.options import assistant_for
from assistant.cli.output import COULD_NOT, GATE, Gates, shortfalls, write_report
from assistant.cli.progress import ProgressLine
from assistant.errors import AssistantError, UsageError, holds_for_all

if TYPE_CHECKING:
    from assistant.batch import Pair
    from assistant.pipeline import Assistant
    from assistant.schema import Report
    from assistant.settings import Settings


def check_named(
    pairs: Path, named: Sequence[str], settings: Settings, gates: Gates, *, quiet: bool, verbose: bool
) -> int:
    """Checks the pairs that the files `named` belong to, and prints their reports; the exit code that they earn.

    Where gates are asked for, only reports that fall short are printed. Raises UsageError where a file belongs to no
    pair: a text that nobody said how to check must not pass for checked.
    """
    from assistant.batch import read_pairs

    chosen = _chosen(read_pairs(pairs), pairs, named)
    with ProgressLine(quiet=quiet) as progress:
        assistant = assistant_for(settings, progress, quiet=quiet)
        done = run_interruptibly(_checked(assistant, chosen))
    asked = gates.fail_under is not None or bool(gates.fail_on)
    failed, short = [], []
    for pair, report in zip(chosen, done, strict=True):
        if isinstance(report, AssistantError):
            failed.append(f"{pair.id}: {report}")
            continue
        reasons = shortfalls(report, gates)
        if reasons or not asked:
            typer.echo(f"{pair.id}:")
            write_report(report, None, None, full=verbose)
        failed += [f"{pair.id}: {why}" for why in [_undecided(report)] if why]
        short += [f"{pair.id}: {reason}" for reason in reasons]
    for line in (*(f"Error: {one}" for one in failed), *(f"Gate: {one}" for one in short)):
        typer.echo(line, err=True)
    return COULD_NOT if failed else GATE if short else 0


async def _checked(assistant: Assistant, pairs: Sequence[Pair]) -> list[Report | AssistantError]:
    """The report of each pair, or why there is none. Raises what would end every one of them."""
    done: list[Report | AssistantError] = []
    for pair in pairs:
        try:
            done.append(await assistant.acheck(pair.text, pair.sources))
        except AssistantError as error:
            if holds_for_all(error):
                raise
            done.append(error)
    return done


def _chosen(listed: Sequence[Pair], pairs: Path, named: Sequence[str]) -> list[Pair]:
    """The pairs that the files belong to, as texts or as sources; all of them where the list itself is named."""
    of_file = {pairs.resolve(): list(listed)}
    for pair in listed:
        for text in (pair.text, *pair.sources):
            if isinstance(text, Path):
                of_file.setdefault(text.resolve(), []).append(pair)
    wanted: set[str] = set()
    for name in named:
        if (belonging := of_file.get(Path(name).resolve())) is None:
            raise UsageError(f"{pairs} does not say what {name} is checked against: add a line for it, or leave it out")
        wanted |= {pair.id for pair in belonging}
    return [pair for pair in listed if pair.id in wanted]


def _undecided(report: Report) -> str | None:
    """Why the report is not the whole truth, where a budget or the judge failed it."""
    if report.claims and all(claim.judge_failed for claim in report.claims):
        return f"no claim could be judged: {report.claims[0].reason}"
    return report.stopped
