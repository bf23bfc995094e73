"""Who said what: speakers, cues, contents, modes, roles, and who stays unnamed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.attribution import attributions, quotations, same_speaker
from assistant.schema import Attribution, Modality, Mode, Polarity
from assistant.source import from_text


def read(text: str) -> list[Attribution]:
    return list(attributions(from_text(text, id="t")))


def only(text: str) -> Attribution:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("“The bridge is safe,” said Mayor Lena Holt.", "Lena Holt", "said", "The bridge is safe"),
        ('"The bridge is safe," Holt said on Tuesday.', "Holt", "said", "The bridge is safe"),
        ("Lena Holt told reporters: “The bridge is safe.”", "Lena Holt", "told", "The bridge is safe."),
        ("Holt said that the bridge was safe.", "Holt", "said", "the bridge was safe"),
        ("Holt said the bridge was safe.", "Holt", "said", "the bridge was safe"),
        ("The bridge is safe, Holt said.", "Holt", "said", "The bridge is safe"),
        ("According to the ministry, the bridge is safe.", "the ministry", "According to", "the bridge is safe"),
        ("The bridge is safe, according to Lena Holt.", "Lena Holt", "according to", "The bridge is safe"),
        ("Lena Holt has made it clear that the bridge stays.", "Lena Holt", "has made it clear", "the bridge stays"),
        (
            "The council’s report found that the bridge was safe.",
            "The council’s report",
            "found",
            "the bridge was safe",
        ),
    ],
)
def test_speaker_cue_and_content(text: str, speaker: str, cue: str, content: str) -> None:
    found = only(text)
    assert (found.speaker, found.cue, found.content) == (speaker, cue, content)
    assert found.speaker_span is not None
    assert found.cue_span is not None
    assert found.cue_span.of(text) == cue


def test_a_surname_and_a_pronoun_are_resolved_to_the_fullest_name() -> None:
    found = read(
        "Council leader Dara Quist opened the meeting. Quist said that taxes would rise. “Nobody likes it,” she said."
    )
    assert [one.speaker for one in found] == ["Dara Quist", "Dara Quist"]


def test_the_role_stands_before_or_after_the_name() -> None:
    after = only("“It will rain,” said Ivo Rand, a forecaster at the coast station.")
    before = only("“It will rain,” said chief forecaster Ivo Rand.")
    assert (after.speaker, after.role) == ("Ivo Rand", "a forecaster at the coast station")
    assert (before.speaker, before.role) == ("Ivo Rand", "chief forecaster")


@pytest.mark.parametrize(
    "text",
    [
        "Two officials, who spoke on condition of anonymity, said that the plan was dead.",
        "The plan was dead, said people familiar with the matter.",
        "A diplomat who asked not to be named said that the plan was dead.",
        "Interviews with officials from both sides, held on condition of anonymity, suggest that the plan is dead.",
    ],
)
def test_the_unnamed_are_anonymous(text: str) -> None:
    assert only(text).anonymous


def test_bodies_and_named_people_are_not_anonymous() -> None:
    assert not only("The ministry said that the plan was dead.").anonymous
    assert not only("Ivo Rand said that the plan was dead.").anonymous


def test_modes() -> None:
    assert only("“It is over,” said Ivo Rand.").mode is Mode.DIRECT
    assert only("Ivo Rand said that it was over.").mode is Mode.INDIRECT
    assert only("Ivo Rand said that the plan was “as good as dead” by now.").mode is Mode.MIXED


def test_denials_and_hedges() -> None:
    assert only("Holt denied that the bridge was closed.").polarity is Polarity.DENIED
    assert only("Holt said that the bridge was closed.").polarity is Polarity.AFFIRMED
    assert only("Holt said that the bridge could be closed.").modality is Modality.HEDGED
    assert only("Holt said that the bridge was closed.").modality is Modality.ASSERTED


def test_a_quotation_over_two_paragraphs_is_one_attribution() -> None:
    text = (
        "The hall was full on Monday evening, and the debate ran for three hours without a break.\n\n"
        "“We came to be heard,” said Ivo Rand, who chairs the tenants’ group. “Nobody listened.\n\n"
        "“So we will come again,” he said.\n"
    )
    found = read(text)
    assert all(one.speaker == "Ivo Rand" for one in found)
    said = " ".join(one.content for one in found)
    assert all(words in said for words in ("We came to be heard", "Nobody listened", "So we will come again"))


def test_repeated_paragraphs_are_read_once() -> None:
    paragraph = "“The bridge is safe and will stay open all winter,” said Lena Holt, the mayor of the town."
    assert len(read(f"{paragraph}\n{paragraph}\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The state report on the bridge was long.",
        "He was told to leave at once.",
        "The company plans to announce results on Monday.",
        "The film “A Long Way Home” opens on Friday.",
        "Prices found a floor in March.",
    ],
)
def test_what_reports_no_speech(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lena Holt", "Holt", True),
        ("the Israeli government", "Israel", True),
        ("World Health Organization", "WHO", True),
        ("Lena Holt", "Dara Quist", False),
        ("Lena Aldgard", "Lena Aldgardt", True),
        ("Lena Aldgard", "Dara Aldgardt", False),
        ("officials", "two officials close to the talks", True),
    ],
)
def test_same_speaker(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other) is same


@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "said", "Holt", "told", "that", "according to", ",", ".", "\n", "\n\n", "‘", "’", "she",
             "the", "minister", "denied", "🙂", "…", ":", "who", "officials", "(", "—"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_text_is_read_and_every_span_is_inside_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for quotation in quotations(text):
        assert quotation.outer.start < quotation.span.start < quotation.span.end <= quotation.outer.end <= len(text)
    for one in read(text):
        spans = [span for span in (one.speaker_span, one.cue_span, *one.content_spans) if span]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert one.content_spans


def test_a_text_without_an_end_is_read() -> None:
    assert read("said that " * 20_000) == []
    assert len(read(" ".join(f"“It is over now for {number},” said Ivo Rand." for number in range(500)))) == 500
