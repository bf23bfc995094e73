"""Runs of digits, whatever they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FIGURE = re.compile(r"(?P<before>(?:[^\W\d_]+-?)?)(?P<digits>[0-9][0-9.,:]*)(?P<after>[^\W\d_]*)")


class Figure(NamedTuple):
    """A run of digits, with the letters that it forms a word with, at `start` to `end` of a text."""

    start: int
    end: int
    digits: str
    """Without the marks that group them or end a sentence: "1,200." is "1200"."""
    letters: str
    """In lower case, "#" standing for the digits: "a#" of "A83"; "#" of a number by itself."""


def figures(text: str) -> Iterator[Figure]:
    """The runs of digits of a text, in order."""
    for match in _FIGURE.finditer(text):
        digits = match["digits"].rstrip(".,:")
        end = match.end() if match["after"] else match.start("digits") + len(digits)
        letters = f"{match['before']}#{match['after']}".lower()
        yield Figure(match.start(), end, digits.replace(",", "").lstrip("0"), letters)
