"""Speaker accuracy: of the attributions whose content was found, how many were given to the right speaker."""

from __future__ import annotations

import re

from assistant.evaluation.metrics.bootstrap import Array, Values, Weights
from assistant.evaluation.metrics.confusion import ratio
from assistant.language.tokens import STOPWORDS, fold, tokens
from assistant.schema import Span

_PRONOUNS = frozenset("he she they i we it you who that which him her them us me his their my our its".split())
_AFTER_THE_HEAD = re.compile(
    r"\s(?:of|in|from|for|at|with|on|by|to|who|whose|which|that|familiar|close|near|inside|within|whom)\b|\s\("
)


def speaker_accuracy(right: Array, matched: Array, weights: Weights) -> Values:
    """The share of matched attributions with the right speaker, from counts; NaN where none matched.

    Pareti (2016) and Newell et al. (2018) score sources on the attributions whose content is found, as here.
    """
    return ratio(weights @ right, weights @ matched)


def is_same_speaker(text: str, gold: Span | None, found: Span | None, resolved: str | None) -> bool:
    """Whether the speaker found is the one that a person marked.

    A pronoun must be the very same one. Else the head of one of the gold phrase's parts ("Ann Lee", "the mayor")
    must be among the words of the phrase found, or of the name that it was resolved to. No speaker is right where
    none is marked.
    """
    if gold is None:
        return resolved is None
    if found is None and resolved is None:
        return False
    words = gold.of(text)
    if fold(words.strip()) in _PRONOUNS:
        return found is not None and found.overlaps(gold)
    offered = {fold(token.text) for token in tokens(f"{found.of(text) if found else ''} {resolved or ''}")}
    return not _heads(words).isdisjoint(offered)


def _heads(phrase: str) -> set[str]:
    """The last word of each part between commas, before any preposition or relative clause."""
    heads = set()
    for part in phrase.split(","):
        kept = [fold(token.text) for token in tokens(_AFTER_THE_HEAD.split(part.strip())[0])]
        content = [word for word in kept if word not in STOPWORDS] or kept
        heads.update(content[-1:])
    return heads
