"""A run: every case judged once, each result written as it is known."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from assistant.errors import AssistantError, BudgetExceededError, holds_for_all
from assistant.evaluation.cases.rows import Case
from assistant.evaluation.runs.directory import append, done_again, open_results
from assistant.evaluation.runs.judging import judged, not_judged
from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.runs.results import Result
from assistant.schema import Report
from assistant.work import used_by

Check = Callable[[str, str], Awaitable[Report]]
"""What judges a case: given its document and its claim, the report on the claim as a text."""

Told = Callable[[Result], None]
"""Is given each result: those of an earlier run first, then each new one when its line is written."""

CONCURRENCY = 8


async def run(
    cases: Sequence[Case],
    directory: Path,
    check: Check,
    manifest: Manifest,
    *,
    told: Told = lambda _: None,
    concurrency: int = CONCURRENCY,
) -> tuple[Result, ...]:
    """The result of every case, in their order; those that `directory` holds from an interrupted run are kept.

    At most `concurrency` cases are under way at once. A case that fails becomes a result with an `error` and no score,
    and is tried again when the run is resumed; only what would end every other case ends the run: a model that refuses
    the request or the key, a spent budget, a broken prompt. Raises their errors, and UsageError where the directory
    holds another run or cannot be written to.
    """

    async def judge(case: Case) -> Result:
        try:
            report = await check(case.document, case.claim)
        except AssistantError as failure:
            if holds_for_all(failure):
                raise
            return not_judged(case, str(failure), used_by(failure))
        if report.stopped is not None:
            raise BudgetExceededError(report.stopped)
        return judged(case, report, manifest.threshold)

    with open_results(directory, manifest, Result, cases) as (file, earlier):
        results = {result.id: result for result in earlier}
        failed = {result.id: result for result in earlier if result.failed}
        waiting = iter([case for case in cases if case.id not in results or case.id in failed])
        for result in earlier:
            if not result.failed:
                told(result)

        async def work() -> None:
            for case in waiting:
                await asyncio.sleep(0)  # the embedded engine never waits: an interrupt comes in here
                result = await judge(case)
                append(file, result)
                results[case.id] = done_again(failed.get(case.id), result)
                told(results[case.id])

        try:
            async with asyncio.TaskGroup() as workers:
                for _ in range(concurrency):
                    workers.create_task(work())
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
    return tuple(results[case.id] for case in cases)
