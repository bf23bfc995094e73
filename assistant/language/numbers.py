"""Quantities as a text writes them: digits and words, magnitudes, percentages, money, ordinals, scores, ranges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.language import numerals, parts
from assistant.language.kept import kept
from assistant.language.mention import Mention
from assistant.language.quantity import Bound, Kind, Quantity, agree
from assistant.language.ranges import ranged
from assistant.language.tokens import STOPWORDS, stem, tokens
from assistant.language.units import PERIODS, SMALL_COINS, currency_of, unit_of

__all__ = ["Bound", "Kind", "Quantity", "agree", "quantities"]


_BELOW = (
    r"nearly|almost|just under|just short of|under|up to|(?<!no )(?<!not )(?:less|fewer) than|below|at (?:the )?most|"
    r"as many as|as much as|not? (?:more|longer|later|higher|larger|greater) than|a maximum of|approaching|as high as|"
    r"within"
)
_ABOVE = (
    r"over|(?<!no )(?<!not )(?:more|greater|longer|higher) than|at (?:the very )?least|above|exceed(?:ed|ing|s)?|"
    r"upwards of|not? (?:fewer|less|shorter|lower|smaller) than|a minimum of|in excess of|topped|topping|past"
)
_ABOUT = r"about|around|roughly|approximately|some|circa|close to|near|an? (?:average|estimated)(?: of)?|average of"
_BOUNDS = tuple(
    (bound, re.compile(rf"\b(?:{words})\s+(?:an?\s+|the\s+)?$", re.IGNORECASE))
    for bound, words in ((Bound.BELOW, _BELOW), (Bound.ABOVE, _ABOVE), (Bound.ABOUT, _ABOUT))
)
_LOOK_BACK = 28
_OR_MORE = re.compile(r"\+|\s+(?:\w+\s+)?or\s+(?:more|over|above)\b")
_OR_LESS = re.compile(r"\s+(?:\w+\s+)?or\s+(?:less|fewer|under)\b")

_SYMBOL = (
    r"(?:\b(?:US|AU|CA|HK|NZ|NT|A|C|S))?\$|[€£¥₹₽₩₺₦]"
    r"|\b(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|CZK|PLN|HUF|AUD|CAD|NZD|JPY|CNY|RMB|INR|ZAR|KRW|TRY|RUB|BRL|MXN|ILS)(?=\s?\d)"
)
_MAGNITUDE = r"hundred|thousand|lakh|million|crore|billion|trillion|mln|bln|bn|mn|tn|dozen"
_ATTACHED = (
    r"km/h|kmh|kph|mph|kms?|kgs?|mg|ml|mm|cm|ft|lbs?|kWh|MWh|GWh|TWh|kW|MW|GW|[GMKT]B|hrs?|mins?|ha|oz|g|C|F|°C|°F|°"
)
_NUMBER = re.compile(
    rf"(?:(?P<currency>{_SYMBOL})\s?|(?<![\w.,:/])(?<![^\W\d_]-))(?P<number>{numerals.DIGITS})(?![,.:/]?\d)"
    rf"(?:(?P<ordinal>st|nd|rd|th)|[\s-]?(?P<magnitude>{_MAGNITUDE})s?|(?P<letter>[kKmMbB])|(?P<attached>{_ATTACHED}|p)"
    rf"|(?<=\d)\s(?P<spaced>m|k)(?=\W|$))?(?=½|\W|$)"
)
_METRES = re.compile(
    r"[\s-]+(?:sprint|race|hurdles|relay|freestyle|breaststroke|backstroke|butterfly|final|heats?|high|long|tall|"
    r"wide|deep|away|from|below|above|record|champion)\b"
)
# The letters that these words begin with are looked for first: most words of a long text are passed over at once.
_SPELLED = re.compile(rf"\b(?=[aefhnostz])(?:{numerals.SPELLED})", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(?=[efhnst])(?:{numerals.ORDINAL})", re.IGNORECASE)
_AFTER = re.compile(
    r"[\s-]*(?:(?P<percent>%|(?:per\s?cent(?:age)?|pct|pc)(?![\w])(?![\s-]+points?\b))"
    r"|(?P<points>percentage[\s-]+points?\b|points?\s+percentage|(?:per\s?cent|%)[\s-]+points?\b)"
    r"|(?P<basis>basis[\s-]+points?\b))",
    re.IGNORECASE,
)
_WORDS_AFTER = re.compile(r"[\s-]+(?P<first>(?:U\.S\.|[A-Za-z°/]+))(?:[\s-]+(?P<second>[A-Za-z]+))?")
_NUMBER_OF = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+)?")

_LASTING = "|".join(rf"(?<=\b{word} )" for word in "for in within after than lasted about took nearly almost".split())
_SPAN = "hour|day|week|fortnight|month|year|decade|century"
_DURATION = re.compile(
    rf"(?<![a-z])(?=[aht])(?:(?:{_LASTING})(?:an?|the)\s+(?P<unit>{_SPAN})(?P<half>\s+and\s+a\s+half)?\b(?!['’-])"
    rf"|an?\s+(?P<unit_before>{_SPAN})(?P<half_before>\s+and\s+a\s+half)?"
    r"(?=\s+(?:later|ago|earlier|before|after|long|old|or\s+(?:more|so|longer))\b)"
    r"|(?P<halved>half\s+an?)\s+(?P<unit_halved>hour|day|century|year|mile)\b)",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(
    rf"(?:[\s-]+and[\s-]+a[\s-]+half\b|½)(?:[\s-]*(?:(?P<magnitude>{_MAGNITUDE})s?|(?<=½)(?P<letter>[kmb]))\b)?",
    re.IGNORECASE,
)
_UNIT_AND_A_HALF = re.compile(r"\s+(?:hours?|days?|weeks?|months?|years?|miles?)\s+and\s+a\s+half\b")
_RATE = re.compile(
    r"(?P<between>(?:[\s-]+(?!(?:in|for|within|after|of|than|over|about|once|twice|half|such|what|the|that|was|were|is|"
    r"and|or|until|to|from|on|at|by|a|an|per|each|every)\b)[A-Za-z]+){0,2})"
    r"(?:[\s-]+an?[\s-]+|[\s-]*(?:\bper\b|/)\s?|\s+each\s+|\s+every\s+)"
    r"(?P<period>hour|day|night|week|fortnight|month|year|annum|quarter|season)\b(?!['’]s|\s+(?:later|ago|earlier|before|after))",
    re.IGNORECASE,
)
_AN_HOUR = re.compile(r"[\s-]+(?:an|per)[\s-]+hour\b", re.IGNORECASE)
_PERIODIC = "|".join(PERIODS)
_RATE_AFTER = re.compile(
    rf"(?:\s+(?!(?:in|for|of|and|or|the)\b)[A-Za-z]+){{0,2}}\s+(?P<period>{_PERIODIC})\b", re.IGNORECASE
)
_RATE_BEFORE = re.compile(
    rf"\b(?P<period>{_PERIODIC})\s+(?:[a-z]+\s+){{0,2}}(?:of|to|at|by|was|is)\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE
)


def quantities(text: str, start: int = 0, end: int | None = None, *, outside: Sequence[Mention] = ()) -> list[Quantity]:
    """The quantities of `text` from `start` to `end`, in order, but for those that are part of the dates `outside`.

    `outside` is in order and without overlaps.
    """
    return ranged(text, _without(_each(text, start, end), outside))


@kept
def _each(text: str, start: int, end: int) -> Sequence[Quantity]:
    return tuple(_measured(text, quantity, end) for quantity in _plain(text, start, end))


def _plain(text: str, start: int, end: int) -> list[Quantity]:
    """Every number by itself, the longest where several readings overlap."""
    found = [_from_digits(text, match) for match in _NUMBER.finditer(text, start, end)]
    for match in _SPELLED.finditer(text, start, end):
        value, magnitude = numerals.value_of_words(match.group())
        found.append(_number(match.start(), match.end(), value, spelled=True, magnitude=magnitude))
    for match in _ORDINAL.finditer(text, start, end):
        value, _ = numerals.value_of_words(match.group())
        found.append(_number(match.start(), match.end(), value, Kind.ORDINAL, spelled=True))
    found += list(_durations(text, start, end))
    for read in (parts.fractions, parts.multiples, parts.parts_of_a_percent):
        found += read(text, start, end)
    return _longest(found)


def _number(
    start: int,
    end: int,
    value: float,
    kind: Kind = Kind.CARDINAL,
    *,
    currency: str | None = None,
    unit: str | None = None,
    spelled: bool = False,
    magnitude: float = 1.0,
) -> Quantity:
    return Quantity(start, end, value, kind, currency, Bound.EXACT, spelled, None, unit, magnitude=magnitude)


def _longest(found: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
        elif quantity.end - quantity.start > kept[-1].end - kept[-1].start:
            kept[-1] = quantity
    return kept


def _without(found: Sequence[Quantity], outside: Sequence[Mention]) -> list[Quantity]:
    ends = [mention.end for mention in outside]
    kept = []
    for quantity in found:
        following = bisect_left(ends, quantity.start + 1)
        if following == len(outside) or outside[following].start >= quantity.end:
            kept.append(quantity)
    return kept


def _from_digits(text: str, match: re.Match[str]) -> Quantity:
    value = numerals.value_of_digits(match["number"])
    start, end = match.start(), match.end()
    if match["ordinal"]:
        return _number(start, end, value, Kind.ORDINAL)
    currency = currency_of(match["currency"]) if match["currency"] else None
    written = (match["magnitude"] or match["letter"] or match["spaced"] or "").lower()
    if match["spaced"] and not currency:
        written, end = "", match.end("number")
    if written == "m" and not currency and _METRES.match(text, end):
        return _number(start, end, value, unit="metre")
    magnitude = numerals.MAGNITUDES.get(written, 1.0)
    attached = match["attached"]
    if attached == "p":
        return _number(start, end, value / 100, Kind.MONEY, currency="pound")
    unit = unit_of(attached, attached=True) if attached else None
    kind = Kind.MONEY if currency else Kind.CARDINAL
    half = _AND_A_HALF.match(text, end)
    if half:
        value, end, magnitude = value + 0.5, half.end(), magnitude * _magnitude_of(half)
    return _number(start, end, value * magnitude, kind, currency=currency, unit=unit, magnitude=magnitude)


def _magnitude_of(half: re.Match[str]) -> float:
    """What stands behind "and a half" and multiplies all of it: "two and a half million"; 1 where nothing does."""
    return numerals.MAGNITUDES.get((half["magnitude"] or half["letter"] or "").lower(), 1.0)


def _durations(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Durations without a numeral: "for a week", "a year and a half ago", "half an hour"."""
    for match in _DURATION.finditer(text, start, end):
        unit = (match["unit"] or match["unit_before"] or match["unit_halved"]).lower()
        half = 0.5 if match["half"] or match["half_before"] else 0.0
        value = 0.5 if match["halved"] else 1.0 + half
        yield _number(match.start(), match.end(), value, unit=unit, spelled=True)


