"""Speaks to a model at an OpenAI-compatible endpoint; the only place that knows openai, instructor and tenacity."""

from __future__ import annotations

from assistant.model.cache import Answers
from assistant.model.client import Answered, ModelClient
from assistant.model.contexts import expected_tokens
from assistant.model.endpoint import Endpoint

__all__ = ["Answered", "Answers", "Endpoint", "ModelClient", "expected_tokens"]
