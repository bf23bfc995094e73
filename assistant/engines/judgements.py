"""Reads the model's verdicts: each is matched to its claim by the claim's id, and to nothing by its position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from assistant.engines.answers import VerdictLine, VerificationAnswer
from assistant.engines.lines import Line
from assistant.schema import Claim, Judgement, Verdict

_PARTS_DIFFER = "one part of the source supports the claim and another contradicts it"


def read_judgements(
    answer: VerificationAnswer,
    claims: Sequence[Claim],
    lines: Sequence[Line],
    sure: Sequence[float] = (),
    *,
    least_sure: float = 0.0,
) -> dict[str, Judgement]:
    """A judgement for each of `claims` that `answer` speaks of, by claim id.

    A verdict on an id that was not asked for is dropped. Two verdicts on one claim that differ are none; of two
    that agree the first counts. `sure` is how sure the model is of each label, in the order of the answer, where it
    tells of all; what it supports less surely than `least_sure` is marked as such.
    """
    certainties = sure if len(sure) == len(answer.verdicts) else [None] * len(answer.verdicts)
    given: dict[str, list[tuple[VerdictLine, float | None]]] = defaultdict(list)
    for verdict, certainty in zip(answer.verdicts, certainties, strict=True):
        given[_bare(verdict.id)].append((verdict, certainty))
    return {
        claim.id: _judgement(claim, *given[_bare(claim.id)][0], lines, least_sure)
        for claim in claims
        if len({verdict.label for verdict, _ in given[_bare(claim.id)]}) == 1
    }


def failures(claims: Sequence[Claim], reason: str) -> list[Judgement]:
    """For each of `claims`, that the engine has failed to judge it, and why."""
    return [Judgement(claim=claim.id, label=None, reason=reason, failed=True) for claim in claims]


class Reading(NamedTuple):
    """What a part of the sources says of a claim."""

    lines: Sequence[Line]
    judgement: Judgement


def is_open(readings: Sequence[Reading]) -> bool:
    """Whether a claim is still to be looked for: no part has decided it, and none has failed."""
    return all(reading.judgement.label is Verdict.UNSUPPORTED for reading in readings)


def concluded(claim: Claim, readings: Sequence[Reading], lines: Sequence[Line]) -> Judgement:
    """The judgement that comes of those by parts of `lines`. Only what was looked for in all of them is unsupported."""
    deciding = [one for one in readings if one.judgement.label in (Verdict.SUPPORTED, Verdict.CONTRADICTED)]
    if len({reading.judgement.label for reading in deciding}) > 1:
        return Judgement(claim=claim.id, label=None, reason=_PARTS_DIFFER)
    if deciding:
        first = deciding[0]
        note = f"(Judged by {len(first.lines)} of {len(lines)} sentences: the model cannot read all at once.)"
        return _noted(first.judgement, note)
    unsupported = [reading for reading in readings if reading.judgement.label is Verdict.UNSUPPORTED]
    read = len({line.number for reading in unsupported for line in reading.lines})
    if read < len(lines):
        why = next((one.judgement.reason for one in readings if one.judgement.label is None), "not asked about")
        return failures([claim], f"not found in {read} of {len(lines)} sentences, and the others were not read: {why}")[
            0
        ]
    best = next((one for one in unsupported if one.judgement.rests_on), unsupported[0])
    return _noted(best.judgement, f"(All {len(lines)} sentences were looked at, in {len(unsupported)} parts.)")


def _noted(judgement: Judgement, note: str) -> Judgement:
    return judgement.model_copy(update={"reason": f"{judgement.reason} {note}".strip()})


def _bare(identifier: str) -> str:
    """The id without what a model may leave around it: "[c1]" is "c1"."""
    return identifier.strip(" []():.")


def _judgement(
    claim: Claim, verdict: VerdictLine, confidence: float | None, lines: Sequence[Line], least_sure: float
) -> Judgement:
    passages = {line.number: line.passage for line in lines}
    unsure = verdict.label == "supported" and confidence is not None and confidence < least_sure
    judgement = Judgement(
        claim=claim.id,
        label=Verdict(verdict.label),
        reason=" ".join(verdict.reason.split()),
        rests_on=tuple(passages[number] for number in dict.fromkeys(verdict.sentences) if number in passages),
        confidence=confidence,
        unsure=unsure,
    )
    return _noted(judgement, f"(It gives this a probability of {confidence:.0%}.)") if unsure else judgement
