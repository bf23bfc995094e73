"""The engine that asks a language model: which prompt, about what, and what to do about an answer that falls short."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from assistant._version import __version__
from assistant.engines.answers import ExtractionAnswer, RepairAnswer, SummaryAnswer, VerificationAnswer
from assistant.engines.extraction import read_extraction
from assistant.engines.judgements import failures, read_judgements
from assistant.engines.lines import Line, most_relevant, number_lines, show_claims, show_lines
from assistant.engines.rewriting import NO_SINGLE_REWRITE, failed, read_rewrites, show_faults
from assistant.errors import (
    AnswerCutError,
    BudgetExceededError,
    ContextOverflowError,
    ModelAnswerError,
    ModelConnectionError,
)
from assistant.model import Answered, ModelClient
from assistant.prompts import Prompts
from assistant.schema import (
    Claim,
    Document,
    Draft,
    EngineIdentity,
    Extraction,
    Fault,
    Judgement,
    Length,
    Progress,
    Rewrite,
    Span,
    Usage,
)
from assistant.settings import Settings

Answer = TypeVar("Answer", bound=BaseModel)
Result = TypeVar("Result")

_NOTHING_TO_JUDGE_BY = "there is no source text to judge it by"
_NO_SINGLE_VERDICT = "the model gave no single verdict on this claim, and neither when asked again"


_NOWHERE = Span(start=0, end=0)


class LanguageModelEngine:
    """Answers by way of the model that `settings` name. It may be used from several event loops."""

    def __init__(self, settings: Settings, client: ModelClient, *, sample: int = 0) -> None:
        """Another `sample` gives other answers to the same questions, where the model's temperature allows it."""
        self._settings = settings
        self._sample = sample
        self._client = client
        self._prompts = Prompts(settings.prompts)
        self._versions: dict[str, str] = {}
        self._stopped: str | None = None

    @property
    def identity(self) -> EngineIdentity:
        """The model, its host, and the versions of the prompts that have been used so far."""
        return EngineIdentity(
            name="model",
            version=__version__,
            model=self._settings.model,
            host=self._settings.host,
            prompts=dict(sorted(self._versions.items())),
        )

    @property
    def usage(self) -> Usage:
        return self._client.usage

    @property
    def stopped(self) -> str | None:
        return self._stopped

    async def aclose(self) -> None:
        await self._client.aclose()

    async def summarize(self, source: Document, length: Length) -> tuple[Draft, ...]:
        """The sentences of a summary, no more than `length` allows; none for a source that has none."""
        lines = number_lines([source])
        if not lines:
            return ()
        asked = self._ask("summarize", SummaryAnswer, source=show_lines(lines), length=_in_words(length))
        answer = (await asked).answer
        drafts = [
            Draft(text=" ".join(item.text.split()), rests_on=_indexes(item.sentences, lines))
            for item in answer.summary
            if item.text.strip()
        ]
        if not drafts:
            raise ModelAnswerError(f"{self._settings.model} wrote no summary of this text: use another model")
        return tuple(drafts[: length.sentences])

    async def extract(self, text: Document) -> Extraction:
        """The claims and attributions of `text`. Every sentence of it has a claim, whatever the model left out.

        Where the budget is used up, they are the sentences, and the attributions that the rules find.
        """
        lines = number_lines([text])
        try:
            answers = await self._extracted(lines)
        except BudgetExceededError as error:
            self._stopped, answers = str(error), []
        return read_extraction(text, lines, answers)

    async def judge(
        self, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
    ) -> tuple[Judgement, ...]:
        """One judgement a claim, in the order of `claims`; one that could not be had says why."""
        lines = number_lines(sources)
        if not lines:
            return tuple(Judgement(claim=claim.id, label=None, reason=_NOTHING_TO_JUDGE_BY) for claim in claims)
        size, done = self._settings.claims_per_call, 0

        async def judge_batch(batch: Sequence[Claim]) -> list[Judgement]:
            nonlocal done
            judged = await self._judged(lines, batch)
            done += len(batch)
            progress("judging claims", done, len(claims))
            return judged

        batches = [claims[start : start + size] for start in range(0, len(claims), size)]
        return tuple(_joined(await _together(judge_batch(batch) for batch in batches)))

    async def rewrite(self, sources: Sequence[Document], faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
        """One rewrite a fault, all asked for in one call; one that could not be had says why."""
        found = await self._rewritten(number_lines(sources), faults)
        return tuple(found[fault.id] for fault in faults)

    async def _rewritten(
        self, lines: Sequence[Line], faults: Sequence[Fault], *, ask_again: bool = True
    ) -> dict[str, Rewrite]:
        """A rewrite for each of `faults`, by id. Those that the answer leaves out are asked for once more, alone."""
        try:
            found = await self._rewrites(lines, faults, attempt=0 if ask_again else 1)
        except AnswerCutError as error:
            if len(faults) == 1:
                return failed(faults, str(error))
            halves = await _together(self._rewritten(lines, half, ask_again=ask_again) for half in _halves(faults))
            return {fault: rewrite for half in halves for fault, rewrite in half.items()}
        except BudgetExceededError as error:
            self._stopped = str(error)
            return failed(faults, str(error))
        except (ModelAnswerError, ModelConnectionError, ContextOverflowError) as error:
            return failed(faults, str(error))
        missing = [fault for fault in faults if fault.id not in found]
        if missing and ask_again:
            return found | await self._rewritten(lines, missing, ask_again=False)
        return found | failed(missing, NO_SINGLE_REWRITE)

    async def _rewrites(self, lines: Sequence[Line], faults: Sequence[Fault], attempt: int) -> dict[str, Rewrite]:
        """What one answer has for `faults`, by id; by fewer and fewer lines where all are too many to be read."""
        shown, wanted = lines, [Claim(id=fault.id, text=fault.text, span=_NOWHERE) for fault in faults]
        while True:
            source, told = show_lines(shown), show_faults(faults)
            asked = self._ask("repair", RepairAnswer, source=source, faults=told, count=len(faults), attempt=attempt)
            try:
                answer = (await asked).answer
            except ContextOverflowError:
                if len(shown) <= 1:
                    raise
                shown = most_relevant(shown, wanted, len(shown) // 2)
            else:
                return read_rewrites(answer, faults)

    async def _extracted(self, lines: Sequence[Line]) -> list[ExtractionAnswer]:
        """The answers about `lines`, asked for in halves where all at once is too much for the model."""
        if not lines:
            return []
        try:
            return [(await self._ask("extract", ExtractionAnswer, text=show_lines(lines))).answer]
        except (AnswerCutError, ContextOverflowError):
            if len(lines) == 1:
                raise
            return _joined(await _together(self._extracted(half) for half in _halves(lines)))

    async def _judged(
        self, lines: Sequence[Line], claims: Sequence[Claim], *, ask_again: bool = True
    ) -> list[Judgement]:
        """A judgement for each of `claims`. Those that the answer leaves out are asked for once more, alone."""
        try:
            found = await self._verdicts(lines, claims, attempt=0 if ask_again else 1)
        except AnswerCutError as error:
            if len(claims) == 1:
                return failures(claims, str(error))
            halves = (self._judged(lines, half, ask_again=ask_again) for half in _halves(claims))
            return _joined(await _together(halves))
        except BudgetExceededError as error:
            self._stopped = str(error)
            return failures(claims, str(error))
        except (ModelAnswerError, ModelConnectionError, ContextOverflowError) as error:
            return failures(claims, str(error))
        missing = [claim for claim in claims if claim.id not in found]
        if missing and ask_again:
            again = await self._judged(lines, missing, ask_again=False)
        else:
            again = failures(missing, _NO_SINGLE_VERDICT)
        found |= {judgement.claim: judgement for judgement in again}
        return [found[claim.id] for claim in claims]

    async def _verdicts(self, lines: Sequence[Line], claims: Sequence[Claim], attempt: int) -> dict[str, Judgement]:
        """What one answer says of `claims`, by claim id; by fewer and fewer lines where all are too many to be read."""
        shown = lines
        while True:
            try:
                answer, sure = await self._ask(
                    "verify",
                    VerificationAnswer,
                    sure_of="label",
                    source=show_lines(shown),
                    claims=show_claims(claims),
                    count=len(claims),
                    attempt=attempt,
                )
            except ContextOverflowError:
                if len(shown) == 1:
                    raise
                shown = most_relevant(shown, claims, len(shown) // 2)
            else:
                return read_judgements(answer, claims, shown, of_lines=len(lines), sure=sure)

    async def _ask(
        self,
        prompt: str,
        answer_type: type[Answer],
        *,
        attempt: int = 0,
        sure_of: str | None = None,
        **variables: object,
    ) -> Answered[Answer]:
        """An answer; another one to the same question for another `attempt`."""
        rendered = self._prompts.render(prompt, **variables)
        self._versions[prompt] = rendered.version
        return await self._client.ask(
            rendered.messages,
            answer_type,
            prompt=f"{prompt} {rendered.version}",
            sample=(self._sample, attempt),
            sure_of=sure_of,
        )


async def _together(work: Iterable[Coroutine[Any, Any, Result]]) -> list[Result]:
    """The results in order. The first error ends the rest of the work and is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(coroutine) for coroutine in work]
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return [task.result() for task in tasks]


def _joined(parts: Iterable[Sequence[Result]]) -> list[Result]:
    return [item for part in parts for item in part]


def _halves(items: Sequence[Result]) -> tuple[Sequence[Result], Sequence[Result]]:
    middle = len(items) // 2
    return items[:middle], items[middle:]


def _indexes(numbers: Iterable[int], lines: Sequence[Line]) -> tuple[int, ...]:
    """The indexes of the sentences that `numbers` stand for; a number that no line has is dropped."""
    indexes = {line.number: line.passage.sentence for line in lines}
    return tuple(indexes[number] for number in dict.fromkeys(numbers) if number in indexes)


def _in_words(length: Length) -> str:
    count, unit = (length.sentences, "sentence") if length.sentences else (length.words, "word")
    return f"at most {count} {unit}" if count == 1 else f"at most {count} {unit}s"
