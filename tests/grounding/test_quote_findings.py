"""What an editor is told about the quotes of a text: through the library, on a source that marks its speech."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.schema import Level, Report
from assistant.settings import Settings

SOURCE = """Harbour line to keep its night boat

The harbour line will keep its night boat, its director told the council on Tuesday.

“We have looked at every timetable since May and we will not leave the islanders without a boat,” said Ada Brandt.

“The pier is safe for another nine years,” said Brandt, the director, in answer to a question.

Jon Lind, who leads the crews, said that the new boats were too slow for the winter storms.
“Nobody asked the crews,” said Lind, “before the contract was signed in March.”

“Nobody asked the crews,” said Mira Vela of the union later.

The council will vote on the contract in June, after a hearing at which the crews are to be heard.
"""
QUOTE_KINDS = ("quote_altered", "quote_stitched", "quote_not_in_source", "paraphrase_quoted", "wrong_speaker")


def faults(text: str, source: str = SOURCE) -> dict[str, str]:
    report: Report = Assistant(settings=Settings(engine="embedded")).check(text, source)
    found = [finding for claim in report.claims for finding in claim.findings]
    return {
        finding.kind.value: finding.message
        for finding in found
        if finding.kind.value in QUOTE_KINDS and finding.level is Level.FAULT
    }


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is safe for another nine years,” said Ada Brandt.",
        '"The pier is safe for another nine years," said Brandt.',
        "“Nobody asked the crews before the contract was signed in March,” said Jon Lind.",
        "“Nobody asked the crews,” said Mira Vela.",
        "“Nobody asked the crews,” said Jon Lind.",
        "“We have looked at every timetable … and we will not leave the islanders without a boat,” said Ada Brandt.",
        "Ada Brandt said that “[the line] will not leave the islanders without a boat”.",
        "Ada Brandt said it would not be “leaving the islanders”.",
        "Ada Brandt said “THE PIER is safe for another nine years”.",
    ],
)
def test_a_faithful_quote_has_no_fault(text: str) -> None:
    assert faults(text) == {}


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        (
            "“The pier is safe for another six years,” said Ada Brandt.",
            "quote_altered",
            ["“six” where the source has “nine”", "the words of Ada Brandt"],
        ),
        (
            "“The pier is safe for another six years,” said Jon Lind.",
            "quote_altered",
            ["the words of Ada Brandt"],
        ),
        (
            "“We will leave the islanders without a boat,” said Ada Brandt.",
            "quote_altered",
            ["leaves out “not”"],
        ),
        (
            "“We have looked at every timetable before the contract was signed in March,” said Ada Brandt.",
            "quote_stitched",
            ["We have looked at every timetable … before the contract was signed"],
        ),
        (
            "“The new boats were too slow for the winter storms,” said Jon Lind.",
            "paraphrase_quoted",
            ["Jon Lind", "said that the new boats were too slow"],
        ),
        (
            "“The council will vote on the contract in June,” said Ada Brandt.",
            "paraphrase_quoted",
            ["nobody's quoted words"],
        ),
        (
            "“My grandmother sailed on worse ships,” said Ada Brandt.",
            "quote_not_in_source",
            ["My grandmother sailed"],
        ),
    ],
)
def test_a_quote_that_is_not_the_sources_says_what_is(text: str, kind: str, says: list[str]) -> None:
    found = faults(text)
    assert kind in found
    for words in says:
        assert words in found[kind]


def test_a_quote_of_two_speakers_is_right_for_each_and_wrong_for_a_third() -> None:
    assert "wrong_speaker" in faults("“Nobody asked the crews,” said Ada Brandt.")


def test_a_transcript_has_no_quotation_marks_to_miss() -> None:
    transcript = (
        "Brandt: The pier is safe for another nine years.\nLind: Nobody asked the crews before the contract was signed."
    )
    assert faults("“The pier is safe for another nine years,” said Brandt.", transcript) == {}


@pytest.mark.parametrize(
    "spoken", ['"The pier is safe for another nine years.', 'The pier is safe for another nine years."']
)
def test_a_mark_that_is_missing_in_the_source_makes_no_paraphrase(spoken: str) -> None:
    source = f'"We sail at noon," said Ada Brandt.\n\n{spoken}\n\nShe then left.\n'
    assert faults("“The pier is safe for another nine years,” said Ada Brandt.", source) == {}


@pytest.mark.parametrize("title", ["The Night Boat to Marn", "To the Island", "Night Boat"])
def test_a_title_is_not_a_quote(title: str) -> None:
    assert faults(f"Ada Brandt said that she had read “{title}”.") == {}
