"""`assistant eval attributions`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.evaluation.needs import require_numpy
from assistant.cli.interruption import run_interruptibly
from assistant.cli.options import FormatChoice, QuietOption, assistant_for, with_settings
from assistant.cli.progress import ProgressLine
from assistant.errors import AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.evaluation.attributions.annotated import AnnotatedText
    from assistant.evaluation.attributions.scoring import ScoredText
    from assistant.settings import Settings


@with_settings
def attributions(
    settings: Settings,
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
    """Extract who said what, by rule or by a model, and hold it against what people marked in the same texts.

    \b
    assistant eval attributions attributions
    assistant eval attributions PolNeAR/data/dev
    assistant eval attributions polnear.jsonl.gz --failures 40 --format json
    assistant eval attributions attributions --model gpt-4.1-mini

    What a model finds is read as checks read it: --speech or not, stands that are only told of are left out.
    """
    require_numpy()
    import json

    from assistant.evaluation.attributions.annotated import load
    from assistant.evaluation.attributions.brat import read as read_brat
    from assistant.evaluation.attributions.failures import drawn, failure_lines
    from assistant.evaluation.attributions.results import counted
    from assistant.evaluation.attributions.table import as_lines, tabulate

    if format not in (FormatChoice.text, FormatChoice.json):
        raise UsageError(f"an eval's table is written as text or json, not {format.value}")
    path = _path(texts)
    annotated = read_brat(path) if path.is_dir() else load(path)
    scored, failed = _extracted(annotated, settings, attitudes=not speech, quiet=quiet)
    table, shown = tabulate(map(counted, scored)), drawn(scored, failures, seed)
    if format is FormatChoice.json:
        rows = [failure.model_dump(mode="json") for failure in shown]
        asked = {"failed": failed} if settings.engine == "model" else {}
        data = {**table.model_dump(mode="json"), "failures": rows, **asked}
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        told = (*_failed_lines(failed, len(annotated)), *(line for one in shown for line in ("", *failure_lines(one))))
        typer.echo("\n".join((*as_lines(table), *told)))
    if not scored:
        raise AssistantError(f"every text failed, first {failed[0]}")


def _extracted(
    texts: Sequence[AnnotatedText], settings: Settings, *, attitudes: bool, quiet: bool
) -> tuple[Sequence[ScoredText], Sequence[str]]:
    """The texts with what the engine of the settings finds in them, and those that failed, each as "id: why"."""
    from assistant.evaluation.attributions.asking import ask
    from assistant.evaluation.attributions.scoring import extract
    from assistant.schema import no_progress

    done = 0
    with ProgressLine(quiet=quiet) as progress:

        def told() -> None:
            nonlocal done
            done += 1
            progress("reading texts", done, len(texts))

        if settings.engine == "model":
            return run_interruptibly(ask(texts, assistant_for(settings, no_progress, quiet=quiet), told))
        scored = []
        for text in texts:
            scored.append(extract(text, attitudes=attitudes))
            told()
    return scored, ()


def _failed_lines(failed: Sequence[str], texts: int) -> tuple[str, ...]:
    from assistant.reports.characters import visible
    from assistant.reports.wording import count

    if not failed:
        return ()
    head = f"Of {count(texts, 'text')} {len(failed):,} failed, and are in no figure:"
    return ("", head, *(f"    {visible(one)}" for one in failed))


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
