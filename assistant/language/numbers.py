"""Quantities as a text writes them: digits and words, magnitudes, percentages, money, ordinals, approximations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.language.dates import DateMention
from assistant.language.tokens import STOPWORDS, stem, tokens


class Kind(StrEnum):
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    POINTS = "percentage points"
    MONEY = "money"


class Bound(StrEnum):
    """What a word before a number makes of it."""

    EXACT = "exact"
    ABOUT = "about"
    BELOW = "below"
    """"nearly 400", "up to 400": at most that, and near it."""
    ABOVE = "above"
    """"over 400", "at least 400"."""


class Quantity(NamedTuple):
    """A number at `start` to `end` of a text."""

    start: int
    end: int
    value: float
    kind: Kind
    currency: str | None
    bound: Bound
    spelled: bool
    """Written in words, not in digits."""
    counted: str | None
    """The stem of the noun that is counted, as far as the next words tell."""
    unit: str | None
    """The unit of measurement that follows ("km", "ton"), in one form whatever its spelling."""


_ONES = {
    word: value
    for value, word in enumerate(
        """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
            sixteen seventeen eighteen nineteen
        """.split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "dozen": 12.0,
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        """
            first second third fourth fifth sixth seventh eighth ninth tenth eleventh
            twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        """.split(),
        1,
    )
}
_CURRENCIES = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "dollar": "dollar",
    "dollars": "dollar",
    "euro": "euro",
    "euros": "euro",
    "pounds": "pound",
    "yen": "yen",
    "yuan": "yuan",
    "rupees": "rupee",
    "roubles": "rouble",
    "rubles": "rouble",
    "usd": "dollar",
    "eur": "euro",
    "gbp": "pound",
}
_UNITS = {
    spelling: unit
    for unit, spellings in {
        "kilometre": "km kilometre kilometres kilometer kilometers",
        "mile": "mile miles",
        "metre": "metre metres meter meters",
        "centimetre": "cm centimetre centimetres centimeter centimeters",
        "foot": "foot feet ft",
        "inch": "inch inches",
        "hectare": "hectare hectares",
        "acre": "acre acres",
        "kilogram": "kg kilogram kilograms kilo kilos",
        "pound weight": "lb lbs",
        "gram": "gram grams",
        "milligram": "mg milligram milligrams",
        "tonne": "tonne tonnes ton tons",
        "litre": "litre litres liter liters",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels",
        "second": "second seconds",
        "minute": "minute minutes",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
        "decade": "decade decades",
        "kilowatt": "kw kilowatt kilowatts",
        "megawatt": "mw megawatt megawatts",
        "gigawatt": "gw gigawatt gigawatts",
        "degree": "degree degrees",
        "mph": "mph",
        "km/h": "kph",
    }.items()
    for spelling in spellings.split()
}
_BELOW = r"nearly|almost|close to|just under|under|up to|less than|fewer than|below|at most|as many as"
_ABOVE = r"over|more than|at least|above|exceeding|upwards of|no fewer than|no less than"
_ABOUT = r"about|around|roughly|approximately|some|circa|estimated"
_BOUNDS = tuple(
    (bound, re.compile(rf"\b(?:{words})\s+(?:an?\s+)?$", re.IGNORECASE))
    for bound, words in ((Bound.BELOW, _BELOW), (Bound.ABOVE, _ABOVE), (Bound.ABOUT, _ABOUT))
)
_FIRST_WORDS = "|".join([*sorted({*_ONES, *_TENS, *_ORDINALS}, key=len, reverse=True), "hundred", "dozen"])
_LATER_WORDS = f"{_FIRST_WORDS}|thousand|million|billion|trillion"
_SPELLED = re.compile(
    rf"\b(?:a\s+(?=hundred|thousand|million|billion|dozen))?(?:{_FIRST_WORDS})"
    rf"(?:(?:\s+and\s+|\s+|-)(?:{_LATER_WORDS})\b)*\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![\w.])(?<![^\W\d_]-)(?P<currency>[$€£¥])?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<suffix>st|nd|rd|th|bn|mn|tn|k|m|K|M)?(?![\w])"
    r"(?:[\s-](?P<magnitude>hundred|thousand|million|billion|trillion|bn|tn|dozen)\b)?"
)
_AFTER = re.compile(
    r"\s*(?:(?P<percent>%|per\s?cent\b)|(?P<points>percentage\s+points?\b|points?\s+percentage))", re.IGNORECASE
)
_WORD_AFTER = re.compile(r"[\s-]+([A-Za-z]+)")


def quantities(
    text: str, start: int = 0, end: int | None = None, *, outside: Sequence[DateMention] = ()
) -> list[Quantity]:
    """The quantities of `text` from `start` to `end`, in order, but for those that are part of the dates `outside`."""
    end = len(text) if end is None else end
    found = [_from_digits(text, match) for match in _DIGITS.finditer(text, start, end)]
    found += [quantity for match in _SPELLED.finditer(text, start, end) for quantity in _from_words(text, match)]
    return sorted(quantity for quantity in found if not any(_overlap(quantity, date) for date in outside))


def _overlap(quantity: Quantity, date: DateMention) -> bool:
    return date.start < quantity.end and quantity.start < date.end


def agree(claimed: Quantity, found: Quantity) -> bool:
    """Whether `claimed` says what `found` says: the same value, or an approximation that holds of it."""
    if claimed.kind != found.kind or (claimed.currency and found.currency and claimed.currency != found.currency):
        return False
    if claimed.unit and found.unit and claimed.unit != found.unit:
        return False
    if claimed.value == found.value:
        return True
    low, high = 0.9 * found.value, 1.1 * found.value
    if claimed.bound is Bound.ABOUT:
        return low <= claimed.value <= high
    if claimed.bound is Bound.BELOW:
        return found.value <= claimed.value <= high
    if claimed.bound is Bound.ABOVE:
        return low <= claimed.value <= found.value
    return _rounded(claimed.value, found.value)


def _rounded(claimed: float, found: float) -> bool:
    """Whether `claimed` is `found` with its digits behind the second cut by rounding, as in 4.2 of 4.23."""
    if not found or abs(claimed - found) > 0.05 * abs(found) or claimed < 1:
        return False
    digits = len(f"{claimed:.10g}".replace(".", "").rstrip("0"))
    return digits >= 2 and float(f"{found:.{digits}g}") == claimed


def _from_digits(text: str, match: re.Match[str]) -> Quantity:
    value = float(match["number"].replace(",", ""))
    suffix = (match["suffix"] or "").lower()
    ordinal = suffix in ("st", "nd", "rd", "th")
    magnitude = (match["magnitude"] or "").lower() or ("" if ordinal else suffix)
    value *= _MAGNITUDES.get(magnitude, 1.0)
    return _finish(text, match.start(), match.end(), value, ordinal=ordinal, currency=match["currency"], spelled=False)


def _from_words(text: str, match: re.Match[str]) -> list[Quantity]:
    words = re.findall(r"[a-z]+", match.group().lower())
    total, group, ordinal = 0.0, 0.0, False
    for word in words:
        if word in _ORDINALS:
            group, ordinal = group + _ORDINALS[word], True
        elif word in ("hundred", "dozen"):
            group = (group or 1) * _MAGNITUDES[word]
        elif word in _MAGNITUDES:
            total, group = total + (group or 1) * _MAGNITUDES[word], 0.0
        elif word in _ONES or word in _TENS:
            group += _ONES.get(word, _TENS.get(word, 0))
    return [_finish(text, match.start(), match.end(), total + group, ordinal=ordinal, currency=None, spelled=True)]


def _finish(
    text: str, start: int, end: int, value: float, *, ordinal: bool, currency: str | None, spelled: bool
) -> Quantity:
    kind = Kind.ORDINAL if ordinal else Kind.CARDINAL
    symbol = _CURRENCIES.get(currency or "")
    after = _AFTER.match(text, end)
    following = _WORD_AFTER.match(text, end)
    next_word = following[1].lower() if following else ""
    if after:
        end, kind = after.end(), Kind.PERCENT if after["percent"] else Kind.POINTS
    elif following and next_word in _CURRENCIES and not ordinal:
        end, symbol = following.end(), _CURRENCIES[next_word]
    if symbol:
        kind = Kind.MONEY
    before = text[max(0, start - 24) : start]
    bound = next((bound for bound, pattern in _BOUNDS if pattern.search(before)), Bound.EXACT)
    unit = _UNITS.get(next_word) if kind in (Kind.CARDINAL, Kind.MONEY) else None
    return Quantity(start, end, value, kind, symbol, bound, spelled, _counted(text, end), unit)


def _counted(text: str, end: int) -> str | None:
    for token in tokens(text, end, min(len(text), end + 40))[:2]:
        if text[end : token.start].strip(" -\t\n"):
            return None
        if token.text.lower() not in STOPWORDS:
            return stem(token.text)
        end = token.end
    return None
