"""Asks the model: nothing that it has answered before, and else by requests that are retried, counted and traced.

Three owners, each of its own errors: tenacity repeats a request whose transport failed; instructor asks once more
for an answer that does not parse; what an answer lacks is for the engine to ask for again. The retries of openai
itself are off.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel

from assistant.errors import ModelAnswerError, ModelConnectionError, ModelError, UsageError
from assistant.model.budget import out_of_seconds
from assistant.model.cache import key_of
from assistant.model.endpoint import Connections, Endpoint
from assistant.model.failures import explain, is_worth_retrying, refuses_temperature, require_answer, unusable
from assistant.model.outcomes import Outcome
from assistant.model.prices import Prices
from assistant.model.waiting import gives_up, seconds_to_wait
from assistant.schema import Trace, Usage, no_trace
from assistant.settings import Settings

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion
    from tenacity import RetryCallState

Answer = TypeVar("Answer", bound=BaseModel)
Messages = Sequence[Mapping[str, str]]
Create = Callable[..., Awaitable[Any]]

_REASKS = 1
_CHARACTERS_A_TOKEN = 4


class ModelClient:
    """Asks the model at an endpoint for answers of a given type, counts what that takes, and tells a trace of it.

    Its connections are opened for its first question, and let go of by `aclose`, which must come before the event loop
    ends.
    """

    def __init__(self, endpoint: Endpoint, settings: Settings | None = None, *, trace: Trace = no_trace) -> None:
        """`settings` may name another model or temperature than those of the endpoint do."""
        self._endpoint = endpoint
        self._settings = settings or endpoint.settings
        self._limits = endpoint.limits_of(self._settings.model)
        self._trace = trace
        self._usage = Usage()
        self._prices = Prices(self._settings)
        if self._settings.budget_usd is not None and self._prices.of(Usage()) is None:
            raise UsageError(
                f"no price is known for {self._settings.model} at {self._settings.host}, so a budget in dollars cannot "
                "be kept: use --budget-tokens or --budget-calls"
            )
        self._connections: Connections | None = None

    @property
    def usage(self) -> Usage:
        """Every request sent since the client was made, and the tokens of every answer, whether usable or not."""
        return self._usage

    async def ask(
        self, messages: Messages, answer_type: type[Answer], *, prompt: str = "", sample: object = 0
    ) -> Answer:
        """The model's answer to `messages`, parsed.

        `prompt` names them in the trace; another `sample` is another answer to the same question. Raises
        BudgetExceededError, ModelConnectionError, ModelRejectedError (ContextOverflowError where the request is too
        long) or ModelAnswerError (AnswerCutError where the answer is).
        """
        key = key_of(self._question(messages, answer_type, sample))
        self._trace("question", key=key, prompt=prompt, sample=sample, messages=[dict(one) for one in messages])
        kept = self._endpoint.answers.get(key)
        if kept is not None:
            outcome = Outcome.model_validate_json(kept)
            self._usage += Usage(cache_hits=1)
        else:
            outcome = await self._outcome(key, messages, answer_type)
            if outcome.lasts:
                # As ASCII: an answer may hold half a character, which no database takes.
                self._endpoint.answers.put(key, json.dumps(outcome.model_dump(mode="json")))
        self._trace("outcome", key=key, kept=kept is not None, **outcome.model_dump(mode="json"))
        return outcome.result(answer_type)

    async def aclose(self) -> None:
        """Lets go of the connections; a later `ask` asks for them again."""
        connections, self._connections = self._connections, None
        if connections is not None:
            await self._endpoint.release(connections)

    def _question(self, messages: Messages, answer_type: type[BaseModel], sample: object) -> dict[str, object]:
        """Everything that the answer depends on."""
        settings = self._settings
        return {
            "endpoint": settings.address,
            "model": settings.model,
            "messages": [dict(message) for message in messages],
            "schema": answer_type.model_json_schema(),
            "structured_output": settings.structured_output,
            "temperature": settings.temperature,
            "sample": sample,
        }

    async def _outcome(self, key: str, messages: Messages, answer_type: type[BaseModel]) -> Outcome:
        """The answer, or what the endpoint failed with, within the time that there is."""
        connections = self._connected()
        create = self._asking(connections.client, key)
        async with connections.slots:
            left = self._endpoint.budget.seconds_left
            seconds = self._settings.deadline if left is None else min(left, self._settings.deadline)
            try:
                async with asyncio.timeout(seconds):
                    return Outcome.of(await self._parsed(create, messages, answer_type))
            except TimeoutError:
                return Outcome.failed(self._out_of_time(seconds))
            except ModelError as error:
                return Outcome.failed(error)

    def _out_of_time(self, seconds: float) -> ModelError:
        if seconds < self._settings.deadline:
            return out_of_seconds(self._settings)
        return ModelConnectionError(
            f"{self._settings.host} gave no usable answer within {seconds:g} s: "
            "try again later, or give it more time with the setting deadline"
        )

    def _connected(self) -> Connections:
        if self._connections is None:
            self._prices.of(Usage())  # slow to be imported: not within the time that a question has
            self._connections = self._endpoint.connect()
        return self._connections

    def _asking(self, client: AsyncOpenAI, key: str) -> Create:
        """instructor's door to the model."""
        # Imported here because it takes a second, which only a question to the model should pay for.
        import instructor

        # Its messages hold prompts and answers, and each failure that it logs is raised as well.
        logging.getLogger("instructor.v2.retry").setLevel(logging.CRITICAL + 1)
        modes = {
            "json_schema": instructor.Mode.JSON_SCHEMA,
            "json": instructor.Mode.JSON,
            "tools": instructor.Mode.TOOLS,
            "md_json": instructor.Mode.MD_JSON,
        }
        create: Any = instructor.patch(
            create=partial(self._complete, client, key), mode=modes[self._settings.structured_output]
        )
        return cast("Create", create)

    async def _parsed(self, create: Create, messages: Messages, answer_type: type[BaseModel]) -> BaseModel:
        from instructor.core import InstructorRetryException

        # No `context=`: with one, instructor renders the messages, and so the article, as Jinja2 templates.
        try:
            answer: BaseModel = await create(
                response_model=answer_type,
                messages=[dict(message) for message in messages],
                model=self._settings.model,
                max_retries=_REASKS,
                strict=False,
            )
        except InstructorRetryException as error:
            raise unusable(error.__cause__, self._settings) from None
        return answer

    async def _complete(self, client: AsyncOpenAI, key: str, **request: Any) -> ChatCompletion:
        """One whole chat completion. Retried here, below instructor, so that a re-ask is never paid for twice."""
        from openai import APIError
        from tenacity import AsyncRetrying, retry_if_exception

        retrying = AsyncRetrying(
            sleep=self._endpoint.sleep,
            retry=retry_if_exception(is_worth_retrying),
            wait=seconds_to_wait,
            stop=partial(gives_up, deadline=self._settings.deadline),
            before_sleep=partial(self._tell_of_retry, key),
            reraise=True,
        )
        try:
            completion: object = await retrying(self._send, client, self._made_strict(request))
        except (APIError, TimeoutError) as error:
            tries = int(retrying.statistics["attempt_number"])
            raise explain(error, self._settings, tries) from None
        self._trace("completion", key=key, **_completion(completion))
        return require_answer(completion, self._settings)

    def _tell_of_retry(self, key: str, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        status = getattr(error, "status_code", None)
        self._trace("retry", key=key, attempt=state.attempt_number, failed=type(error).__name__, status=status)

    def _made_strict(self, request: dict[str, Any]) -> dict[str, Any]:
        """The request in OpenAI's strict mode, which instructor does not ask for; other endpoints may not know it."""
        if self._settings.base_url or self._settings.structured_output != "json_schema":
            return request
        asked_for = request["response_format"]
        schema = {**asked_for["json_schema"], "strict": True}
        return {**request, "response_format": {**asked_for, "json_schema": schema}}

    async def _send(self, client: AsyncOpenAI, request: dict[str, Any]) -> object:
        """One request; a second without the temperature where the endpoint refuses to be given one."""
        from openai import BadRequestError

        model, temperature = self._settings.model, self._settings.temperature
        if temperature is None or model in self._endpoint.refuse_temperature:
            return await self._counted(client, request)
        try:
            return await self._counted(client, {**request, "temperature": temperature})
        except BadRequestError as error:
            if not refuses_temperature(error):
                raise
            self._endpoint.refuse_temperature.add(model)
            return await self._counted(client, request)

    async def _counted(self, client: AsyncOpenAI, request: dict[str, Any]) -> object:
        """One request, within limits and budget. Counted here: instructor puts a running total in its tokens' place."""
        expected = self._priced(Usage(calls=1, input_tokens=_expected_tokens(request["messages"])))
        await self._limits.admit(expected.input_tokens)
        self._endpoint.budget.reserve(expected)
        taken = Usage(calls=1)
        try:
            completion = await self._received(client, request)
            taken += self._priced(_tokens(completion))
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise ModelAnswerError(
                f"{self._settings.host} sent an answer that is no JSON: check that OPENAI_BASE_URL ends in /v1"
            ) from None
        finally:
            self._endpoint.budget.settle(expected, taken)
            self._usage += taken
        return completion

    async def _received(self, client: AsyncOpenAI, request: dict[str, Any]) -> object:
        """What one request comes to. Raises TimeoutError, since that of openai is for each read of an answer anew."""
        from openai import APIStatusError

        try:
            async with asyncio.timeout(self._settings.timeout):
                response = await client.chat.completions.with_raw_response.create(**request)
        except APIStatusError as error:
            self._limits.read(error.response.headers)
            raise
        self._limits.read(response.headers)
        return response.parse()

    def _priced(self, usage: Usage) -> Usage:
        return usage.model_copy(update={"usd": self._prices.of(usage)})


def _expected_tokens(messages: Messages) -> int:
    """Roughly: most English words are one token, and four characters long with the space behind them."""
    return sum(len(str(message["content"])) for message in messages) // _CHARACTERS_A_TOKEN


def _completion(completion: object) -> dict[str, object]:
    """What came back, word for word, as a trace keeps it."""
    choices = getattr(completion, "choices", None) or [None]
    message = getattr(choices[0], "message", None)
    calls = getattr(message, "tool_calls", None) or ()
    return {
        "finish": getattr(choices[0], "finish_reason", None),
        "content": getattr(message, "content", None),
        "refusal": getattr(message, "refusal", None),
        "tool_calls": [call.function.arguments for call in calls],
        **_tokens(completion).model_dump(include={"input_tokens", "output_tokens", "cached_tokens"}),
    }


def _tokens(completion: object) -> Usage:
    """The tokens that one completion says it took; none where the endpoint does not say."""
    usage = getattr(completion, "usage", None)
    details = getattr(usage, "prompt_tokens_details", None)
    return Usage(
        input_tokens=getattr(usage, "prompt_tokens", None) or 0,
        output_tokens=getattr(usage, "completion_tokens", None) or 0,
        cached_tokens=getattr(details, "cached_tokens", None) or 0,
    )
