"""Who answers: the embedded engine, or a language model. Both speak the protocol `assistant.schema.Engine`."""

from __future__ import annotations

from assistant.schema import Engine
from assistant.settings import Settings


def make_engine(settings: Settings) -> Engine:
    """The engine that `settings` decided on. Only the one that is made is imported."""
    if settings.engine == "model":
        from assistant.engines.language_model import LanguageModelEngine

        return LanguageModelEngine(settings)
    from assistant.engines.embedded import EmbeddedEngine

    return EmbeddedEngine()
