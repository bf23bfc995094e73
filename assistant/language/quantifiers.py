"""Words that say how many of something, how often, or first among how many: "most", "never", "one of the largest"."""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import chain
from typing import NamedTuple

from assistant.language.tokens import stem


class Extent(IntEnum):
    """How much of a whole, or how often, in order."""

    NONE = 0
    FEW = 1
    SOME = 2
    MANY = 3
    MOST = 4
    NEARLY_ALL = 5
    ALL = 6


class Quantifier(NamedTuple):
    """A word for how many or how often, at `start` to `end` of a text."""

    start: int
    end: int
    extent: Extent
    often: bool
    """Whether it says how often, and not how many."""


_HOW_MANY = {
    Extent.NONE: r"none\s+of|neither(?:\s+of)?|no(?=\s+[a-z]+s\b)|not\s+one(?:\s+of)?",
    Extent.FEW: r"(?<!the )few|very\s+few|only\s+a\s+few|hardly\s+any|a\s+(?:small\s+)?minority\s+of|a\s+handful\s+of",
    Extent.SOME: r"some(?:\s+of)?|several(?:\s+of)?|a\s+few|a\s+number\s+of|certain|a\s+couple\s+of",
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
        rf"\b(?P<q{number}>{words})\b"
        for number, words in enumerate(chain(reversed(_HOW_MANY.values()), reversed(_HOW_OFTEN.values())))
    ),
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\b(?:the|its|their|his|her|whose|at|after|above|first|last|past|next|previous|how|as|so|too|quite|not|of)\s+$", re.IGNORECASE
)
_MAY_FOLLOW_ANYTHING = frozenset(["never", "always", "often", "sometimes", "rarely", "usually"])
_NOT_BEFORE = re.compile(
    r"-|\s+(?:other|day|week|month|year|time|night|morning|weekend|minute|hour|season|summer|winter|right|along|over|about|round|"
    r"around|likely|more|but|too|else|sorts|kinds|\w+ly|way|\d[\d,.]*\s+(?:percent|per\s+cent)|important|recent|famous|"
    r"of\s+(?:which|whom|this|that|it|them|us|these|those))\b|['’]",
    re.IGNORECASE,
)
_SOME_NUMBER = re.compile(r"\s+(?:[$€£]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty)\b)")
_LOOK_BACK = 12


def quantifiers(text: str, start: int = 0, end: int | None = None) -> list[Quantifier]:
    """The words for how many or how often that `text` has from `start` to `end`, in order."""
    found = []
    for match in _QUANTIFIER.finditer(text, start, len(text) if end is None else end):
        extent, often = _NAMES[int((match.lastgroup or "q0")[1:])]
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        if not often and (_NOT_AFTER.search(before) or _NOT_BEFORE.match(text, match.end())):
            continue
        if extent is Extent.SOME and not often and _SOME_NUMBER.match(text, match.end()):  # "some 400" is about 400
            continue
        found.append(Quantifier(match.start(), match.end(), extent, often))
    return found


_NO_SUPERLATIVES = (
    "forest interest request protest arrest test rest guest honest modest harvest invest contest northwest southwest "
    "priest chest quest nest earnest tempest conquest behest midwest manifest digest west crest vest pest inquest unrest"
)
_SUPERLATIVE = re.compile(
    r"\b(?P<among>(?:one|some|two|three|several|many|few)\s+of\s+|among\s+|amongst\s+)?"
    r"(?:the|its|their|his|her|our|[\w.’'-]+['’]s?)\s+"
    r"(?:(?P<rank>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))[\s-]+)?"
    rf"(?P<word>(?!(?:{'|'.join(_NO_SUPERLATIVES.split())})\b)[a-z]{{2,}}est|best|worst|(?:most|least)\s+[a-z]{{4,}})\b",
    re.IGNORECASE,
)


class Superlative(NamedTuple):
    """"the largest", at `start` to `end` of a text."""

    start: int
    end: int
    word: str
    """The stem of the adjective."""
    rank: str | None
    """"second", in "the second largest"."""
    among: bool
    """Whether it is one of several: "one of the largest", "among the largest"."""


def superlatives(text: str, start: int = 0, end: int | None = None) -> list[Superlative]:
    """The superlatives of `text` from `start` to `end`, in order."""
    return [
        Superlative(
            match.start(),
            match.end(),
            stem(match["word"].split()[-1]),
            match["rank"].lower() if match["rank"] else None,
            match["among"] is not None,
        )
        for match in _SUPERLATIVE.finditer(text, start, len(text) if end is None else end)
    ]


_ONLY = re.compile(
    r"(?<!not )(?<!if )(?<!the )\bonly\b(?!\s+(?:a\b|an\b|about|some|just|after|when|then|once|recently|because|if|to\s+(?:find|be|see|learn|lose|have|get|discover|return|fall)\b|the\b|[\d$€£]|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|half|hours?|days?|weeks?|months?|minutes?))",
    re.IGNORECASE,
)
_EXCLUSIVE = re.compile(
    r"\b(?:only|sole|solely|just|alone|exclusively|merely|nothing\s+but|no\s+other|nobody\s+else|no\s+one\s+else|unless|except|"
    r"limited|restricted|single|lone|reserved|confined|not|no|never|none|without|until|first|purely|simply)\b|n['’]t\b",
    re.IGNORECASE,
)


def onlies(text: str) -> list[tuple[int, int]]:
    """Where `text` says "only" of something other than a number or a time, which is mere emphasis."""
    return [match.span() for match in _ONLY.finditer(text)]


def excludes(text: str) -> bool:
    """Whether `text` leaves anything out, by "only" or another word that says so."""
    return _EXCLUSIVE.search(text) is not None


_PARTITIVE = re.compile(
    r"\b(?P<part>one|two|three|four|five|some|several|many|most|half|a\s+few|a\s+number|part)\s+of\s+"
    r"(?:the|its|their|his|her|these|those)\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,}s)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?<!\bof )(?<!\bamong )\bthe\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,}s)\b", re.IGNORECASE)


class Whole(NamedTuple):
    """"the suspects", or a part of them, at `start` to `end` of a text; `noun` is the stem of "suspects"."""

    start: int
    end: int
    noun: str


def partitives(text: str, start: int = 0, end: int | None = None) -> list[Whole]:
    """Where `text` speaks of some of a group that it names: "one of the suspects"."""
    found = _PARTITIVE.finditer(text, start, len(text) if end is None else end)
    return [Whole(match.start(), match.end(), stem(match["noun"])) for match in found]


def wholes(text: str, start: int = 0, end: int | None = None) -> list[Whole]:
    """Where `text` speaks of a whole group by its name: "the suspects"."""
    found = _WHOLE.finditer(text, start, len(text) if end is None else end)
    return [Whole(match.start(), match.end(), stem(match["noun"])) for match in found]
