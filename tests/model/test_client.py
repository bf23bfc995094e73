"""The client against a scripted endpoint, through the real openai and instructor."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from pydantic import BaseModel

from assistant.errors import (
    AnswerCutError,
    AssistantError,
    ContextOverflowError,
    ModelAnswerError,
    ModelConnectionError,
    ModelError,
    ModelRejectedError,
    RequestRejectedError,
    UsageError,
)
from assistant.model import Endpoint, ModelClient
from assistant.schema import Usage
from assistant.settings import Settings, StructuredOutput
from tests.scripted import (
    KEY,
    Reply,
    ScriptedTransport,
    Waits,
    answers,
    breaks,
    fails,
    refuses,
    says,
    scripted_settings,
)

MESSAGES = ({"role": "system", "content": "Rules."}, {"role": "user", "content": "Secret article {{ 7*7 }}"})
GREETING = {"greeting": "hello"}


class Greeting(BaseModel):
    greeting: str


class Asked:
    """What came of one question: the answer or the error, what was used, and how long was waited."""

    def __init__(self, transport: ScriptedTransport, settings: Settings | None = None) -> None:
        self.transport = transport
        self.waits = Waits()
        self.answer: Greeting | None = None
        self.error: AssistantError | None = None
        endpoint = Endpoint(
            settings or scripted_settings(), transport=transport, sleep=self.waits, clock=self.waits.clock
        )
        self.client = ModelClient(endpoint)
        asyncio.run(self._ask())

    async def _ask(self) -> None:
        try:
            self.answer = (await self.client.ask(MESSAGES, Greeting)).answer
        except AssistantError as error:
            self.error = error
        finally:
            await self.client.aclose()


def ask(*replies: Reply, settings: Settings | None = None) -> Asked:
    return Asked(ScriptedTransport(*replies), settings)


@pytest.mark.parametrize("structured_output", ["json_schema", "json", "md_json"])
def test_an_answer_is_parsed_and_the_words_go_out_byte_for_byte(structured_output: StructuredOutput) -> None:
    asked = ask(says(GREETING), settings=scripted_settings(structured_output=structured_output))
    assert asked.answer == Greeting(greeting="hello")
    assert asked.transport.calls == 1
    assert b"Secret article {{ 7*7 }}" in asked.transport.raw[0]
    assert asked.transport.bodies[0]["model"] == "scripted"
    assert asked.transport.bodies[0]["temperature"] == 0.0


def test_an_answer_by_tool_call_is_parsed() -> None:
    call = {"id": "1", "type": "function", "function": {"name": "Greeting", "arguments": json.dumps(GREETING)}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "finish_reason": "tool_calls", "message": message}
    completion = {"id": "x", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice]}
    asked = ask(answers(httpx2.Response(200, json=completion)), settings=scripted_settings(structured_output="tools"))
    assert asked.answer == Greeting(greeting="hello")
    assert asked.client.usage == Usage(calls=1, usd=None)


def test_strict_mode_is_for_openai_alone() -> None:
    elsewhere = ask(says(GREETING)).transport.bodies[0]
    at_openai = ask(says(GREETING), settings=scripted_settings(base_url=None)).transport.bodies[0]
    assert "strict" not in elsewhere["response_format"]["json_schema"]
    assert at_openai["response_format"]["json_schema"]["strict"] is True


def test_an_answer_that_does_not_parse_is_asked_for_once_more() -> None:
    asked = ask(says("Hello!", tokens=(100, 10, 0)), says(GREETING, tokens=(130, 12, 90)))
    assert asked.answer == Greeting(greeting="hello")
    assert asked.client.usage == Usage(calls=2, input_tokens=230, output_tokens=22, cached_tokens=90, usd=None)


@pytest.mark.parametrize("content", ["Hello!", "", '{"farewell": "bye"}', '{"greeting": '])
def test_an_answer_that_twice_does_not_parse_is_an_error(content: str) -> None:
    asked = ask(says(content))
    assert type(asked.error) is ModelAnswerError
    assert asked.transport.calls == 2
    assert "twice did not answer in the JSON" in str(asked.error)


@pytest.mark.parametrize(
    ("reply", "kind", "says_so"),
    [
        (says(GREETING, finish="length"), AnswerCutError, "cut at its limit of length"),
        (says('{"gree', finish="length"), AnswerCutError, "cut at its limit of length"),
        (refuses(), ModelAnswerError, "refuses to answer"),
        (says(GREETING, finish="content_filter"), ModelAnswerError, "refuses to answer"),
        (answers(httpx2.Response(200, text="<html>")), ModelAnswerError, "no chat completion"),
        (answers(httpx2.Response(200, json={"choices": []})), ModelAnswerError, "no chat completion"),
        (answers(httpx2.Response(200, json=[1])), ModelAnswerError, "no chat completion"),
        (
            answers(httpx2.Response(200, text="<", headers={"content-type": "application/json"})),
            ModelAnswerError,
            "no JSON",
        ),
        (fails(400), RequestRejectedError, "400 Bad Request: scripted failure"),
        (fails(401), ModelRejectedError, "OPENAI_API_KEY"),
        (fails(403), ModelRejectedError, "forbids scripted"),
        (fails(404), ModelRejectedError, "knows no model scripted"),
        (fails(422), RequestRejectedError, "422"),
        (fails(429, code="insufficient_quota"), ModelRejectedError, "quota is used up"),
        (fails(307, headers={"location": "http://elsewhere.test/"}), ModelRejectedError, "redirects"),
        (fails(400, code="context_length_exceeded"), ContextOverflowError, "longer than scripted"),
        (fails(400, type="exceed_context_size_error"), ContextOverflowError, "longer than scripted"),
        (fails(400, message="This model's maximum context length is 8 tokens."), ContextOverflowError, "longer"),
        (fails(413), ContextOverflowError, "longer than scripted"),
    ],
)
def test_what_will_not_change_is_asked_once_and_said_in_one_line(
    reply: Reply, kind: type[ModelError], says_so: str
) -> None:
    asked = ask(reply)
    assert type(asked.error) is kind
    assert asked.transport.calls == 1
    assert_clear(asked.error, says_so)


@pytest.mark.parametrize(
    ("reply", "says_so"),
    [
        (fails(408), "408 Request Timeout"),
        (fails(409), "409 Conflict"),
        (fails(429), "lower the setting concurrency"),
        (fails(500), "500 Internal Server Error"),
        (fails(529), "answered 529"),
        (breaks(httpx2.ConnectError("Name or service not known")), "Name or service not known"),
        (breaks(httpx2.ReadTimeout("slow")), "did not answer within 120 s"),
        (breaks(httpx2.LocalProtocolError(f"illegal header Bearer {KEY}")), "LocalProtocolError"),
    ],
)
def test_what_may_pass_is_tried_five_times_and_then_given_up(reply: Reply, says_so: str) -> None:
    asked = ask(reply)
    assert type(asked.error) is ModelConnectionError
    assert asked.transport.calls == asked.client.usage.calls == 5
    assert_clear(asked.error, says_so)
    assert len(asked.waits.seconds) == 4
    assert all(later > earlier for earlier, later in zip(asked.waits.seconds, asked.waits.seconds[2:], strict=False))


def assert_clear(error: AssistantError, says_so: str) -> None:
    line = str(error)
    assert says_so in line
    assert "\n" not in line
    assert "model.test:8091" in line
    assert "Secret article" not in line
    assert KEY not in line


def test_a_failure_that_passes_leaves_no_trace_but_in_the_calls() -> None:
    asked = ask(fails(500), breaks(httpx2.ConnectError("no")), says(GREETING))
    assert asked.answer == Greeting(greeting="hello")
    assert asked.client.usage == Usage(calls=3, input_tokens=100, output_tokens=10, usd=None)


def test_a_reask_that_fails_in_transport_is_not_paid_for_from_the_start() -> None:
    asked = ask(says("Hello!"), fails(503), says(GREETING))
    assert asked.answer == Greeting(greeting="hello")
    assert [len(body["messages"]) for body in asked.transport.bodies] == [2, 4, 4]


@pytest.mark.parametrize(("asked_for", "waited"), [("7", 7.0), ("0.5", 0.5), ("86400", 120.0), ("-3", 0.0)])
def test_retry_after_is_honoured_within_bounds(asked_for: str, waited: float) -> None:
    asked = ask(
        fails(429, headers={"retry-after": asked_for}), says(GREETING), settings=scripted_settings(deadline=600)
    )
    assert asked.answer == Greeting(greeting="hello")
    assert asked.waits.seconds == [waited]


def test_retry_after_may_be_a_date_and_nonsense_is_ignored() -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    asked = ask(
        fails(503, headers={"retry-after": moment}), fails(503, headers={"retry-after": "soon"}), says(GREETING)
    )
    assert asked.answer == Greeting(greeting="hello")
    assert 30 < asked.waits.seconds[0] <= 40
    assert asked.waits.seconds[1] < 2


def test_a_wait_past_the_deadline_is_not_begun() -> None:
    asked = ask(fails(429, headers={"retry-after": "90"}), settings=scripted_settings(deadline=30))
    assert type(asked.error) is ModelConnectionError
    assert asked.waits.seconds == []
    assert asked.transport.calls == 1


def test_the_deadline_ends_a_request_that_hangs() -> None:
    asked = Asked(ScriptedTransport(says(GREETING), pause=30), scripted_settings(deadline=0.05))
    assert type(asked.error) is ModelConnectionError
    assert "within 0.05 s" in str(asked.error)


def test_a_temperature_that_is_refused_is_left_out_from_then_on() -> None:
    refusal = fails(400, param="temperature", message="Unsupported value")
    transport = ScriptedTransport(refusal, says(GREETING), says(GREETING))

    async def ask_twice() -> None:
        client = ModelClient(Endpoint(scripted_settings(), transport=transport))
        await client.ask(MESSAGES, Greeting)
        await client.ask(MESSAGES, Greeting)
        await client.aclose()

    asyncio.run(ask_twice())
    assert ["temperature" in body for body in transport.bodies] == [True, False, False]


def test_no_temperature_is_sent_where_none_is_set() -> None:
    asked = ask(says(GREETING), settings=scripted_settings(temperature=None))
    assert "temperature" not in asked.transport.bodies[0]


def test_no_more_requests_are_under_way_than_set() -> None:
    transport = ScriptedTransport(says(GREETING), pause=0.01)

    async def ask_many() -> None:
        client = ModelClient(Endpoint(scripted_settings(concurrency=3), transport=transport))
        await asyncio.gather(*(client.ask(MESSAGES, Greeting) for _ in range(12)))
        await client.aclose()

    asyncio.run(ask_many())
    assert transport.calls == 12
    assert transport.most_under_way == 3


def test_one_client_serves_one_event_loop_after_another() -> None:
    transport = ScriptedTransport(says(GREETING))
    client = ModelClient(Endpoint(scripted_settings(), transport=transport))

    async def ask_and_close() -> Greeting:
        try:
            return (await client.ask(MESSAGES, Greeting)).answer
        finally:
            await client.aclose()

    assert asyncio.run(ask_and_close()) == asyncio.run(ask_and_close()) == Greeting(greeting="hello")
    assert client.usage == Usage(calls=2, input_tokens=200, output_tokens=20, usd=None)


def test_closing_what_was_never_opened_does_nothing() -> None:
    asyncio.run(ModelClient(Endpoint(scripted_settings())).aclose())


def test_a_server_of_ones_own_needs_no_key_and_the_environments_address_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://elsewhere.test/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    own = ask(says(GREETING), settings=scripted_settings(api_key=None)).transport
    assert "environment" not in own.headers[0]["authorization"]
    assert own.headers[0]["host"] == "model.test:8091"
    at_openai = ask(says(GREETING), settings=scripted_settings(base_url=None)).transport
    assert at_openai.headers[0]["host"] == "api.openai.com"
    assert at_openai.headers[0]["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("settings", "says_so"),
    [
        (scripted_settings(base_url="http://model.test:port/v1"), "OPENAI_BASE_URL is not an address"),
        (scripted_settings(api_key="sk-“curly”"), "OPENAI_API_KEY holds characters"),
    ],
)
def test_an_address_or_key_that_cannot_be_used_is_the_callers_error(settings: Settings, says_so: str) -> None:
    asked = ask(says(GREETING), settings=settings)
    assert type(asked.error) is UsageError
    assert says_so in str(asked.error)
    assert asked.transport.calls == 0


def test_an_endpoint_that_repeats_the_key_does_not_make_us_show_it() -> None:
    asked = ask(fails(400, message=f"bad key {KEY}\x1b[31m\nand more"))
    line = str(asked.error)
    assert KEY not in line
    assert "\x1b" not in line
    assert "bad key *** [31m and more" in line


def test_neither_prompts_nor_answers_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        ask(says("Hello!"))
        ask(fails(500))
    assert "Secret" not in caplog.text
    assert "Hello!" not in caplog.text
