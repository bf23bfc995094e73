"""How long to wait before a request is sent again, and when to give up."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from assistant.model.limits import retry_after

if TYPE_CHECKING:
    from tenacity import RetryCallState

_FIRST = 0.5
_LONGEST = 20.0
_TRIES = 5
_TRIES_BY_APPOINTMENT = 20
"""Where the endpoint says each time when to come back: one request among many may be turned away again and again."""


def seconds_to_wait(state: RetryCallState) -> float:
    """Seconds until the next attempt: what `Retry-After` asks for, within bounds, else doubling with jitter."""
    asked_for = _asked_for(state)
    if asked_for is not None:
        return asked_for
    ceiling = min(_FIRST * 2.0 ** (state.attempt_number - 1), _LONGEST)
    return ceiling * random.uniform(0.5, 1.0)  # noqa: S311 - jitter keeps clients apart, it guards no secret


def gives_up(state: RetryCallState, deadline: float) -> bool:
    """Whether no further attempt is made: there were enough of them, or it would begin after the deadline."""
    from tenacity import stop_before_delay

    tries = _TRIES if _asked_for(state) is None else _TRIES_BY_APPOINTMENT
    return state.attempt_number >= tries or stop_before_delay(deadline)(state)


def _asked_for(state: RetryCallState) -> float | None:
    from openai import APIStatusError

    error = state.outcome.exception() if state.outcome else None
    return retry_after(error.response.headers) if isinstance(error, APIStatusError) else None
