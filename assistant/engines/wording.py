"""Finds words that a model copied out of a text it was given."""

from __future__ import annotations

import re

from assistant.schema import Span

_QUOTES = '"“”„«»'
_APOSTROPHES = "'‘’"
_DASHES = "‑–—-"
_AROUND = _QUOTES + _APOSTROPHES + ".,;: \t\n"
_PIECES = re.compile(rf"\s+|[{_QUOTES}]|[{_APOSTROPHES}]|[{_DASHES}]|[^\s{_QUOTES}{_APOSTROPHES}{_DASHES}]+")


def find_words(words: str, text: str, *, near: Span | None = None) -> Span | None:
    """Where `words` stand in `text`: as they are, else blind to white space, case and the shape of quotes and dashes.

    Of several places it is the one nearest to `near`. None where they stand nowhere, and for words that are empty.
    """
    words = words.strip(_AROUND)
    if not words:
        return None
    for pattern in (re.compile(re.escape(words)), re.compile(_blind(words), re.IGNORECASE)):
        places = [Span(start=match.start(), end=match.end()) for match in _whole(pattern).finditer(text)]
        if places:
            return min(places, key=lambda place: _distance(place, near))
    return None


def _whole(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """`pattern` where it neither starts nor ends inside a word."""
    return re.compile(rf"(?<!\w)(?:{pattern.pattern})(?!\w)", pattern.flags)


def _blind(words: str) -> str:
    return "".join(_blind_piece(piece) for piece in _PIECES.findall(words))


def _blind_piece(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    for alike in (_QUOTES, _APOSTROPHES, _DASHES):
        if piece in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(piece)


def _distance(place: Span, near: Span | None) -> int:
    """Characters between the two; 0 where they overlap."""
    if near is None:
        return place.start
    return max(place.start - near.end, near.start - place.end, 0)
