"""A text in the form in which quotes are compared, with the way back to the characters it came from."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.schema import Span

_SAME = (("“”„‟«»〝〞＂", '"'), ("‘’‚‛‹›`´ʼ", "'"), ("‐‑‒–−", "-"), ("―", "—"))
"""Kinds of one mark, each one character for one, so that no offset moves."""

_SINGLE_MARK = re.compile(r"'(?:(?<!\w')|(?<!\d')(?!\w))")
"""A single mark that is no apostrophe inside a word and no sign of feet or minutes: a quotation within a quotation."""

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_INVISIBLE_ONE = re.compile(f"[{_INVISIBLE}]")
_SPACE = rf"[\s{_INVISIBLE}]"
_CHANGING = re.compile(
    rf"""
    (?= [^ -~] | \ [^!-,.-~] | -- | "" | \. \s \. ) (?:  # most places end here
    (?P<dash> {_SPACE}*+ (?: — | -- ) -*+ {_SPACE}*+ | (?<!\s) {_SPACE}++ -++ {_SPACE}++ )
    | (?P<ellipsis> \. \s \. \s \. )
    | (?P<space> (?= {_SPACE}{{2}} | [^\S\ ] ) {_SPACE}++ )
    | (?P<marks> "" "*+ )
    | (?P<foreign> [^\x00-\x7f\s—]++ )
    )
    """,
    re.VERBOSE,
)
_BECOMES = {"dash": " - ", "ellipsis": "...", "space": " ", "marks": '"'}


class _Change(NamedTuple):
    """Characters `start` to `end` of the original became `plain`."""

    start: int
    end: int
    plain: str


class Normalised(NamedTuple):
    """`text`, and the stretches of it that are not the original's own: all between them is as it was, only moved."""

    text: str
    changed_from: Sequence[int]
    changed_to: Sequence[int]
    """Where in `text` each changed stretch begins, and where it ends."""
    came_from: Sequence[int]
    came_to: Sequence[int]
    """Where in the original it came from."""

    def span(self, start: int, end: int) -> Span:
        """The characters of the original behind `start` to `end` of the normalised text."""
        return Span(start=self.start_of(start), end=self.end_of(end - 1))

    def start_of(self, index: int) -> int:
        """Where the original character begins that character `index` of the normalised text came from."""
        change = bisect_right(self.changed_from, index) - 1
        if change < 0:
            return index
        if index < self.changed_to[change]:
            return self.came_from[change]
        return self.came_to[change] + index - self.changed_to[change]

    def end_of(self, index: int) -> int:
        """Where the original character ends that character `index` of the normalised text came from."""
        change = bisect_right(self.changed_from, index) - 1
        if change >= 0 and index < self.changed_to[change]:
            return self.came_to[change]
        return self.start_of(index) + 1


def normalise(text: str) -> Normalised:
    """Unicode in one form (NFKC), one kind of quotation mark and of dash, runs of white space as one space.

    Letters keep their case, and no digit, word or other punctuation mark is lost: nothing that is forgiven here can
    change what a quote says.
    """
    plain = _SINGLE_MARK.sub('"', _same_marks(text))
    pieces: list[str] = []
    columns: tuple[list[int], ...] = ([], [], [], [])
    taken = length = 0
    for change in _changes(plain):
        pieces += (plain[taken : change.start], change.plain)
        length += change.start - taken
        row = (length, length + len(change.plain), change.start, change.end)
        for column, value in zip(columns, row, strict=True):
            column.append(value)
        length += len(change.plain)
        taken = change.end
    pieces.append(plain[taken:])
    return Normalised("".join(pieces), *columns)


def _same_marks(text: str) -> str:
    # Much faster than str.translate, which looks every character up.
    for kinds, plain in _SAME:
        for kind in kinds:
            text = text.replace(kind, plain)
    return text


def _changes(text: str) -> Iterator[_Change]:
    for match in _CHANGING.finditer(text):
        kind = match.lastgroup or ""
        if kind == "foreign":
            yield from _foreign(text, match.start(), match.end())
        elif match[0] != _BECOMES[kind]:
            yield _Change(match.start(), match.end(), _BECOMES[kind])


def _foreign(text: str, start: int, end: int) -> Iterator[_Change]:
    """What changes of a run of characters beyond ASCII, the first of which may belong to the letter in front of it."""
    start -= _joins(text[start]) and start > 0 and not text[start - 1].isspace()
    run = text[start:end]
    if unicodedata.is_normalized("NFKC", run) and not _INVISIBLE_ONE.search(run):
        return
    edges = [index for index, character in enumerate(run) if index == 0 or not _joins(character)]
    for begin, finish in zip(edges, [*edges[1:], len(run)], strict=True):
        cluster = run[begin:finish]
        plain = "" if _INVISIBLE_ONE.fullmatch(cluster) else _plain(cluster)
        if plain != cluster:
            yield _Change(start + begin, start + finish, plain)


def _joins(character: str) -> bool:
    """Whether a character is one with the one before it: a combining mark, or a vowel or final of a Korean syllable."""
    return unicodedata.combining(character) > 0 or "\u1160" <= character <= "\u11ff"


def _plain(cluster: str) -> str:
    composed = _same_marks(unicodedata.normalize("NFKC", cluster))
    # NFKC makes digits of superscripts and fractions: "x²" must not be found in "x2".
    if any(character.isdigit() for character in composed) and not any(character.isdecimal() for character in cluster):
        return cluster
    return composed
