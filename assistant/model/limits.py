"""What an endpoint says of its limits, and requests held back until it has room for them."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from assistant.errors import ModelConnectionError
from assistant.settings import Settings

LONGEST_WAIT = 120.0
"""Seconds: what an endpoint asks for beyond it, such as the end of a day's limit, is not waited for."""

_PARTS = re.compile(r"([0-9.]+)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass
class _Allowance:
    """How many requests, or tokens, may be sent before `ends`, and how many after it. What is not said is no limit."""

    limit: float = math.inf
    left: float = math.inf
    ends: float = -math.inf

    def read(self, limit: float | None, left: float, seconds: float, now: float) -> None:
        self.limit = limit or self.limit
        if now < self.ends:
            # Answers may arrive out of order: the least that one of them says is what is left.
            self.left = min(self.left, left)
        else:
            self.left, self.ends = left, now + seconds

    def opens(self, wanted: float, now: float) -> float:
        """When there is room for `wanted`. What is more than the whole limit goes too, for the endpoint to refuse."""
        if now >= self.ends:
            self.left = self.limit
        return now if self.left >= min(wanted, self.limit) else self.ends


class Limits:
    """Holds back requests to an endpoint that has said when it will take more.

    Its `x-ratelimit-*` headers say how much is left and until when; a `Retry-After` closes it for all requests, not
    only for the one that was turned away.
    """

    def __init__(
        self, settings: Settings, sleep: Callable[[float], Awaitable[None]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._sleep = sleep
        self._clock = clock
        self._closed_until = -math.inf
        self._requests = _Allowance()
        self._tokens = _Allowance()

    async def admit(self, tokens: int) -> None:
        """Returns once there is room for a request of about so many tokens, which is then taken.

        Raises ModelConnectionError where that is further away than the setting `deadline`.
        """
        now = self._clock()
        while (opens := self._opens(tokens, now)) > now:
            if opens - now > self._settings.deadline:
                raise ModelConnectionError(
                    f"{self._settings.host} takes no requests for {opens - now:.0f} s: "
                    "try again later, or give it more time with the setting deadline"
                )
            await self._sleep(opens - now)
            now = max(opens, self._clock())
        self._requests.left -= 1
        self._tokens.left -= tokens

    def read(self, headers: Mapping[str, str]) -> None:
        """Takes in what the headers of one answer say, whether it is an error or not."""
        now = self._clock()
        self._closed_until = max(self._closed_until, now + (retry_after(headers) or 0.0))
        for allowance, kind in ((self._requests, "requests"), (self._tokens, "tokens")):
            left = _number(headers.get(f"x-ratelimit-remaining-{kind}"))
            seconds = _duration(headers.get(f"x-ratelimit-reset-{kind}"))
            if left is not None and seconds is not None and seconds <= LONGEST_WAIT:
                allowance.read(_number(headers.get(f"x-ratelimit-limit-{kind}")), left, seconds, now)

    def _opens(self, tokens: int, now: float) -> float:
        return max(self._closed_until, self._requests.opens(1, now), self._tokens.opens(tokens, now))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks for, within bounds; None where it is missing or makes no sense."""
    value = headers.get("retry-after")
    if value is None:
        return None
    seconds = _number(value)
    if seconds is None:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _duration(value: str | None) -> float | None:
    """The seconds of "1s", "6m0s", "120ms" or "7"; None for anything else."""
    if value is None or not value.strip():
        return None
    if _PARTS.sub("", value.strip()):
        return _number(value)
    try:
        return sum(float(count) * _SECONDS[unit] for count, unit in _PARTS.findall(value))
    except ValueError:
        return None


def _number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None
