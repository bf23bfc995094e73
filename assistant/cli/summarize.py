"""`assistant summarize`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from assistant.cli.interruption import run_interruptibly
from assistant.cli.later import by_batch_api
from assistant.cli.many import require_lines, run_many
from assistant.cli.options import (
    BatchApiOption,
    DryRunOption,
    ExampleOption,
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
from assistant.cli.output import Gates, chosen_format, exit_code, keep_inputs, say_usage, write_report
from assistant.cli.planned import say_plan
from assistant.cli.progress import ProgressLine
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.schema import Document, Length, Report
    from assistant.settings import Settings


class _Wanted(TypedDict):
    """What is asked of every source."""

    length: Length
    bullets: bool
    check: bool


@with_settings
def summarize(
    settings: Settings,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE...", help="A file, a URL, or -; or several files and directories."),
    ] = None,
    sentences: Annotated[
        int | None, typer.Option("--sentences", "-n", min=1, help="How many sentences; 3 if not said.")
    ] = None,
    words: Annotated[int | None, typer.Option("--words", "-w", min=1, help="How many words at most.")] = None,
    bullets: Annotated[bool, typer.Option("--bullets", help="A list instead of prose.")] = False,
    check: Annotated[
        bool, typer.Option("--check/--no-check", help="Check what was written against the source.")
    ] = True,
    repair: RepairOption = False,
    batch_api: BatchApiOption = False,
    dry_run: DryRunOption = False,
    format: FormatOption = None,  # noqa: A002 - the option's own name
    output: OutputOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    example_article: ExampleOption = False,
) -> None:
    """Summarize a text, and check each sentence of the summary against it.

    \b
    assistant summarize article.txt --sentences 5
    assistant summarize https://example.com/story --bullets -o summary.html
    assistant summarize news/ interview.pdf -o summaries.jsonl

    Of several files, or a directory with all the texts in it, each result is a line of JSON, written as soon as it is
    there. Given again, the same command goes on where it stopped.

    With --batch-api it submits what is to be asked and ends, with exit code 4; given again later it collects, and
    submits what is then to be asked, until all is done. With --dry-run nothing is sent or written.
    """
    from assistant.schema import Length

    if bool(sources) == example_article:
        raise UsageError("say what to summarize: a file, a URL, - for standard input, or --example alone")
    if sentences is not None and words is not None:
        raise UsageError("give --sentences or --words, not both")
    if repair and not check:
        raise UsageError("what is not checked cannot be repaired: drop --no-check or --repair")
    if dry_run and batch_api:
        raise UsageError("--dry-run says what would be asked at once: leave out --batch-api")
    length = Length(words=words) if words else Length(sentences=sentences or 3)
    wanted = _Wanted(length=length, bullets=bullets, check=check)
    if sources and _are_many(sources, output):
        if repair:
            raise UsageError("--repair mends one text at a time: leave it out, or name one source")
        require_lines(format, output)
        if dry_run:
            _plan_many(sources, settings, output, wanted, quiet=quiet)
            raise typer.Exit
        raise typer.Exit(_summarize_many(sources, settings, output, wanted, batch_api=batch_api, quiet=quiet))
    if batch_api:
        raise UsageError("--batch-api is for many texts: name several, or an --output that ends in .jsonl")
    chosen_format(format, output)
    keep_inputs(output, sources or [])
    documents = read_documents({"source": sources[0] if sources else str(example("article.txt"))}, settings)
    if dry_run:
        from assistant.plan import plan_summary

        plan = partial(plan_summary, settings, documents["source"], length, check=check)
        say_plan([plan], settings, repair=repair, quiet=quiet)
        raise typer.Exit
    with ProgressLine(quiet=quiet) as progress:
        assistant = assistant_for(settings, progress, quiet=quiet)
        report = _summarized(assistant, documents["source"], length, bullets=bullets, check=check, repair=repair)
    write_report(report, format, output, full=verbose)
    if verbose:
        say_usage(report)
    raise typer.Exit(exit_code(report, fail_under=None, fail_on=[], allow_no_claims=True))


def _summarized(
    assistant: Assistant, source: Document, length: Length, *, bullets: bool, check: bool, repair: bool
) -> Report:
    if assistant.settings.engine == "model":
        return run_interruptibly(
            assistant.asummarize(source, length=length, bullets=bullets, check=check, repair=repair)
        )
    return assistant.summarize(source, length=length, bullets=bullets, check=check, repair=repair)


def _are_many(sources: list[str], output: Path | None) -> bool:
    """Whether a line of JSON is wanted for each source, and not a report on the one."""
    return len(sources) > 1 or Path(sources[0]).is_dir() or (output is not None and output.suffix.lower() == ".jsonl")


def _summarize_many(
    sources: list[str],
    settings: Settings,
    output: Path | None,
    wanted: _Wanted,
    *,
    batch_api: bool,
    quiet: bool,
) -> int:
    from assistant.batch import asummarize_all

    texts = _texts(sources)
    keep_inputs(output, texts)
    work = by_batch_api(
        lambda assistant, where, told: asummarize_all(texts, assistant, where, **wanted, told=told),
        settings,
        output,
        wanted=batch_api,
    )
    return run_many(
        work,
        len(texts),
        settings,
        output,
        Gates(),
        quiet=quiet,
    )


def _texts(sources: list[str]) -> dict[str, Path]:
    from assistant.batch import texts_at

    if no_file := next((source for source in sources if source == "-" or "://" in source), None):
        raise UsageError(f"of many texts each must be a file, and {no_file} is none: save it and give the file")
    return texts_at(map(Path, sources))


def _plan_many(sources: list[str], settings: Settings, output: Path | None, wanted: _Wanted, *, quiet: bool) -> None:
    from assistant.batch import undone_sources
    from assistant.plan import plan_summary

    undone = undone_sources(_texts(sources), settings, output, **wanted)
    plans = [partial(plan_summary, settings, text, wanted["length"], check=wanted["check"]) for text in undone.values()]
    say_plan(plans, settings, quiet=quiet)
