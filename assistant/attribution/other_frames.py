"""The frames of cues that are no verbs: "according to", "her claim that", "was confident", "made it clear"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.attribution.content import content_after, piece, strip
from assistant.attribution.frame import AUXILIARIES, Frame, kind_after, kind_before
from assistant.attribution.phrases import (
    Phrase,
    Role,
    clause_end,
    phrase_after,
    phrase_end,
    sentence_start,
    subject_before,
)
from assistant.attribution.words import Kind, Word
from assistant.language.cues import CueWord, Form, Sort

_LONGEST_ASIDE = 20


def noun_frames(words: Sequence[Word], at: int, noun: CueWord) -> Iterator[Frame]:
    """Her claim that; the plan to; was confident that."""
    last = at + 1
    after = kind_after(words, last)
    if after not in (
        "that",
        "to",
        "of",
        "for",
        "about",
        "on",
        "against",
        "over",
        "from",
        "with",
        "in",
        "at",
        "colon",
        "question",
    ):
        return
    if noun.sort is Sort.ADJECTIVE:
        first = at
        while first > 0 and words[first - 1].kind in (*AUXILIARIES,):
            first -= 1
        if first == at:
            return
        subject = subject_before(words, first)
        before = str(subject.role)
    else:
        subject, first, before = _owner(words, at)
    if after == "that":
        content = piece(words, last + 1, clause_end(words, last + 1)) if last + 1 < len(words) else ()
    else:
        start = last if after == "to" else min(last + 1, len(words) - 1)
        content = piece(words, start, phrase_end(words, start))
    if content:
        yield Frame(
            noun, first, last, subject, content, "noun" if noun.sort is Sort.NOUN else "adjective", before, after
        )


def _owner(words: Sequence[Word], at: int) -> tuple[Phrase, int, str]:
    """Whose the claim is: the possessive before it, else the subject of "made the claim"."""
    first = at
    while first > 0 and words[first - 1].kind in (Kind.WORD, Kind.ADVERB, Kind.NUMBER) and at - first < 3:
        first -= 1
    if first > 0 and words[first - 1].kind is Kind.POSSESSIVE:
        owner = subject_before(words, first - 1)
        return owner, first, "owner"
    if first > 0 and words[first - 1].kind is Kind.DETERMINER:
        if words[first - 1].lower in ("his", "her", "their", "its", "our", "my"):
            return Phrase(Role.PRONOUN, first - 1, first), first, "own"
        return Phrase(Role.NONE, 0, 0), at, words[first - 1].lower
    return Phrase(Role.NONE, 0, 0), at, kind_before(words, first)


def made_clear(words: Sequence[Word], at: int) -> Frame | None:
    """The speaker made it clear that content."""
    made = next(
        (back for back in range(at - 1, max(-1, at - 4), -1) if words[back].lower in ("made", "makes", "making")), None
    )
    if made is None or at + 1 >= len(words):
        return None
    first = made
    while first > 0 and words[first - 1].kind in AUXILIARIES:
        first -= 1
    cue = CueWord("make clear", Form.PAST, Sort.SAYING)
    after = kind_after(words, at + 1)
    content = content_after(words, at + 1, cue, after)
    subject = subject_before(words, first)
    return Frame(cue, first, at + 1, subject, content, "finite", str(subject.role), after) if content else None


def according_frames(words: Sequence[Word], at: int) -> Iterator[Frame]:
    """The frame of the "according to" at word `at`, before what was said or behind it; none without a speaker."""
    speaker = phrase_after(words, at + 2)
    if speaker.role is Role.NONE:
        return
    cue = CueWord("according", Form.OTHER, Sort.SAYING)
    start = sentence_start(words, at)
    before = strip(words, start, at)
    end = speaker.last
    if before[1] > before[0]:
        yield Frame(cue, at, at + 2, speaker, (before,), "trailing", "clause", "phrase")
        return
    if speaker.aside is not None:
        end = next((back for back in range(end, speaker.aside[1]) if words[back].kind is Kind.COMMA), end)
        close = _closing_comma(words, end + 1)
        if close is not None and words[end + 1].kind is Kind.RELATIVE:
            end = close
            speaker = speaker._replace(aside=(speaker.aside[0], close))
        else:
            speaker = speaker._replace(aside=None)  # what follows the comma is what was said
    rest = strip(words, end, clause_end(words, end + 1)) if end + 1 < len(words) else (end, end)
    if rest[1] > rest[0]:
        yield Frame(cue, at, at + 2, speaker, (rest,), "leading", "start", "phrase")


def _closing_comma(words: Sequence[Word], at: int) -> int | None:
    return next(
        (back for back in range(at, min(len(words), at + _LONGEST_ASIDE)) if words[back].kind is Kind.COMMA), None
    )
