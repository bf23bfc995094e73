"""Spellings and countries: which forms of a name are one, and which are not."""

from __future__ import annotations

import pytest

from assistant.language.countries import country, with_countries_joined
from assistant.language.negation import opposites
from assistant.language.spelling import is_misspelling, same_given_name, spelling_key
from assistant.language.tokens import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zelenskyy", "zelensky"),
        ("müller", "mueller"),
        ("söhne", "soehne"),
        ("sergey", "sergei"),
        ("harbour", "harbor"),
    ],
)
def test_transliterations_have_one_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(("one", "other"), [("grey", "gray"), ("marta", "maria"), ("holt", "bolt")])
def test_other_letters_have_another_key(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bill", "william"), ("bob", "robert"), ("j.", "jonas"), ("alex", "alexandra")]
)
def test_short_forms_are_one_person(one: str, other: str) -> None:
    assert same_given_name(one, other)
    assert same_given_name(other, one)


@pytest.mark.parametrize(("one", "other"), [("bill", "robert"), ("lena", "dara"), ("martin", "martina")])
def test_other_first_names_are_other_people(one: str, other: str) -> None:
    assert not same_given_name(one, other)


def test_a_slip_is_one_letter_or_two_exchanged() -> None:
    assert is_misspelling("kjeldson", "kjeldsen")
    assert is_misspelling("tellurino", "tellurion")
    assert not is_misspelling("kjeldsen", "kjeldsen")
    assert not is_misspelling("brandt", "brenner")
    assert not is_misspelling("grey", "gray")
    assert is_misspelling("grey", "gray", rest_agrees=True)


def test_people_and_languages_belong_to_their_country() -> None:
    assert country("dutch") == country("netherlands") == country("holland")
    assert country("u.s.") == country("americans") == "us"
    assert country("lund") is None
    assert with_countries_joined(("united", "states", "senate")) == ("us", "senate")
    assert with_countries_joined(("united",)) == ("united",)


def test_opposites_go_both_ways() -> None:
    assert stem("fell") in opposites(stem("rose"))
    assert stem("rose") in opposites(stem("fell"))
    assert stem("unpopular") in opposites(stem("popular"))
    assert stem("popular") in opposites(stem("unpopular"))
