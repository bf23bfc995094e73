"""`assistant check`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assistant.cli.interruption import run_interruptibly
from assistant.cli.later import by_batch_api
from assistant.cli.many import require_lines, run_many
from assistant.cli.named import check_named
from assistant.cli.options import (
    BatchApiOption,
    DryRunOption,
    ExampleOption,
    FormatChoice,
    FormatOption,
    OutputOption,
    QuietOption,
    RepairOption,
    VerboseOption,
    assistant_for,
    example,
    read_documents,
    with_settings,
)
from assistant.cli.output import (
    Gates,
    chosen_format,
    exit_code,
    keep_inputs,
    say_usage,
    shortfalls,
    write_report,
    write_text,
)
from assistant.cli.planned import say_plan
from assistant.cli.progress import ProgressLine
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.engines import Engines
    from assistant.schema import Document, Report
    from assistant.settings import Settings


@with_settings
def check(
    settings: Settings,
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TEXT", help="The text to check: a file, a URL, or -. With --pairs: files, whose pairs are checked."
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", "-s", metavar="SOURCE", help="What it is checked against; repeat for more. None: itself."
        ),
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option("--pairs", metavar="FILE.jsonl", help="Check many: a line for each text with its sources."),
    ] = None,
    batch_api: BatchApiOption = False,
    dry_run: DryRunOption = False,
    fail_under: Annotated[
        float | None, typer.Option("--fail-under", min=0, max=1, help="Exit 3 where faithfulness is lower.")
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option("--fail-on", metavar="KIND", help="Exit 3 where a finding of KIND is made; repeat for more."),
    ] = None,
    allow_no_claims: Annotated[
        bool, typer.Option("--allow-no-claims", help="Let a text that claims nothing pass --fail-under.")
    ] = False,
    replay: Annotated[
        Path | None,
        typer.Option("--replay", metavar="TRACE", help="Draw the report of a trace again; no model is asked."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file is saved, until Ctrl-C; show what has changed.")
    ] = False,
    repair: RepairOption = False,
    repaired: Annotated[
        Path | None,
        typer.Option("--repaired", metavar="FILE", help="With --repair: write the repaired text alone to FILE."),
    ] = None,
    format: FormatOption = None,  # noqa: A002 - the option's own name
    output: OutputOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    example_text: ExampleOption = False,
) -> None:
    """Check every claim and attribution of a text against its sources; without one, an article against itself.

    \b
    assistant check summary.txt --source article.txt
    assistant check article.txt
    assistant check draft.md -s interview.txt -s minutes.pdf --fail-under 0.9 -o report.html
    assistant check draft.txt -s interview.txt --watch
    assistant check draft.txt -s interview.txt --repair --repaired mended.txt
    assistant check --replay traces/draft-1f2e3d4c.jsonl
    assistant check --pairs pairs.jsonl -o results.jsonl
    assistant check --pairs pairs.jsonl drafts/bridge.txt --fail-on quote_altered

    A line of --pairs is {"id": ..., "text": ..., "source": ...}, or "sources": [...]; or it names files beside it as
    "text_file" and "source_files": [...]. Each result is a line of JSON, written as soon as it is there. Given again,
    the same command goes on where it stopped. Gates hold for each text. Where files are named beside --pairs, only the
    pairs that they belong to are checked, and reports are printed as text, with gates those that fall short.

    With --batch-api it submits what is to be asked and ends, with exit code 4; given again later it collects, and
    submits what is then to be asked, until all is done.

    With --repair the gates judge the repaired text. With --dry-run nothing is sent or written.
    """
    kinds = _kinds(fail_on or [])
    text = texts[0] if texts else None
    if pairs is None and texts and len(texts) > 1:
        raise UsageError("one text is checked at a time: list several, with what each is checked against, for --pairs")
    if watch:
        others = {
            "--pairs": pairs,
            "--replay": replay,
            "--batch-api": batch_api,
            "--dry-run": dry_run,
            "--repair": repair,
            "--repaired": repaired,
            "--fail-under": fail_under is not None,
            "--fail-on": kinds,
        }
        if given := [option for option, value in others.items() if value]:
            raise UsageError(f"--watch checks one text until it is interrupted: leave out {' and '.join(given)}")
        _watch(*_given(text, source or [], example_text), settings, format, output, quiet=quiet, verbose=verbose)
    if dry_run and (batch_api or replay is not None):
        raise UsageError("--dry-run says what would be asked at once: leave out --batch-api and --replay")
    if pairs is not None:
        if repair or repaired is not None:
            raise UsageError("--repair mends one text at a time: leave it out, or --pairs")
        if source or example_text or replay is not None:
            raise UsageError("--pairs brings its own texts and sources: leave out the others")
        gates = Gates(fail_under, kinds, allow_no_claims)
        if texts:
            if batch_api or dry_run or format is not None or output is not None:
                raise UsageError("of pairs that are named the reports are printed as text: leave out the other options")
            raise typer.Exit(check_named(pairs, texts, settings, gates, quiet=quiet, verbose=verbose))
        require_lines(format, output)
        if dry_run:
            _plan_many(pairs, settings, output, quiet=quiet)
            raise typer.Exit
        raise typer.Exit(_check_many(pairs, settings, output, gates, batch_api=batch_api, quiet=quiet))
    if batch_api:
        raise UsageError("--batch-api is for many texts: list them with --pairs")
    chosen_format(format, output)
    if replay is not None:
        if text is not None or source or example_text or repair:
            raise UsageError("--replay brings its own text and sources, and its repair: leave out the others")
        if repaired is not None:
            keep_inputs(repaired, [str(replay)], option="--repaired")
        keep_inputs(output, [str(replay)])
        report = _replayed(replay)
    else:
        text, sources = _given(text, source or [], example_text)
        _repairable(sources, repair, repaired, output)
        keep_inputs(output, [text, *sources])
        keep_inputs(repaired, [text, *sources], option="--repaired")
        if dry_run:
            _plan(text, sources, settings, repair=repair, quiet=quiet)
            raise typer.Exit
        report = _checked(text, sources, settings, repair=repair, quiet=quiet)
    short = shortfalls(report, Gates(fail_under, kinds, allow_no_claims))
    write_report(report, format, output, short, full=verbose)
    if repaired is not None and report.repair is not None:
        write_text(repaired, report.repair.text, option="--repaired")
    if verbose:
        say_usage(report)
    raise typer.Exit(exit_code(report, fail_under=fail_under, fail_on=kinds, allow_no_claims=allow_no_claims))


def _checked(text: str, sources: list[str], settings: Settings, *, repair: bool, quiet: bool) -> Report:
    if not sources and not quiet:
        typer.echo(
            "No --source is given: the headline and teaser are checked against the article's own body.", err=True
        )
    words, documents = _documents(text, sources, settings)
    return _checked_documents(words, documents, settings, repair=repair, quiet=quiet)


def _checked_documents(
    words: Document,
    documents: list[Document],
    settings: Settings,
    *,
    repair: bool,
    quiet: bool,
    engines: Engines | None = None,
) -> Report:
    with ProgressLine(quiet=quiet) as progress:
        assistant = assistant_for(settings, progress, quiet=quiet, engines=engines)
        if settings.engine == "model":
            return run_interruptibly(assistant.acheck(words, documents or None, repair=repair))
        return assistant.check(words, documents or None, repair=repair)


def _watch(
    text: str,
    sources: list[str],
    settings: Settings,
    wanted: FormatChoice | None,
    output: Path | None,
    *,
    quiet: bool,
    verbose: bool,
) -> NoReturn:
    """Checks again after each save; a report is written where `output` says so, anew each time."""
    from assistant.cli.watch import require_files, watch
    from assistant.engines.remembering import RememberingEngines

    places = [text, *sources]
    require_files(places)
    keep_inputs(output, places)
    if chosen_format(wanted, output) is not FormatChoice.text and output is None:
        raise UsageError("--watch shows what has changed as text: name a file for the report with --output")
    engines = RememberingEngines(settings)
    told = False

    def check(words: Document, documents: list[Document]) -> Report:
        nonlocal told  # who reads the text is said once
        report = _checked_documents(words, documents, settings, repair=False, quiet=quiet or told, engines=engines)
        told = True
        if verbose:
            say_usage(report)
        return report

    def write(report: Report) -> None:
        if output is not None:
            write_report(report, wanted, output, full=verbose)

    watch([Path(place) for place in places], partial(_documents, text, sources, settings), check, write)


def _documents(text: str, sources: list[str], settings: Settings) -> tuple[Document, list[Document]]:
    locations = {f"source{number}": place for number, place in enumerate(sources, 1)}
    documents = read_documents({"text": text, **locations}, settings)
    return documents.pop("text"), list(documents.values())


def _plan(text: str, sources: list[str], settings: Settings, *, repair: bool, quiet: bool) -> None:
    from assistant.plan import plan_check

    words, documents = _documents(text, sources, settings)
    say_plan([partial(plan_check, settings, words, documents)], settings, repair=repair, quiet=quiet)


def _plan_many(pairs: Path, settings: Settings, output: Path | None, *, quiet: bool) -> None:
    from assistant.batch import read_pairs, undone_pairs
    from assistant.plan import plan_check

    undone = undone_pairs(read_pairs(pairs), settings, output)
    say_plan([partial(plan_check, settings, pair.text, pair.sources) for pair in undone], settings, quiet=quiet)


def _replayed(trace: Path) -> Report:
    from assistant.pipeline import Assistant
    from assistant.schema import Report

    report = Assistant.replay(trace)
    if not isinstance(report, Report):
        raise UsageError(
            f"{trace} is the trace of an extraction, which checks nothing: name that of a check or a summary"
        )
    return report


def _check_many(
    pairs: Path, settings: Settings, output: Path | None, gates: Gates, *, batch_api: bool, quiet: bool
) -> int:
    from assistant.batch import acheck_all, read_pairs

    keep_inputs(output, [str(pairs)])
    listed = read_pairs(pairs)
    texts = [text for pair in listed for text in (pair.text, *pair.sources)]
    keep_inputs(output, [str(text) for text in texts if isinstance(text, Path)])
    work = by_batch_api(
        lambda assistant, where, told: acheck_all(listed, assistant, where, told=told),
        settings,
        output,
        wanted=batch_api,
    )
    return run_many(
        work,
        len(listed),
        settings,
        output,
        gates,
        quiet=quiet,
    )


def _given(text: str | None, sources: list[str], example_text: bool) -> tuple[str, list[str]]:
    if example_text:
        if text is not None or sources:
            raise UsageError("--example brings its own text and source: leave out the others")
        return str(example("faulty-summary.txt")), [str(example("article.txt"))]
    if text is None:
        raise UsageError("say what to check: a file, a URL, or - for standard input")
    return text, sources


def _repairable(sources: list[str], repair: bool, repaired: Path | None, output: Path | None) -> None:
    if repair and not sources:
        raise UsageError("there is nothing to repair an article by but itself: give a --source")
    if repaired is not None and not repair:
        raise UsageError("--repaired names the file for a repaired text: add --repair")
    if repaired is not None and output is not None and repaired.resolve() == output.resolve():
        raise UsageError("--output and --repaired name the same file: give two files")


def _kinds(wanted: list[str]) -> list[str]:
    from assistant.schema import FindingKind

    known = {kind.value for kind in FindingKind}
    for kind in wanted:
        if kind not in known:
            raise UsageError(f"there is no kind of finding {kind!r}: use one of {', '.join(sorted(known))}")
    return wanted
