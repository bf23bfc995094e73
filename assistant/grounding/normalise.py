"""A text in the form in which quotes are compared, with the way back to the characters it came from."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from assistant.schema import Span

_SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


class Normalised(NamedTuple):
    """`text`, and for each of its characters where the original character stands that it came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The characters of the original behind `start` to `end` of the normalised text."""
        return Span(start=self.starts[start], end=self.ends[end - 1])


def normalise(text: str) -> Normalised:
    """Unicode in one form (NFKC), one kind of quotation mark and dash, runs of white space as one space.

    Letters keep their case, and no digit, word or punctuation mark is lost: nothing that is forgiven here can
    change what a quote says.
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        cluster = text[start:end]
        if cluster.isspace():
            if characters and characters[-1] == " ":
                ends[-1] = end
                continue
            plain = " "
        elif cluster in _INVISIBLE:
            continue
        else:
            plain = cluster if cluster.isascii() else _plain(cluster)
        for character in plain:
            characters.append(character)
            starts.append(start)
            ends.append(end)
    return Normalised("".join(characters), tuple(starts), tuple(ends))


def _plain(cluster: str) -> str:
    composed = unicodedata.normalize("NFKC", cluster.translate(_SAME)).translate(_SAME)
    # NFKC makes digits of superscripts and fractions: "x²" must not be found in "x2".
    if any(character.isdigit() for character in composed) and not any(character.isdecimal() for character in cluster):
        return cluster
    return composed


def _clusters(text: str) -> list[tuple[int, int]]:
    """The places of each character together with the combining marks that follow it."""
    if text.isascii():
        return [(index, index + 1) for index in range(len(text))]
    edges = [index for index, character in enumerate(text) if not unicodedata.combining(character) or index == 0]
    return list(zip(edges, [*edges[1:], len(text)], strict=True))
