"""Who answers: the embedded engine, or a language model. Both speak the protocol `assistant.schema.Engine`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.schema import Engine, Trace, Usage, no_trace
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.engines.panel import Judge
    from assistant.model import Answers, Endpoint

_SAMPLING = 0.7
"""The temperature of a judge who is asked several times, where the settings have none: at 0 it would repeat itself."""


class Engines:
    """Makes an engine for each piece of work: the one that `settings` decided on. Only that one is imported.

    What the engines share, such as connections and a budget, is made once.
    """

    def __init__(self, settings: Settings, *, endpoint: Endpoint | None = None, answers: Answers | None = None) -> None:
        """`answers` are all that a model is asked for; `endpoint` is the one of the settings if it is not given."""
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
        if settings.judges == 1 and not settings.judge_models and not settings.shuffle:
            return writer
        from assistant.engines.panel import Panel

        return Panel(writer, self._judges(trace))

    @property
    def refused(self) -> Usage:
        """The requests for which the budget had no room, and what they were expected to send."""
        return self._endpoint.budget.refused if self._endpoint else Usage()

    def _judges(self, trace: Trace) -> list[Judge]:
        from assistant.engines.panel import Judge

        settings, several = self._settings, self._settings.judges > 1
        temperature = settings.temperature or _SAMPLING if several else settings.temperature
        found = []
        for model in settings.judge_models or (settings.model or "",):
            own = settings.model_copy(update={"model": model, "temperature": temperature})
            for sample in range(settings.judges):
                name = f"{model}, sample {sample + 1}" if several else model
                found.append(Judge(name, self._ask(own, trace, sample)))
                if settings.shuffle:
                    backwards = self._ask(own, trace, sample)
                    found.append(Judge(f"{name}, from last to first", backwards, reversed=True))
        return found

    def _ask(self, settings: Settings, trace: Trace, sample: int = 0) -> Engine:
        """The model of `settings`, at the endpoint that all share."""
        from assistant.engines.language_model import LanguageModelEngine
        from assistant.model import Endpoint, ModelClient

        self._endpoint = self._endpoint or Endpoint(self._settings, answers=self._answers)
        return LanguageModelEngine(settings, ModelClient(self._endpoint, settings, trace=trace), sample=sample)
