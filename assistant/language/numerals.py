"""Numerals, in digits and in words, and the values that they write."""

from __future__ import annotations

import re

_ONES = {
    word: float(value)
    for value, word in enumerate(
        """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
            sixteen seventeen eighteen nineteen
        """.split()
    )
}
_TENS = {
    word: 10.0 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_ORDINALS = {
    word: float(value)
    for value, word in enumerate(
        """
            first second third fourth fifth sixth seventh eighth ninth tenth eleventh
            twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        """.split(),
        1,
    )
} | {"thirtieth": 30.0, "fortieth": 40.0, "fiftieth": 50.0, "hundredth": 100.0, "thousandth": 1000.0}
MAGNITUDES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "k": 1e3,
    "thousand": 1e3,
    "lakh": 1e5,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "million": 1e6,
    "crore": 1e7,
    "bn": 1e9,
    "b": 1e9,
    "bln": 1e9,
    "billion": 1e9,
    "tn": 1e12,
    "trillion": 1e12,
}
"""What a word or a letter after a number multiplies it by."""

_LARGE = "thousand|lakh|million|crore|billion|trillion"
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]+(?:{'|'.join(list(_ONES)[1:10])})(?![a-z]))?|(?:{'|'.join(_ONES)})(?![a-z]))"
)
_POWER = rf"[\s-]+(?:dozen|hundred|{_LARGE})s?(?![a-z])"
_QUARTERS = re.compile(r"(?:a|one|(?P<three>three))[\s-]+quarters?[\s-]+of[\s-]+")
_PART = r"(?:half|(?:a|one)[\s-]+quarter[\s-]+of|three[\s-]+quarters[\s-]+of)[\s-]+"
SPELLED = rf"(?:(?:{_PART})?an?(?={_POWER})|{_SMALL})(?:{_POWER}(?:[\s-]+(?:and[\s-]+)?{_SMALL})?)*"
"""A regular expression for cardinal numerals in words; to be used without regard to case."""
ORDINAL = rf"(?:(?:{'|'.join(_TENS)})[\s-]+)?(?:{'|'.join(_ORDINALS)})(?![a-z])"
"""A regular expression for ordinal numerals in words."""
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:\.\d+)?)"
"""A regular expression for numerals in digits, with thousands parted by commas; or by points, where a decimal comma or
a second point leaves no doubt."""


def value_of_digits(numeral: str) -> float:
    """The value of a numeral that `DIGITS` matches."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", numeral):
        numeral = numeral.replace(".", "").replace(",", ".")
    return float(numeral.replace(",", ""))


def value_of_words(numeral: str) -> tuple[float, float]:
    """The value of a numeral that `SPELLED` or `ORDINAL` matches, and the largest magnitude word in it (1 for none)."""
    total, group, largest = 0.0, 0.0, 1.0
    quarters = _QUARTERS.match(numeral.lower())
    if quarters is not None:
        whole, largest = value_of_words(numeral[quarters.end() :])
        return whole * (0.75 if quarters["three"] else 0.25), largest
    for word in re.findall(r"[a-z]+", numeral.lower()):
        magnitude = MAGNITUDES.get(word) or MAGNITUDES.get(word.removesuffix("s"))
        if word == "half":
            group = 0.5
        elif word in _ORDINALS:
            group += _ORDINALS[word]
        elif magnitude in (12.0, 100.0):
            group = (group or 1) * magnitude
        elif magnitude:
            total, group, largest = total + (group or 1) * magnitude, 0.0, max(largest, magnitude)
        else:
            group += _ONES.get(word, _TENS.get(word, 0.0))
    return total + group, largest
