"""What could be an attribution: each cue word with its subject, its content and the frame that it stands in.

Nothing is decided here. A frame is what the words around a cue look like; how often such a frame reports speech or
thought is for `weights` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.attribution.frame import Frame
from assistant.attribution.other_frames import according_frames, made_clear, noun_frames
from assistant.attribution.verb_frames import verb_frames
from assistant.attribution.words import Kind, Word
from assistant.language.cues import Form, Sort, noun_of, verb_of

_REPORTING = frozenset(["say", "tell", "add", "explain", "note", "warn", "confirm", "write"])
"""Verbs that report more than a wish not to be named: "said, on condition of anonymity, that"."""

_IN_THE_WORDS_OF = ["in", "the", "words", "of"]


def frames(words: Sequence[Word]) -> Iterator[Frame]:
    """The frames of all words that could be cues, in order."""
    for at, word in enumerate(words):
        if word.kind not in (Kind.WORD, Kind.NAME):
            continue
        if word.lower == "according" and at + 1 < len(words) and words[at + 1].kind is Kind.TO:
            yield from according_frames(words, at, at + 2)
        if word.lower == "words" and [near.lower for near in words[max(0, at - 2) : at + 2]] == _IN_THE_WORDS_OF:
            yield from according_frames(words, at - 2, at + 2)
        verb = verb_of(word.lower)
        if verb is not None and not _is_noun_here(words, at):
            if verb.lemma in _REPORTING or not _hides_a_name(words, at):
                yield from verb_frames(words, at, verb)
            continue
        noun = noun_of(word.lower)
        if word.lower in ("clear", "plain", "known") and (made := made_clear(words, at)):
            yield made
        elif noun is not None:
            yield from noun_frames(words, at, noun)


def _is_noun_here(words: Sequence[Word], at: int) -> bool:
    word = words[at].lower
    if at == 0:
        return noun_of(word) is not None
    before = words[at - 1]
    if before.kind is Kind.POSSESSIVE and noun_of(word) is None and _is_past(word):
        return False  # "Dr Rowe of St Anne's said"
    if before.kind in (Kind.DETERMINER, Kind.POSSESSIVE, Kind.NUMBER):
        return not word.endswith("ing") or before.kind is Kind.DETERMINER
    if before.kind is Kind.PREPOSITION:
        return not word.endswith("ing")
    return noun_of(word) is not None and _reads_as_noun(words, at)


def _is_past(word: str) -> bool:
    verb = verb_of(word)
    return verb is not None and verb.form is Form.PAST


def _reads_as_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a word that is noun and verb ("report", "claims") disagrees in number with the noun before it."""
    before, plural = words[at - 1], words[at].lower.endswith("s")
    if at + 1 < len(words) and words[at + 1].lower == "of":
        return True
    if before.kind not in (Kind.WORD, Kind.NAME):
        return False
    verb = verb_of(before.lower)
    if plural and verb is not None and verb.form is Form.PAST and verb.sort is Sort.SAYING:
        return True  # "denied reports that"
    many = before.lower.endswith("s") or before.lower in ("people", "men", "women", "police", "many", "some", "others")
    return before.kind is Kind.WORD and many is plural


def _hides_a_name(words: Sequence[Word], at: int) -> bool:
    """Whether a verb only asks for its speaker not to be named."""
    return any(word.lower in ("named", "identified", "anonymity", "anonymously") for word in words[at + 1 : at + 7])
