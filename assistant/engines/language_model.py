"""The engine that asks a language model: which prompt, about what, and what to do about an answer that falls short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel

from assistant._version import __version__
from assistant.engines.answers import ExtractionAnswer, RepairAnswer, SummaryAnswer, VerificationAnswer
from assistant.engines.extraction import is_one_statement, read_extraction
from assistant.engines.lines import Line, number_lines, show_claims, show_lines
from assistant.engines.rewriting import Rewriting, show_faults
from assistant.engines.summary import summary
from assistant.engines.together import halves, joined, together
from assistant.engines.verification import Verification
from assistant.errors import AnswerCutError, BudgetExceededError, ContextOverflowError, ModelAnswerError
from assistant.model import Answered, ModelClient, expected_tokens
from assistant.prompts import Prompts, Rendered
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
    Usage,
)
from assistant.settings import Settings

Answer = TypeVar("Answer", bound=BaseModel)

_NOTHING_TO_JUDGE_BY = "there is no source text to judge it by"
_ANSWER_TO_TEXT = 2
"""How many tokens claims and attributions take for each of the text, in JSON."""
_TOKENS_A_VERDICT = 80
_TOKENS_A_SENTENCE = 60
_TOKENS_A_WORD = 3


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
        drafts = [
            draft.model_copy(update={"rests_on": _indexes(draft.rests_on, lines)})
            for draft in await summary(lines, length, self._written, self._room_to_summarize)
        ]
        if not drafts:
            raise ModelAnswerError(f"{self._settings.model} wrote no summary of this text: use another model")
        return tuple(drafts[: length.sentences])

    async def extract(self, text: Document) -> Extraction:
        """The claims and attributions of `text`. Every sentence of it has a claim, whatever the model left out.

        What is one plain statement already is its own claim: no model is asked. Where the budget is used up, the claims
        are the sentences, and the attributions those that the rules find.
        """
        lines = number_lines([text])
        alone = read_extraction(text, lines, [])
        if is_one_statement(alone):
            return alone
        try:
            answers = await self._extracted(lines)
        except BudgetExceededError as error:
            self._stopped, answers = str(error), []
        return read_extraction(text, lines, answers)

    async def judge(
        self, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
    ) -> tuple[Judgement, ...]:
        """One judgement a claim, in the order of `claims`; one that could not be had says why."""
        verification = Verification(
            sources,
            self._verdicts,
            self._room_beside,
            size=self._settings.claims_per_call,
            least_sure=self._settings.sure,
            progress=progress,
            claims=claims,
        )
        if not verification.lines:
            return tuple(Judgement(claim=claim.id, label=None, reason=_NOTHING_TO_JUDGE_BY) for claim in claims)
        judged = await verification.judgements()
        self._stopped = verification.stopped or self._stopped
        return judged

    async def rewrite(self, sources: Sequence[Document], faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
        """One rewrite a fault, all asked for in one call; one that could not be had says why."""
        rewriting = Rewriting(sources, self._rewrites, self._room_to_rewrite)
        found = await rewriting.rewrites(faults)
        self._stopped = rewriting.stopped or self._stopped
        return found

    async def _extracted(self, lines: Sequence[Line]) -> list[ExtractionAnswer]:
        """The answers about `lines`, asked for in halves where all at once is too much for the model."""
        if not lines:
            return []
        try:
            text = show_lines(lines)
            tokens = expected_tokens(text)
            asked = self._ask("extract", ExtractionAnswer, answer_tokens=_ANSWER_TO_TEXT * tokens, text=text)
            return [(await asked).answer]
        except (AnswerCutError, ContextOverflowError):
            if len(lines) == 1:
                raise
            return joined(await together(self._extracted(half) for half in halves(lines)))

    async def _verdicts(
        self, lines: Sequence[Line], claims: Sequence[Claim], attempt: int
    ) -> Answered[VerificationAnswer]:
        return await self._ask(
            "verify",
            VerificationAnswer,
            sure_of="label",
            attempt=attempt,
            answer_tokens=_tokens_of_verdicts(claims),
            source=show_lines(lines),
            claims=show_claims(claims),
            count=len(claims),
        )

    async def _written(self, lines: Sequence[Line], length: Length) -> SummaryAnswer:
        tokens = _tokens_of_summary(length)
        asked = self._ask(
            "summarize", SummaryAnswer, answer_tokens=tokens, source=show_lines(lines), length=_in_words(length)
        )
        return (await asked).answer

    async def _rewrites(self, lines: Sequence[Line], faults: Sequence[Fault], attempt: int) -> RepairAnswer:
        asked = self._ask(
            "repair",
            RepairAnswer,
            attempt=attempt,
            answer_tokens=_TOKENS_A_SENTENCE * len(faults),
            source=show_lines(lines),
            faults=show_faults(faults),
            count=len(faults),
        )
        return (await asked).answer

    def _room_beside(self, claims: Sequence[Claim]) -> int:
        """The tokens of a source that fit into one call beside `claims`."""
        rendered = self._prompts.render("verify", source="", claims=show_claims(claims), count=len(claims))
        return self._room(rendered, _tokens_of_verdicts(claims))

    def _room_to_summarize(self, length: Length) -> int:
        rendered = self._prompts.render("summarize", source="", length=_in_words(length))
        return self._room(rendered, _tokens_of_summary(length))

    def _room_to_rewrite(self, faults: Sequence[Fault]) -> int:
        rendered = self._prompts.render("repair", source="", faults=show_faults(faults), count=len(faults))
        return self._room(rendered, _TOKENS_A_SENTENCE * len(faults))

    def _room(self, rendered: Rendered, answer_tokens: int) -> int:
        """What a prompt without its source and the answer leave of the context, which an overflow has made known."""
        taken = sum(expected_tokens(message["content"]) for message in rendered.messages)
        return self._client.safe_context - taken - answer_tokens

    async def _ask(
        self,
        prompt: str,
        answer_type: type[Answer],
        *,
        attempt: int = 0,
        sure_of: str | None = None,
        answer_tokens: int = 0,
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
            answer_tokens=answer_tokens,
        )


def _tokens_of_verdicts(claims: Sequence[Claim]) -> int:
    return _TOKENS_A_VERDICT * len(claims)


def _tokens_of_summary(length: Length) -> int:
    return _TOKENS_A_SENTENCE * (length.sentences or 0) + _TOKENS_A_WORD * (length.words or 0)


def _indexes(numbers: Iterable[int], lines: Sequence[Line]) -> tuple[int, ...]:
    """The indexes of the sentences that `numbers` stand for; a number that no line has is dropped."""
    indexes = {line.number: line.passage.sentence for line in lines}
    return tuple(indexes[number] for number in dict.fromkeys(numbers) if number in indexes)


def _in_words(length: Length) -> str:
    count, unit = (length.sentences, "sentence") if length.sentences else (length.words, "word")
    return f"at most {count} {unit}" if count == 1 else f"at most {count} {unit}s"
