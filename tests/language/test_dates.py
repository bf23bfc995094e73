"""Dates and times as they are written, and what "yesterday" means in a text that gives its day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.dates import DateMention, dates
from assistant.language.times import clock_times, day_of_writing, relative_times, resolved


def parts(mention: DateMention) -> tuple[int | None, int | None, int | None]:
    return mention.year, mention.month, mention.day


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_is_the_same_in_every_notation(day: date) -> None:
    expected = (day.year, day.month, day.day)
    for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        assert [parts(mention) for mention in dates(f"It was {written}.")] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 4 and 5 June", [(None, 6, 4), (None, 6, 5)]),
        ("June 5-7", [(None, 6, 5), (None, 6, 7)]),
        ("the 2018-19 season", [(2018, None, None), (2019, None, None)]),
        ("since May", [(None, 5, None)]),
        ("they may march", []),
        ("May said so", []),
        ("Jan said so", []),
        ("2,019 people", []),
        ("mid-2019", [(2019, None, None)]),
    ],
)
def test_dates_are_read_and_other_words_are_not(
    text: str, expected: list[tuple[int | None, int | None, int | None]]
) -> None:
    assert [parts(mention) for mention in dates(text)] == expected


@pytest.mark.parametrize(("text", "years"), [("the 1880s", 10), ("the 19th century", 100), ("in 1887", 1)])
def test_a_decade_and_a_century_span_their_years(text: str, years: int) -> None:
    (mention,) = dates(text)
    assert mention.years == years


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("9 a.m.", {540}),
        ("9:30pm", {1290}),
        ("21:30", {1290}),
        ("9:30", {570, 1290}),
        ("at noon", {720}),
        ("nine o'clock", {540, 1260}),
    ],
)
def test_an_hour_is_read(text: str, minutes: set[int]) -> None:
    (time,) = clock_times(text)
    assert time.minutes == minutes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LUND, 12 June 2024 (Agency) - The ferry stopped.", date(2024, 6, 12)),
        ("Ferry stops\nPublished: Wednesday, June 12, 2024\nThe ferry stopped.", date(2024, 6, 12)),
        ("The ferry stopped on 12 June 2024 for good.", None),
        ("Published 31 June 2024", None),
    ],
)
def test_a_text_may_give_its_own_day(text: str, day: date | None) -> None:
    assert day_of_writing(text) == day


def test_yesterday_and_a_weekday_are_counted_from_the_day_of_writing() -> None:
    wednesday = date(2024, 6, 12)
    (yesterday, month) = relative_times("yesterday, and last month")
    assert resolved(yesterday, wednesday) == [date(2024, 6, 11)]
    assert resolved(month, wednesday) == [date(2024, 5, 1)]
    (monday,) = dates("on Monday")
    assert resolved(monday, wednesday) == [date(2024, 6, 10), date(2024, 6, 17)]
