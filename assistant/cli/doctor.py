"""`assistant doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from assistant.cli.options import with_settings
from assistant.cli.output import COULD_NOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.settings import Settings


@with_settings
def doctor(settings: Settings) -> None:
    """Say which engine would answer, whether it does, and where everything lies. Exit 1 where it does not answer.

    \b
    assistant doctor
    assistant doctor --model gpt-4.1-mini
    """
    from assistant.settings import configuration_file

    rows = dict(_places(settings, configuration_file()))
    works = True
    if settings.engine == "model":
        works, found = _asked(settings)
        rows = {**found, **rows}
    else:
        rows = {"Engine": "embedded: on this machine, with no key; no text leaves it", **rows}
    width = max(map(len, rows))
    for name, said in rows.items():
        typer.echo(f"{name:{width}}  {said}")
    if not works:
        raise typer.Exit(COULD_NOT)


def _asked(settings: Settings) -> tuple[bool, dict[str, str]]:
    """Whether the model answers as it is asked, and what is known of it."""
    import asyncio

    from assistant.model.probe import probe

    found = asyncio.run(probe(settings))
    rows = {
        "Engine": f"model {settings.model} at {settings.host}",
        "Key": "OPENAI_API_KEY is set" if settings.api_key else "none",
        "Answers": f"no: {found.failure}" if found.failure else f"yes, in {found.seconds:.1f} s",
    }
    if found.honoured:
        other = (
            "" if settings.structured_output in found.honoured else f'; set structured_output = "{found.honoured[0]}"'
        )
        rows["JSON"] = f"asked for by {settings.structured_output}; it honours {', '.join(found.honoured)}{other}"
    if not found.failure:
        rows["Certainty"] = "told by the probabilities of its words" if found.sure else "not told: use --judges 3"
        rows["Context"] = _context(settings, found.context_length)
    return found.failure is None, rows


def _context(settings: Settings, told: int | None) -> str:
    """The context length that texts are fitted to, who says so, and what to set where the endpoint says otherwise."""
    from assistant.model.contexts import known_context

    known = known_context(settings.model)
    if settings.context_length:
        assumed, by = settings.context_length, "by the setting context_length"
    elif known:
        assumed, by = known, "as is known of models of this name"
    elif told:
        return (
            f"{told:,} tokens, says the endpoint; set context_length = {told} to have long texts fitted to it at once"
        )
    else:
        return "not known: a text that is too long for it is divided once the endpoint has refused it"
    if told is None or told == assumed:
        return f"{assumed:,} tokens, {by}"
    return f"{assumed:,} tokens, {by}, but the endpoint says {told:,}: set context_length = {told}"


def _places(settings: Settings, configuration: str) -> Iterator[tuple[str, str]]:
    from assistant.model.cache import statistics
    from assistant.prompts import Prompts

    yield "Configuration", configuration or "none found: there is no assistant.toml here or above"
    prompts = Prompts(settings.prompts)
    yield "Prompts", ", ".join(f"{name} {prompts.version(name)}" for name in prompts.names())
    kept = statistics(settings.cache_directory)
    state = "" if settings.cache else ", not used"
    yield "Cache", f"{settings.cache_directory}: {kept.answers:,} answers, {kept.megabytes:.1f} MB{state}"
