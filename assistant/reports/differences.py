"""What differs between a sentence and the one that was put in its place, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_PIECES = re.compile(r"\s*(?:\w+(?:[.,'’-]\w+)*|[^\w\s])")
"""A word with the space before it, or one mark."""


class Stretch(NamedTuple):
    """Some words in a row, and whether the other sentence lacks them."""

    words: str
    differs: bool


class Difference(NamedTuple):
    """Both sentences in stretches; `after` is empty where the sentence was cut."""

    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


def difference(before: str, after: str | None) -> Difference:
    """How `after` differs from `before`."""
    ours, theirs = _PIECES.findall(before), _PIECES.findall(after or "")
    blocks = SequenceMatcher(None, _bare(ours), _bare(theirs), autojunk=False).get_matching_blocks()
    return Difference(
        _stretches(ours, [(block.a, block.size) for block in blocks]),
        _stretches(theirs, [(block.b, block.size) for block in blocks]),
    )


def _bare(pieces: Sequence[str]) -> list[str]:
    return [piece.strip() for piece in pieces]


def _stretches(pieces: Sequence[str], same: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """`pieces` joined, those in the runs `same` apart from those between them; spaces are never marked."""
    found: list[Stretch] = []
    at = 0
    for start, size in same:
        for words, differs in (("".join(pieces[at:start]), True), ("".join(pieces[start : start + size]), False)):
            bare = words.lstrip()
            if len(bare) < len(words):
                found.append(Stretch(words[: len(words) - len(bare)], differs=False))
            if bare:
                found.append(Stretch(bare, differs=differs))
        at = start + size
    return tuple(found)
