"""Runs of digits, whatever they stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

_FIGURE = re.compile(
    r"(?P<before>(?:(?<![^\W\d_])[^\W\d_]{1,40}-?)?)(?P<digits>[0-9][0-9.,:]*)(?P<after>[^\W\d_]{0,40})"
)

_GROUPING = re.compile(r",(?=[0-9]{3}(?![0-9]))")


class Figure(NamedTuple):
    """A run of digits, with the letters that it forms a word with, at `start` to `end` of a text."""

    start: int
    end: int
    digits: str
    """Without the marks that group them or end a sentence, and with a point: "1,200." is "1200", "3,4" is "3.4"."""
    letters: str
    """In lower case, "#" standing for the digits: "a#" of "A83"; "#" of a number by itself."""


def figures(text: str) -> Iterator[Figure]:
    """The runs of digits of a text, in order."""
    for match in _FIGURE.finditer(text):
        digits = match["digits"].rstrip(".,:")
        end = match.end() if match["after"] else match.start("digits") + len(digits)
        letters = f"{match['before']}#{match['after']}".lower()
        # A comma that groups no three digits is the point of other languages: "3,4" is 3.4.
        bare = _GROUPING.sub("", digits).replace(",", ".")
        yield Figure(match.start(), end, bare.lstrip("0"), letters)


_MASKED_WORD = re.compile(r"[^\W_]+")
_WINDOW, _BEFORE, _BEHIND = 7, 4, 5


class MaskedText:
    """The words of a text in lower case, each word with digits as "#", to be searched for the words around a figure."""

    def __init__(self, text: str) -> None:
        self._words: list[str] = []
        self._figure_of: dict[int, Figure] = {}
        by_start = {figure.start: figure for figure in figures(text)}
        end = 0
        for word in _MASKED_WORD.finditer(text):
            if word.start() < end:
                continue
            if (figure := by_start.get(word.start())) is not None:
                self._figure_of[len(self._words)] = figure
                end = figure.end
                self._words.append("#")
            else:
                self._words.append(word[0].lower())
        self._joined = f" {' '.join(self._words)} "
        self._offsets = [0]
        for masked in self._words:
            self._offsets.append(self._offsets[-1] + len(masked) + 1)

    def around(self, figure: Figure) -> Iterator[tuple[str, int]]:
        """Every seven words that hold a figure of this text, and which of them it is; all of a text that has fewer."""
        position = self._position(figure)
        last = max(0, len(self._words) - _WINDOW)
        for left in range(max(0, position - _WINDOW + 1), min(position, last) + 1):
            yield " ".join(self._words[left : left + _WINDOW]), position - left

    def before(self, figure: Figure) -> tuple[str, int]:
        """A figure of this text with up to four words before it, and which of them it is."""
        position = self._position(figure)
        left = max(0, position - _BEFORE)
        return " ".join(self._words[left : position + 1]), position - left

    def behind(self, figure: Figure) -> tuple[str, int]:
        """A figure that opens this text, with five words behind it; nothing where another word opens it."""
        at_start = self._position(figure) == 0 and self._figure_of.get(0) == figure
        return (" ".join(self._words[: _BEHIND + 1]), 0) if at_start else ("", 0)

    def _position(self, figure: Figure) -> int:
        return next((at for at, one in self._figure_of.items() if one == figure), 0)

    def figures_at(self, window: str, at: int) -> Iterator[Figure]:
        """The figures that stand as word `at` of the words of `window`, wherever this text has them."""
        place = self._joined.find(f" {window} ")
        while place >= 0:
            found = self._figure_of.get(bisect_left(self._offsets, place) + at)
            if found is not None:
                yield found
            place = self._joined.find(f" {window} ", place + 1)
