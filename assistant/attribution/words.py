"""A sentence as its words, each with what it can do in the sentence; a quotation counts as one word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.attribution.quotations import Quotation


class Kind(StrEnum):
    """What a word does, as far as the word alone shows it."""

    QUOTE = "quote"
    COMMA = "comma"
    COLON = "colon"
    STOP = "stop"
    """A full stop, a semicolon, a dash: no phrase reaches over it."""
    OPEN = "open"
    CLOSE = "close"
    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    """The ending of "Ann's"."""
    PRONOUN = "pronoun"
    OBJECT = "object"
    """A pronoun that is no subject: "him", "them", "it"."""
    RELATIVE = "relative"
    THAT = "that"
    QUESTION = "question"
    PREPOSITION = "preposition"
    TO = "to"
    AND = "and"
    BUT = "but"
    SUBORDINATE = "subordinate"
    BE = "be"
    HAVE = "have"
    MODAL = "modal"
    DO = "do"
    NOT = "not"
    ADVERB = "adverb"
    DAY = "day"
    NUMBER = "number"
    NAME = "name"
    WORD = "word"


class Word(NamedTuple):
    """A word at `start` up to `end` of the text; `lower` is the word in lower case."""

    lower: str
    start: int
    end: int
    kind: Kind


_TOKEN = re.compile(
    r"""
    (?:[A-Z]\.){2,}
    | \d+ (?: [,.:]\d+ )+
    | ['’](?:s|re|d|ll|ve|m|t)\b
    | [^\W_]+ (?: [-‑&./] (?=[^\W_]) [^\W_]+ | ['’](?!(?:s|re|d|ll|ve|m|t)\b)[^\W_]+ )*
    | [,:;.!?()\[\]] | \.{2,} | … | --+ | [–—] | (?<=\s)-(?=\s)
    """,
    re.VERBOSE,
)
_CLASSES = {
    Kind.DETERMINER: "the a an this these his her its their our my your some any no each every most several all both "
    "another such",
    Kind.PRONOUN: "he she they i we you",
    Kind.OBJECT: "him them me us it himself herself themselves itself",
    Kind.RELATIVE: "who which whom whose",
    Kind.QUESTION: "what how why whether when where",
    Kind.PREPOSITION: "of in from for at with on by between near inside within about against over under before during "
    "since through into among despite amid toward towards upon without like per via off after until than including "
    "following concerning regarding along behind beyond across around",
    Kind.BUT: "but or nor yet",
    Kind.SUBORDINATE: "while because although though if unless as whereas",
    Kind.BE: "is are was were be been being isn aren wasn weren 're ’re 'm ’m am",
    Kind.HAVE: "has have had having hasn haven hadn 've ’ve",
    Kind.MODAL: "will would can could may might must should shall won wouldn couldn cannot shouldn 'd ’d 'll ’ll",
    Kind.DO: "does do did doesn don didn",
    Kind.NOT: "not never 't ’t",
    Kind.ADVERB: "also later now then still even often always already just ever again recently first soon once too "
    "only long instead further almost simply yesterday today tonight tomorrow more much so",
    Kind.DAY: "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december",
    Kind.COMMA: ",",
    Kind.COLON: ":",
    Kind.OPEN: "( [",
    Kind.CLOSE: ") ]",
    Kind.AND: "and &",
    Kind.TO: "to",
    Kind.THAT: "that",
    Kind.POSSESSIVE: "'s ’s",
}
_KINDS = {word: kind for kind, words in _CLASSES.items() for word in words.split()}
_BEFORE_IS = frozenset([Kind.PRONOUN, Kind.OBJECT, Kind.RELATIVE, Kind.QUESTION, Kind.THAT])
_NO_ADVERB = frozenset("family ally reply supply only early italy july daily".split())


def words_of(text: str, start: int, end: int, quoted: Sequence[Quotation], stops: frozenset[int]) -> list[Word]:
    """The words of `text` from `start` to `end`. `quoted` are the quotations in there, in order; `stops` says where
    sentences end, since most other full stops are those of abbreviations."""
    found: list[Word] = []
    position = start
    for quotation in quoted:
        if quotation.outer.start < position:
            continue
        found += _plain(text, position, quotation.outer.start, stops)
        found.append(Word("", quotation.outer.start, quotation.outer.end, Kind.QUOTE))
        position = quotation.outer.end
    return found + _plain(text, position, end, stops)


def _plain(text: str, start: int, end: int, stops: frozenset[int]) -> list[Word]:
    found: list[Word] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        if word == "." and match.end() not in stops and match.end() + 1 not in stops:
            continue
        kind = _kind(word, first=not found)
        if kind is Kind.POSSESSIVE and found and found[-1].kind in _BEFORE_IS:
            kind = Kind.BE
        found.append(Word(word.lower(), match.start(), match.end(), kind))
    return found


def _kind(word: str, *, first: bool) -> Kind:
    lower = word.lower()
    known = _KINDS.get(lower)
    if known is not None and (
        lower in ("i", "'m", "’m") or known is Kind.DAY or first or word[0].islower() or not word[0].isalpha()
    ):
        return known
    if not (word[0].isalnum() or word[0] in "'’"):
        return Kind.STOP
    if word[0].isdigit():
        return Kind.NUMBER
    if known is not None and word.capitalize() == word and len(word) > 1:
        return known
    if word[0].isupper():
        return Kind.NAME
    return Kind.ADVERB if lower.endswith("ly") and lower not in _NO_ADVERB else Kind.WORD