def _measured(text: str, quantity: Quantity, end: int) -> Quantity:
    """`quantity` with what the words around it make of it: kind, currency, unit, bound, rate, and what is counted."""
    quantity = _bounded(text, _with_words_after(text, quantity))
    if quantity.kind is Kind.ORDINAL:
        return quantity._replace(counted=_counted(text, quantity.end))
    return _rated(text, quantity._replace(counted=_counted(text, quantity.end)), end)


def _with_words_after(text: str, quantity: Quantity) -> Quantity:
    if quantity.kind not in (Kind.CARDINAL, Kind.MONEY) or (quantity.unit and quantity.spelled):
        return quantity
    after = _AFTER.match(text, quantity.end)
    if after and not quantity.currency:
        kind = Kind.PERCENT if after["percent"] else Kind.POINTS
        value = quantity.value / 100 if after["basis"] else quantity.value
        return quantity._replace(end=after.end(), kind=kind, value=value)
    half = _AND_A_HALF.match(text, quantity.end)
    if half and quantity.spelled:
        more = _magnitude_of(half)
        value, magnitude = more * (quantity.value + 0.5 * quantity.magnitude), more * quantity.magnitude
        quantity = quantity._replace(value=value, magnitude=magnitude, end=half.end())
    elif _UNIT_AND_A_HALF.match(text, quantity.end):
        quantity = quantity._replace(value=quantity.value + 0.5)
    words = _WORDS_AFTER.match(text, quantity.end)
    if words is None or quantity.unit:
        return quantity
    return _in_money(quantity, words) or _in_units(quantity, words)


