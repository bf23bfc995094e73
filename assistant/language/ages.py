"""How old a text says that people are."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"(?:[A-Z][\w’'-]+\s+){0,3}[A-Z][\w’'-]+"
_YEARS = r"(?P<years>\d{1,3})"
_AFTER_NAME = re.compile(rf"\b(?P<name>{_NAME})(?:,\s+(?:who\s+is\s+|aged?\s+)?|\s+\(){_YEARS}(?=[,.;)])")
_BEFORE_NAME = re.compile(rf"\b{_YEARS}[\s-]year[\s-]old\s+(?P<name>{_NAME})")
_IS_OLD = re.compile(rf"\b(?P<name>{_NAME})(?:\s+is|,)\s+(?:an?\s+)?{_YEARS}[\s-]years?[\s-]old\b")
_OLDEST = 120


class Age(NamedTuple):
    """The years that the text gives to the person named at the front or the back of `start` to `end`."""

    start: int
    end: int
    name: str
    years: int


def ages(text: str, start: int = 0, end: int | None = None) -> list[Age]:
    """The ages of named people in `text` from `start` to `end`, in order."""
    end = len(text) if end is None else end
    return sorted(
        Age(match.start(), match.end(), match["name"], int(match["years"]))
        for pattern in (_AFTER_NAME, _BEFORE_NAME, _IS_OLD)
        for match in pattern.finditer(text, start, end)
        if 0 < int(match["years"]) <= _OLDEST
    )
