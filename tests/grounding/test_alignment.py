"""Quotes and where they stand: what is forgiven, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.grounding.alignment import QuoteFinder
from assistant.grounding.normalise import normalise
from assistant.schema import Alignment
from assistant.source import from_text

SOURCE = (
    "The ferry company said on Monday that fares won’t rise before 2027. “We have heard our passengers – all 4,200 "
    "of them – and we will not raise a single fare this year,” said Ada Brandt, its director. She told the council: "
    "“Our boats are safe.” Repairs cost €4.2bn in all, and the pier is 42 metres long."
)


def found(words: str, source: str = SOURCE) -> str | None:
    evidence = QuoteFinder(from_text(source, id="s")).find(words)
    if evidence is None:
        return None
    assert source[evidence.start : evidence.end] == evidence.quote
    return evidence.alignment.value


@pytest.mark.parametrize(
    ("words", "alignment"),
    [
        ("Our boats are safe.", "exact"),
        ("fares won't rise before 2027", "normalised"),
        ("our passengers - all 4,200 of them - and we", "normalised"),
        ("our  passengers\n– all 4,200 of them", "normalised"),
        ("our boats are safe", "normalised"),
        ("We have heard our passengers … and we will not raise a single fare", "elided"),
        ("We have heard our passengers [...] we will not raise a single fare this year", "elided"),
    ],
)
def test_what_cannot_change_the_meaning_is_forgiven(words: str, alignment: str) -> None:
    assert found(words) == alignment


@pytest.mark.parametrize(
    "words",
    [
        "We will raise a single fare this year",
        "fares will rise before 2027",
        "fares won’t rise before 2028",
        "all 4,201 of them",
        "Repairs cost €2bn",
        "4.2bn in all",
        "the pier is 4 metres",
        "200 of them",
        "Our boats are unsafe",
        "said Adam Brandt",
        "we will … raise a single fare this year",
        "Our boats … heard our passengers",
        "",
        "…",
        "“”",
    ],
)
def test_a_changed_word_or_number_is_never_a_match(words: str) -> None:
    assert found(words) is None


def test_a_near_miss_is_shown_with_its_place() -> None:
    near = QuoteFinder(from_text(SOURCE, id="s")).nearest("we will not raise one single fare this year")
    assert near is not None
    assert near.quote == "we will not raise a single fare this year"
    assert near.offered == "we will not raise one single fare this year"


def test_nothing_is_near_to_an_invention() -> None:
    assert QuoteFinder(from_text(SOURCE, id="s")).nearest("The cabinet resigned after the vote last night") is None


def test_two_passages_joined_without_a_sign_are_found_as_stitched() -> None:
    finder = QuoteFinder(from_text(SOURCE, id="s"))
    words = "We have heard our passengers Our boats are safe"
    assert finder.find(words) is None
    stitched = finder.find_stitched(words)
    assert stitched is not None
    assert [piece.of(SOURCE) for piece in stitched.pieces] == ["We have heard our passengers", "Our boats are safe"]


TEXTS = st.text(
    st.sampled_from("abcdeABC 012,.'’“”\"—-–…\n\r\t\u00a0\u0301é\u200b\u202e🙂👩‍🚀ﬁאבגß½²"),
    min_size=1,
    max_size=120,
)


@given(TEXTS)
def test_every_normalised_character_knows_where_it_came_from(text: str) -> None:
    normalised = normalise(text)
    assert len(normalised.text) == len(normalised.starts) == len(normalised.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(normalised.starts, normalised.ends, strict=True))
    assert list(normalised.starts) == sorted(normalised.starts)


@given(TEXTS, st.data())
def test_whatever_is_found_is_the_sources_own(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    evidence = QuoteFinder(from_text(text, id="s")).find(words)
    if evidence is not None:
        assert text[evidence.start : evidence.end] == evidence.quote
        if evidence.alignment is Alignment.EXACT:
            assert evidence.quote == words.strip()


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "ferry",
            "will",
            "not",
            "leave",
            "before",
            "7",
            "or",
            "12",
            "and",
            "may",
            "carry",
            "300",
            "people",
            "to",
            "Marn",
            "on",
            "Friday",
        ]
    ),
    min_size=6,
    max_size=25,
)


@given(WORDS, st.integers(0, 24), st.integers(0, 24), st.sampled_from(["8", "13", "never", "must", "Oslo", "400"]))
def test_one_altered_token_is_never_grounded(words: list[str], first: int, at: int, other: str) -> None:
    source = " ".join(words)
    quote = words[first % len(words) :][:8]
    position = at % len(quote)
    assume(quote[position] != other)
    altered = " ".join([*quote[:position], other, *quote[position + 1 :]])
    assert other not in words
    assert found(altered, source) is None
