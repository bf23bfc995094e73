"""What every reader of a text gives back, whatever it reads: something with a place."""

from __future__ import annotations

from typing import Protocol


class Mention(Protocol):
    """Anything that stands at characters `start` to `end` of a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character behind its last."""
