"""Who checks the cases: this process where a model is waited for, several where the work is done on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from assistant.batch.processes import Ask
from assistant.batch.work import answering
from assistant.evaluation.runs.runner import Check
from assistant.pipeline import Assistant
from assistant.schema import Report


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
