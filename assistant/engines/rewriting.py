"""Shows a model what is wrong with which sentence, and reads what it would write instead, by the sentence's id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.engines.answers import RepairAnswer, RepairLine
from assistant.engines.lines import folded
from assistant.schema import CheckedClaim, Fault, Level, Rewrite, Verdict

NO_SINGLE_REWRITE = "the model gave no single rewrite of this sentence, and neither when asked again"


def show_faults(faults: Sequence[Fault]) -> str:
    """The faults as a prompt holds them: a line for the sentence, and under it what is wrong with it."""
    return "\n".join(line for fault in faults for line in _shown(fault))


def read_rewrites(answer: RepairAnswer, faults: Sequence[Fault]) -> dict[str, Rewrite]:
    """A rewrite for each of `faults` that `answer` has exactly one text for, by the fault's id."""
    given: dict[str, list[RepairLine]] = defaultdict(list)
    for line in answer.rewrites:
        given[line.id.strip(" []():.")].append(line)
    return {
        fault.id: Rewrite(fault=fault.id, text=given[fault.id][0].text.strip())
        for fault in faults
        if len({line.text.strip() for line in given[fault.id]}) == 1
    }


def failed(faults: Sequence[Fault], reason: str) -> dict[str, Rewrite]:
    """For each of `faults`, that the engine has failed to rewrite it, and why."""
    return {fault.id: Rewrite(fault=fault.id, text=None, reason=reason) for fault in faults}


def _shown(fault: Fault) -> list[str]:
    lines = [f"[{fault.id}] {folded(fault.text)}"]
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
