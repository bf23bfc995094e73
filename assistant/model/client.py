"""Asks the model: nothing that it has answered before, and so much at once as its endpoint is to bear."""

from __future__ import annotations

import asyncio
import json
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from assistant.errors import ContextOverflowError, ModelConnectionError, ModelError, UsageError
from assistant.model.budget import out_of_seconds
from assistant.model.cache import key_of
from assistant.model.contexts import expected_of
from assistant.model.endpoint import Connections, Endpoint
from assistant.model.exchange import Exchange, Messages, Question
from assistant.model.failures import too_long
from assistant.model.outcomes import Outcome
from assistant.model.prices import Prices
from assistant.schema import Trace, Usage, no_trace
from assistant.settings import Settings

Answer = TypeVar("Answer", bound=BaseModel)


class Answered(NamedTuple, Generic[Answer]):
    """An answer, and how sure the model was of each value of the field that was asked about, where it tells."""

    answer: Answer
    certainties: tuple[float, ...] = ()


class ModelClient:
    """Asks the model at an endpoint for answers of a given type, counts what that takes, and tells a trace of it.

    Its connections are opened for its first question, and let go of by `aclose`, which must come before the event loop
    ends.
    """

    def __init__(self, endpoint: Endpoint, settings: Settings | None = None, *, trace: Trace = no_trace) -> None:
        """`settings` may name another model or temperature than those of the endpoint. Raises UsageError."""
        self._endpoint = endpoint
        self._settings = settings or endpoint.settings
        self._trace = trace
        self._usage = Usage()
        self._connections: Connections | None = None
        told, refused = endpoint.contexts.taught(self._settings.model)
        if told is not None or refused is not None:
            # By this a long text is divided: without it a replay would ask other questions.
            trace("context", model=self._settings.model, told=told, refused=refused)
        if self._settings.budget_usd is not None and Prices(self._settings).of(Usage()) is None:
            raise UsageError(
                f"no price is known for {self._settings.model} at {self._settings.host}, so a budget in dollars cannot "
                "be kept: use --budget-tokens or --budget-calls"
            )

    @property
    def usage(self) -> Usage:
        """Every request sent since the client was made, and the tokens of every answer, whether usable or not."""
        return self._usage

    @property
    def safe_context(self) -> int:
        """The tokens that a model which has refused a request for its length is likely to read and write at once."""
        return self._endpoint.contexts.safe(self._settings.model)

    async def ask(
        self,
        messages: Messages,
        answer_type: type[Answer],
        *,
        prompt: str = "",
        sample: object = 0,
        sure_of: str | None = None,
        answer_tokens: int = 0,
    ) -> Answered[Answer]:
        """The model's answer to `messages`, parsed.

        `prompt` names them in the trace; another `sample` is another answer to the same question; `sure_of` names the
        field of which the model is asked how sure it is. What leaves no room for `answer_tokens` is not sent.

        Raises BudgetExceededError, ModelConnectionError, ModelRejectedError (ContextOverflowError where the request is
        too long) or ModelAnswerError (AnswerCutError where the answer is).
        """
        sent = expected_of(message["content"] for message in messages)
        context = self._endpoint.contexts.of(self._settings.model)
        if context is not None and sent + answer_tokens > context:
            raise ContextOverflowError(too_long(self._settings))
        question = Question(messages, answer_type, sample, sure_of)
        key = key_of(question.depends_on(self._settings))
        self._trace("question", key=key, prompt=prompt, sample=sample, messages=[dict(one) for one in messages])
        kept = self._endpoint.answers.get(key)
        if kept is not None:
            outcome = Outcome.model_validate_json(kept)
            self._usage += Usage(cache_hits=1)
        else:
            outcome = await self._outcome(question, key)
            if outcome.lasts:
                # As ASCII: an answer may hold half a character, which no database takes.
                self._endpoint.answers.put(key, json.dumps(outcome.model_dump(mode="json")))
        self._trace("outcome", key=key, kept=kept is not None, **outcome.model_dump(mode="json"))
        if outcome.error == ContextOverflowError.__name__:
            self._endpoint.contexts.learn(self._settings.model, outcome.limit, sent)
        return Answered(outcome.result(answer_type), outcome.certainties)

    async def aclose(self) -> None:
        """Lets go of the connections; a later `ask` asks for them again."""
        connections, self._connections = self._connections, None
        if connections is not None:
            await self._endpoint.release(connections)

    async def _outcome(self, question: Question, key: str) -> Outcome:
        """The answer, or what the endpoint failed with, within the time that there is."""
        self._connections = self._connections or self._endpoint.connect()
        exchange = Exchange(question, key, self._endpoint, self._settings, self._trace)
        async with self._connections.slots:
            limit = asyncio.timeout(self._endpoint.budget.seconds_left)
            budget_ends: float | None = None

            def begin() -> None:
                """What waits for its turn is not yet under way: the deadline begins with the first request."""
                ends = asyncio.get_running_loop().time() + self._settings.deadline
                limit.reschedule(ends if budget_ends is None else min(ends, budget_ends))

            try:
                async with limit:
                    budget_ends = limit.when()
                    return await exchange.answer(self._connections, begin)
            except TimeoutError:
                return Outcome.failed(self._out_of_time(by_budget=limit.when() == budget_ends))
            except ModelError as error:
                return Outcome.failed(error)
            finally:
                self._usage += exchange.usage

    def _out_of_time(self, *, by_budget: bool) -> ModelError:
        if by_budget:
            return out_of_seconds(self._settings)
        return ModelConnectionError(
            f"{self._settings.host} gave no usable answer within {self._settings.deadline:g} s: "
            "try again later, or give it more time with the setting deadline"
        )
