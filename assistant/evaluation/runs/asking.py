"""Who checks the cases, and where.

In this process where a model is waited for, in several where the work is done on this machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial

from assistant.batch.processes import Ask
from assistant.batch.work import answering
from assistant.calibration import PROMPTS, calibration_of
from assistant.engines import identity_of
from assistant.evaluation.runs.runner import Check
from assistant.pipeline import Assistant
from assistant.schema import EngineIdentity, Report
from assistant.settings import Settings


def asked_of(settings: Settings, prompts: Sequence[str] = PROMPTS) -> EngineIdentity:
    """Who answers, with the versions of the calibration and prompts in use: a run is resumed only by the same."""
    calibration = calibration_of(settings)
    known = {"calibration": calibration.version} if calibration else {}
    return identity_of(settings, prompts).model_copy(update=known)


@asynccontextmanager
async def checking(assistant: Assistant, cases: int) -> AsyncIterator[tuple[Check, int]]:
    """What checks a case, and how many of them at once."""
    async with answering(assistant, cases, None) as asks:
        free: asyncio.Queue[Ask] = asyncio.Queue()
        for ask in asks:
            free.put_nowait(ask)

        async def check(document: str, claim: str) -> Report:
            ask = await free.get()
            try:
                return await ask(partial(Assistant.acheck, text=claim, sources=document))
            finally:
                free.put_nowait(ask)

        yield check, len(asks)
