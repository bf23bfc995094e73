"""Which frames are taken for attributions, and whose words are taken by then."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.frame import Frame
from assistant.attribution.phrases import Role
from assistant.attribution.weights import chance
from assistant.attribution.words import Word
from assistant.language.cues import Sort

LIKELY = 0.28
"""The chance from which on a frame may be a stand that is only told of: best F1 on the texts it was fitted to."""
PROBABLE = 0.3
"""The chance from which on a frame is taken for speech."""
SURE = 0.5
"""The chance from which on speech is reported inside speech, and anybody at all may be its speaker."""


def likelihood_of(frame: Frame) -> float:
    """The chance of a frame; at least `SURE` where a named person or a pronoun stands with the verb by a quotation."""
    spoken = frame.shape in ("inverted", "after quote") and frame.subject.role in (Role.PRONOUN, Role.NAME)
    return max(chance(frame.features), SURE if spoken else 0.0)


def is_plain(frame: Frame) -> bool:
    """Whether a frame is so plain that anybody before it speaks: “...,” said the curator; said that."""
    return frame.shape in ("inverted", "after quote") or (
        frame.word.sort is Sort.SAYING and frame.after in ("that", "quote", "colon", "phrase")
    )


class Taken:
    """Which words of a unit are content or cue of an attribution: no other one's content may cross them."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._content = bytearray(len(words))
        self._cues = bytearray(len(words))

    def clashes(self, frame: Frame) -> bool:
        """Whether another's content has a word of the frame, or another's cue one of its content."""
        return any(self._content[frame.first : frame.last]) or any(
            any(self._content[start:end]) or any(self._cues[start:end]) for start, end in frame.content
        )

    def take(self, frame: Frame) -> None:
        """Marks the words of the frame as taken."""
        self._cues[frame.first : frame.last] = b"\1" * (frame.last - frame.first)
        for start, end in frame.content:
            self._content[start:end] = b"\1" * (end - start)
