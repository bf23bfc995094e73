"""The figures of the sources, found by place and by value; and the words that a figure stands among."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from assistant.language.mention import Mention
from assistant.language.numbers import Kind, Quantity, agree
from assistant.language.tokens import content_stems
from assistant.language.units import in_base
from assistant.schema import Document

_FARTHEST = 2.0
"""How many times a value an approximation of it can be."""
_WORDS = 4
_REACH = 70
_EDGE = re.compile(r"[;:()—]|,\s|\.\s|\b(?:and|but|while|whereas|although|who|which)\b", re.IGNORECASE)

TOO_GENERAL = frozenset(
    "person man woman child year month week day hour time number total more percent other average yearold".split()
)
"""Stems that many figures are figures of."""


class Around(NamedTuple):
    """The stems of the words that stand next to a figure, as far as its clause and the next figure."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(self.before) | frozenset(self.after)

    @property
    def nearest(self) -> frozenset[str]:
        """The stems of the two words on either side."""
        return frozenset(self.before[-2:]) | frozenset(self.after[:2])

    @property
    def label(self) -> frozenset[str]:
        """What the figure is a figure of: the words after it, else those before."""
        return frozenset(self.after or self.before)


def around(text: str, figure: Mention, others: Sequence[Mention]) -> Around:
    """The words next to `figure`. `others`, in order, are the figures of the same sentence, itself among them."""
    others = [other for other in others if getattr(other, "kind", None) is not Kind.ORDINAL]
    previous = max((other.end for other in others if other.end <= figure.start), default=0)
    following = [other for other in others if other.start >= figure.end]
    left = max(previous, figure.start - _REACH)
    left = max([left, *(edge.end() for edge in _EDGE.finditer(text, left, figure.start))])
    after = _after(text, figure.end, following[0].start if following else len(text))
    if not after and following and figure.end + len(" or about ") > following[0].start:
        # "14 to 9 for the pause": what follows the second number is said of the first too.
        after = _after(text, following[0].end, following[1].start if len(following) > 1 else len(text))
    return Around(content_stems(text[left : figure.start])[-_WORDS:], after)


def _after(text: str, start: int, end: int) -> tuple[str, ...]:
    end = min(end, start + _REACH)
    edge = _EDGE.search(text, start, end)
    return content_stems(text[start : edge.start() if edge else end])[:_WORDS]


class Figure(NamedTuple):
    """A quantity of a source."""

    document: Document
    quantity: Quantity


class Figures:
    """The quantities of all sources, indexed once."""

    def __init__(self, figures: Sequence[tuple[Document, Quantity]]) -> None:
        found = [Figure(source, quantity) for source, quantity in figures]
        self._by_source: dict[str, list[Quantity]] = defaultdict(list)
        for source, quantity in found:
            self._by_source[source.id].append(quantity)
        plain = [(value, figure) for figure in found for value in _values(figure.quantity)]
        measured = [
            (in_base(figure.quantity.value, figure.quantity.unit), figure) for figure in found if figure.quantity.unit
        ]
        self._by_value = sorted(plain, key=itemgetter(0))
        self._by_measure = sorted(measured, key=itemgetter(0))

    def within(self, source: Document, start: int, end: int) -> list[Quantity]:
        """The quantities that begin from `start` up to `end` of `source`, in order."""
        found = self._by_source[source.id]
        first = bisect_left(found, start, key=attrgetter("start"))
        return found[first : bisect_left(found, end, key=attrgetter("start"))]

    def around(self, figure: Figure) -> Around:
        """The words that stand next to a figure of the sources."""
        at = figure.quantity.start
        others = self.within(figure.document, max(0, at - _REACH), at + _REACH)
        return around(figure.document.text, figure.quantity, others)

    def agreeing(self, claimed: Quantity) -> list[Figure]:
        """The figures of the sources, wherever they stand, that say what `claimed` says."""
        found = [figure for value in _values(claimed) for figure in _between(self._by_value, value)]
        if claimed.unit:
            found += _between(self._by_measure, in_base(claimed.value, claimed.unit))
        return [figure for figure in found if agree(claimed, figure.quantity)]


def _values(quantity: Quantity) -> list[float]:
    """The values that a quantity can be looked up by: both numbers of a score, a fraction as a percentage."""
    if quantity.kind is Kind.FRACTION:
        return [100 * quantity.value]
    values = [quantity.value] if quantity.upper is None else [quantity.value, quantity.upper]
    return list(dict.fromkeys(values))


def _between(found: list[tuple[float, Figure]], value: float) -> list[Figure]:
    low, high = sorted((value / _FARTHEST, value * _FARTHEST))
    first = bisect_left(found, low, key=itemgetter(0))
    return [figure for _, figure in found[first : bisect_right(found, high, key=itemgetter(0))]]
