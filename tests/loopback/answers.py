"""A model that goes by words: every line is a claim, and a claim is supported by a line that holds all its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from assistant.engines.answers import (
    ClaimLine,
    ExtractionAnswer,
    SummaryAnswer,
    SummaryLine,
    VerdictLine,
    VerificationAnswer,
)

Body = dict[str, Any]
Lines = Sequence[tuple[int, str]]

_LINE = re.compile(r"^(\d+)(?: \w+)?: (.+)$", re.MULTILINE)
_CLAIM = re.compile(r"^(c\d+): (.+)$", re.MULTILINE)
_STEPS = {"SummaryAnswer": "summarize", "ExtractionAnswer": "extract", "VerificationAnswer": "verify"}
_SENTENCES = 3


def step_of(body: Body) -> str:
    """What a request asks for: "summarize", "extract" or "verify"; "other" where it is not one of ours."""
    schema = body.get("response_format", {}).get("json_schema", {}).get("name", "")
    return _STEPS.get(schema, "other")


def claims_of(body: Body) -> list[tuple[str, str]]:
    """The id and the words of each claim that a request asks about."""
    return _CLAIM.findall(_asked(body))


def answer(body: Body) -> str:
    """The answer to a request of ours, as JSON."""
    lines = [(int(number), words) for number, words in _LINE.findall(_asked(body))]
    step = step_of(body)
    if step == "extract":
        claims = tuple(ClaimLine(sentence=number, claim=words, reported=False) for number, words in lines)
        return ExtractionAnswer(claims=claims, attributions=()).model_dump_json()
    if step == "summarize":
        first = tuple(SummaryLine(text=words, sentences=(number,)) for number, words in lines[:_SENTENCES])
        return SummaryAnswer(summary=first).model_dump_json()
    return VerificationAnswer(verdicts=tuple(_verdict(*claim, lines) for claim in claims_of(body))).model_dump_json()


def _verdict(identifier: str, claim: str, lines: Lines) -> VerdictLine:
    wanted = _words(claim)
    line = next((line for line in lines if wanted <= _words(line[1])), None)
    label: Literal["supported", "unsupported"] = "supported" if line else "unsupported"
    return VerdictLine(
        id=identifier,
        sentences=(line[0],) if line else (),
        reason="That line has all its words." if line else "No line has all its words.",
        label=label,
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _asked(body: Body) -> str:
    return str(body["messages"][1]["content"])
