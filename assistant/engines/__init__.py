"""Who answers: the embedded engine, or a language model. Both speak the protocol `assistant.schema.Engine`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.schema import Engine, Trace, no_trace
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.model import Answers, Endpoint


class Engines:
    """Makes an engine for each piece of work: the one that `settings` decided on. Only that one is imported.

    What the engines share, such as connections and a budget, is made once.
    """

    def __init__(self, settings: Settings, *, endpoint: Endpoint | None = None, answers: Answers | None = None) -> None:
        """`answers` are all that a model is asked for; `endpoint` is the one of the settings if it is not given."""
        self._settings = settings
        self._endpoint = endpoint
        self._answers = answers

    def make(self, trace: Trace = no_trace) -> Engine:
        """An engine for one piece of work. Its `aclose` is to be called when that is done."""
        if self._settings.engine != "model":
            from assistant.engines.embedded import EmbeddedEngine

            return EmbeddedEngine()
        from assistant.engines.language_model import LanguageModelEngine
        from assistant.model import Endpoint, ModelClient

        self._endpoint = self._endpoint or Endpoint(self._settings, answers=self._answers)
        return LanguageModelEngine(self._settings, ModelClient(self._endpoint, trace))
