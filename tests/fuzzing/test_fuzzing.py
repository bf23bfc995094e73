"""Whatever the texts are: nothing breaks, all evidence is real, and no figure that the source lacks is supported.

A hundred and fifty pairs run each time; `ASSISTANT_FUZZ=50000 python -m pytest tests/fuzzing` runs as many as it says.
"""

from __future__ import annotations

import os

from assistant import Assistant, Settings
from assistant.schema import Verdict
from tests.fuzzing.texts import Pair, generate

PAIRS = int(os.environ.get("ASSISTANT_FUZZ", "150"))
FIRST = int(os.environ.get("ASSISTANT_FUZZ_FIRST", "0"))


def check(assistant: Assistant, pair: Pair) -> list[str]:
    """What is wrong with the report on a pair; every report is validated where it is built."""
    report = assistant.check(pair.text, pair.source)
    source = {one.id: one.text for one in report.sources}
    wrong = [
        f"the finding {finding.kind} points outside of its source"
        for claim in report.claims
        for finding in claim.findings
        if finding.source is not None
        and finding.source_span is not None
        and not 0 <= finding.source_span.start < finding.source_span.end <= len(source[finding.source])
    ]
    if pair.altered is not None:
        wrong += [
            f"supported with an altered digit: {claim.text!r}"
            for claim in report.claims
            if claim.span.start <= pair.altered < claim.span.end and claim.verdict is Verdict.SUPPORTED
        ]
    return wrong


def test_generated_pairs() -> None:
    assistant = Assistant(settings=Settings(engine="embedded"))
    wrong = {}
    altered = 0
    for seed in range(FIRST, FIRST + PAIRS):
        pair = generate(seed)
        altered += pair.altered is not None
        if faults := check(assistant, pair):
            wrong[seed] = faults
    assert altered >= PAIRS // 4
    assert wrong == {}
