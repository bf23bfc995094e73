"""The words of a normalised text with their places, so that a phrase is sought where its rarest word stands."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.grounding.normalise import normalise

_WORD = re.compile(r"[^\W_]+")
_CURRENCIES = "$€£¥"
_MAGNITUDE = re.compile(
    r"\s*(?:%|°|(?:hundred|thousand|million|billion|trillion|per\s?cent|percentage|bn)\b)", re.IGNORECASE
)


class WordSpan(NamedTuple):
    """A run of letters and digits in lower case, at `start` to `end` of the normalised text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[WordSpan]:
    """The runs of letters and digits of `text`, in order."""
    return [WordSpan(match[0].lower(), match.start(), match.end()) for match in _WORD.finditer(text)]


class WordIndex:
    """A text, normalised, and where each of its words stands. Takes time and memory in proportion to the text."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.normalised = normalise(text)
        self.text = self.normalised.text
        self.words: list[str] = []
        self.starts = array("l")
        self.ends = array("l")
        self._positions: dict[str, array[int]] = {}
        for match in _WORD.finditer(self.text):
            word = match[0].lower()
            positions = self._positions.get(word)
            if positions is None:
                positions = self._positions[word] = array("l")
            positions.append(len(self.words))
            self.words.append(word)
            self.starts.append(match.start())
            self.ends.append(match.end())

    def positions(self, word: str) -> Sequence[int]:
        """Which of the words of the text are `word`, which is in lower case."""
        return self._positions.get(word, ())

    def word_at(self, offset: int) -> int:
        """The position of the first word that starts at `offset` of the normalised text, or later."""
        return bisect_left(self.starts, offset)

    def rarest(self, words: Sequence[str]) -> int:
        """The index in `words` of the one that stands in the text least often."""
        return min(range(len(words)), key=lambda index: len(self.positions(words[index])))

    def places(self, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where one of `forms` stands with no word or number cut off at either side, as offsets, in order.

        The forms differ only in the case of their first letter and in punctuation at their end; at one place the
        first that fits is taken.
        """
        words = words_of(forms[0])
        if not words:
            return
        rarest = words[self.rarest([word.text for word in words])]
        for position in self.positions(rarest.text):
            start = self.starts[position] - rarest.start
            for form in forms:
                end = start + len(form)
                if start >= 0 and self.text.startswith(form, start) and whole(self.text, start, end):
                    yield start, end
                    break


def whole(text: str, start: int, end: int) -> bool:
    """Whether characters `start` to `end` of a normalised text cut off no part of a word, a compound or a quantity."""
    return not (cut_before(text, start) or cut_after(text, end))


def cut_before(text: str, start: int) -> bool:
    """Whether what begins at `start` is the rest of a word, a compound, or a number with its sign and currency."""
    first, before, beyond = text[start], text[start - 1 : start], text[max(0, start - 2) : max(0, start - 1)]
    if not first.isalnum() or not before:
        return False
    if before.isalnum() or (before in "-'" and beyond.isalnum()):
        return True  # "non-violent" is not "violent"
    if not first.isdigit():
        return False
    sign = before == "-" and not beyond.isalnum()
    decimal = before in ".,:/" and beyond.isdigit()
    fraction = before == "." and beyond in ("", " ")
    currency = (beyond + before).rstrip()[-1:] in tuple(_CURRENCIES)
    return sign or decimal or fraction or currency


def cut_after(text: str, end: int) -> bool:
    """Whether what ends at `end` goes on as the same word, compound or quantity."""
    last, after, beyond = text[end - 1], text[end : end + 1], text[end + 1 : end + 2]
    if not after:
        return False
    if unicodedata.combining(after):
        return True
    if not last.isalnum():
        return last in _CURRENCIES and after.isdigit()
    if after.isalnum() or (after == "-" and beyond.isalnum()):
        return True
    if after == "'" and beyond.isalnum():
        return beyond not in "sS" or text[end + 2 : end + 3].isalnum()  # "can't" is not "can"
    if last.isdigit() and after in ".,:/" and beyond.isdigit():
        return True
    return _MAGNITUDE.match(text, end) is not None
