"""What became of one article under one summarizer, and the run over all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from assistant.errors import AssistantError, BudgetExceededError, ModelError, holds_for_all
from assistant.evaluation.runs.directory import append, done_again, open_results
from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.summaries.articles import Article
from assistant.pipeline import Assistant
from assistant.schema import Length, Report, Score, Usage, Verdict
from assistant.work import used_by


class Part(NamedTuple):
    """So many of so many."""

    right: int = 0
    of: int = 0


class SummaryResult(BaseModel):
    """A summary and what the judge made of it. `error` says why there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    dataset: str
    summary: str
    faithfulness: Part
    """Claims that are supported, of all."""
    attribution: Part
    quotes: Part
    key_points: Part
    """Those that the summary supports, of all that the article has."""
    words: int
    source_words: int
    usage: Usage
    """What the summarizer took; the judge's work is not in it."""
    error: str | None = None

    @property
    def failed(self) -> bool:
        return self.error is not None


async def run_summaries(
    articles: Sequence[Article],
    directory: Path,
    manifest: Manifest,
    writer: Assistant,
    judge: Assistant,
    length: Length,
    *,
    told: Callable[[SummaryResult], None] = lambda _: None,
    at_once: int = 1,
) -> tuple[SummaryResult, ...]:
    """A result for every article, in their order; those that `directory` holds are kept, and what failed is done again.

    Raises what would end every other article too, and UsageError where the directory holds another run.
    """
    with open_results(directory, manifest, SummaryResult) as (file, earlier):
        results = {result.id: result for result in earlier}
        failed = {result.id: result for result in earlier if result.failed}
        waiting = iter([one for one in articles if one.id not in results or one.id in failed])

        async def work() -> None:
            for article in waiting:
                await asyncio.sleep(0)  # the embedded engine never waits: an interrupt comes in here
                result = await _result(article, writer, judge, length)
                append(file, result)
                results[article.id] = done_again(failed.get(article.id), result)
                told(results[article.id])

        try:
            async with asyncio.TaskGroup() as workers:
                for _ in range(at_once):
                    workers.create_task(work())
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
    return tuple(results[article.id] for article in articles)


async def _result(article: Article, writer: Assistant, judge: Assistant, length: Length) -> SummaryResult:
    source_words = len(article.document.split())
    written = None
    try:
        written = _whole(await writer.asummarize(article.document, length=length, check=False))
        checked = _judged(await judge.acheck(written.text, article.document))
        covered = [await _covered(point, written.text, judge) for point in article.key_points]
    except AssistantError as failure:
        if holds_for_all(failure):
            raise
        return SummaryResult(
            id=article.id,
            dataset=article.dataset,
            summary="",
            faithfulness=Part(),
            attribution=Part(),
            quotes=Part(),
            key_points=Part(),
            words=0,
            source_words=source_words,
            usage=written.usage if written else used_by(failure),
            error=str(failure),
        )
    return SummaryResult(
        id=article.id,
        dataset=article.dataset,
        summary=written.text,
        faithfulness=_part(checked.scores.faithfulness),
        attribution=_part(checked.scores.attribution),
        quotes=_part(checked.scores.quotes),
        key_points=Part(sum(covered), len(covered)),
        words=len(written.text.split()),
        source_words=source_words,
        usage=written.usage,
    )


async def _covered(point: str, summary: str, judge: Assistant) -> bool:
    """Whether the summary says it: every claim of the point is supported by the summary alone."""
    report = _judged(await judge.acheck(point, summary))
    return bool(report.claims) and all(claim.verdict is Verdict.SUPPORTED for claim in report.claims)


def _whole(report: Report) -> Report:
    """The report, unless a budget ended it half-way. Raises BudgetExceededError."""
    if report.stopped is not None:
        raise BudgetExceededError(report.stopped)
    return report


def _judged(report: Report) -> Report:
    """The whole report, with a judgement of each claim. Raises ModelError where one is missing."""
    for claim in _whole(report).claims:
        if claim.judge_failed:
            raise ModelError(claim.reason)
    return report


def _part(score: Score | None) -> Part:
    return Part(score.numerator, score.denominator) if score else Part()
