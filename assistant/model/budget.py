"""What the work may take at most: calls, tokens, money, seconds."""

from __future__ import annotations

import time

from assistant.errors import BudgetExceededError
from assistant.schema import Usage
from assistant.settings import Settings


class Budget:
    """What may still be spent.

    A request that would go beyond it is not sent: what it is expected to take is set aside while it is under way. Only
    an answer, whose length nobody knows before, can go beyond it, and then no other request follows.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._started = time.monotonic()
        self._calls, self._tokens, self._usd = 0, 0, 0.0
        self.refused = Usage()
        """The requests for which there was no room, and what they were expected to send."""

    @property
    def seconds_left(self) -> float | None:
        """None where seconds are not bounded."""
        allowed = self._settings.budget_seconds
        return None if allowed is None else max(0.0, allowed - (time.monotonic() - self._started))

    def reserve(self, expected: Usage) -> None:
        """Sets aside what a request is expected to take. Raises BudgetExceededError where that is no longer there."""
        exceeded = self._exceeded_by(expected)
        if exceeded is not None:
            self.refused += expected
            raise exceeded
        self._calls += expected.calls
        self._tokens += _tokens(expected)
        self._usd += _usd(expected)

    def _exceeded_by(self, expected: Usage) -> BudgetExceededError | None:
        settings = self._settings
        if settings.budget_calls is not None and self._calls + expected.calls > settings.budget_calls:
            return _exceeded(_so_many(settings.budget_calls, "call"))
        if settings.budget_tokens is not None and self._tokens + _tokens(expected) > settings.budget_tokens:
            return _exceeded(_so_many(settings.budget_tokens, "token"))
        if settings.budget_usd is not None and self._usd + _usd(expected) > settings.budget_usd:
            return _exceeded(f"{settings.budget_usd:g} US dollars")
        return out_of_seconds(settings) if self.seconds_left == 0 else None

    def settle(self, expected: Usage, taken: Usage) -> None:
        """Puts what a request took in the place of what was set aside for it."""
        self._calls += taken.calls - expected.calls
        self._tokens += _tokens(taken) - _tokens(expected)
        self._usd += _usd(taken) - _usd(expected)


def out_of_seconds(settings: Settings) -> BudgetExceededError:
    """The error that the time of the budget has run out."""
    return _exceeded(f"{settings.budget_seconds:g} seconds")


def _tokens(usage: Usage) -> int:
    return usage.input_tokens + usage.output_tokens


def _usd(usage: Usage) -> float:
    return usage.usd or 0.0


def _so_many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _exceeded(what: str) -> BudgetExceededError:
    return BudgetExceededError(f"the budget of {what} is used up: allow more to go on")
