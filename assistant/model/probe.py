"""Whether a model answers, in which ways it can be asked for JSON, and how much it can read at once."""

from __future__ import annotations

import time
from typing import Literal, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from assistant.errors import ModelAnswerError, ModelError
from assistant.model.client import ModelClient
from assistant.model.endpoint import Endpoint
from assistant.settings import Settings, StructuredOutput

_QUESTION = (
    {"role": "system", "content": "You label statements. Answer in JSON with the fields number and label."},
    {
        "role": "user",
        "content": 'Number the statement 7. Its label is "true" if it is true, else "false".\n\nSnow is white.',
    },
)


class _Answer(BaseModel):
    number: int
    label: Literal["true", "false"]


class _Meta(BaseModel):
    n_ctx: int | None = None


class _Model(BaseModel):
    id: str = ""
    max_model_len: int | None = None
    meta: _Meta = _Meta()


class _Models(BaseModel):
    data: list[_Model]


class Probe(NamedTuple):
    """What was found out about the model of some settings."""

    failure: str | None
    """Why it does not answer as the settings ask it to; None where it does."""
    seconds: float
    """What its first answer took."""
    honoured: tuple[StructuredOutput, ...]
    """The settings of `structured_output` with which it gave the JSON that was asked for."""
    sure: bool
    """Whether it tells how sure it is of a label."""
    context_length: int | None
    """In tokens, where the endpoint tells."""


async def probe(settings: Settings) -> Probe:
    """Asks the model of `settings` a small question, in each way of asking for JSON, unless nobody is there."""
    started = time.monotonic()
    failure, sure = await _failure(settings)
    seconds = time.monotonic() - started
    if failure is not None and not isinstance(failure, ModelAnswerError):
        return Probe(str(failure), seconds, (), sure=False, context_length=None)
    honoured = [] if failure else [settings.structured_output]
    for mode in get_args(StructuredOutput):
        if mode != settings.structured_output:
            other, _ = await _failure(settings.model_copy(update={"structured_output": mode}))
            honoured += [] if other else [mode]
    context_length = await _context_length(settings)
    return Probe(str(failure) if failure else None, seconds, tuple(honoured), sure, context_length)


async def _failure(settings: Settings) -> tuple[ModelError | None, bool]:
    """Why there was no answer, and whether the answer told how sure the model is."""
    client = ModelClient(Endpoint(settings.model_copy(update={"cache": False})))
    try:
        _, certainties = await client.ask(_QUESTION, _Answer, sure_of="label")
    except ModelError as error:
        return error, False
    finally:
        await client.aclose()
    return None, len(certainties) == 1


async def _context_length(settings: Settings) -> int | None:
    """As llama.cpp and vLLM name it in their list of models."""
    from openai import APIError

    endpoint = Endpoint(settings)
    connections = endpoint.connect()
    try:
        listed = _Models.model_validate_json((await connections.client.models.with_raw_response.list()).content)
    except (APIError, ValidationError):
        return None
    finally:
        await endpoint.release(connections)
    models = listed.data
    own = next((model for model in models if model.id == settings.model), models[0] if len(models) == 1 else _Model())
    return own.max_model_len or own.meta.n_ctx
