"""Where an extraction of attributions failed, to be read by a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.evaluation.attributions.scoring import ScoredText
from assistant.reports.characters import visible
from assistant.schema import Mode

_CONTEXT = 80
"""Characters shown on either side."""


class Failure(BaseModel):
    """A gold attribution that was not found, or one that was found and is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    """The id of the text."""
    kind: Literal["missed", "spurious"]
    mode: Mode
    speaker: str | None
    cue: str | None
    content: str
    context: str


def drawn(texts: Sequence[ScoredText], limit: int, seed: int) -> tuple[Failure, ...]:
    """`limit` of the failures, drawn at random and in the order of the texts; all where there are no more."""
    found = list(failures(texts)) if limit else []
    if limit >= len(found):
        return tuple(found)
    kept = sorted(Random(seed).sample(range(len(found)), limit))  # noqa: S311 - a sample, not a secret
    return tuple(found[at] for at in kept)


def failures(texts: Sequence[ScoredText]) -> Iterator[Failure]:
    """The misses and the spurious attributions of each text, in its order, with the words around them."""
    for scored in texts:
        text, identifier = scored.annotated.text, scored.annotated.id
        for at in scored.misses():
            gold = scored.annotated.attributions[at]
            yield Failure(
                text=identifier,
                kind="missed",
                mode=gold.mode,
                speaker=gold.speaker.of(text) if gold.speaker else None,
                cue=gold.cue.of(text) if gold.cue else None,
                content=" … ".join(piece.of(text) for piece in gold.content),
                context=_around(text, gold.content[0].start, gold.content[-1].end),
            )
        for at in scored.spurious():
            found = scored.found[at]
            yield Failure(
                text=identifier,
                kind="spurious",
                mode=found.mode,
                speaker=found.speaker,
                cue=found.cue,
                content=found.content,
                context=_around(text, found.content_spans[0].start, found.content_spans[-1].end),
            )


def failure_lines(failure: Failure) -> list[str]:
    """A failure as plain text: what it is, and where it stands."""
    said = f"{failure.speaker or 'nobody'} | {failure.cue or 'no cue'} | {failure.content}"
    head = f"{failure.kind}, {failure.mode}, {failure.text}: {' '.join(said.split())}"
    return [visible(head), f"    {visible(failure.context)}"]


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _CONTEXT) : end + _CONTEXT].split())
