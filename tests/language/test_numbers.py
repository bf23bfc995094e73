"""Quantities as they are written, and when two of them say the same."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.dates import dates
from assistant.language.numbers import Kind, Quantity, agree, quantities

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int) -> str:
    """`number`, below a billion, as an English text spells it."""
    for size, name in ((10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = f" {in_words(number % size)}" if number % size else ""
            return f"{in_words(number // size)} {name}{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{in_words(number // 100)} hundred{rest}"
    if number >= 20:
        return _TENS[number // 10 - 2] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    return _ONES[number]


def only(text: str) -> Quantity:
    found = quantities(text, outside=dates(text))
    assert len(found) == 1, found
    return found[0]


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_a_number_in_words_is_the_number_in_digits(number: int) -> None:
    spelled, written = only(f"They counted {in_words(number)} birds."), only(f"They counted {number:,} birds.")
    assert spelled.value == written.value == number
    assert agree(spelled, written)


@given(st.text(alphabet="0123456789 ,.-–$€%mbnk/:tohundredfiv\n", max_size=60))
def test_whatever_the_text_places_lie_in_it_in_order_and_apart(text: str) -> None:
    found = quantities(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("words", "value", "kind", "unit_or_currency"),
    [
        ("US$4.2bn", 4.2e9, Kind.MONEY, "us dollar"),
        ("£ 50 m", 5e7, Kind.MONEY, "pound"),
        ("CHF 300", 300, Kind.MONEY, "swiss franc"),
        ("2.6 million Swedish crowns", 2.6e6, Kind.MONEY, "swedish crown"),
        ("5,000 won", 5000, Kind.MONEY, "won"),
        ("50p", 0.5, Kind.MONEY, "pound"),
        ("1.234,5 kg", 1234.5, Kind.CARDINAL, "kilogram"),
        ("2.5 square miles", 2.5, Kind.CARDINAL, "square mile"),
        ("half an hour", 0.5, Kind.CARDINAL, "hour"),
        ("two and a half years", 2.5, Kind.CARDINAL, "year"),
        ("three-and-a-half years", 3.5, Kind.CARDINAL, "year"),
        ("two and a half million", 2.5e6, Kind.CARDINAL, None),
        ("a million and a half", 1.5e6, Kind.CARDINAL, None),
        ("£2½m", 2.5e6, Kind.MONEY, "pound"),
        ("20 basis points", 0.2, Kind.POINTS, None),
        ("12.5 per cent", 12.5, Kind.PERCENT, None),
        ("two-thirds", 2 / 3, Kind.FRACTION, None),
        ("nine out of ten", 0.9, Kind.FRACTION, None),
        ("fourfold", 4, Kind.MULTIPLE, None),
        ("twenty-first", 21, Kind.ORDINAL, None),
    ],
)
def test_a_quantity_is_read_with_its_kind_and_unit(
    words: str, value: float, kind: Kind, unit_or_currency: str | None
) -> None:
    found = only(f"It was {words}.")
    assert found.value == pytest.approx(value)
    assert found.kind is kind
    assert (found.currency or found.unit) == unit_or_currency


@pytest.mark.parametrize(
    "text", ["the second half began", "it closed on 3 May 2019", "flight KL-204", "24/7", "COVID-19"]
)
def test_what_is_no_quantity_is_not_read_as_one(text: str) -> None:
    assert [one for one in quantities(text, outside=dates(text)) if one.kind is not Kind.ORDINAL] == []


@pytest.mark.parametrize(
    ("claimed", "found", "same"),
    [
        ("nearly 400 cows", "397 cows", True),
        ("about 400 cows", "397 cows", True),
        ("400 cows", "397 cows", False),
        ("400 cows", "about 400 cows", True),
        ("nearly 400 cows", "412 cows", False),
        ("more than 50 cows", "53 cows", True),
        ("more than 50 cows", "47 cows", False),
        ("4.2 million cows", "4,230,000 cows", True),
        ("4.2 trillion cows", "4,230,000,000,000 cows", True),
        ("4.2 trillion cows", "4,330,000,000,000 cows", False),
        ("about 10 billion cows", "9.87 billion cows", True),
        ("6 miles", "10 km", True),
        ("10 miles", "10 km", False),
        ("14 days", "two weeks", True),
        ("a year and a half ago", "18 months ago", True),
        ("$5", "5 US dollars", True),
        ("5 Canadian dollars", "US$5", False),
        ("one in five", "20 percent", True),
        ("a third of them", "40 percent", False),
        ("$300 a month", "$3,600 a year", True),
        ("$300 a month", "$300 a year", False),
    ],
)
def test_quantities_agree_by_what_they_mean(claimed: str, found: str, same: bool) -> None:
    assert agree(only(f"It was {claimed}."), only(f"It was {found}.")) is same


def test_the_first_number_of_a_range_has_the_magnitude_of_the_second() -> None:
    low, high = quantities("between 10 and 12 million euros")
    assert (low.value, high.value) == (10e6, 12e6)
    assert low.kind is high.kind is Kind.MONEY
