"""The judge is asked about every claim, and the rules are; what comes of both is for the case to say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from assistant.calibration import Calibration
from assistant.schema import Claim, Document, Engine, Extraction, Judgement, Policy, Progress
from assistant.verifier.case import Case, Judgements, Verification

BUILT_IN = Policy()
"""The levels of `FINDING_LEVELS`, and nothing waived."""


Asked = Coroutine[Any, Any, Judgements]
"""The judge, asked about a case, and what it will say."""

Weigh = Callable[[Asked, Case], Awaitable[Verification]]
"""Has a case concluded. When the rules are tried, and in which process, is left to it."""


async def afterwards(asked: Asked, case: Case) -> Verification:
    """A `Weigh` for a judge that never lets anyone wait."""
    return case.concluded(await asked)


async def verify(
    engine: Engine,
    text: Document,
    extraction: Extraction,
    sources: Sequence[Document],
    progress: Progress,
    policy: Policy = BUILT_IN,
    weigh: Weigh = afterwards,
    calibration: Calibration | None = None,
) -> Verification:
    """Every claim and attribution of `text` held against `sources`. Raises what `engine.judge` raises."""
    case = Case(text, extraction, sources, policy, calibration)
    return await weigh(_judgements(engine, sources, extraction.claims, progress), case)


async def _judgements(
    engine: Engine, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
) -> Judgements:
    """One judgement for every claim: what the engine did not answer is a failure, and never out of the count."""
    judged = await engine.judge(sources, claims, progress) if claims else ()
    answered = {judgement.claim: judgement for judgement in judged}
    unanswered = "Not judged: the judge gave no verdict on this claim."
    return {
        claim.id: answered.get(claim.id) or Judgement(claim=claim.id, label=None, reason=unanswered, failed=True)
        for claim in claims
    }
