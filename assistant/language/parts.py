"""Parts and multiples of a whole: "half", "two-thirds", "one in five"; "twice", "tripled", "four times"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language import numerals
from assistant.language.quantity import Bound, Kind, Quantity

_PARTS = {
    "half": 2.0,
    "halves": 2.0,
    "third": 3.0,
    "quarter": 4.0,
    "fourth": 4.0,
    "fifth": 5.0,
    "sixth": 6.0,
    "seventh": 7.0,
    "eighth": 8.0,
    "ninth": 9.0,
    "tenth": 10.0,
}
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_HALF = (
    r"(?<!first )(?<!second )(?<!other )(?<!latter )(?<!early )(?<!opening )(?<!first-)(?<!second-)(?<!better )"
    r"(?P<half>(?:(?:a|one)[\s-]+)?\bhalf)(?=\s+(?:of|the|its|their|his|her|all|that|those|these|our|as)\b)"
    r"|(?:(?<=\bby )|(?<=\bin ))(?P<halved>half)\b(?!\s+(?:an?|time|term)\b)"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NO_WHOLE = (
    r"(?!\s+(?:days?|weeks?|months?|years?|hours?|minutes?|games?|matches|seasons?|starts?|attempts?|million|billion|"
    r"thousand)\b)(?![\w,.:-]\d|-year|%)"
)
_FRACTION = re.compile(
    rf"(?<![a-z\d])(?=[aefhnost\d])(?:{_HALF}"
    rf"|(?P<count>an?|{_COUNT})[\s-]+(?P<part>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?"
    rf"(?=\s+of\b)(?!\s+of\s+(?:{_MONTHS}))"
    rf"|(?P<many>{_COUNT})[\s-]+(?P<parts>third|quarter|fifth|sixth|seventh|eighth|tenth)s\b"
    r"|(?<=\bby )(?:an?|one)[\s-](?P<by>third|quarter|fifth|tenth)\b"
    rf"|(?P<some>{_COUNT}|ten|\d{{1,2}})\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"(?P<out_of>{_COUNT}|ten|twelve|twenty|\d{{1,3}})\b{_NO_WHOLE})",
    re.IGNORECASE,
)
_QUARTERS = {"half": 0.5, "quarter": 0.25, "three": 0.75}
_PERCENT = re.compile(
    r"\b(?P<part>half|quarter|three[\s-]quarters)\s+(?:of\s+)?(?:an?|one)\s+(?:per\s?cent(?:age)?)\b(?P<point>[\s-]points?\b)?",
    re.IGNORECASE,
)
_MULTIPLES = {"double": 2.0, "doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "twice": 2.0, "thrice": 3.0}
_MULTIPLE = re.compile(
    r"(?<![a-z\d])(?=[adefhnoqstz\d])(?:(?P<verb>(?:doubl|tripl|trebl|quadrupl)(?:es?|ed|ing))\b(?!-)"
    r"|(?P<twice>twice|thrice)\b"
    rf"|(?P<fold>{_COUNT}|ten|\d+)-?fold\b"
    rf"|(?P<count>{_COUNT}|ten|twelve|twenty|fifty|a\s+hundred|\d+(?:\.\d+)?)\s+times\b(?!\s+Square))",
    re.IGNORECASE,
)


def fractions(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The parts of a whole that `text` names from `start` to `end`; `value` lies between 0 and 1."""
    for match in _FRACTION.finditer(text, start, end):
        value = _fraction(match)
        if 0 < value < 1:
            yield Quantity(match.start(), match.end(), value, Kind.FRACTION, None, Bound.EXACT, True, None, None)


def parts_of_a_percent(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The parts of one percent, or of a percentage point, that `text` names from `start` to `end`: "half a percent"."""
    for match in _PERCENT.finditer(text, start, end):
        value = next(value for word, value in _QUARTERS.items() if match["part"].lower().startswith(word))
        kind = Kind.POINTS if match["point"] else Kind.PERCENT
        yield Quantity(match.start(), match.end(), value, kind, None, Bound.EXACT, True, None, None)


def _fraction(match: re.Match[str]) -> float:
    if match["half"] or match["halved"]:
        return 0.5
    if match["by"]:
        return 1 / _PARTS[match["by"].lower()]
    if match["some"]:
        whole = _value(match["out_of"])
        return _value(match["some"]) / whole if whole else 0.0
    part = match["part"] or match["parts"]
    return _value(match["count"] or match["many"]) / _PARTS[part.lower()]


def _value(numeral: str) -> float:
    if numeral.isdigit():
        return float(numeral)
    return 1.0 if numeral.lower() in ("a", "an") else numerals.value_of_words(numeral)[0]


def multiples(text: str, start: int, end: int) -> Iterator[Quantity]:
    """How many times as much, or how often, `text` says from `start` to `end`."""
    for match in _MULTIPLE.finditer(text, start, end):
        word = (match["verb"] or match["twice"] or "").lower()
        count = match["count"] or match["fold"] or ""
        if word:
            value = next(value for stem, value in _MULTIPLES.items() if word.startswith(stem))
        elif count[0].isdigit():
            value = numerals.value_of_digits(count)
        else:
            value = numerals.value_of_words(count)[0]
        yield Quantity(match.start(), match.end(), value, Kind.MULTIPLE, None, Bound.EXACT, True, None, None)
