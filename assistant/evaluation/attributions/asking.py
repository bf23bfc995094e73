"""Attributions as an `Assistant` extracts them from annotated texts, several texts at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.engines.together import together
from assistant.errors import AssistantError, BudgetExceededError, holds_for_all
from assistant.evaluation.attributions.annotated import AnnotatedText
from assistant.evaluation.attributions.scoring import ScoredText, outermost
from assistant.pipeline import Assistant
from assistant.source import from_text


class Asked(NamedTuple):
    """The texts that an extraction came of, in their order, and those that failed."""

    scored: tuple[ScoredText, ...]
    failed: tuple[str, ...]
    """Each as "id: why"."""


async def ask(texts: Sequence[AnnotatedText], assistant: Assistant, told: Callable[[], None]) -> Asked:
    """Every text extracted, as many under way as the settings say; `told` is called after each.

    Raises what would end every other text too: a spent budget, a refused key, a broken prompt.
    """
    free = asyncio.Semaphore(assistant.settings.concurrency)

    async def one(text: AnnotatedText) -> ScoredText | str:
        async with free:
            found = await _extracted(text, assistant)
        told()
        return found

    results = await together(one(text) for text in texts)
    return Asked(
        tuple(result for result in results if isinstance(result, ScoredText)),
        tuple(result for result in results if isinstance(result, str)),
    )


async def _extracted(text: AnnotatedText, assistant: Assistant) -> ScoredText | str:
    """The text with what was found in it, or its id and why nothing was."""
    try:
        report = await assistant.aextract(from_text(text.text, id=text.id))
    except AssistantError as failure:
        if holds_for_all(failure):
            raise
        return f"{text.id}: {failure}"
    if report.stopped is not None:
        raise BudgetExceededError(report.stopped)
    return outermost(text, report.attributions)
