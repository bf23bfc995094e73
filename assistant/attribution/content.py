"""Where the content of a cue begins and ends, after it and before it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.frame import Pieces
from assistant.attribution.phrases import (
    Phrase,
    Role,
    clause_end,
    ends_sentence,
    phrase_after,
    phrase_end,
    sentence_start,
)
from assistant.attribution.words import Kind, Word
from assistant.language.cues import CueWord, Sort

LOOKED_AHEAD = 14
"""Words between a cue and its content: "told reporters in the capital on Monday that"."""
_FURTHEST_QUOTATION = 60
_ADDRESSING = frozenset("tell ask remind inform assure advise notify".split())
INVERTING = frozenset(
    """
        say tell add explain note report claim argue insist declare assert contend remark observe comment reply respond
        answer write tweet post recall reveal confirm acknowledge admit concede stress emphasize emphasise suggest urge
        warn predict promise vow complain joke quip shout ask continue read conclude think believe state announce
        opine muse lament boast retort demand call describe caution allege estimate forecast maintain pledge grumble
    """.split()
)
"""Verbs that may stand after what was said."""


def content_after(words: Sequence[Word], at: int, verb: CueWord, after: str) -> Pieces:
    """What a cue reports that stands after it."""
    if at >= len(words) or ends_sentence(words[at]):
        return ()
    if words[at].lower == "out" and at + 1 < len(words) and words[at + 1].kind is Kind.THAT:
        at += 1  # "pointed out that"
    start = _reported_start(words, at, verb)
    if words[start].kind is Kind.THAT:
        start += 1
        if start >= len(words):
            return ()
        return piece(words, start, clause_end(words, start))
    if words[start].kind is Kind.QUOTE:
        return _from_quote(words, start)
    if words[start].kind in (Kind.COMMA, Kind.COLON):
        if start + 1 < len(words) and words[start + 1].kind is Kind.QUOTE:
            return _from_quote(words, start + 1)
        if words[start].kind is Kind.COLON:
            return piece(words, start + 1, clause_end(words, start + 1))
        return ()
    if (verb.sort is Sort.SAYING and verb.lemma in INVERTING and after != "about") or _is_clause(words, start):
        return piece(words, start, clause_end(words, start))
    start = _past_preposition(words, start)
    return piece(words, start, phrase_end(words, start))


def up_to_quotation(words: Sequence[Word], quote: int) -> tuple[int, int]:
    """The content that ends with the quotation at word `quote`: from the start of its sentence, if words go before."""
    start = quote
    while start > 0 and quote - start < LOOKED_AHEAD and words[start - 1].kind is Kind.QUOTE:
        start -= 1
    if start > 0 and words[start - 1].kind not in (Kind.COMMA, Kind.COLON, Kind.STOP, Kind.CLOSE):
        start = sentence_start(words, start)
    return start, quote + 1


def quotations_after(words: Sequence[Word], at: int) -> Pieces:
    """The quotations that go on in the same sentence after the cue of a quotation."""
    found = []
    end = at
    while end < len(words) and not ends_sentence(words[end]) and end - at < _FURTHEST_QUOTATION:
        if words[end].kind is Kind.QUOTE and words[end - 1].kind in (Kind.COMMA, Kind.COLON, Kind.STOP, Kind.QUOTE):
            found.append((end, end + 1))
        end += 1
    return tuple(found)


def piece(words: Sequence[Word], start: int, end: int) -> Pieces:
    """The words `start` to `end`, without marks at either end, as a content of one piece; of none where no word is."""
    start, end = strip(words, start, end)
    return ((start, end),) if end > start else ()


def strip(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """`start` and `end` without the commas, colons and stops at either end."""
    while start < end and words[start].kind in (Kind.COMMA, Kind.COLON, Kind.STOP):
        start += 1
    while end > start and words[end - 1].kind in (Kind.COMMA, Kind.COLON, Kind.STOP):
        end -= 1
    return start, end


def _past_preposition(words: Sequence[Word], at: int) -> int:
    """Where the object of a cue with a preposition begins: "called for", "talked to him about"."""
    if words[at].lower in ("to", "with"):
        for ahead in range(at + 1, min(len(words) - 1, at + 7)):
            if words[ahead].lower == "about":
                return ahead + 1
            if words[ahead].kind not in (Kind.NAME, Kind.WORD, Kind.DETERMINER, Kind.OBJECT):
                break
    follows = at + 1 < len(words) and words[at + 1].kind in (
        Kind.NAME,
        Kind.DETERMINER,
        Kind.OBJECT,
        Kind.POSSESSIVE,
        Kind.THAT,
        Kind.QUESTION,
    )
    skipped = words[at].kind is Kind.PREPOSITION or (words[at].kind is Kind.TO and follows)
    return at + 1 if skipped and words[at].lower not in ("in", "by", "like") and at + 1 < len(words) else at


def _is_clause(words: Sequence[Word], start: int) -> bool:
    return words[start].kind in (Kind.PRONOUN, Kind.QUESTION)


def _from_quote(words: Sequence[Word], start: int) -> Pieces:
    end = start + 1
    while end < len(words) and end - start < LOOKED_AHEAD and words[end].kind is Kind.QUOTE:
        end += 1
    if end < len(words) and words[end].kind not in (Kind.COMMA, Kind.STOP, Kind.AND, Kind.BUT, Kind.SUBORDINATE):
        return piece(words, start, clause_end(words, start))
    return ((start, end),)


def _reported_start(words: Sequence[Word], at: int, verb: CueWord) -> int:
    """Where the content begins: past "reporters", "in a statement", "on Monday", where "that" or a quote follows."""
    for ahead in range(at, min(len(words), at + LOOKED_AHEAD)):
        kind = words[ahead].kind
        if kind in (Kind.THAT, Kind.COLON) or (
            kind is Kind.QUOTE and ahead > at and words[ahead - 1].kind in (Kind.COMMA, Kind.COLON)
        ):
            own = verb.lemma not in _ADDRESSING  # "said he knew that", and not "told you that"
            plain = all(
                word.kind not in (Kind.PRONOUN, Kind.MODAL, Kind.BE, Kind.HAVE, Kind.DO)
                for word in words[at + (not own) : ahead]
            )
            return ahead if plain and (verb.sort is Sort.SAYING or ahead == at) else at
        if kind in (Kind.STOP, Kind.BE, Kind.HAVE, Kind.MODAL, Kind.DO, Kind.SUBORDINATE, Kind.BUT, Kind.AND):
            break
    if verb.lemma in _ADDRESSING and words[at].kind in (
        Kind.OBJECT,
        Kind.NAME,
        Kind.DETERMINER,
        Kind.WORD,
        Kind.PRONOUN,
    ):
        recipient = phrase_after(words, at) if words[at].kind is not Kind.OBJECT else Phrase(Role.PRONOUN, at, at + 1)
        follows = recipient.last
        if at < follows < len(words) and words[follows].kind in (
            Kind.PRONOUN,
            Kind.QUESTION,
            Kind.TO,
            Kind.DETERMINER,
            Kind.NAME,
            Kind.PREPOSITION,
            Kind.SUBORDINATE,
        ):
            return follows
    return at
