"""The library against a scripted model that takes every line for a claim, and calls every claim supported."""

from __future__ import annotations

import re

from assistant import Assistant
from assistant.engines import Engines
from tests.scripted import Body, ScriptedTransport, says_by, scripted_settings, waitless

_NUMBERED = re.compile(r"^(\d+): (.+)$", re.MULTILINE)
_CLAIM = re.compile(r"^c(\d+): (.+)$", re.MULTILINE)


def agree(body: Body) -> object:
    """The answer of a model that agrees with everything, by the line that says it word for word, else by none."""
    asked = body["messages"][1]["content"]
    lines = _NUMBERED.findall(asked)
    if asked.startswith("Text:"):
        claims = [{"sentence": int(number), "claim": words, "reported": False} for number, words in lines]
        return {"claims": claims, "attributions": []}
    numbers = {words: int(number) for number, words in lines}
    return {"verdicts": [_verdict(f"c{number}", words, numbers) for number, words in _CLAIM.findall(asked)]}


def _verdict(identifier: str, claim: str, numbers: dict[str, int]) -> dict[str, object]:
    sentences = [numbers[claim]] if claim in numbers else []
    return {"id": identifier, "label": "supported", "sentences": sentences, "reason": "It says so."}


def assistant_at(transport: ScriptedTransport, **changes: object) -> Assistant:
    """An Assistant whose model is `transport`; `changes` are made to the scripted settings."""
    settings = scripted_settings(**changes)
    return Assistant(settings=settings, engines=Engines(settings, endpoint=waitless(settings, transport)))


def agreeing() -> ScriptedTransport:
    """Each of its answers takes 840 tokens."""
    return ScriptedTransport(says_by(agree, tokens=(800, 40, 0)))
