"""Units of measurement and of money: their spellings, and which of them measure the same thing."""

from __future__ import annotations

from typing import NamedTuple


class _Unit(NamedTuple):
    """What a unit measures, and how many of the dimension's base unit it is."""

    dimension: str
    factor: float
    offset: float = 0.0


_YEAR = 365.25

_UNITS = {
    "kilometre": _Unit("length", 1000),
    "metre": _Unit("length", 1),
    "centimetre": _Unit("length", 0.01),
    "millimetre": _Unit("length", 0.001),
    "mile": _Unit("length", 1609.344),
    "nautical mile": _Unit("length", 1852),
    "yard": _Unit("length", 0.9144),
    "foot": _Unit("length", 0.3048),
    "inch": _Unit("length", 0.0254),
    "hectare": _Unit("area", 10_000),
    "acre": _Unit("area", 4046.86),
    "square kilometre": _Unit("area", 1e6),
    "square metre": _Unit("area", 1),
    "square mile": _Unit("area", 2_589_988),
    "square foot": _Unit("area", 0.092903),
    "tonne": _Unit("mass", 1000),
    "kilogram": _Unit("mass", 1),
    "gram": _Unit("mass", 0.001),
    "milligram": _Unit("mass", 1e-6),
    "pound weight": _Unit("mass", 0.453592),
    "ounce": _Unit("mass", 0.0283495),
    "stone": _Unit("mass", 6.35029),
    "litre": _Unit("volume", 1),
    "millilitre": _Unit("volume", 0.001),
    "cubic metre": _Unit("volume", 1000),
    "gallon": _Unit("volume", 3.78541),
    "pint": _Unit("volume", 0.473176),
    "barrel": _Unit("volume", 158.987),
    "second": _Unit("time", 1 / 86_400),
    "minute": _Unit("time", 1 / 1440),
    "hour": _Unit("time", 1 / 24),
    "day": _Unit("time", 1),
    "night": _Unit("time", 1),
    "week": _Unit("time", 7),
    "fortnight": _Unit("time", 14),
    "month": _Unit("time", _YEAR / 12),
    "year": _Unit("time", _YEAR),
    "decade": _Unit("time", 10 * _YEAR),
    "century": _Unit("time", 100 * _YEAR),
    "quarter": _Unit("time", _YEAR / 4),
    "watt": _Unit("power", 1),
    "kilowatt": _Unit("power", 1e3),
    "megawatt": _Unit("power", 1e6),
    "gigawatt": _Unit("power", 1e9),
    "kilowatt hour": _Unit("energy", 1e3),
    "megawatt hour": _Unit("energy", 1e6),
    "gigawatt hour": _Unit("energy", 1e9),
    "terawatt hour": _Unit("energy", 1e12),
    "kilobyte": _Unit("data", 1e3),
    "megabyte": _Unit("data", 1e6),
    "gigabyte": _Unit("data", 1e9),
    "terabyte": _Unit("data", 1e12),
    "mile an hour": _Unit("speed", 1.609344),
    "kilometre an hour": _Unit("speed", 1),
    "knot": _Unit("speed", 1.852),
    "Celsius": _Unit("temperature", 1),
    "Fahrenheit": _Unit("temperature", 5 / 9, -160 / 9),
}

_SPELLINGS = {
    "kilometre": "km kms kilometre kilometres kilometer kilometers",
    "metre": "metre metres meter meters",
    "centimetre": "cm centimetre centimetres centimeter centimeters",
    "millimetre": "mm millimetre millimetres millimeter millimeters",
    "mile": "mile miles",
    "nautical mile": "nautical-mile nautical-miles",
    "yard": "yard yards",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "hectare": "hectare hectares ha",
    "acre": "acre acres",
    "square kilometre": "square-kilometre square-kilometres square-kilometer square-kilometers square-km sq-km",
    "square metre": "square-metre square-metres square-meter square-meters sq-m",
    "square mile": "square-mile square-miles sq-miles",
    "square foot": "square-foot square-feet sq-ft",
    "tonne": "tonne tonnes ton tons",
    "kilogram": "kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos",
    "gram": "g gram grams gramme grammes",
    "milligram": "mg milligram milligrams",
    "pound weight": "lb lbs",
    "ounce": "oz ounce ounces",
    "stone": "stone",
    "litre": "litre litres liter liters",
    "millilitre": "ml millilitre millilitres milliliter milliliters",
    "cubic metre": "cubic-metre cubic-metres cubic-meter cubic-meters",
    "gallon": "gallon gallons",
    "pint": "pint pints",
    "barrel": "barrel barrels",
    "second": "second seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "night": "night nights",
    "week": "week weeks",
    "fortnight": "fortnight fortnights",
    "month": "month months",
    "year": "year years yr yrs",
    "decade": "decade decades",
    "century": "century centuries",
    "watt": "watt watts",
    "kilowatt": "kw kilowatt kilowatts",
    "megawatt": "mw megawatt megawatts",
    "gigawatt": "gw gigawatt gigawatts",
    "kilowatt hour": "kwh kilowatt-hour kilowatt-hours",
    "megawatt hour": "mwh megawatt-hour megawatt-hours",
    "gigawatt hour": "gwh gigawatt-hour gigawatt-hours",
    "terawatt hour": "twh terawatt-hour terawatt-hours",
    "kilobyte": "kb kilobyte kilobytes",
    "megabyte": "mb megabyte megabytes",
    "gigabyte": "gb gigabyte gigabytes",
    "terabyte": "tb terabyte terabytes",
    "mile an hour": "mph mile-an-hour",
    "kilometre an hour": "kph kmh km/h kilometre-an-hour",
    "knot": "knot knots",
    "degree": "degree degrees °",
    "Celsius": "c °c celsius degrees-celsius degrees-c",
    "Fahrenheit": "f °f fahrenheit degrees-fahrenheit degrees-f",
}
_UNIT_OF = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()}
_ONLY_ATTACHED = frozenset(["c", "f", "g"])
"""One letter is a unit where it touches the number ("20C"), and any word at all where it does not."""

