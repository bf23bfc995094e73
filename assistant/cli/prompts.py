"""`assistant prompts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.prompts import Prompts

prompts = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look at the prompts that a model is given.")


@prompts.command("list")
def list_prompts() -> None:
    """List the prompts with their versions and where each is read from."""
    templates = _prompts()
    for name in templates.names():
        typer.echo(f"{name:12} {templates.version(name)}  {templates.path(name)}")


@prompts.command("show")
def show_prompt(name: Annotated[str, typer.Argument(metavar="NAME", help="One of those that list shows.")]) -> None:
    """Print a prompt's template as it is."""
    typer.echo(_prompts().path(name).read_text(encoding="utf-8"), nl=False)


def _prompts() -> Prompts:
    from assistant.prompts import Prompts
    from assistant.settings import load_settings

    # Which templates are in force does not hang on who answers, so a key that is missing is no error here.
    return Prompts(load_settings({"engine": "embedded"}).prompts)
