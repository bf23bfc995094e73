"""Has claims judged against sources: in batches over one prefix, and in parts where the sources are too long for that.

Of a source that is too long the passages that speak of the claims are read first. A claim that is not found there is
looked for in the windows that hold those passages, and then in all others. With s claims a call and w windows, c claims
take c / s calls at least, and (1 + w) * c / s where none is found.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from assistant.engines.answers import VerificationAnswer
from assistant.engines.judgements import Reading, concluded, failures, is_open, read_judgements
from assistant.engines.lines import Line, number_lines, show_lines
from assistant.engines.parts import LongSource, in_windows
from assistant.engines.together import halves, in_batches, joined, together
from assistant.errors import (
    AnswerCutError,
    BudgetExceededError,
    ContextOverflowError,
    ModelAnswerError,
    ModelConnectionError,
)
from assistant.model import Answered, expected_tokens
from assistant.schema import Claim, Document, Judgement, Progress

Ask = Callable[[Sequence[Line], Sequence[Claim], int], Awaitable[Answered[VerificationAnswer]]]
"""Asks for verdicts on claims by lines; the number is that of the attempt."""
Room = Callable[[Sequence[Claim]], int]
"""The tokens that a call about claims leaves for the source."""

_NO_SINGLE_VERDICT = "the model gave no single verdict on this claim, and neither when asked again"
_CACHED_FROM = 1024
"""The tokens from which on providers keep the prefix of a prompt."""
_ROOM_A_CLAIM = 100
"""The tokens of the source that each claim of a call is to have at least."""


class Verification:
    """The judgements of claims by `sources`, of which each call judges `size` at most.

    A model that tells how sure it is has to be as sure as `least_sure` of what it supports.
    """

    def __init__(
        self,
        sources: Sequence[Document],
        ask: Ask,
        room: Room,
        *,
        size: int,
        least_sure: float,
        progress: Progress,
        claims: Sequence[Claim],
    ) -> None:
        self.lines = number_lines(sources)
        self.stopped: str | None = None
        self._sources = sources
        self._ask = ask
        self._room = room
        self._size = size
        self._least_sure = least_sure
        self._progress = progress
        self._claims = claims
        self._done = 0
        self._too_long = ""

    async def judgements(self) -> tuple[Judgement, ...]:
        """One a claim, in order. The first batch goes ahead of the others where its prefix is worth a cache."""
        batches = in_batches(self._claims, self._size)
        ahead = 1 if len(batches) > 1 and expected_tokens(show_lines(self.lines)) >= _CACHED_FROM else 0
        judged = await together(map(self._by_all, batches), ahead=ahead)
        found = {judgement.claim: judgement for judgement in joined(judged)}
        too_long = [claim for claim in self._claims if claim.id not in found]
        found |= {judgement.claim: judgement for judgement in await self._by_parts(too_long)}
        return tuple(found[claim.id] for claim in self._claims)

    async def _by_all(self, claims: Sequence[Claim]) -> list[Judgement]:
        """The judgements by all lines; none where these are too many to be read at once."""
        try:
            judged = await self._judged(self.lines, claims)
        except ContextOverflowError as error:
            self._too_long = str(error)
            return []
        self._tell(len(claims))
        return judged

    async def _by_parts(self, claims: Sequence[Claim]) -> list[Judgement]:
        """The judgements by the passages that speak of the claims, and by all other parts for those not found there."""
        if not claims:
            return []
        source = LongSource(self._sources, self.lines)
        groups = self._groups(source.in_order(claims))
        room = min(map(self._room, groups))
        if room <= 0:
            return failures(claims, self._too_long)
        readings: dict[str, list[Reading]] = {claim.id: [] for claim in claims}
        await self._read([(source.excerpt(group, room), group) for group in groups], readings)
        windows = in_windows(self.lines, room)
        left = self._open(claims, readings)
        near = [window for window in windows if source.speaks(window, left)]
        for part in (near, [window for window in windows if window not in near]):
            left = self._open(claims, readings)
            await self._read([(window, group) for window in part for group in self._groups(left)], readings)
        self._tell(len(self._open(claims, readings)))
        return [concluded(claim, readings[claim.id], self.lines) for claim in claims]

    def _groups(self, claims: Sequence[Claim]) -> list[Sequence[Claim]]:
        """The claims in batches so small that each claim has its share of the source in a call."""
        size = self._size
        while size > 1 and any(self._room(batch) < size * _ROOM_A_CLAIM for batch in in_batches(claims, size)):
            size //= 2
        return in_batches(claims, size)

    def _open(self, claims: Sequence[Claim], readings: dict[str, list[Reading]]) -> list[Claim]:
        return [claim for claim in claims if is_open(readings[claim.id])]

    async def _read(
        self, parts: Sequence[tuple[Sequence[Line], Sequence[Claim]]], readings: dict[str, list[Reading]]
    ) -> None:
        """Adds to `readings` what each part says of its claims."""
        before = sum(map(is_open, readings.values()))
        for reading in joined(await together(self._readings(lines, claims) for lines, claims in parts if lines)):
            readings[reading.judgement.claim].append(reading)
        self._tell(before - sum(map(is_open, readings.values())))

    async def _readings(self, lines: Sequence[Line], claims: Sequence[Claim]) -> list[Reading]:
        """What the lines say of the claims: read in halves, and then by fewer claims, where that is still too much."""
        try:
            return [Reading(lines, judgement) for judgement in await self._judged(lines, claims)]
        except ContextOverflowError as error:
            if len(lines) > 1 and self._room(claims) > 0:
                return joined(await together(self._readings(half, claims) for half in halves(lines)))
            if len(claims) > 1 and self._room(claims[:1]) > 0:
                return joined(await together(self._readings(lines, half) for half in halves(claims)))
            return [Reading(lines, judgement) for judgement in failures(claims, str(error))]

    async def _judged(
        self, lines: Sequence[Line], claims: Sequence[Claim], *, ask_again: bool = True
    ) -> list[Judgement]:
        """A judgement for each of `claims`. Those that the answer leaves out are asked for once more, alone.

        Raises ContextOverflowError.
        """
        try:
            answer, sure = await self._ask(lines, claims, 0 if ask_again else 1)
        except AnswerCutError as error:
            if len(claims) == 1:
                return failures(claims, str(error))
            return joined(await together(self._judged(lines, half, ask_again=ask_again) for half in halves(claims)))
        except BudgetExceededError as error:
            self.stopped = str(error)
            return failures(claims, str(error))
        except (ModelAnswerError, ModelConnectionError) as error:
            return failures(claims, str(error))
        found = read_judgements(answer, claims, lines, sure, least_sure=self._least_sure)
        missing = [claim for claim in claims if claim.id not in found]
        if missing and ask_again:
            again = await self._judged(lines, missing, ask_again=False)
        else:
            again = failures(missing, _NO_SINGLE_VERDICT)
        found |= {judgement.claim: judgement for judgement in again}
        return [found[claim.id] for claim in claims]

    def _tell(self, more: int) -> None:
        self._done += more
        if more:
            self._progress("judging claims", self._done, len(self._claims))
