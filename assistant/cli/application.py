"""The command `assistant`: its commands, and what becomes of an error.

Exit codes: 0 done; 1 it could not be done; 2 wrong usage; 3 done, and a gate that was asked for fell short;
4 not done yet, since a batch is under way; 130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated

# Pydantic looks through every installed package for plugins, which takes longer than reading an article.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import typer

from assistant._version import __version__
from assistant.cli.cache import cache
from assistant.cli.check import check
from assistant.cli.doctor import doctor
from assistant.cli.evaluation import evaluate
from assistant.cli.extract import extract
from assistant.cli.interruption import INTERRUPTED, SIGNALS
from assistant.cli.prompts import prompts
from assistant.cli.schema import schema
from assistant.cli.summarize import summarize
from assistant.errors import AssistantError, UsageError

# Without rich: help in plain text starts in half the time, and a traceback would show articles and keys.
application = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
application.command()(summarize)
application.command()(check)
application.command()(extract)
application.command()(doctor)
application.command()(schema)
application.add_typer(evaluate, name="eval")
application.add_typer(prompts, name="prompts")
application.add_typer(cache, name="cache")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"assistant {__version__}")
        raise typer.Exit


@application.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Summaries that arrive fact-checked, and texts checked against their sources.

    \b
    assistant summarize article.txt
    assistant check summary.txt --source article.txt
    assistant extract article.txt --format json

    With no key it runs on this machine. With OPENAI_API_KEY, or OPENAI_BASE_URL and --model, a language model
    writes, extracts and judges.
    """


def _interrupt(*_: object) -> None:
    """Ends the work where it stands. With Python's own handler, asyncio would wait for the next `await` instead."""
    raise KeyboardInterrupt


def main() -> None:
    """Runs the command and exits with its code."""
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    try:
        application()
    except AssistantError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read the report has closed the pipe: no more can be written, and that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
