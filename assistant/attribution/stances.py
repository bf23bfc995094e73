"""A stand inside what is said: "said he doubted that", "said she was not sure that"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.words import Kind, Word
from assistant.language.cues import Sort, noun_of, verb_of

_AUXILIARIES = frozenset([Kind.BE, Kind.HAVE, Kind.DO, Kind.NOT, Kind.ADVERB])
_DENYING = frozenset("deny dispute reject refute rebut dismiss doubt".split())
_DOUBTFUL = frozenset("skeptical sceptical doubtful unsure".split())
_SURE = frozenset("sure certain convinced confident".split())


def inner_stance(words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    """Where the stand against something in a content ends, and where what it is against begins; None without one.

    Only the speaker's own stand counts, "said he doubted that": the content begins with a pronoun.
    """
    at = start
    if at >= end or words[at].kind is not Kind.PRONOUN:
        return None
    at += 1
    while at < end and words[at].kind in _AUXILIARIES:
        at += 1
    if at >= end:
        return None
    denied = any(word.kind is Kind.NOT for word in words[start:at])
    word = words[at].lower
    verb = verb_of(word)
    against = (verb is not None and verb.lemma in _DENYING) or word in _DOUBTFUL
    if not (word in _SURE if denied else against):
        return None
    that = at + 1
    while that < end and that <= at + 2 and (words[that].kind is Kind.DETERMINER or _is_claim(words[that])):
        that += 1
    return (at + 1, that + 1) if that + 1 < end and words[that].kind is Kind.THAT else None


def _is_claim(word: Word) -> bool:
    noun = noun_of(word.lower)
    return noun is not None and noun.sort is Sort.NOUN
