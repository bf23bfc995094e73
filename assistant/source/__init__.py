"""Where documents come from: bytes, files and addresses become a text with its sentences, parts and repeats."""

from __future__ import annotations

from assistant.source.apart import body_of, headlines_of, part_of
from assistant.source.documents import from_text
from assistant.source.readers import read

__all__ = ["body_of", "from_text", "headlines_of", "part_of", "read"]
