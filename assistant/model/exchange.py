"""One question's exchange with the endpoint: the requests that it takes, what they cost, and the parsed answer.

Three owners, each of its own errors: tenacity repeats a request whose transport failed; instructor asks once more
for an answer that does not parse; what an answer lacks is for the engine to ask for again. The retries of openai
itself are off.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from assistant.errors import ModelAnswerError
from assistant.model.certainty import certainties
from assistant.model.contexts import expected_of
from assistant.model.endpoint import Connections, Endpoint
from assistant.model.failures import explain, is_worth_retrying, refused_parameter, require_answer, unusable
from assistant.model.outcomes import Outcome
from assistant.model.prices import Prices
from assistant.model.waiting import gives_up, seconds_to_wait
from assistant.schema import Trace, Usage
from assistant.settings import Settings

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion
    from tenacity import RetryCallState

Messages = Sequence[Mapping[str, str]]

_REASKS = 1


@dataclass(frozen=True)
class Question:
    """What a model is asked, and in which form it is to answer."""

    messages: Messages
    answer_type: type[BaseModel]
    sample: object = 0
    """Another one is another answer to the same question."""
    sure_of: str | None = None
    """The field of which the model is asked how sure it is."""

    def depends_on(self, settings: Settings) -> dict[str, object]:
        """Everything that the answer depends on."""
        return {
            "endpoint": settings.address,
            "model": settings.model,
            "messages": [dict(message) for message in self.messages],
            "schema": _schema(self.answer_type),
            "structured_output": settings.structured_output,
            "temperature": settings.temperature,
            "sample": self.sample,
            "sure_of": self.sure_of if settings.logprobs else None,
        }


@cache
def _schema(answer_type: type[BaseModel]) -> dict[str, Any]:
    """Made once for each type: it takes as long as all else that a question needs."""
    return answer_type.model_json_schema()


@cache
def _form(answer_type: type[BaseModel]) -> type[BaseModel]:
    """`answer_type` as instructor extends it, with its schema: else instructor makes both anew for each request."""
    from instructor import openai_schema

    form = openai_schema(answer_type)
    schema = form.model_json_schema()
    setattr(form, "model_json_schema", lambda: schema)  # noqa: B010 - mypy takes no other way to replace a method
    return form


class Exchange:
    """Asks `question` of the model of `settings`. `trace` is told of it under the key of its answer."""

    def __init__(self, question: Question, key: str, endpoint: Endpoint, settings: Settings, trace: Trace) -> None:
        self._question = question
        self._key = key
        self._endpoint = endpoint
        self._settings = settings
        self._limits = endpoint.limits_of(settings.model)
        self._prices = Prices(settings, in_batch=endpoint.deferred is not None)
        self._trace = trace
        self._last: ChatCompletion | None = None
        self._begin: Callable[[], None] | None = None
        self.usage = Usage()
        """Every request sent so far, and the tokens of every answer, whether usable or not."""

    async def answer(self, connections: Connections, begin: Callable[[], None]) -> Outcome:
        """The answer, parsed. `begin` is called when its first request is about to be sent. Raises ModelError."""
        import instructor
        from instructor.core import InstructorRetryException

        # Its messages hold prompts and answers, and each failure that it logs is raised as well.
        logging.getLogger("instructor.v2.retry").setLevel(logging.CRITICAL + 1)
        modes = {
            "json_schema": instructor.Mode.JSON_SCHEMA,
            "json": instructor.Mode.JSON,
            "tools": instructor.Mode.TOOLS,
            "md_json": instructor.Mode.MD_JSON,
        }

        self._begin = begin

        async def complete(**request: Any) -> ChatCompletion:
            self._last = await self._complete(connections, self._made_strict(request))
            return self._last

        create: Any = instructor.patch(create=complete, mode=modes[self._settings.structured_output])
        # No `context=`: with one, instructor renders the messages, and so the article, as Jinja2 templates.
        try:
            parsed: BaseModel = await create(
                response_model=_form(self._question.answer_type),
                messages=[dict(message) for message in self._question.messages],
                model=self._settings.model,
                max_retries=_REASKS,
                strict=False,
            )
        except InstructorRetryException as error:
            raise unusable(error.__cause__, self._settings) from None
        sure_of = self._question.sure_of
        return Outcome.of(parsed, certainties(self._last, sure_of) if self._last and sure_of else ())

    async def _complete(self, connections: Connections, request: dict[str, Any]) -> ChatCompletion:
        """One whole chat completion. Retried here, below instructor, so that a re-ask is never paid for twice."""
        from openai import APIError
        from tenacity import AsyncRetrying, retry_if_exception

        retrying = AsyncRetrying(
            sleep=self._endpoint.sleep,
            retry=retry_if_exception(is_worth_retrying),
            wait=seconds_to_wait,
            stop=partial(gives_up, deadline=self._settings.deadline),
            before_sleep=self._tell_of_retry,
            reraise=True,
        )
        try:
            completion: object = await retrying(self._send, connections, request)
        except (APIError, TimeoutError) as error:
            tries = int(retrying.statistics["attempt_number"])
            raise explain(error, self._settings, tries) from None
        self._trace("completion", key=self._key, **_told(completion))
        return require_answer(completion, self._settings)

    def _tell_of_retry(self, state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        status = getattr(error, "status_code", None)
        self._trace("retry", key=self._key, attempt=state.attempt_number, failed=type(error).__name__, status=status)

    def _made_strict(self, request: dict[str, Any]) -> dict[str, Any]:
        """The request in OpenAI's strict mode, which instructor does not ask for; other endpoints may not know it."""
        if self._settings.base_url or self._settings.structured_output != "json_schema":
            return request
        asked_for = request["response_format"]
        schema = {**asked_for["json_schema"], "strict": True}
        return {**request, "response_format": {**asked_for, "json_schema": schema}}

    async def _send(self, connections: Connections, request: dict[str, Any]) -> object:
        """One request; another without the temperature or the logprobs where the endpoint refuses to be given them."""
        from openai import APIStatusError

        refused, model = self._endpoint.refused, self._settings.model
        extras = {name: value for name, value in self._extras().items() if (model, name) not in refused}
        while True:
            try:
                return await self._counted(connections, {**request, **extras})
            except APIStatusError as error:
                name = refused_parameter(error, extras)
                if name is None:
                    raise
                refused.add((model, name))
                del extras[name]

    def _extras(self) -> dict[str, object]:
        """The parameters that a model may refuse to be given."""
        extras: dict[str, object] = {}
        if self._settings.temperature is not None:
            extras["temperature"] = self._settings.temperature
        # Of the arguments of a call of a tool, no endpoint tells how sure it is.
        if self._question.sure_of and self._settings.logprobs and self._settings.structured_output != "tools":
            extras["logprobs"] = True
        return extras

    async def _counted(self, connections: Connections, request: dict[str, Any]) -> object:
        """One request, within limits and budget. Counted here: instructor puts a running total in its tokens' place."""
        expected = self._priced(
            Usage(calls=1, input_tokens=expected_of(str(message["content"]) for message in request["messages"]))
        )
        async with connections.width.place() as place:
            if self._begin is not None:
                self._begin()
                self._begin = None
            await self._limits.admit(expected.input_tokens)
            self._endpoint.budget.reserve(expected)
            deferred = self._endpoint.deferred
            # Where the answer is only awaited, what it takes stays set aside: it is about to be sent.
            headers = {} if deferred is None else deferred.mark_of(self._key, request)
            taken = Usage(calls=1)
            try:
                completion = await self._received(connections, place, request, headers)
                taken += self._priced(_tokens(completion))
            except (json.JSONDecodeError, UnicodeDecodeError):
                raise ModelAnswerError(
                    f"{self._settings.host} sent an answer that is no JSON: check that OPENAI_BASE_URL ends in /v1"
                ) from None
            finally:
                self._endpoint.budget.settle(expected, taken)
                self.usage += taken
        return completion

    async def _received(
        self, connections: Connections, place: int, request: dict[str, Any], headers: Mapping[str, str]
    ) -> object:
        """What one request comes to. Raises TimeoutError, since that of openai is for each read of an answer anew."""
        from openai import APIStatusError

        create = connections.client.chat.completions.with_raw_response.create
        try:
            async with asyncio.timeout(self._settings.timeout):
                # As an extra body, which goes before all else: openai looks into every part of what is not.
                response = await create(model=request["model"], messages=[], extra_body=request, extra_headers=headers)
        except APIStatusError as error:
            self._limits.read(error.response.headers)
            if error.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                connections.width.turned_away(place)
            raise
        self._limits.read(response.headers)
        connections.width.answered()
        return response.parse()

    def _priced(self, usage: Usage) -> Usage:
        return usage.model_copy(update={"usd": self._prices.of(usage)})


def _told(completion: object) -> dict[str, object]:
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
