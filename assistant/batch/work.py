"""The work itself: so many documents at once, each result written when it is there."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from assistant.batch.outcomes import Outcome, failed, reported
from assistant.batch.pairs import Pair
from assistant.batch.processes import Answer, Ask, Question, another_process, concluding, cores
from assistant.batch.results import Append, appending_to, open_results, read_results
from assistant.engines import identity_of
from assistant.engines.together import let_go_ahead
from assistant.errors import (
    AnswerAwaitedError,
    AssistantError,
    BudgetExceededError,
    ModelRejectedError,
    RequestRejectedError,
    UsageError,
    holds_for_all,
)
from assistant.pipeline import DEFAULT_LENGTH, Assistant, Text
from assistant.reports.json_report import as_data
from assistant.schema import Document, EngineIdentity, Length, Report
from assistant.settings import Settings

_WORTH_PROCESSES = 20
"""With fewer documents the work is done before other processes have started."""

_CONCLUDING = 2
"""Processes that conclude what a model has judged; this one can hardly keep more of them busy."""

_REJECTED_ALL = 3
"""If so many documents are rejected and none is done, it is not the documents."""

Told = Callable[[Outcome], None]
"""Is given each outcome: first those of an earlier run, then each new one when its line is written."""


@dataclass(frozen=True)
class _Job:
    """A document, what is asked about it, and the call that answers."""

    id: str
    asked: str
    texts: tuple[Text, ...]
    question: Question[Report]

    @property
    def input_sha256(self) -> str | None:
        """Of what is asked and of each text, a file's bytes or a text in UTF-8; None where one is no readable file."""
        digest = hashlib.sha256(self.asked.encode())
        for text in self.texts:
            try:
                digest.update(_digest(text))
            except OSError:
                return None
        return digest.hexdigest()


async def acheck_all(
    pairs: Iterable[Pair],
    assistant: Assistant,
    output: Path | BinaryIO,
    *,
    at_once: int | None = None,
    told: Told = lambda _: None,
) -> tuple[Outcome, ...]:
    """What became of every pair: those of an earlier run that `output` holds, then the others as they were finished.

    `output` is a file that is gone on with, or an unbuffered stream, to which all is written. At most `at_once`
    documents are under way, else as many as the setting `concurrency` says. A document that fails does not end the
    work; what would end every one of them does, and so does a request that is rejected again and again before any
    document is done: ModelRejectedError, BudgetExceededError, PromptError, TraceError. One that awaits the answers of a
    batch is left undone, and AnswerAwaitedError raised once the others are done. Raises UsageError where an id stands
    twice or `output` holds other results, AssistantError where it cannot be written.
    """
    return await _run([_check(pair) for pair in pairs], assistant, output, at_once, told)


async def asummarize_all(
    sources: Mapping[str, Text],
    assistant: Assistant,
    output: Path | BinaryIO,
    *,
    length: Length = DEFAULT_LENGTH,
    bullets: bool = False,
    check: bool = True,
    at_once: int | None = None,
    told: Told = lambda _: None,
) -> tuple[Outcome, ...]:
    """What became of every source, by id; all else is as `acheck_all` has it."""
    jobs = [_summary(name, text, length, bullets=bullets, check=check) for name, text in sources.items()]
    return await _run(jobs, assistant, output, at_once, told)


def undone_pairs(pairs: Iterable[Pair], settings: Settings, output: Path | None) -> tuple[Pair, ...]:
    """The pairs that `acheck_all` would check, which leaves out those that `output` has for good. Raises UsageError."""
    listed = tuple(pairs)
    done = _done_before([_check(pair) for pair in listed], settings, output)
    return tuple(pair for pair in listed if pair.id not in done)


def undone_sources(
    sources: Mapping[str, Text],
    settings: Settings,
    output: Path | None,
    *,
    length: Length = DEFAULT_LENGTH,
    bullets: bool = False,
    check: bool = True,
) -> dict[str, Text]:
    """The sources that `asummarize_all` would summarize, as `undone_pairs` has it."""
    jobs = [_summary(name, text, length, bullets=bullets, check=check) for name, text in sources.items()]
    done = _done_before(jobs, settings, output)
    return {name: text for name, text in sources.items() if name not in done}


def _check(pair: Pair) -> _Job:
    question = partial(Assistant.acheck, text=pair.text, sources=pair.sources)
    return _Job(pair.id, "check", (pair.text, *pair.sources), question)


def _summary(name: str, text: Text, length: Length, *, bullets: bool, check: bool) -> _Job:
    asked = f"summarize {length.model_dump_json()} bullets={bullets} check={check}"
    question = partial(Assistant.asummarize, source=text, length=length, bullets=bullets, check=check)
    return _Job(name, asked, (text,), question)


def _done_before(jobs: Sequence[_Job], settings: Settings, output: Path | None) -> set[str]:
    by_id = _by_id(jobs)
    if output is None:
        return set()
    now = identity_of(settings)

    def keep(outcome: Outcome) -> bool:
        job = by_id.get(outcome.id)
        return job is not None and _is_done(outcome, job, output, now)

    return {outcome.id for outcome in read_results(output, keep)}


