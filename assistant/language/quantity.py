"""A quantity, and when two of them say the same: rounding, approximation, conversion."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from assistant.language.units import comparable, in_base, same_currency


class Kind(StrEnum):
    """What sort of number a quantity is."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    POINTS = "percentage points"
    MONEY = "money"
    FRACTION = "fraction"
    """"a third", "one in five": a part of one."""
    MULTIPLE = "multiple"
    """"twice", "tripled", "four times"."""
    SCORE = "score"
    """"3-1": `value` is the first, `upper` the second."""


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
    """The unit of measurement that follows ("kilometre", "tonne"), in one form whatever its spelling."""
    upper: float | None = None
    """The second number of a score."""
    rate: str | None = None
    """The period that it is counted in: "week" in "300 a week"."""
    magnitude: float = 1.0
    """What a word as "million" multiplied it by."""
    reach: int | None = None
    """Where its unit or its rate ends, where it has one."""
    opening: int | None = None
    """Where the words begin that bound it from before: "nearly", "at least"."""


_NEAR = 0.1
"""How far, as a share, "about" and "nearly" may reach."""
_ABOVE = 0.25
"""How far, as a share, "more than" may lie below."""
_CONVERTED = 0.04
"""How far, as a share, a converted measure may be rounded."""
_FEW_DIGITS = 2
_ROUND_TO = 5
_ROUNDED = 0.05
_LARGE_ROUNDED = 0.03
_LARGE = 1e4
_SHARE = 0.015
"""How far a fraction may lie from a percentage: "a third" for 33 percent and for 34."""


def agree(claimed: Quantity, found: Quantity) -> bool:
    """Whether `claimed` says what `found` says: the same value, an approximation or a conversion that holds of it."""
    if found.kind is Kind.SCORE or claimed.kind is Kind.SCORE:
        return _scores_agree(claimed, found)
    if {claimed.kind, found.kind} == {Kind.FRACTION, Kind.PERCENT}:
        return _shares_agree(claimed, found)
    if not _same_kind(claimed, found):
        return False
    if claimed.rate and found.rate and claimed.rate != found.rate:
        return _converted(_per_day(claimed), _per_day(found))
    if claimed.unit and found.unit and claimed.unit != found.unit:
        return comparable(claimed.unit, found.unit) and _converted(
            in_base(claimed.value, claimed.unit), in_base(found.value, found.unit)
        )
    return _values_agree(claimed, found)


def unlike(one: Quantity, other: Quantity) -> bool:
    """Whether the two measure different sorts of thing, so that neither can stand in the other's place."""
    if {one.kind, other.kind} in ({Kind.PERCENT, Kind.POINTS}, {Kind.PERCENT, Kind.FRACTION}):
        return False
    if one.kind is not other.kind:
        return not ({one.kind, other.kind} == {Kind.MONEY, Kind.CARDINAL} and one.value == other.value)
    if one.unit is None and other.unit is None:
        return False
    if one.unit is None or other.unit is None:
        return True
    return not comparable(one.unit, other.unit) and one.value != other.value


def _same_kind(claimed: Quantity, found: Quantity) -> bool:
    """Whether both are of one kind; a sum whose currency one side leaves out ("of the 2.6 million") is money too."""
    if claimed.kind is found.kind:
        return not (claimed.currency and found.currency) or same_currency(claimed.currency, found.currency)
    return {claimed.kind, found.kind} == {Kind.MONEY, Kind.CARDINAL} and not (claimed.unit or found.unit)


def _scores_agree(claimed: Quantity, found: Quantity) -> bool:
    if claimed.kind is found.kind:
        return sorted((claimed.value, claimed.upper or 0.0)) == sorted((found.value, found.upper or 0.0))
    return claimed.kind is Kind.CARDINAL and claimed.value in (found.value, found.upper)


def _shares_agree(claimed: Quantity, found: Quantity) -> bool:
    ours, theirs = (one.value * (100 if one.kind is Kind.FRACTION else 1) for one in (claimed, found))
    as_percent = claimed._replace(value=ours, kind=Kind.PERCENT)
    return abs(ours - theirs) <= 100 * _SHARE or _values_agree(as_percent, found._replace(value=theirs))


def _values_agree(claimed: Quantity, found: Quantity) -> bool:
    ours, theirs = claimed.value, found.value
    if ours == theirs:
        return True
    if claimed.bound is not Bound.EXACT and not _rounder(claimed, found):
        return False
    if claimed.bound is Bound.ABOUT:
        return abs(ours - theirs) <= _NEAR * abs(theirs)
    if claimed.bound is Bound.BELOW:
        return theirs <= ours <= (1 + _NEAR) * theirs
    if claimed.bound is Bound.ABOVE:
        return ours <= theirs and (theirs <= (1 + _ABOVE) * ours or ours == _first_digit(theirs))
    return _rounded(claimed, theirs)


def _rounder(claimed: Quantity, found: Quantity) -> bool:
    """Whether a number can be an approximation of another: "about 400" of 397 can, "about 398" cannot."""
    digits = _significant(claimed.value)
    if digits < _significant(found.value):
        return True
    return found.bound is Bound.EXACT and digits <= _FEW_DIGITS and claimed.value % _ROUND_TO == 0


def _significant(value: float) -> int:
    """How many digits of a number say something: 1 of 400 and of 4 trillion, 3 of 397 and of 3.97."""
    digits, _, _ = f"{value:.9e}".partition("e")
    return len(digits.replace(".", "").strip("0"))


def _first_digit(value: float) -> float:
    """`value` with every digit behind the first made a nought: 100 of 182."""
    power = 10.0 ** (len(f"{int(value)}") - 1)
    return value // power * power


def _rounded(claimed: Quantity, found: float) -> bool:
    """Whether a number is `found`, rounded in a way that needs no "about".

    Decimals, percentages with them and large figures are rounded without a word (4.2 for 4.23, 1.2 million for
    1,234,567); a count is not: 400 is no 397.
    """
    value = claimed.value
    if not found or abs(value - found) > _ROUNDED * abs(found) or value < 1:
        return False
    if found != int(found) and value == round(found):
        return True
    if max(value, found) < _LARGE and value == int(value):
        return False
    digits = _significant(value)
    if digits == 1:
        return claimed.magnitude > 1 and abs(value - found) <= _LARGE_ROUNDED * found and float(f"{found:.1g}") == value
    return float(f"{found:.{digits}g}") == value


def _converted(claimed: float, found: float) -> bool:
    return abs(claimed - found) <= _CONVERTED * max(abs(claimed), abs(found))


def _per_day(quantity: Quantity) -> float:
    return quantity.value / in_base(1.0, quantity.rate or "day")
