"""Several judges of one text: what most of them say, how sure that makes it, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from assistant.engines.together import together
from assistant.schema import (
    Claim,
    Document,
    Draft,
    Engine,
    EngineIdentity,
    Extraction,
    Fault,
    Judgement,
    Length,
    Progress,
    Rewrite,
    Usage,
    Verdict,
    Vote,
)


class Judge(NamedTuple):
    """One of several judges."""

    name: str
    engine: Engine
    reversed: bool = False
    """Whether it is given the claims from the last to the first."""


class Panel:
    """An engine that writes and extracts by one engine, and judges by several."""

    def __init__(self, writer: Engine, judges: Sequence[Judge], *, least_sure: float) -> None:
        """What the judges support with a chance of less than `least_sure` is unsure."""
        self._writer = writer
        self._least_sure = least_sure
        self._judges = judges
        self._engines = list({id(engine): engine for engine in (writer, *(judge.engine for judge in judges))}.values())

    @property
    def identity(self) -> EngineIdentity:
        prompts = {name: version for engine in self._engines for name, version in engine.identity.prompts.items()}
        judges = tuple(judge.name for judge in self._judges)
        return self._writer.identity.model_copy(update={"prompts": dict(sorted(prompts.items())), "judges": judges})

    @property
    def usage(self) -> Usage:
        return sum((engine.usage for engine in self._engines), Usage())

    @property
    def stopped(self) -> str | None:
        return next((engine.stopped for engine in self._engines if engine.stopped), None)

    async def summarize(self, source: Document, length: Length) -> tuple[Draft, ...]:
        return await self._writer.summarize(source, length)

    async def extract(self, text: Document) -> Extraction:
        return await self._writer.extract(text)

    async def judge(
        self, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
    ) -> tuple[Judgement, ...]:
        """One judgement a claim, in the order of `claims`: the label of most that are sure, if one has most."""
        # A claim alone has no other order: asked twice in the same words, a judge would only agree with itself.
        judges = [judge for judge in self._judges if not judge.reversed or len(claims) > 1]
        judged = await together(
            judge.engine.judge(sources, claims[::-1] if judge.reversed else claims, progress) for judge in judges
        )
        by_claim = [{judgement.claim: judgement for judgement in judgements} for judgements in judged]
        return tuple(self._agreed(judges, [judgements[claim.id] for judgements in by_claim]) for claim in claims)

    async def rewrite(self, sources: Sequence[Document], faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
        return await self._writer.rewrite(sources, faults)

    async def aclose(self) -> None:
        for engine in self._engines:
            await engine.aclose()

    def _agreed(self, judges: Sequence[Judge], judgements: Sequence[Judgement]) -> Judgement:
        """What most say. The chance that it is right is by Laplace's rule of succession: 2 of 3 are 3 in 5."""
        if len(judgements) == 1:
            return judgements[0]
        votes = tuple(
            Vote(judge=judge.name, label=judgement.label, reason=judgement.reason)
            for judge, judgement in zip(judges, judgements, strict=True)
        )
        # A label that its judge is not sure of is no vote for it.
        sure = [judgement for judgement in judgements if judgement.label is not None and not judgement.unsure]
        counted = Counter(judgement.label for judgement in sure).most_common()
        if not counted:
            doubtful = next((judgement for judgement in judgements if judgement.unsure), judgements[0])
            return doubtful.model_copy(update={"votes": votes})
        (label, most), *others = counted
        if others and others[0][1] == most:
            return Judgement(claim=judgements[0].claim, label=None, reason=_as_many(votes), votes=votes)
        first = next(judgement for judgement in sure if judgement.label is label)
        confidence = (most + 1) / (len(votes) + 2)
        unsure = label is Verdict.SUPPORTED and confidence < self._least_sure
        return first.model_copy(update={"confidence": confidence, "unsure": unsure, "votes": votes})


def _as_many(votes: Sequence[Vote]) -> str:
    said = "; ".join(f"{vote.judge} says {vote.label}" for vote in votes if vote.label is not None)
    return f"The judges disagree, as many on one side as on the other: {said}."
