"""Has sentences at fault rewritten: shows what is wrong with each, and reads what is to stand there, by its id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

from assistant.engines.answers import RepairAnswer, RepairLine
from assistant.engines.lines import Line, folded, number_lines
from assistant.engines.parts import LongSource
from assistant.engines.together import halves, together
from assistant.errors import (
    AnswerCutError,
    BudgetExceededError,
    ContextOverflowError,
    ModelAnswerError,
    ModelConnectionError,
)
from assistant.schema import CheckedClaim, Claim, Document, Fault, Level, Rewrite, Span, Verdict

Ask = Callable[[Sequence[Line], Sequence[Fault], int], Awaitable[RepairAnswer]]
"""Asks for rewrites by lines; the number is that of the attempt."""
Room = Callable[[Sequence[Fault]], int]
"""The tokens that a call about faults leaves for the source."""

_NO_SINGLE_REWRITE = "the model gave no single rewrite of this sentence, and neither when asked again"
_NOWHERE = Span(start=0, end=0)


def show_faults(faults: Sequence[Fault]) -> str:
    """The faults as a prompt holds them: a line for the sentence, and under it what is wrong with it."""
    return "\n".join(line for fault in faults for line in _shown(fault))


class Rewriting:
    """Rewrites by `sources`: by all of them, or, where these are too long, by what speaks of the sentences at fault."""

    def __init__(self, sources: Sequence[Document], ask: Ask, room: Room) -> None:
        self.stopped: str | None = None
        self._sources = sources
        self._lines = number_lines(sources)
        self._ask = ask
        self._room = room

    async def rewrites(self, faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
        """One a fault, in order; one that could not be had says why."""
        try:
            found = await self._rewritten(self._lines, faults)
        except ContextOverflowError as error:
            found = await self._by_excerpt(faults, str(error))
        return tuple(found[fault.id] for fault in faults)

    async def _by_excerpt(self, faults: Sequence[Fault], too_long: str) -> dict[str, Rewrite]:
        spoken_of = [Claim(id=fault.id, text=fault.text, span=_NOWHERE) for fault in faults]
        lines = LongSource(self._sources, self._lines).excerpt(spoken_of, self._room(faults))
        try:
            return await self._rewritten(lines, faults) if lines else _failed(faults, too_long)
        except ContextOverflowError as error:
            return _failed(faults, str(error))

    async def _rewritten(
        self, lines: Sequence[Line], faults: Sequence[Fault], *, ask_again: bool = True
    ) -> dict[str, Rewrite]:
        """A rewrite for each of `faults`, by id. Those that the answer leaves out are asked for once more, alone.

        Raises ContextOverflowError.
        """
        try:
            answer = await self._ask(lines, faults, 0 if ask_again else 1)
        except AnswerCutError as error:
            if len(faults) == 1:
                return _failed(faults, str(error))
            parts = await together(self._rewritten(lines, half, ask_again=ask_again) for half in halves(faults))
            return {fault: rewrite for part in parts for fault, rewrite in part.items()}
        except BudgetExceededError as error:
            self.stopped = str(error)
            return _failed(faults, str(error))
        except (ModelAnswerError, ModelConnectionError) as error:
            return _failed(faults, str(error))
        found = _read(answer, faults)
        missing = [fault for fault in faults if fault.id not in found]
        if missing and ask_again:
            return found | await self._rewritten(lines, missing, ask_again=False)
        return found | _failed(missing, _NO_SINGLE_REWRITE)


def _read(answer: RepairAnswer, faults: Sequence[Fault]) -> dict[str, Rewrite]:
    """A rewrite for each of `faults` that `answer` has exactly one text for, by the fault's id."""
    given: dict[str, list[RepairLine]] = defaultdict(list)
    for line in answer.rewrites:
        given[line.id.strip(" []():.")].append(line)
    return {
        fault.id: Rewrite(fault=fault.id, text=given[fault.id][0].text.strip())
        for fault in faults
        if len({line.text.strip() for line in given[fault.id]}) == 1
    }


def _failed(faults: Sequence[Fault], reason: str) -> dict[str, Rewrite]:
    """For each of `faults`, that the engine has failed to rewrite it, and why."""
    return {fault.id: Rewrite(fault=fault.id, text=None, reason=reason) for fault in faults}


def _shown(fault: Fault) -> list[str]:
    lines = [f"{fault.id}: {folded(fault.text)}"]
    lines += [f"before: {folded(fault.before)}"] if fault.before else []
    lines += [f"wrong: {folded(reason)}" for reason in dict.fromkeys(_reasons(fault.claims))]
    return lines + [f"did not hold either: {folded(words)}" for words in fault.tried]


def _reasons(claims: Sequence[CheckedClaim]) -> list[str]:
    """What the rules find wrong, and for a claim that they find nothing wrong with, why it was not supported."""
    reasons = []
    for claim in claims:
        told = [finding.message for finding in claim.findings if finding.level is Level.FAULT]
        reasons += told or ([claim.reason] if claim.verdict is not Verdict.SUPPORTED else [])
    return reasons
