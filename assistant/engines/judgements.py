"""Reads the model's verdicts: each is matched to its claim by the claim's id, and to nothing by its position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.engines.answers import VerdictLine, VerificationAnswer
from assistant.engines.lines import Line
from assistant.schema import Claim, Judgement, Verdict


def read_judgements(
    answer: VerificationAnswer,
    claims: Sequence[Claim],
    lines: Sequence[Line],
    of_lines: int,
    sure: Sequence[float] = (),
) -> dict[str, Judgement]:
    """A judgement for each of `claims` that `answer` speaks of, by claim id.

    A verdict on an id that was not asked for is dropped. Two verdicts on one claim that differ are none; of two
    that agree the first counts. `of_lines` is how many lines there are of which the model was shown `lines`; `sure`
    is how sure it is of each of its labels, in the order of the answer, where it tells of all.
    """
    certainties = sure if len(sure) == len(answer.verdicts) else [None] * len(answer.verdicts)
    given: dict[str, list[tuple[VerdictLine, float | None]]] = defaultdict(list)
    for verdict, certainty in zip(answer.verdicts, certainties, strict=True):
        given[_bare(verdict.id)].append((verdict, certainty))
    return {
        claim.id: _judgement(claim, *given[_bare(claim.id)][0], lines, of_lines)
        for claim in claims
        if len({verdict.label for verdict, _ in given[_bare(claim.id)]}) == 1
    }


def failures(claims: Sequence[Claim], reason: str) -> list[Judgement]:
    """For each of `claims`, that the engine has failed to judge it, and why."""
    return [Judgement(claim=claim.id, label=None, reason=reason, failed=True) for claim in claims]


def _bare(identifier: str) -> str:
    """The id without what a model may leave around it: "[c1]" is "c1"."""
    return identifier.strip(" []():.")


def _judgement(
    claim: Claim, verdict: VerdictLine, confidence: float | None, lines: Sequence[Line], of_lines: int
) -> Judgement:
    passages = {line.number: line.passage for line in lines}
    reason = " ".join(verdict.reason.split())
    if len(lines) < of_lines:
        reason = f"{reason} (Judged by {len(lines)} of {of_lines} sentences: the model cannot read all at once.)"
    return Judgement(
        claim=claim.id,
        label=Verdict(verdict.label),
        reason=reason.strip(),
        rests_on=tuple(passages[number] for number in dict.fromkeys(verdict.sentences) if number in passages),
        quote=verdict.quote.strip() or None,
        confidence=confidence,
    )
