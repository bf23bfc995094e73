"""What a piece of work would send to a model, found out by doing it with no budget at all.

A request that the cache can answer is answered; every other one is only counted. The claims of a text that no model
has read are then its sentences, and the summary that no model has written is the one that the embedded engine writes:
so the plan of what comes later is an estimate, and the model's answers are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.engines import Engines
from assistant.errors import BudgetExceededError
from assistant.pipeline import DEFAULT_LENGTH, Assistant, Text
from assistant.schema import Length, Usage
from assistant.schema.base import Frozen
from assistant.settings import Settings


class Plan(Frozen):
    """What would be sent."""

    calls: int
    input_tokens: int
    """Estimated from the words of the prompts."""
    usd: float | None
    """The price of those tokens; None where it is not known."""
    cache_hits: int
    """The questions that the cache answers."""


def total(plans: Iterable[Plan]) -> Plan:
    """All of the plans as one; its price is unknown where that of one of them is."""
    all_of_them = Plan(calls=0, input_tokens=0, usd=0.0, cache_hits=0)
    for plan in plans:
        all_of_them = Plan(
            calls=all_of_them.calls + plan.calls,
            input_tokens=all_of_them.input_tokens + plan.input_tokens,
            usd=None if all_of_them.usd is None or plan.usd is None else all_of_them.usd + plan.usd,
            cache_hits=all_of_them.cache_hits + plan.cache_hits,
        )
    return all_of_them


def plan_check(settings: Settings, text: Text, sources: Sequence[Text]) -> Plan:
    """What `Assistant.check` would send."""
    engines, assistant = _penniless(settings)
    report = assistant.check(text, list(sources) or None)
    return _plan(engines.refused, report.usage)


def plan_summary(settings: Settings, source: Text, length: Length = DEFAULT_LENGTH, *, check: bool = True) -> Plan:
    """What `Assistant.summarize` would send."""
    engines, assistant = _penniless(settings)
    try:
        taken = assistant.summarize(source, length=length, check=check).usage
    except BudgetExceededError:
        taken = Usage()
        if check:
            own = Assistant(settings=Settings(engine="embedded")).summarize(source, length=length, check=False)
            taken = assistant.check(own.text, source).usage
    return _plan(engines.refused, taken)


def _penniless(settings: Settings) -> tuple[Engines, Assistant]:
    own = settings.model_copy(
        update={"budget_calls": 0, "budget_tokens": None, "budget_usd": None, "budget_seconds": None, "trace": None}
    )
    engines = Engines(own)
    return engines, Assistant(settings=own, engines=engines)


def _plan(refused: Usage, taken: Usage) -> Plan:
    return Plan(calls=refused.calls, input_tokens=refused.input_tokens, usd=refused.usd, cache_hits=taken.cache_hits)
