"""Words that set one thing against others: "the largest", "one of the suspects", "less likely", "only"."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.language.tokens import stem, tokens

_NO_SUPERLATIVES = (
    "forest interest request protest arrest test rest guest honest modest harvest invest contest northwest southwest "
    "priest chest quest nest earnest tempest conquest behest midwest manifest digest west crest vest pest "
    "inquest unrest"
)
_SUPERLATIVE = re.compile(
    r"\b(?P<among>(?:one|some|two|three|several|many|few)\s+of\s+|among\s+|amongst\s+)?"
    r"(?:the|its|their|his|her|our|[\w.’'-]+['’]s?)\s+"
    r"(?:(?P<rank>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))[\s-]+)?"
    rf"(?P<word>(?!(?:{'|'.join(_NO_SUPERLATIVES.split())})\b)[a-z]{{2,}}est|best|worst|(?:most|least)\s+[a-z]{{4,}})\b",
    re.IGNORECASE,
)


class Superlative(NamedTuple):
    """A superlative, "the largest", at `start` to `end` of a text."""

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
    r"(?<!not )(?<!if )(?<!the )\bonly\b"
    r"(?!\s+(?:an?|about|some|just|after|when|then|once|recently|because|if|the|half)\b)"
    r"(?!\s+to\s+(?!the\b|those\b|people\b|[a-z]+s\b))"
    r"(?!\s+(?:[\d$€£]|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty))"
    r"(?!\s+(?:hours?|days?|weeks?|months?|minutes?)\b)",
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


_SOLELY = re.compile(
    r"\b(?:only|solely|exclusively|entirely|purely)\b(?!\s+(?:[\d$€£]|after|when|if|because))", re.IGNORECASE
)
_MOSTLY = re.compile(r"\b(?:mainly|mostly|largely|chiefly|primarily|predominantly|principally|partly)\b", re.IGNORECASE)


class Word(NamedTuple):
    """A word at `start` to `end` of a text."""

    start: int
    end: int


def exclusives(text: str) -> list[Word]:
    """The words of `text` that leave nothing else: "only", "solely", "entirely"."""
    return [Word(*match.span()) for match in _SOLELY.finditer(text)]


def mostlies(text: str, start: int, end: int) -> list[Word]:
    """The words of `text` from `start` to `end` that leave room for others: "mainly", "mostly", "partly"."""
    return [Word(*match.span()) for match in _MOSTLY.finditer(text, start, end)]


_PARTITIVE = re.compile(
    r"\b(?P<part>one|two|three|four|five|some|several|many|most|half|a\s+few|a\s+number|part)\s+of\s+"
    r"(?:the|its|their|his|her|these|those)\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,}s)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?<!\bof )(?<!\bamong )\bthe\s+(?:[a-z-]+\s+)?(?P<noun>[a-z]{3,}s)\b", re.IGNORECASE)


class Whole(NamedTuple):
    """A group, "the suspects", or a part of them, at `start` to `end` of a text; `noun` is the stem of "suspects"."""

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


_OPPOSITES = (
    ("more", "less"),
    ("more", "fewer"),
    ("higher", "lower"),
    ("larger", "smaller"),
    ("bigger", "smaller"),
    ("greater", "smaller"),
    ("better", "worse"),
    ("longer", "shorter"),
    ("faster", "slower"),
    ("earlier", "later"),
    ("older", "younger"),
    ("older", "newer"),
    ("cheaper", "dearer"),
    ("stronger", "weaker"),
    ("safer", "riskier"),
    ("warmer", "colder"),
    ("warmer", "cooler"),
    ("wetter", "drier"),
    ("heavier", "lighter"),
    ("taller", "shorter"),
    ("richer", "poorer"),
)
_OPPOSITE_OF: dict[str, frozenset[str]] = {
    one: frozenset(b if a == one else a for a, b in _OPPOSITES if one in (a, b)) for pair in _OPPOSITES for one in pair
}
_COMPARATIVE = re.compile(
    rf"\b(?P<word>{'|'.join(_OPPOSITE_OF)})\b(?!\s+(?:than\s+[\d$€£]|or\s+less|and\s+more))", re.IGNORECASE
)
_NOT_COMPARED = re.compile(r"\b(?:no|any|once|what\s+is|or|and|the|even)\s+$", re.IGNORECASE)
_LOOK_BACK = 8


class Comparative(NamedTuple):
    """A comparative, "less likely", at `start` to `end` of a text: `of` is the stem of what follows "less"."""

    start: int
    end: int
    word: str
    of: str | None

    def reverses(self, other: Comparative) -> bool:
        """Whether this says of the same the opposite of what `other` says."""
        return self.of == other.of and other.word in _OPPOSITE_OF[self.word]


def comparatives(text: str, start: int = 0, end: int | None = None) -> list[Comparative]:
    """The comparatives of `text` that have an opposite, from `start` to `end`, in order."""
    end = len(text) if end is None else end
    found = []
    for match in _COMPARATIVE.finditer(text, start, end):
        if _NOT_COMPARED.search(text[max(start, match.start() - _LOOK_BACK) : match.start()]):
            continue
        following = tokens(text, match.end(), min(end, match.end() + 30))[:1]
        of = stem(following[0].text) if following and not text[match.end() : following[0].start].strip() else None
        found.append(Comparative(match.start(), match.end(), match["word"].lower(), of))
    return found