def _in_money(quantity: Quantity, words: re.Match[str]) -> Quantity | None:
    first, second = words["first"], words["second"]
    if first.lower() in SMALL_COINS and not quantity.currency:
        currency = SMALL_COINS[first.lower()]
        return quantity._replace(end=words.end("first"), value=quantity.value / 100, kind=Kind.MONEY, currency=currency)
    pair = currency_of(f"{first} {second}") if second else None
    single = "won" if first == "won" and quantity.value >= 1000 else currency_of(first)
    if quantity.currency or not (pair or single):
        return None
    end = words.end("second") if pair else words.end("first")
    return quantity._replace(end=end, kind=Kind.MONEY, currency=pair or single)


def _in_units(quantity: Quantity, words: re.Match[str]) -> Quantity:
    pair = unit_of(f"{words['first']} {words['second']}") if words["second"] else None
    unit = pair or unit_of(words["first"])
    if unit is None or quantity.kind is not Kind.CARDINAL:
        return quantity
    return quantity._replace(unit=unit, reach=words.end("second" if pair else "first"))


def _bounded(text: str, quantity: Quantity) -> Quantity:
    if _OR_MORE.match(text, quantity.end):
        return quantity._replace(bound=Bound.ABOVE)
    if _OR_LESS.match(text, quantity.end):
        return quantity._replace(bound=Bound.BELOW)
    offset = max(0, quantity.start - _LOOK_BACK)
    before = text[offset : quantity.start]
    for bound, pattern in _BOUNDS:
        opening = pattern.search(before)
        if opening:
            return quantity._replace(bound=bound, opening=offset + opening.start())
    return quantity


def _rated(text: str, quantity: Quantity, end: int) -> Quantity:
    hourly = _AN_HOUR.match(text, quantity.reach or quantity.end, end)
    if hourly is not None and (speed := unit_of(f"{quantity.unit} an hour")):
        return quantity._replace(unit=speed, reach=hourly.end())
    after = _RATE.match(text, quantity.end, end) or _RATE_AFTER.match(text, quantity.end, end)
    found = after or _RATE_BEFORE.search(text[max(0, quantity.start - 2 * _LOOK_BACK) : quantity.start])
    if found is None:
        return quantity
    period = found["period"].lower()
    period = PERIODS.get(period, period)
    if period == quantity.unit:
        return quantity
    return quantity._replace(rate=period, reach=after.end() if after else quantity.reach)


def _counted(text: str, end: int) -> str | None:
    of = _NUMBER_OF.match(text, end)
    end = of.end() if of else end
    for token in tokens(text, end, min(len(text), end + 40))[:2]:
        if text[end : token.start].strip(" -\t\n"):
            return None
        if token.text.lower() not in STOPWORDS:
            return stem(token.text)
        end = token.end
    return None
