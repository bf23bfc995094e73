"""How sure a model was of a word that it wrote, by the probabilities of its tokens."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion


def certainties(completion: ChatCompletion, field: str) -> tuple[float, ...]:
    """The probability of each value of the JSON field `field`, in the order of the answer, each from 0 to 1.

    It is the product of the probabilities of the value's tokens. None at all where the endpoint gives none.
    """
    logprobs = completion.choices[0].logprobs
    tokens = (logprobs and logprobs.content) or []
    text, ends = "", []
    for token in tokens:
        text += token.token
        ends.append(len(text))
    found = []
    for value in re.finditer(rf'"{re.escape(field)}"\s*:\s*"(?P<value>[^"\\]*)"', text):
        start, end = value.span("value")
        starts = [0, *ends]
        spans = zip(tokens, starts, ends, strict=False)
        inside = [token.logprob for token, opens, closes in spans if opens < end and closes > start]
        found.append(math.exp(min(0.0, sum(inside))))
    return tuple(found)
