"""Turns what openai and instructor raise into one line of ours: the host, what happened, what to do.

Their own texts are not passed on: instructor's hold the whole prompt, and a transport's may hold the key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from assistant.errors import (
    AnswerCutError,
    AssistantError,
    ContextOverflowError,
    ModelAnswerError,
    ModelConnectionError,
    ModelError,
    ModelRejectedError,
    RequestRejectedError,
)
from assistant.settings import Settings

if TYPE_CHECKING:
    from openai import APIConnectionError, APIError, APIStatusError
    from openai.types.chat import ChatCompletion

_BUSY = HTTPStatus.TOO_MANY_REQUESTS
_RETRIED = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, _BUSY})
_NOT_ALLOWED = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY})
_NO_QUOTA = frozenset({"insufficient_quota", "billing_not_active", "billing_hard_limit_reached"})
_FILTERED = "content_filter"
"""Said of an answer, or as the code of an error where the request itself is not let through."""
_OVERFLOWS = ("context_length_exceeded", "exceed_context_size_error")
_OVERFLOW_WORDS = "maximum context length"
_TOLD_LIMIT = re.compile(r"maximum context length is (\d[\d,]*) tokens")
_LONGEST_EXCERPT = 160


def is_worth_retrying(error: BaseException) -> bool:
    """Whether the same request may succeed later: the transport failed, or the endpoint is busy or broken."""
    from openai import APIConnectionError, APIStatusError

    if isinstance(error, APIStatusError):
        busy = error.status_code in _RETRIED or error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        return busy and not _out_of_quota(error)
    return isinstance(error, APIConnectionError | TimeoutError)


def refused_parameter(error: APIStatusError, parameters: Iterable[str]) -> str | None:
    """The one of `parameters` that the endpoint says it rejects the request for; None where it names none of them."""
    said = f"{error.param} {error.message}" if error.status_code in _NOT_ALLOWED else ""
    return next((name for name in parameters if name in said), None)


def explain(error: APIError | TimeoutError, settings: Settings, tries: int) -> ModelError:
    """The error to raise for the one that the last of `tries` attempts ended with."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    host = settings.host
    attempts = "once" if tries == 1 else f"{tries} times"
    if isinstance(error, APITimeoutError | TimeoutError):
        return ModelConnectionError(
            f"{host} did not answer within {settings.timeout:g} s (asked {attempts}): "
            "try again later, or give it more time with the setting timeout"
        )
    if isinstance(error, APIConnectionError) and _broken_off(error):
        return ModelConnectionError(
            f"{host} broke off the connection ({_cause(error)}; tried {attempts}): try again later"
        )
    if isinstance(error, APIConnectionError):
        return ModelConnectionError(
            f"{host} cannot be reached ({_cause(error)}; tried {attempts}): check the address and the network"
        )
    if isinstance(error, APIStatusError):
        return _explain_status(error, settings, attempts)
    return ModelAnswerError(f"{host} sent an answer that is no chat completion: check that the address ends in /v1")


def too_long(settings: Settings) -> str:
    """The message about a request that is longer than the context of the model."""
    return f"the request is longer than {settings.model} at {settings.host} can read: use a model with a longer context"


def _explain_status(error: APIStatusError, settings: Settings, attempts: str) -> ModelError:
    host, status = settings.host, error.status_code
    if _overflows(error):
        overflow = ContextOverflowError(too_long(settings))
        overflow.limit = _told_limit(error)
        return overflow
    if error.code == _FILTERED:
        return _refused(settings)
    if _out_of_quota(error):
        return ModelRejectedError(f"{host} says that the key's quota is used up: check its plan and billing")
    if is_worth_retrying(error):
        advice = "try again later, or lower the setting concurrency" if status == _BUSY else "try again later"
        return ModelConnectionError(f"{host} answered {named(status)} (asked {attempts}): {advice}")
    if status == HTTPStatus.UNAUTHORIZED:
        return ModelRejectedError(
            f"{host} does not accept the key ({named(status)}): set OPENAI_API_KEY to a valid one"
        )
    if status == HTTPStatus.FORBIDDEN:
        return ModelRejectedError(
            f"{host} forbids {settings.model} to this key ({named(status)}): ask for access to it"
        )
    if status == HTTPStatus.NOT_FOUND:
        return ModelRejectedError(
            f"{host} knows no model {settings.model} at this address ({named(status)}): "
            "check the model's name and that OPENAI_BASE_URL ends in /v1"
        )
    if status < HTTPStatus.BAD_REQUEST:
        return ModelRejectedError(
            f"{host} redirects ({named(status)}), and texts go to no other address than the one given: "
            "correct OPENAI_BASE_URL"
        )
    return RequestRejectedError(
        f"{host} rejects the request ({named(status)}: {_excerpt(error, settings)}): "
        'check the model and its settings; one that knows no JSON schema may need structured_output = "json"'
    )


