"""The options that several commands share, and the settings that come of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import UsageError

if TYPE_CHECKING:
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


ModelOption = Annotated[
    str | None, typer.Option("--model", "-m", metavar="NAME", help="A model at OPENAI_BASE_URL, else at OpenAI.")
]
EngineOption = Annotated[
    EngineChoice | None,
    typer.Option("--engine", help="Who answers; without it, a model where one is named or a key set."),
]
OfflineOption = Annotated[bool, typer.Option("--offline", help="Let no text leave this machine.")]
FormatOption = Annotated[FormatChoice | None, typer.Option("--format", "-f", help="How the report is written.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; .txt .json .md .html give the format."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="Say on stderr what was read and used.")]
ExampleOption = Annotated[bool, typer.Option("--example", help="Use the example article that comes with the package.")]


def settings_from(model: str | None, engine: EngineChoice | None, offline: bool) -> Settings:
    """The settings of this call. Raises UsageError."""
    from assistant.settings import load_settings

    return load_settings({"model": model, "engine": engine.value if engine else None, "offline": offline or None})


def assistant_for(settings: Settings, progress: Progress, *, quiet: bool) -> Assistant:
    """The library, after saying who will read the text where that is not this machine."""
    from assistant.pipeline import Assistant

    if settings.engine == "model" and not quiet:
        typer.echo(f"{settings.model} at {settings.host} reads the text.", err=True)
    return Assistant(settings=settings, progress=progress)


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
