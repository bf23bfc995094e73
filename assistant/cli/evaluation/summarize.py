"""`assistant eval summarize`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.evaluation.needs import require_numpy
from assistant.cli.evaluation.output import EvaluationFormat, TableFormatOption, format_of, write_out
from assistant.cli.interruption import run_interruptibly
from assistant.cli.options import QuietOption, assistant_for, with_settings
from assistant.cli.progress import ProgressLine
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.engines import Engines
    from assistant.evaluation.summaries.articles import Article
    from assistant.evaluation.summaries.leaderboard import Standing
    from assistant.settings import Settings

_EMBEDDED = "embedded"


@with_settings
def summarize_articles(
    settings: Settings,
    articles: Annotated[
        Path | None,
        typer.Argument(metavar="FILE.jsonl", help="Rows of document and key_points; ours if none is named."),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by", metavar="MODEL", help="A summarizer: embedded, or a model's name. May be given several times."
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="A directory for the summaries of each.")
    ] = Path("runs/summarize"),
    sentences: Annotated[int, typer.Option("--sentences", "-n", min=1, help="How long the summaries are.")] = 3,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Only the first so many articles.")] = None,
    format: TableFormatOption = None,  # noqa: A002 - the option's own name
    quiet: QuietOption = False,
) -> None:
    """Have articles summarized by one or more summarizers, and judge all summaries by one and the same judge.

    \b
    assistant eval summarize
    assistant eval summarize --by embedded --by gpt-4.1-mini --by gpt-4.1
    assistant eval summarize articles.jsonl --by embedded --model gpt-4.1-mini -f json

    The judge is the engine of the settings: the embedded one, or that of --model. Given again, the same command goes
    on where it stopped.
    """
    require_numpy()
    from assistant.evaluation.reports.plain import as_markdown, as_text
    from assistant.evaluation.summaries.articles import load_articles
    from assistant.evaluation.summaries.leaderboard import leaderboard
    from assistant.reports.wording import count
    from assistant.resources import data_directory

    wanted = format_of(format, None)
    if wanted not in (EvaluationFormat.text, EvaluationFormat.markdown, EvaluationFormat.json):
        raise UsageError(f"a leaderboard is written as text, markdown or json, not {wanted.value}")
    if not all(by or [_EMBEDDED]):
        raise UsageError("the name of a summarizer is empty: give --by embedded, or the name of a model")
    path = articles or data_directory("evals") / "summaries.articles.jsonl"
    chosen = load_articles(path)[:limit]
    judge = settings.model or "the embedded engine"
    names = tuple(dict.fromkeys(by or [settings.model or _EMBEDDED]))
    engines = _sharing(settings, names)
    standings = [_standing(name, chosen, path, output, settings, sentences, engines, quiet=quiet) for name in names]
    code = 1 if all(len(one.failures) == one.articles for one in standings) else 0
    if wanted is EvaluationFormat.json:
        import json

        rows = [one.model_dump(mode="json") for one in standings]
        write_out(json.dumps({"judge": judge, "summarizers": rows}, indent=2, ensure_ascii=False) + "\n", None)
        raise typer.Exit(code)
    asked = f"{count(len(chosen), 'article')} of {path.name}, in {count(sentences, 'sentence')} each"
    opening = (f"{asked}; judged by {judge}.",)
    table = leaderboard(standings, judge)
    as_words = wanted is EvaluationFormat.text
    write_out(as_text(opening, (table,)) if as_words else as_markdown("Summarizers", opening, (table,)), None)
    raise typer.Exit(code)


def _sharing(settings: Settings, names: Sequence[str]) -> Callable[[Settings], Engines]:
    """Makes engines that share connections, cache and budget: a budget is one of the command, and not of each model."""
    from assistant.engines import Engines

    if settings.engine != "model" and all(name == _EMBEDDED for name in names):
        return Engines
    from assistant.model import Endpoint
    from assistant.settings import answered_by

    asked = settings if settings.engine == "model" else answered_by(settings, next(n for n in names if n != _EMBEDDED))
    return partial(Engines, endpoint=Endpoint(asked))


def _standing(
    name: str,
    articles: tuple[Article, ...],
    path: Path,
    output: Path,
    settings: Settings,
    sentences: int,
    engines: Callable[[Settings], Engines],
    *,
    quiet: bool,
) -> Standing:
    from assistant.evaluation.cases.rows import identify
    from assistant.evaluation.cases.suites import Kind
    from assistant.evaluation.runs.asking import asked_of
    from assistant.evaluation.runs.manifest import Manifest
    from assistant.evaluation.summaries.leaderboard import standing
    from assistant.evaluation.summaries.results import SummaryResult, run_summaries
    from assistant.pipeline import Assistant
    from assistant.schema import Length, no_progress
    from assistant.settings import DECIDING, answered_by

    own = answered_by(settings, None if name == _EMBEDDED else name)
    judge = {"judge": asked_of(settings).model_dump(mode="json", exclude_defaults=True)}
    manifest = Manifest.starting(
        asked_of(own, ("summarize",)),
        identify(path),
        [article.id for article in articles],
        settings={"sentences": sentences, **judge, **settings.unlike_the_defaults(DECIDING)},
        kind=Kind.SUMMARIES,
    )
    done = 0
    with ProgressLine(quiet=quiet) as progress:

        def told(_: SummaryResult) -> None:
            nonlocal done
            done += 1
            progress(f"summarizing by {name}", done, len(articles))

        results = run_interruptibly(
            run_summaries(
                articles,
                output / name.replace("/", "-"),
                manifest,
                assistant_for(own, no_progress, quiet=quiet, engines=engines(own)),
                Assistant(settings=settings, engines=engines(settings)),
                Length(sentences=sentences),
                told=told,
                at_once=settings.concurrency if "model" in (own.engine, settings.engine) else 1,
            )
        )
    return standing(name, results)
