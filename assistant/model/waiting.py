"""How long to wait before a request is sent again."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenacity import RetryCallState

_FIRST = 0.5
_LONGEST = 20.0
_LONGEST_ASKED_FOR = 120.0


def seconds_to_wait(state: RetryCallState) -> float:
    """Seconds until the next attempt: what `Retry-After` asks for, within bounds, else doubling with jitter."""
    asked_for = _retry_after(state)
    if asked_for is not None:
        return min(max(asked_for, 0.0), _LONGEST_ASKED_FOR)
    ceiling = min(_FIRST * 2.0 ** (state.attempt_number - 1), _LONGEST)
    return ceiling * random.uniform(0.5, 1.0)  # noqa: S311 - jitter keeps clients apart, it guards no secret


def _retry_after(state: RetryCallState) -> float | None:
    from openai import APIStatusError

    error = state.outcome.exception() if state.outcome else None
    value = error.response.headers.get("retry-after") if isinstance(error, APIStatusError) else None
    if value is None:
        return None
    try:
        return float(value)
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
