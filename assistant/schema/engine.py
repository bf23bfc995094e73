"""Who answers, and who is told of the progress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self

from pydantic import Field, model_validator

from assistant.schema.base import Frozen
from assistant.schema.document import Document
from assistant.schema.repair import Fault, Rewrite
from assistant.schema.report import EngineIdentity, Usage
from assistant.schema.speech import Claim, Extraction
from assistant.schema.verdict import Judgement


class Length(Frozen):
    """How long a summary may be: a number of sentences, or a number of words."""

    sentences: int | None = Field(default=None, ge=1)
    words: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.sentences is None) == (self.words is None):
            raise ValueError("a length is a number of sentences or a number of words: give one of them")
        return self


class Draft(Frozen):
    """One sentence that an engine wrote, and the indexes of the source's sentences that it names for it."""

    text: str
    rests_on: tuple[int, ...]


class Engine(Protocol):
    """Who answers: writes, extracts and judges. It decides no verdict; `verifier` does."""

    @property
    def identity(self) -> EngineIdentity: ...

    @property
    def usage(self) -> Usage:
        """What has been used since the engine was made; `seconds` is left to the pipeline."""
        ...

    @property
    def stopped(self) -> str | None:
        """Why the work ended before all of it was done, where a budget ended it; None where nothing did."""
        ...

    async def summarize(self, source: Document, length: Length) -> tuple[Draft, ...]:
        """The sentences of a summary, in order. Raises ModelError where none can be had."""
        ...

    async def extract(self, text: Document) -> Extraction:
        """The claims and attributions of `text`, seeing nothing else. Raises ModelError."""
        ...

    async def judge(
        self, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
    ) -> tuple[Judgement, ...]:
        """One judgement a claim, in any order, each for an id that was asked for.

        A failure becomes a judgement without a label, which says why; only what makes every answer
        impossible (a wrong key, an unknown model) raises ModelError.
        """
        ...

    async def rewrite(self, sources: Sequence[Document], faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
        """What to put in place of sentences that do not hold, by what the sources say; at most one for each fault.

        Nothing is taken on trust: what comes back is verified like any text. A failure becomes a rewrite without a
        text, which says why; only what makes every answer impossible raises ModelError.
        """
        ...

    async def aclose(self) -> None: ...


class Trace(Protocol):
    """Told everything that is asked, answered and decided, so that it can be followed later."""

    def __call__(self, event: str, **details: object) -> None: ...


def no_trace(event: str, **details: object) -> None:
    """A `Trace` that keeps nothing."""


class Progress(Protocol):
    """Told what is being done, so that a command line can show it."""

    def __call__(self, doing: str, done: int = 0, of: int = 0) -> None: ...


def no_progress(doing: str, done: int = 0, of: int = 0) -> None:
    """A `Progress` that shows nothing."""
