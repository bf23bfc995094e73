"""A run: every case judged once, each result written as it is known."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path

from assistant.errors import AssistantError, ModelRejectedError
from assistant.evaluation.dataset import Case, DataFile
from assistant.evaluation.records import Manifest, Result, append, open_results
from assistant.evaluation.scoring import THRESHOLD, score
from assistant.schema import (
    EngineIdentity,
    Finding,
    FindingKind,
    Level,
    Progress,
    Report,
    Usage,
    Verdict,
    no_progress,
)

Check = Callable[[str, str], Awaitable[Report]]
"""What judges a case: given its document and its claim, the report on the claim as a text."""

CONCURRENCY = 8


async def run(
    cases: Sequence[Case],
    directory: Path,
    check: Check,
    *,
    data: DataFile,
    engine: EngineIdentity,
    progress: Progress = no_progress,
    concurrency: int = CONCURRENCY,
) -> tuple[Result, ...]:
    """The result of every case, in their order; those that `directory` holds from an interrupted run are kept.

    At most `concurrency` cases are under way at once. A case that fails becomes a result with an `error` and no
    score; only a model that refuses the request or the key ends the run. Raises ModelRejectedError, and UsageError
    where the directory holds another run or cannot be written to.
    """
    with open_results(directory, Manifest.starting(engine, data, len(cases))) as (file, earlier):
        results = {result.id: result for result in earlier}
        waiting = iter([case for case in cases if case.id not in results])

        async def work() -> None:
            for case in waiting:
                results[case.id] = await _judge(case, check)
                append(file, results[case.id])
                progress("judging cases", len(results), len(cases))

        try:
            async with asyncio.TaskGroup() as workers:
                for _ in range(concurrency):
                    workers.create_task(work())
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
    return tuple(results[case.id] for case in cases)


async def _judge(case: Case, check: Check) -> Result:
    try:
        report = await check(case.document, case.claim)
    except ModelRejectedError:
        raise
    except AssistantError as failure:
        return _result(case, score=None, verdicts=Counter(), usage=Usage(), error=str(failure))
    chance = score(report)
    return _result(
        case,
        score=chance,
        verdicts=Counter(claim.verdict for claim in report.claims),
        report=report,
        usage=report.usage,
        error=_failure(report) if chance is None else None,
    )


def _result(
    case: Case,
    *,
    score: float | None,
    verdicts: Mapping[Verdict, int],
    usage: Usage,
    error: str | None,
    report: Report | None = None,
) -> Result:
    found = [finding for claim in report.claims for finding in claim.findings] if report else []
    return Result(
        id=case.id,
        dataset=case.dataset,
        document_id=case.document_id,
        label=case.label,
        error_types=case.error_types,
        pair=case.pair,
        score=score,
        predicted=None if score is None else int(score >= THRESHOLD),
        verdicts={verdict: verdicts.get(verdict, 0) for verdict in Verdict},
        faults=_kinds(finding for finding in found if finding.level is Level.FAULT),
        remarks=_kinds(finding for finding in found if finding.level is Level.REMARK),
        about_source=_kinds(report.findings if report else ()),
        usage=usage,
        error=error,
    )


def _kinds(found: Iterable[Finding]) -> tuple[FindingKind, ...]:
    return tuple(dict.fromkeys(finding.kind for finding in found))


def _failure(report: Report) -> str | None:
    """Why the judge failed, where it did and did not merely abstain."""
    return next((claim.reason for claim in report.claims if claim.judge_failed), None)
