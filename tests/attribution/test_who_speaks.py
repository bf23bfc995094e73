"""Who speaks: the fullest form that the text has for them, their role, and who stays unnamed."""

from __future__ import annotations

import pytest

from assistant.attribution import attributions
from assistant.schema import Attribution, Mode
from assistant.source import from_text


def read(text: str) -> list[Attribution]:
    return list(attributions(from_text(text, id="t")))


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("Mayor Lena Holt opened the pier. The mayor said that it was safe.", "Lena Holt", "Mayor"),
        (
            "Ivo Rand, the finance minister, left. The minister said that it was over.",
            "Ivo Rand",
            "the finance minister",
        ),
        ("Ann Lee is chief executive of Norvik. The chief executive said sales rose.", "Ann Lee", "chief executive"),
        ("“It is over,” said Runa Berg of the union.", "Runa Berg", "of the union"),
    ],
)
def test_a_role_is_resolved_to_the_one_person_who_has_it(text: str, speaker: str, role: str) -> None:
    (found,) = read(text)
    assert (found.speaker, found.role, found.anonymous) == (speaker, role, False)


def test_a_role_that_two_people_have_or_nobody_yet_is_left_as_it_is() -> None:
    two = read("Mayor Lena Holt met Mayor Dara Quist. The mayor said that it was safe.")
    later = read("The mayor said that it was safe. Mayor Lena Holt had seen it.")
    assert [one.speaker for one in (*two, *later)] == ["The mayor", "The mayor"]


def test_a_pronoun_is_the_person_whom_the_text_has_turned_to() -> None:
    text = "“It is over,” said Ivo Rand. Mayor Dara Quist left the hall. She said that she would be back."
    assert [one.speaker for one in read(text)] == ["Ivo Rand", "Dara Quist"]


def test_a_pronoun_is_no_town() -> None:
    text = "“It is over,” said Ivo Rand. Port Velmar lost the match at home. He said that he would leave."
    assert [one.speaker for one in read(text)] == ["Ivo Rand", "Ivo Rand"]


@pytest.mark.parametrize(
    "text",
    [
        "A senior official who asked not to be named said the talks had failed.",
        "Sources said that the talks had failed.",
        "The talks had failed, according to people familiar with the matter.",
    ],
)
def test_the_unnamed(text: str) -> None:
    (found,) = read(text)
    assert found.anonymous
    assert "talks had failed" in found.content


def test_an_office_is_no_officer() -> None:
    (found,) = read("Her office said that the talks had failed.")
    assert not found.anonymous


@pytest.mark.parametrize(
    "text",
    [
        "SMITH: We will not pay.\n\nJONES: Then you will be sued. I promise.\n\nSMITH: So be it.",
        "**Smith:** We will not pay.\n\n**Jones:** Then you will be sued. I promise.\n\n**Smith:** So be it.",
        "Smith: We will not pay.\nJones: Then you will be sued. I promise.\nSmith: So be it.\nJones: Good.",
    ],
)
def test_a_transcript_is_read_turn_by_turn(text: str) -> None:
    found = read(text)
    assert [(one.speaker or "").lower() for one in found[:3]] == ["smith", "jones", "smith"]
    assert [one.content for one in found[:3]] == ["We will not pay.", "Then you will be sued. I promise.", "So be it."]
    assert all(one.mode is Mode.DIRECT for one in found)


def test_questions_and_answers() -> None:
    found = read(
        "Q: Why did you leave the pier?\n\nA: I was tired.\n\nIt was late.\n\nQ: Will you return?\n\nA: Perhaps."
    )
    assert [one.speaker for one in found] == ["Q", "A", "Q", "A"]
    assert found[1].content == "I was tired. … It was late."


def test_what_is_told_within_a_turn_is_inside_it() -> None:
    found = read("SMITH: My lawyer told me that it is over.\n\nJONES: I see.")
    assert [(one.speaker, one.inside) for one in found] == [("SMITH", None), ("My lawyer", "a1"), ("JONES", None)]


def test_a_line_with_a_colon_is_no_transcript() -> None:
    assert read("The menu had three dishes.\n\nSoup: leeks and barley.\n\nFish: trout from the lake.") == []
