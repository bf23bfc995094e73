"""Words that say how many of something, or how often: "most", "several", "never"."""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import chain
from typing import NamedTuple


class Extent(IntEnum):
    """How much of a whole, or how often, in order."""

    NONE = 0
    FEW = 1
    SOME = 2
    NOT_ALL = 3
    """"not all", "all except": it denies that none is left out, and says no more."""
    MANY = 4
    MOST = 5
    NEARLY_ALL = 6
    ALL = 7


class Quantifier(NamedTuple):
    """A word for how many or how often, at `start` to `end` of a text."""

    start: int
    end: int
    extent: Extent
    often: bool
    """Whether it says how often, and not how many."""


_HOW_MANY = {
    Extent.NONE: r"none\s+of|none(?=\s+(?:was|were|is|are|has|have|had)\b)|"
    r"neither(?:\s+of)?|no(?=\s+[a-z]+s\b)|not\s+one(?:\s+of)?",
    Extent.FEW: r"(?<!the )few|very\s+few|only\s+a\s+few|(?:only|just)\s+one\s+of|"
    r"hardly\s+any|a\s+(?:small\s+)?minority\s+of|a\s+handful\s+of",
    Extent.SOME: r"some(?:\s+of)?|several(?:\s+of)?|a\s+few|a\s+number\s+of|certain|a\s+couple\s+of",
    Extent.NOT_ALL: r"not\s+(?:all|every|each|both)(?:\s+of)?|only\s+some(?:\s+of)?|only\s+part\s+of",
    Extent.MANY: r"many(?:\s+of)?|numerous|dozens\s+of|scores\s+of|a\s+large\s+number\s+of|large\s+numbers\s+of",
    Extent.MOST: r"most(?:\s+of)?|(?:a|the)\s+(?:clear\s+|large\s+|small\s+|narrow\s+)?majority\s+of|the\s+bulk\s+of",
    Extent.NEARLY_ALL: r"(?:nearly|almost|virtually|practically)\s+(?:all|every|each)(?:\s+of)?|all\s+but|"
    r"(?:a|the)\s+(?:vast|overwhelming)\s+majority\s+of",
    Extent.ALL: r"all(?:\s+of)?|every(?:\s+one\s+of)?|each(?:\s+of)?|both(?:\s+of)?|the\s+(?:entire|whole)",
}
_HOW_OFTEN = {
    Extent.NONE: "never",
    Extent.FEW: r"rarely|seldom|hardly\s+ever|scarcely\s+ever",
    Extent.SOME: r"sometimes|occasionally|at\s+times|now\s+and\s+then",
    Extent.MOST: r"often|frequently|repeatedly",
    Extent.NEARLY_ALL: r"usually|normally|typically|generally|mostly",
    Extent.ALL: r"always|invariably|constantly|every\s+time",
}
_NAMES = [(extent, often) for often, words in ((False, _HOW_MANY), (True, _HOW_OFTEN)) for extent in reversed(words)]
_QUANTIFIER = re.compile(
    "|".join(
        rf"(?<![\w-])(?P<q{number}>{words})\b"
        for number, words in enumerate(chain(reversed(_HOW_MANY.values()), reversed(_HOW_OFTEN.values())))
    ),
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\b(?:the|its|their|his|her|whose|at|after|above|first|last|past|next|previous|how|as|so|too|quite|not|of)\s+$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"-|\s+(?:other|day|week|month|year|time|night|morning|weekend|minute|hour|season|summer|winter|right|along|over|about|round|"
    r"around|likely|more|but|too|else|sorts|kinds|(?!family|early|supply|assembly|reply|only)\w+ly|way|\d[\d,.]*\s+(?:percent|per\s+cent)|important|recent|famous|"
    r"of\s+(?:which|whom|this|that))\b|['’]",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"[^.;:!?]{0,60}?\b(?:except|apart\s+from|other\s+than|with\s+the\s+exception|save\s+for|"
    r"but\s+(?:for|one|two|three|four|a\s+few|a\s+handful))\b",
    re.IGNORECASE,
)
_SOME_NUMBER = re.compile(
    r"\s+(?:[$€£]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty)\b)"
)
_LOOK_BACK = 12


def quantifiers(text: str, start: int = 0, end: int | None = None) -> list[Quantifier]:
    """The words for how many or how often that `text` has from `start` to `end`, in order."""
    found = []
    for match in _QUANTIFIER.finditer(text, start, len(text) if end is None else end):
        extent, often = _NAMES[int((match.lastgroup or "q0")[1:])]
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        if not often and (_NOT_AFTER.search(before) or _NOT_BEFORE.match(text, match.end())):
            continue
        if extent is Extent.ALL and _EXCEPT.match(text, match.end()):
            extent = Extent.NOT_ALL
        if extent is Extent.SOME and not often and _SOME_NUMBER.match(text, match.end()):  # "some 400" is about 400
            continue
        found.append(Quantifier(match.start(), match.end(), extent, often))
    return found
