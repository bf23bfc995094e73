"""The forms that reported speech takes, each with an example, and what looks like it and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.attribution import attributions
from assistant.schema import Attribution, Mode, Polarity
from assistant.source import from_text


def read(text: str, *, attitudes: bool = False) -> list[Attribution]:
    return list(attributions(from_text(text, id="t"), attitudes=attitudes))


def only(text: str) -> Attribution:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("“The show is a gift,” said the curator.", "the curator", "said", "The show is a gift"),
        ("“The show is a gift,” the curator said on Monday.", "the curator", "said", "The show is a gift"),
        ("The show is a gift, said a visitor from Orlen.", "a visitor from Orlen", "said", "The show is a gift"),
        ("The mayor called the plan “a disaster”.", "The mayor", "called", "the plan “a disaster”"),
        ("Holt branded it an outrage.", "Holt", "branded", "it an outrage"),
        ("Holt dubbed it the long winter.", "Holt", "dubbed", "it the long winter"),
        (
            "The pier was described as unsafe by the inspector.",
            "the inspector",
            "was described",
            "The pier … as unsafe",
        ),
        ("The clerk was accused of lying by Dara Quist.", "Dara Quist", "was accused", "The clerk … lying"),
        ("Quist told the council that rents would rise.", "Quist", "told", "rents would rise"),
        ("Quist said in a letter on Friday that rents would rise.", "Quist", "said", "rents would rise"),
        ("Quist, who chairs the board, said rents would rise.", "Quist", "said", "rents would rise"),
        ("Quist — by then in tears — said rents would rise.", "Quist", "said", "rents would rise"),
        ("Quist on Friday said rents would rise.", "Quist", "said", "rents would rise"),
        ("''The show is a gift,'' said Ivo Rand.", "Ivo Rand", "said", "The show is a gift"),
    ],
)
def test_speaker_cue_and_content(text: str, speaker: str, cue: str, content: str) -> None:
    found = only(text)
    assert (found.speaker, found.cue, found.content) == (speaker, cue, content)


def test_a_participle_has_the_speaker_of_its_sentence() -> None:
    first, second = read("Lena Holt criticised the plan, saying that it would cost the town its trees.")
    assert (first.speaker, second.speaker) == ("Lena Holt", "Lena Holt")
    assert second.content == "it would cost the town its trees"


def test_what_one_cue_reports_ends_where_the_next_begins() -> None:
    first, second = read("Ivo Rand said that the pier was safe, and added that it would open in May.")
    assert (first.content, second.content) == ("the pier was safe", "it would open in May")


def test_a_quotation_of_several_sentences_is_one_attribution() -> None:
    found = only("“The pier is shut. Nobody may use it. Go home,” said Ivo Rand.")
    assert found.content == "The pier is shut. Nobody may use it. Go home"
    assert (found.speaker, found.mode) == ("Ivo Rand", Mode.DIRECT)


def test_a_quotation_goes_on_after_its_cue_and_in_the_next_paragraph() -> None:
    found = only(
        "“The pier is shut,” said Ivo Rand. “Nobody may use it.”\n\n“We will mend it by the spring at the latest.”"
    )
    assert len(found.content_spans) == 3
    assert found.speaker == "Ivo Rand"


def test_a_quotation_in_the_next_paragraph_after_other_words_has_no_speaker() -> None:
    text = "“The pier is shut,” said Ivo Rand on the quay.\n\nThen the rain came. “We all got soaked to the bone.”"
    assert read(text)[-1].speaker is None


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Holt said that the dam was safe.", Polarity.AFFIRMED),
        ("Holt denied that the dam was safe.", Polarity.DENIED),
        ("Holt did not say that the dam was safe.", Polarity.DENIED),
        ("Holt warned that the dam was unsafe.", Polarity.WARNED),
        ("Holt declined to comment on the dam.", Polarity.DECLINED),
        ("Holt refused to say whether the dam was safe.", Polarity.DECLINED),
    ],
)
def test_what_the_cue_makes_of_the_content(text: str, polarity: Polarity) -> None:
    assert only(text).polarity is polarity


def test_to_warn_is_to_say_and_to_decline_is_not() -> None:
    assert not Polarity.WARNED.contradicts(Polarity.AFFIRMED)
    assert Polarity.WARNED.contradicts(Polarity.DENIED)
    assert Polarity.DECLINED.contradicts(Polarity.AFFIRMED)
    assert Polarity.DECLINED.contradicts(Polarity.DENIED)
    assert not any(polarity.contradicts(polarity) for polarity in Polarity)


def test_speech_inside_speech() -> None:
    outer, inner = read("Ivo Rand said that Lena Holt told him the pier was shut.")
    assert (outer.speaker, outer.inside) == ("Ivo Rand", None)
    assert (inner.speaker, inner.content, inner.inside) == ("Lena Holt", "the pier was shut", outer.id)


@pytest.mark.parametrize(
    "text",
    [
        "The state report on the pier was long.",
        "The reports of the inspectors were long.",
        "Holt called the fire station to ask for help.",
        "Holt could say more on Monday.",
        "Prosecutors charged six guards.",
        "Holt supports the plan.",
        "Nobody said that the pier was shut.",
        "Rand hopes to open the pier in May.",
    ],
)
def test_what_puts_nothing_into_words(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Lena Holt supports the new plan.", "Lena Holt", "the new plan"),
        ("Ivo Rand wants to open the pier in May.", "Ivo Rand", "to open the pier in May"),
    ],
)
def test_stands_that_are_only_told_of_are_found_on_request(text: str, speaker: str, content: str) -> None:
    found = read(text, attitudes=True)
    assert [(one.speaker, one.content) for one in found] == [(speaker, content)]


_PIECES = [
    "“", "”", '"', "''", "said", "Holt", "told", "that", "according to", ",", ".", "\n", "\n\n", "HOLT:",
    "**Ann:**", "he", "the", "minister", "denied", "claim", "declined to", "was accused of", "by",
    "made it clear", ":", "who", "(", ")", "—", "and", "saying", "on Friday", "’s", "said in", "12,000",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.booleans())
def test_every_span_is_in_the_text_and_the_pieces_are_in_order(pieces: list[str], attitudes: bool) -> None:
    text = " ".join(pieces)
    found = read(text, attitudes=attitudes)
    assert [one.id for one in found] == [f"a{number}" for number in range(1, len(found) + 1)]
    for one in found:
        spans = [span for span in (one.speaker_span, one.cue_span, *one.content_spans) if span]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        ends = [edge for span in one.content_spans for edge in (span.start, span.end)]
        assert ends == sorted(ends)
        assert one.content == " … ".join(span.of(text) for span in one.content_spans)
        assert one.inside is None or one.inside in {other.id for other in found if other is not one}
