"""`assistant schema`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class SchemaChoice(StrEnum):
    check = "check"
    summarize = "summarize"
    extract = "extract"
    batch_line = "batch-line"


def schema(
    name: Annotated[
        SchemaChoice, typer.Argument(help="Whose JSON; batch-line for a line of the results of many texts.")
    ] = SchemaChoice.check,
) -> None:
    """Print the JSON Schema (draft 2020-12) of what a command writes with --format json.

    \b
    assistant schema check > check.schema.json
    """
    from assistant.reports.json_report import ascii_only
    from assistant.reports.json_schema import json_schema

    typer.echo(ascii_only(json_schema(name.value)), nl=False)
