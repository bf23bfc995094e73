"""Documents whose questions go through the Batch API of an endpoint: submitted, left, and collected later.

Each time, everything is done that the answers so far allow. A document that asks what has no answer yet is left for the
next time, and its question goes into the next batch: first what a text claims, then whether its source says so.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from assistant.batch.lock import only_writer
from assistant.batch.submissions import Submission, Submissions
from assistant.batch.work import Told
from assistant.engines import Engines
from assistant.errors import (
    AnswerAwaitedError,
    AssistantError,
    BudgetExceededError,
    ModelAnswerError,
    ModelRejectedError,
)
from assistant.model import Endpoint
from assistant.model.batch_api import Batch, BatchApi, in_files
from assistant.model.deferred import Deferred
from assistant.pipeline import Assistant
from assistant.settings import Settings

Work = Callable[[Assistant, Path, Told], Coroutine[Any, Any, object]]
"""Does documents: `acheck_all` or `asummarize_all`, with what is to be done bound."""

_AGAIN = "give the same command again to collect the answers"


async def by_batches(work: Work, settings: Settings, output: Path, told: Told) -> None:
    """Does what the answers so far allow of `work`, and submits what it asks beyond them.

    Between two calls a folder beside `output` remembers the batches; it is gone when all documents are done. Raises
    AnswerAwaitedError, which says what was submitted or is under way, while they are not; else what `work` raises,
    and AssistantError where another process is doing the same.
    """
    submissions = Submissions(output)
    with ExitStack() as held:
        try:
            held.enter_context(only_writer(submissions.path))
        except OSError as error:
            raise AssistantError(
                f"{submissions.path} cannot be written ({error.strerror}): choose another place with --output"
            ) from None
        async with BatchApi(settings) as api:
            await _one_round(work, settings, output, told, submissions, api)


async def _one_round(
    work: Work, settings: Settings, output: Path, told: Told, submissions: Submissions, api: BatchApi
) -> None:
    before = submissions.under_way(settings.host)
    running = await _collected(before, submissions, api)
    if running and len(running) == len(before):
        raise AnswerAwaitedError(_under_way(running))
    asked = {request for submission in submissions.under_way(settings.host) for request in submission.requests}
    deferred = Deferred(settings, submissions.replies(), asked)
    # One document at a time: they wait for nobody, and what one has learnt of the model, the next always knows.
    alone = settings.model_copy(update={"concurrency": 1})
    endpoint = Endpoint(alone, deferred=deferred)
    engines = Engines(alone, endpoint=endpoint)
    connections = endpoint.connect()  # held, or each document would open its own
    try:
        await work(Assistant(settings=alone, engines=engines), output, told)
    except AnswerAwaitedError as awaited:
        if engines.refused.calls:
            raise BudgetExceededError("the next batch would go beyond the budget: allow more to go on") from None
        if not deferred.awaited:
            raise AnswerAwaitedError(_under_way(running)) from None
        ids = await _submitted(deferred, settings.host, submissions, api)
        requests, documents = _count(len(deferred.awaited), "request"), _count(awaited.documents, "document")
        raise AnswerAwaitedError(f"Submitted {requests} of {documents} as {', '.join(ids)}: {_AGAIN}.") from None
    except ModelRejectedError:
        submissions.forget_refusals()
        raise
    finally:
        await endpoint.release(connections)
    submissions.remove()


async def _collected(before: Sequence[Submission], submissions: Submissions, api: BatchApi) -> list[Batch]:
    """The batches that are still under way, after all that came of the others is kept."""
    running, refused = [], []
    for submission in before:
        # The work may have been interrupted before it knew the id of what it was submitting.
        identifier = submission.id or await api.find(submission.name, submission.at)
        if identifier is None:
            submissions.forget(submission)
            continue
        batch = await api.status(identifier)
        if batch.has_ended:
            submissions.collect(submission, await api.replies(batch, submission.requests))
        elif batch.refused:
            submissions.forget(submission)
            refused.append(batch)
        else:
            running.append(batch)
    if refused:
        raise ModelRejectedError(
            f"{before[0].host} did not take the batch {refused[0].id} ({refused[0].refused}): "
            "mend that, and give the same command again to submit it anew"
        )
    return running


async def _submitted(deferred: Deferred, host: str, submissions: Submissions, api: BatchApi) -> list[str]:
    """The ids of new batches of all requests that are awaited; each is recorded before it can have been submitted."""
    ids = []
    for requests, lines in in_files(deferred.awaited):
        submission = Submission(host=host, requests=tuple(requests))
        submissions.record(submission)
        try:
            ids.append(await api.submit(submission.name, lines))
        except (ModelRejectedError, ModelAnswerError):
            submissions.forget(submission)
            raise
        submissions.record(submission.model_copy(update={"id": ids[-1]}))
    return ids


def _under_way(running: Sequence[Batch]) -> str:
    names = ", ".join(batch.id for batch in running)
    done, of = sum(batch.done for batch in running), sum(batch.of for batch in running)
    last = max((batch.expires for batch in running if batch.expires), default=None)
    so_far = f", {done:,} of {_count(of, 'request')} done" if of else ""
    until = f", to end by {last:%Y-%m-%d %H:%M} UTC" if last else ""
    return f"Under way as {names}{so_far}{until}: later {_AGAIN}."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
