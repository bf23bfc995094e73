"""The engine that runs on this machine: deterministic, with no key, no network and no model."""

from assistant.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