PERIODS = {
    "daily": "day",
    "nightly": "night",
    "hourly": "hour",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "annual": "year",
    "annually": "year",
    "annum": "year",
    "yearly": "year",
}
"""The words that say how often, and the period that each stands for."""

_DOLLARS = {
    "us": "us american u.s",
    "australian": "a au australian",
    "canadian": "c ca canadian",
    "hong kong": "hk",
    "new zealand": "nz",
    "singapore": "s singapore",
    "taiwan": "nt taiwan",
}
_CURRENCY_NAMES = {
    "dollar": "$ dollar dollars buck bucks",
    "euro": "€ euro euros eur",
    "pound": "£ pound pounds quid gbp sterling",
    "yen": "¥ yen jpy",
    "yuan": "yuan renminbi cny rmb",
    "rupee": "₹ rupee rupees inr",
    "rouble": "₽ rouble roubles ruble rubles rub",
    "won": "₩ krw",
    "lira": "₺ lira liras lire try",
    "crown": "crown crowns krona kronor krone kroner koruna korunas kronur",
    "swedish crown": "sek",
    "danish crown": "dkk",
    "norwegian crown": "nok",
    "czech crown": "czk",
    "franc": "franc francs",
    "swiss franc": "chf",
    "mark": "marks deutschmarks",
    "peso": "peso pesos",
    "mexican peso": "mxn",
    "real": "brl reais",
    "rand": "rand zar",
    "shekel": "shekel shekels ils",
    "zloty": "zloty zlotys pln",
    "forint": "forint forints huf",
    "dirham": "dirham dirhams aed",
    "dinar": "dinar dinars",
    "riyal": "riyal riyals sar",
    "rial": "rial rials",
    "baht": "baht thb",
    "dong": "dong vnd",
    "rupiah": "rupiah idr",
    "ringgit": "ringgit myr",
    "shilling": "shilling shillings",
    "naira": "naira ₦ ngn",
    "cedi": "cedi cedis",
    "hryvnia": "hryvnia hryvnias uah",
    "lev": "leva",
    "us dollar": "usd",
    "australian dollar": "aud",
    "canadian dollar": "cad",
    "hong kong dollar": "hkd",
    "new zealand dollar": "nzd",
    "singapore dollar": "sgd",
}
_CURRENCY_OF = {spelling: name for name, spellings in _CURRENCY_NAMES.items() for spelling in spellings.split()}
_CURRENCY_OF |= {f"{prefix}$": f"{country} dollar" for country, names in _DOLLARS.items() for prefix in names.split()}
_OTHER_READINGS = frozenset(["try", "won", "mark", "pound", "real", "sterling", "dollar"])
"""Words after a number that are money only in another form or in capitals: "5 try", "12 won"."""
_NATIONS = frozenset(
    """
        american us u.s australian canadian singapore taiwan swedish danish norwegian czech icelandic swiss french
        german mexican argentine argentinian chilean colombian philippine cuban indian pakistani russian turkish
        japanese chinese korean kenyan ugandan tanzanian kuwaiti iraqi jordanian serbian saudi british
    """.split()
)
SMALL_COINS = {
    "cent": None,
    "cents": None,
    "pence": "pound",
    "penny": "pound",
    "p": "pound",
    "pennies": "pound",
    "kopecks": "rouble",
    "öre": "crown",
}
"""Hundredths of a currency, and of which; None where several have them."""


def unit_of(words: str, *, attached: bool = False) -> str | None:
    """The unit that `words` ("km", "square miles") name, in one form; `attached` where they touch the number."""
    spelled = "-".join(words.lower().rstrip(".").split())
    if spelled in _ONLY_ATTACHED and not attached:
        return None
    return _UNIT_OF.get(spelled)


def currency_of(words: str) -> str | None:
    """The currency that `words` ("$", "US$", "Swedish crowns", "CHF") name: its name, after its country's if given."""
    *country, name = words.lower().split() or [""]
    if name in _OTHER_READINGS and not words.isupper() and not (country and country[0] in _NATIONS):
        return "won" if name == "won" and country else None
    currency = _CURRENCY_OF.get(name)
    if currency is None or not country:
        return currency
    if country[0] not in _NATIONS:
        return None
    nation = {"american": "us", "u.s": "us", "u.s.": "us"}.get(country[0], country[0])
    return f"{nation} {currency}"


def same_currency(one: str, other: str) -> bool:
    """Whether two currencies can be the same: "dollar" may be any country's."""
    return one == other or (one.split()[-1] == other.split()[-1] and " " not in (one if " " in other else other))


def comparable(one: str, other: str) -> bool:
    """Whether two units measure the same thing."""
    first, second = _UNITS.get(one), _UNITS.get(other)
    return first is not None and second is not None and first.dimension == second.dimension


def in_base(value: float, unit: str) -> float:
    """`value` in the base unit of what `unit` measures; as it is where the unit is not known."""
    known = _UNITS.get(unit, _Unit(unit, 1.0))
    return value * known.factor + known.offset
