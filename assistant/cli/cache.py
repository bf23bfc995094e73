"""`assistant cache`."""

from __future__ import annotations

from pathlib import Path

import typer

cache = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The answers of models, kept on this machine.")


@cache.command("path")
def show_path() -> None:
    """Print the directory that the answers are kept in."""
    typer.echo(_directory())


@cache.command("stats")
def show_statistics() -> None:
    """Say how many answers are kept, and how large they are."""
    from assistant.model.cache import statistics

    kept = statistics(_directory())
    typer.echo(f"{kept.answers:,} answers, {kept.megabytes:.1f} MB")


@cache.command("clear")
def clear_cache() -> None:
    """Remove all of them."""
    from assistant.model.cache import clear

    directory = _directory()
    typer.echo(f"{directory} is cleared." if clear(directory) else f"There is no cache in {directory}.")


def _directory() -> Path:
    from assistant.settings import load_settings

    # Where answers are kept does not hang on who answers, so a key that is missing is no error here.
    return load_settings({"engine": "embedded"}).cache_directory
