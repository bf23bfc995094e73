"""How much a model can read at once, and how much a text is, without the model's tokenizer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

_PIECES = re.compile(r"[a-z]+|\d|[぀-ヿ㐀-鿿가-힣]|[^\W\d_]+|[^\w\s]+|_", re.IGNORECASE)
_LETTERS_A_TOKEN = 9
_OTHER_LETTERS_A_TOKEN = 2
_MARGIN = 1.07

_KNOWN = {
    "gpt-3.5-turbo": 16_385,
    "gpt-4": 8_192,
    "gpt-4-turbo": 128_000,
    "gpt-4o": 128_000,
    "gpt-4.1": 1_047_576,
    "gpt-5": 400_000,
    "o1": 200_000,
    "o3": 200_000,
    "o4-mini": 200_000,
    "claude": 200_000,
    "gemini-1.5": 1_048_576,
    "gemini-2": 1_048_576,
    "mistral-large": 128_000,
    "mistral-small": 32_000,
    "open-mistral-nemo": 128_000,
    "llama-3-": 8_192,
    "llama-3.1": 128_000,
    "llama-3.2": 128_000,
    "llama-3.3": 128_000,
    "qwen2.5": 32_768,
    "qwen3": 32_768,
}
"""The context lengths that providers state, in tokens, by how a model's name begins; of several the longest counts."""


def known_context(model: str | None) -> int | None:
    """The tokens that a model of that name can read and write at once; None for a name that nobody knows."""
    name = (model or "").lower().rpartition("/")[2].removeprefix("meta-")
    found = max((start for start in _KNOWN if name.startswith(start)), key=len, default=None)
    return _KNOWN[found] if found else None


@lru_cache(maxsize=256)
def expected_tokens(text: str) -> int:
    """Roughly how many tokens `text` is: within a tenth of what tokenizers count of English news, elsewhere often more.

    A word of up to nine letters is one token, and so is a digit, a run of punctuation and a Chinese, Japanese or
    Korean character; of another alphabet two letters are.
    """
    return math.ceil(_MARGIN * sum(map(_tokens, _PIECES.findall(text))))


class Contexts:
    """The context length of each model at an endpoint: as it was given or is known, and as its refusals taught it."""

    def __init__(self, given: int | None) -> None:
        self._given = given
        self._told: dict[str | None, int] = {}
        self._refused: dict[str | None, int] = {}

    def of(self, model: str | None) -> int | None:
        """Tokens; None where nothing is known, so that everything is assumed to fit."""
        stated = self._given or known_context(model)
        return min((length for length in (stated, self._told.get(model)) if length is not None), default=None)

    def safe(self, model: str | None) -> int:
        """The tokens that are likely to fit into a model that has refused more: three quarters of what it refused.

        By this a long text is divided, but no request is held back: a refusal without a limit may have other reasons.
        """
        known, refused = self.of(model), self._refused.get(model)
        return min((n for n in (known, refused * 3 // 4 if refused else None) if n is not None), default=0)

    def taught(self, model: str | None) -> tuple[int | None, int | None]:
        """What the model's refusals have taught: the limit that it told, and the least that it refused."""
        return self._told.get(model), self._refused.get(model)

    def recall(self, model: str, told: int | None, refused: int | None) -> None:
        """Takes over what was taught elsewhere."""
        if told is not None:
            self._told[model] = told
        if refused is not None:
            self._refused[model] = refused

    def learn(self, model: str | None, told: int | None, sent: int) -> None:
        """That the model refused a request of about `sent` tokens for its length, and told its limit, or did not."""
        if told is not None:
            self._told[model] = min(told, self._told.get(model, told))
        if told is None or told >= sent:
            self._refused[model] = min(sent, self._refused.get(model, sent))


def expected_of(texts: Iterable[str]) -> int:
    """`expected_tokens` of several texts together."""
    return sum(map(expected_tokens, texts))


def _tokens(piece: str) -> int:
    if len(piece) == 1:
        return 1
    return 1 + (len(piece) - 1) // (_LETTERS_A_TOKEN if piece.isascii() else _OTHER_LETTERS_A_TOKEN)
