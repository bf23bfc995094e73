"""The options that several commands share, and the settings that come of them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_type_hints

import typer

from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.engines import Engines
    from assistant.pipeline import Assistant
    from assistant.schema import Document, Progress
    from assistant.settings import Settings


class EngineChoice(StrEnum):
    embedded = "embedded"
    model = "model"


class FormatChoice(StrEnum):
    text = "text"
    json = "json"
    markdown = "markdown"
    html = "html"
    sarif = "sarif"
    junit = "junit"


class _SettingsOptions:
    """The options that every command with an engine has; each is a field of `Settings` by the same name."""

    model: Annotated[
        str | None, typer.Option("--model", "-m", metavar="NAME", help="A model at OPENAI_BASE_URL, else at OpenAI.")
    ] = None
    engine: Annotated[
        EngineChoice | None,
        typer.Option("--engine", help="Who answers; without it, a model where one is named or a key set."),
    ] = None
    judges: Annotated[
        int | None, typer.Option("--judges", metavar="N", min=1, help="Ask a judge N times, and go by most answers.")
    ] = None
    judge_models: Annotated[
        list[str] | None,
        typer.Option("--judge", metavar="NAME", help="A model that judges, if not --model; repeat for several."),
    ] = None
    shuffle: Annotated[
        bool | None, typer.Option("--shuffle", help="Judge the claims in two orders, and show what that changes.")
    ] = None
    offline: Annotated[bool | None, typer.Option("--offline", help="Let no text leave this machine.")] = None
    cache: Annotated[
        bool | None, typer.Option("--cache/--no-cache", help="Ask a model nothing twice, which is the default; or do.")
    ] = None
    budget_calls: Annotated[
        int | None, typer.Option("--budget-calls", metavar="N", help="Send a model N requests at most.")
    ] = None
    budget_tokens: Annotated[
        int | None, typer.Option("--budget-tokens", metavar="N", help="Let a model read and write N tokens at most.")
    ] = None
    budget_usd: Annotated[
        float | None, typer.Option("--budget-usd", metavar="DOLLARS", help="Spend so much at most.")
    ] = None
    budget_seconds: Annotated[
        float | None, typer.Option("--budget-seconds", metavar="SECONDS", help="Ask a model nothing after so long.")
    ] = None
    concurrency: Annotated[
        int | None,
        typer.Option("--concurrency", metavar="N", min=1, help="Have N texts, or requests, under way at once."),
    ] = None
    trace: Annotated[
        Path | None,
        typer.Option("--trace", metavar="DIR", help="Keep what is asked, answered and decided in a new file in DIR."),
    ] = None


FormatOption = Annotated[FormatChoice | None, typer.Option("--format", "-f", help="How the report is written.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to FILE; .txt .json .md .html .sarif .xml give the format."
    ),
]
RepairOption = Annotated[
    bool, typer.Option("--repair", help="Rewrite or cut the sentences at fault, and verify them again.")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would be sent to a model, and send nothing.")]
BatchApiOption = Annotated[
    bool, typer.Option("--batch-api", help="Ask by the endpoint's Batch API: submit now, collect by the same command.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes.")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="Say what was used, and in a text how verdicts came about.")
]
ExampleOption = Annotated[bool, typer.Option("--example", help="Use the example article that comes with the package.")]


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """`command`, given for its argument `settings` what the options that all commands share make of them."""
    own = [one for one in inspect.signature(command).parameters.values() if one.name != "settings"]
    hints = get_type_hints(command, localns={"Settings": object}, include_extras=True)
    hints |= get_type_hints(_SettingsOptions, include_extras=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    shared = [inspect.Parameter(name, keyword, default=None) for name in _SettingsOptions.__annotations__]

    @functools.wraps(command)
    def with_shared(**given: object) -> None:
        from assistant.settings import load_settings

        asked = {option.name: given.pop(option.name) for option in shared}
        command(settings=load_settings(asked), **given)

    parameters = [one.replace(kind=keyword, annotation=hints[one.name]) for one in [*own, *shared]]
    with_shared.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # typer reads the options here
    with_shared.__annotations__ = {one.name: one.annotation for one in parameters}
    return with_shared


def assistant_for(settings: Settings, progress: Progress, *, quiet: bool, engines: Engines | None = None) -> Assistant:
    """The library, after saying who will read the text where that is not this machine."""
    from assistant.pipeline import Assistant

    if settings.engine == "model" and not quiet:
        typer.echo(f"{settings.model} at {settings.host} reads the text.", err=True)
    return Assistant(settings=settings, progress=progress, engines=engines)


def example(name: str) -> Path:
    """A file of the example that ships with the package."""
    from assistant.resources import data_directory

    return data_directory("evals") / "examples" / name


def read_documents(locations: dict[str, str], settings: Settings) -> dict[str, Document]:
    """The documents at `locations`, by the id that each is to have. Raises ReadError or UsageError."""
    from assistant.source import read

    if not all(place.strip() for place in locations.values()):
        raise UsageError("the name of a text is empty: give a file, a URL, or - for standard input")
    if list(locations.values()).count("-") > 1:
        raise UsageError("standard input can be read once: give a file for the other")
    return {identifier: read(place, id=identifier, offline=settings.offline) for identifier, place in locations.items()}
