"""`assistant extract`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.interruption import run_interruptibly
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
from assistant.cli.output import format_of_extraction, keep_inputs, require_all_done, say_usage, write_report
from assistant.cli.progress import ProgressLine
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.settings import Settings


@with_settings
def extract(
    settings: Settings,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="A file, a URL, or - for standard input.")] = None,
    format: FormatOption = None,  # noqa: A002 - the option's own name
    output: OutputOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    example_article: ExampleOption = False,
) -> None:
    """List the claims of a text, and who is said to have said what.

    \b
    assistant extract article.txt
    assistant extract article.txt --format json
    """
    if (text is None) == (not example_article):
        raise UsageError("say what to read: a file, a URL, - for standard input, or --example alone")
    format_of_extraction(format, output)
    keep_inputs(output, [text] if text else [])
    documents = read_documents({"text": str(example("article.txt")) if text is None else text}, settings)
    with ProgressLine(quiet=quiet) as progress:
        assistant = assistant_for(settings, progress, quiet=quiet)
        if settings.engine == "model":
            report = run_interruptibly(assistant.aextract(documents["text"]))
        else:
            report = assistant.extract(documents["text"])
    write_report(report, format, output, full=verbose)
    if verbose:
        say_usage(report)
    require_all_done(report)
