"""Has a summary written; that of a long source is made of summaries of its parts, and still names its own lines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from assistant.engines.answers import SummaryAnswer
from assistant.engines.lines import Line, show_lines
from assistant.engines.parts import in_windows
from assistant.engines.together import halves, joined, together
from assistant.errors import ContextOverflowError, ModelAnswerError
from assistant.model import expected_tokens
from assistant.schema import Draft, Length, Part

Ask = Callable[[Sequence[Line], Length], Awaitable[SummaryAnswer]]
Room = Callable[[Length], int]
"""The tokens that a call for a summary of that length leaves for the source."""

_OF_A_PART = 5
"""How many sentences are kept of each part of a long source, for the summary to be made of."""


async def summary(lines: Sequence[Line], length: Length, ask: Ask, room: Room) -> list[Draft]:
    """The sentences of a summary, each with the numbers of the lines that it rests on.

    Where all lines are too much for the model, the summaries of their parts are summarized. Raises ContextOverflowError
    where one line alone is too much.
    """
    try:
        return _drafts(await ask(lines, length), lines)
    except ContextOverflowError:
        if len(lines) == 1:
            raise
    parts: Sequence[Sequence[Line]] = in_windows(lines, room(Length(sentences=_OF_A_PART)))
    if len(parts) == 1:
        parts = halves(lines)
    kept = joined(await together(summary(part, _share(part), ask, room) for part in parts))
    digest = [Line(number, lines[0].passage, Part.BODY, draft.text) for number, draft in enumerate(kept, 1)]
    if expected_tokens(show_lines(digest)) >= expected_tokens(show_lines(lines)):
        raise ModelAnswerError("the model wrote summaries as long as the parts of the source: use another model")
    drafts = await summary(digest, length, ask, room) if digest else []
    return [draft.model_copy(update={"rests_on": _below(draft, kept)}) for draft in drafts]


def _drafts(answer: SummaryAnswer, lines: Sequence[Line]) -> list[Draft]:
    """The sentences of an answer; the number of a line that it was not shown is dropped."""
    numbers = {line.number for line in lines}
    return [
        Draft(
            text=" ".join(item.text.split()),
            rests_on=tuple(number for number in dict.fromkeys(item.sentences) if number in numbers),
        )
        for item in answer.summary
        if item.text.strip()
    ]


def _below(draft: Draft, kept: Sequence[Draft]) -> tuple[int, ...]:
    """The lines that a sentence rests on by way of those that it was made of."""
    return tuple(dict.fromkeys(joined(kept[number - 1].rests_on for number in draft.rests_on)))


def _share(part: Sequence[Line]) -> Length:
    return Length(sentences=max(1, min(_OF_A_PART, len(part) // 2)))