def unusable(cause: BaseException | None, settings: Settings) -> AssistantError:
    """The error to raise where instructor gave up: what the completion was refused for, else its wrong form."""
    if isinstance(cause, AssistantError):
        return cause
    return ModelAnswerError(
        f"{settings.model} at {settings.host} twice did not answer in the JSON that was asked for: "
        "use another model, or another setting structured_output"
    )


def require_answer(completion: object, settings: Settings) -> ChatCompletion:
    """`completion` itself where it holds a whole answer. Raises ModelAnswerError where it does not."""
    from openai.types.chat import ChatCompletion

    who = f"{settings.model} at {settings.host}"
    if not isinstance(completion, ChatCompletion) or not completion.choices or not completion.choices[0].message:
        raise ModelAnswerError(
            f"{settings.host} sent an answer that is no chat completion: check that OPENAI_BASE_URL ends in /v1"
        )
    choice = completion.choices[0]
    if choice.finish_reason == "length":
        raise AnswerCutError(f"the answer of {who} was cut at its limit of length: ask for less at once")
    if choice.message.refusal or choice.finish_reason == _FILTERED:
        raise _refused(settings)
    return completion


def _refused(settings: Settings) -> ModelAnswerError:
    return ModelAnswerError(f"{settings.model} at {settings.host} refuses to answer about this text: use another model")


def _overflows(error: APIStatusError) -> bool:
    named = error.code in _OVERFLOWS or error.type in _OVERFLOWS or _OVERFLOW_WORDS in error.message
    return named or error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def _told_limit(error: APIStatusError) -> int | None:
    """The tokens that the model can read: llama.cpp has a field for it, OpenAI and vLLM say it in a sentence."""
    body = error.body if isinstance(error.body, dict) else {}
    told = body.get("n_ctx")
    if isinstance(told, int):
        return told
    found = _TOLD_LIMIT.search(error.message)
    return int(found[1].replace(",", "")) if found else None


def _out_of_quota(error: APIStatusError) -> bool:
    return bool({error.code, error.type} & _NO_QUOTA) or error.status_code == HTTPStatus.PAYMENT_REQUIRED


def _broken_off(error: APIConnectionError) -> bool:
    """Whether the endpoint was reached, and then went away."""
    from httpx2 import ReadError, RemoteProtocolError, WriteError

    return isinstance(error.__cause__, ReadError | RemoteProtocolError | WriteError)


def _cause(error: APIError) -> str:
    """What went wrong below: only a failed connection's own words are sure to hold nothing of the request."""
    from httpx2 import ConnectError

    cause = error.__cause__
    return (_line(str(cause)) if isinstance(cause, ConnectError) else "") or type(cause).__name__


def _excerpt(error: APIStatusError, settings: Settings) -> str:
    body = error.body if isinstance(error.body, dict) else {}
    return excerpt(body.get("message"), settings)


def excerpt(said: object, settings: Settings) -> str:
    """The reason that an endpoint gives, short and on one line, without the key that it may repeat."""
    said = _line(str(said or "no reason given"))
    key = settings.api_key or ""
    said = said.replace(key, "***") if key else said
    return said if len(said) <= _LONGEST_EXCERPT else said[:_LONGEST_EXCERPT] + "…"


def _line(text: str) -> str:
    """`text` on one line, without characters that would steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def named(status: int) -> str:
    """A status with its name, as "404 Not Found"."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
