"""Where documents come from: bytes, files and addresses become a text with its sentences, parts and repeats."""

from __future__ import annotations

from assistant.source.documents import from_text
from assistant.source.readers import read

__all__ = ["from_text", "read"]
