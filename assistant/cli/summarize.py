"""`assistant summarize`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import (
    ExampleOption,
    FormatOption,
    OutputOption,
    QuietOption,
    VerboseOption,
    assistant_for,
    example,
    read_documents,
    with_settings,
)
from assistant.cli.output import chosen_format, exit_code, keep_inputs, say_usage, write_report
from assistant.cli.progress import ProgressLine
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.settings import Settings


@with_settings
def summarize(
    settings: Settings,
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="A file, a URL, or - for standard input.")
    ] = None,
    sentences: Annotated[
        int | None, typer.Option("--sentences", "-n", min=1, help="How many sentences; 3 if not said.")
    ] = None,
    words: Annotated[int | None, typer.Option("--words", "-w", min=1, help="How many words at most.")] = None,
    bullets: Annotated[bool, typer.Option("--bullets", help="A list instead of prose.")] = False,
    check: Annotated[
        bool, typer.Option("--check/--no-check", help="Check what was written against the source.")
    ] = True,
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
    """
    from assistant.schema import Length

    if (source is None) == (not example_article):
        raise UsageError("say what to summarize: a file, a URL, - for standard input, or --example alone")
    if sentences is not None and words is not None:
        raise UsageError("give --sentences or --words, not both")
    chosen_format(format, output)
    keep_inputs(output, [source] if source else [])
    documents = read_documents({"source": str(example("article.txt")) if source is None else source}, settings)
    length = Length(words=words) if words else Length(sentences=sentences or 3)
    with ProgressLine(quiet=quiet) as progress:
        assistant = assistant_for(settings, progress, quiet=quiet)
        report = assistant.summarize(documents["source"], length=length, bullets=bullets, check=check)
    write_report(report, format, output)
    if verbose:
        say_usage(report)
    raise typer.Exit(exit_code(report, fail_under=None, fail_on=[], allow_no_claims=True))
