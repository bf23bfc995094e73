"""Who answers: the embedded engine, or a language model. Both speak the protocol `assistant.schema.Engine`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from assistant._version import __version__
from assistant.schema import Engine, EngineIdentity, Trace, Usage, no_trace
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.model import Answers, Endpoint

_SAMPLING = 0.7
"""The temperature of a judge who is asked several times, where the settings have none: at 0 it would repeat itself."""


class _Seat(NamedTuple):
    """Who judges, and how: one of a panel, before it is made."""

    name: str
    model: str
    sample: int
    reversed: bool = False


def identity_of(settings: Settings, prompts: Collection[str] | None = None) -> EngineIdentity:
    """Who answers by these settings, said before anybody has answered.

    With the versions of the named prompts, or of all there are: a report has those that were used.
    """
    identity = EngineIdentity(name=settings.engine or "embedded", version=__version__, model=settings.model)
    if settings.engine != "model":
        return identity
    from assistant.prompts import Prompts

    templates = Prompts(settings.prompts)
    return identity.model_copy(
        update={
            "host": settings.host,
            "judges": tuple(seat.name for seat in _seats(settings)),
            "prompts": {name: templates.version(name) for name in prompts or templates.names()},
        }
    )


def _seats(settings: Settings) -> list[_Seat]:
    shuffled = settings.shuffle and settings.claims_per_call > 1  # one at a time, claims have no order
    if settings.engine != "model" or (settings.judges == 1 and not settings.judge_models and not shuffled):
        return []
    seats = []
    for model in settings.judge_models or (settings.model or "",):
        for sample in range(settings.judges):
            name = f"{model}, sample {sample + 1}" if settings.judges > 1 else model
            seats.append(_Seat(name, model, sample))
            if shuffled:
                seats.append(_Seat(f"{name}, from last to first", model, sample, reversed=True))
    return seats


class Engines:
    """Makes an engine for each piece of work: the one that `settings` decided on. Only that one is imported.

    What the engines share, such as connections and a budget, is made once.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        endpoint: Endpoint | None = None,
        answers: Answers | None = None,
        contexts: Iterable[tuple[str, int | None, int | None]] = (),
    ) -> None:
        """`endpoint` is the one of the settings if it is not given.

        `answers` are all that a model is asked for, and `contexts` what models have taught before of their length, as
        `Contexts.recall` takes it.
        """
        self._contexts = contexts
        self._settings = settings
        self._answers = answers
        self._endpoint = endpoint

    def make(self, trace: Trace = no_trace) -> Engine:
        """An engine for one piece of work. Its `aclose` is to be called when that is done."""
        settings = self._settings
        if settings.engine != "model":
            from assistant.engines.embedded import EmbeddedEngine

            return EmbeddedEngine()
        writer = self._ask(settings, trace)
        seats = _seats(settings)
        if not seats:
            return writer
        from assistant.engines.panel import Judge, Panel

        several = settings.judges > 1
        temperature = settings.temperature or _SAMPLING if several else settings.temperature
        return Panel(
            writer,
            [
                Judge(
                    seat.name,
                    self._ask(
                        settings.model_copy(update={"model": seat.model, "temperature": temperature}),
                        trace,
                        seat.sample,
                    ),
                    reversed=seat.reversed,
                )
                for seat in seats
            ],
            least_sure=settings.sure,
        )

    @property
    def refused(self) -> Usage:
        """The requests for which the budget had no room, and what they were expected to send."""
        return self._endpoint.budget.refused if self._endpoint else Usage()

    def _ask(self, settings: Settings, trace: Trace, sample: int = 0) -> Engine:
        """The model of `settings`, at the endpoint that all share."""
        from assistant.engines.language_model import LanguageModelEngine
        from assistant.model import Endpoint, ModelClient

        if self._endpoint is None:
            self._endpoint = Endpoint(self._settings, answers=self._answers)
            for model, told, refused in self._contexts:
                self._endpoint.contexts.recall(model, told, refused)
        return LanguageModelEngine(settings, ModelClient(self._endpoint, settings, trace=trace), sample=sample)