async def _run(
    jobs: Sequence[_Job], assistant: Assistant, output: Path | BinaryIO, at_once: int | None, told: Told
) -> tuple[Outcome, ...]:
    outcomes: list[Outcome] = []
    awaiting: list[str] = []

    def finished(outcome: Outcome) -> None:
        outcomes.append(outcome)
        told(outcome)

    with _opened(output, _by_id(jobs), assistant.settings) as (append, earlier):
        for outcome in earlier:
            finished(outcome)
        done = {outcome.id for outcome in earlier}
        undone = [job for job in jobs if job.id not in done]
        waiting = iter(undone)

        async def work(ask: Ask) -> None:
            for job in waiting:
                await asyncio.sleep(0)  # the embedded engine never waits: an interrupt comes in here
                try:
                    outcome, line = await _outcome(job, ask)
                except AnswerAwaitedError:
                    awaiting.append(job.id)
                    continue
                append(line)
                finished(outcome)
                _require_not_all_rejected(outcomes)

        try:
            async with answering(assistant, len(undone), at_once) as asks, asyncio.TaskGroup() as workers:
                for ask in asks:
                    workers.create_task(work(ask))
                    await let_go_ahead()
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
    if awaiting:
        awaited = AnswerAwaitedError(f"{len(awaiting)} documents await answers: collect them later")
        awaited.documents = len(awaiting)
        raise awaited
    return tuple(outcomes)


def _require_not_all_rejected(outcomes: Sequence[Outcome]) -> None:
    """Raises ModelRejectedError where every one of several documents was rejected: so would be all others."""
    rejected = [outcome.error for outcome in outcomes if outcome.error_type == RequestRejectedError.__name__]
    if len(rejected) == len(outcomes) >= _REJECTED_ALL and rejected[0]:
        raise ModelRejectedError(rejected[0])


@asynccontextmanager
async def answering(assistant: Assistant, documents: int, at_once: int | None) -> AsyncIterator[list[Ask]]:
    """Who does the documents, one at a time each."""
    most = at_once or assistant.settings.concurrency
    many = documents >= _WORTH_PROCESSES and most > 1
    async with AsyncExitStack() as stack:
        if assistant.settings.engine == "model":
            if many and cores() > 1:
                embedded = assistant.settings.model_copy(update={"engine": "embedded"})
                weigh = await stack.enter_async_context(concluding(embedded, min(_CONCLUDING, cores() - 1)))
                assistant = assistant.weighing(weigh)
            yield [_by(assistant)] * min(most, documents)
        elif many and cores() > 1:
            processes = (another_process(assistant.settings) for _ in range(min(most, cores())))
            yield [await stack.enter_async_context(process) for process in processes]
        else:
            yield [_by(assistant)]


def _by(assistant: Assistant) -> Ask:
    """Has questions answered in this process."""

    async def ask(question: Question[Answer]) -> Answer:
        return await question(assistant)

    return ask


async def _outcome(job: _Job, ask: Ask) -> tuple[Outcome, bytes]:
    """What becomes of the job, and the line that says so. Raises the errors that every other job would meet too."""
    input_sha256 = job.input_sha256
    try:
        report = await ask(job.question)
    except AssistantError as error:
        if holds_for_all(error):
            raise
        return failed(job.id, input_sha256, error)
    if report.stopped is not None:
        raise BudgetExceededError(report.stopped)  # half a report is none: the answers so far are in the cache
    return reported(job.id, input_sha256, as_data(report))


@contextmanager
def _opened(
    output: Path | BinaryIO, jobs: Mapping[str, _Job], settings: Settings
) -> Iterator[tuple[Append, tuple[Outcome, ...]]]:
    """What appends to `output`, and the outcomes there that need not be had again."""
    if not isinstance(output, Path):
        yield appending_to(output, "the stream"), ()
        return
    now = identity_of(settings)

    def keep(outcome: Outcome) -> bool:
        job = jobs.get(outcome.id)
        return job is None or _is_done(outcome, job, output, now)

    with open_results(output, keep) as (append, kept):
        yield append, tuple(outcome for outcome in kept if outcome.id in jobs)


def _is_done(outcome: Outcome, job: _Job, output: Path, now: EngineIdentity) -> bool:
    """Whether the job has its report. Raises UsageError where that is about something else.

    What failed is done again: who gives the command again may have mended the reason.
    """
    same = outcome.input_sha256 == job.input_sha256
    if outcome.report is None:
        return False
    engine = outcome.report.engine
    if not same:
        what = "for other texts, or for something else that was asked of them"
    elif (engine.name, engine.model) != (now.name, now.model):
        what = f"by {engine.model or 'the embedded engine'}"
    elif engine.judges != now.judges:
        what = f"by {', '.join(engine.judges) or 'one judge'}"
    elif not engine.prompts.items() <= now.prompts.items():
        what = "by other prompts"
    else:
        return True
    raise UsageError(f"{output} holds a report on {outcome.id!r} {what}: choose another file, or delete this one")


def _by_id(jobs: Sequence[_Job]) -> dict[str, _Job]:
    by_id: dict[str, _Job] = {}
    for job in jobs:
        if by_id.setdefault(job.id, job) is not job:
            raise UsageError(f"the id {job.id!r} stands for two documents: give each its own")
    return by_id


def _digest(text: Text) -> bytes:
    if isinstance(text, Path):
        if not text.is_file():
            raise FileNotFoundError  # what comes through a pipe can be read once
        with text.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    words = text.text if isinstance(text, Document) else text
    # A lone surrogate, which no file holds but a caller's string may, has no UTF-8 form.
    return hashlib.sha256(words.encode("utf-8", errors="surrogatepass")).digest()
