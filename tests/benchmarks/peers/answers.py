"""What a model would answer to the prompts of RAGAS and of DeepEval, by their forms; and to ours."""

from __future__ import annotations

import ast
import json
import re

from tests.loopback.answers import answer, step_of
from tests.loopback.replies import Body

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CLAIMS = re.compile(r"Claims?:\s*\n?(\[.*?\])\s*(?:\n|$)", re.DOTALL)


def answer_anybody(body: Body) -> str:
    """The content of a completion that whoever sent `body` can read."""
    if step_of(body) != "other":
        return answer(body)
    asked = "\n".join(str(message["content"]) for message in body["messages"])
    return _for_ragas(asked) if "input:" in asked and "statements" in asked else _for_deepeval(asked, body)


def _for_ragas(asked: str) -> str:
    """Its prompts end with their input as JSON: an answer to take apart, or statements to judge by a context."""
    given, _ = json.JSONDecoder().raw_decode(asked.rpartition("input:")[2].strip())
    if "context" not in given:
        return json.dumps({"statements": _SENTENCE_END.split(given["answer"])})
    held = _words(given["context"])
    judged = [
        {"statement": one, "reason": "The context has all its words.", "verdict": int(_words(one) <= held)}
        for one in given["statements"]
    ]
    return json.dumps({"statements": judged})


def _for_deepeval(asked: str, body: Body) -> str:
    form = json.dumps(body.get("response_format", {}))
    if "Verdicts" in form or '"verdicts"' in asked:
        listed = _CLAIMS.findall(asked)
        claims = ast.literal_eval(listed[-1]) if listed else []
        return json.dumps({"verdicts": [{"verdict": "yes", "reason": None} for _ in claims]})
    field, mark = ("truths", "Text:") if "Truths" in form or '"truths"' in asked else ("claims", "AI Output:")
    text = asked.rpartition(mark)[2].strip().partition("\n\nJSON")[0]
    return json.dumps({field: [one for one in _SENTENCE_END.split(text.strip()) if one]})


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
