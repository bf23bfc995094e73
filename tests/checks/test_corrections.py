"""Corrections in a source, what they take back, and claims that repeat it."""

from __future__ import annotations

import pytest

from assistant.attribution import attributions
from assistant.checks import Comparison, SourceReading
from assistant.checks.corrections import check, corrected, corrections
from assistant.schema import Claim, Document, Finding, FindingKind, Span
from assistant.source import from_text

BODY = (
    "A fire at the sawmill in Oster injured {injured} workers on Monday night. The mayor, Ada Brandt, thanked the "
    "crews from Lund.\nThe council {did} a plan for a new fire station in May. The mill is the Rand family’s, which "
    "bought it in 1987.\n"
)

CASES = [
    (
        "Correction: An earlier version of this article said that 17 workers were injured in the fire. In fact, 14 "
        "workers were injured. We regret the error.",
        "17 workers were injured in the fire",
        "14 workers were injured",
        "The fire at the sawmill injured 17 workers.",
        "The fire at the sawmill injured 14 workers.",
    ),
    (
        "Correction: 3 June 2024\nThis article misstated the number of workers who were injured in the fire. It was "
        "14, not 17.",
        "17",
        "It was 14",
        "The fire at the sawmill injured 17 workers.",
        "The mill employs 17 families.",
    ),
    (
        "This story has been corrected to say that 14 workers were injured in the fire.",
        None,
        "14 workers were injured in the fire",
        "The fire at the sawmill injured 17 workers.",
        "The fire at the sawmill injured 14 workers.",
    ),
    (
        "(CORRECTS number of injured to 14, not 17)",
        "17",
        "14",
        "Seventeen were injured in a fire at the sawmill.",
        "Fourteen were injured in a fire at the sawmill.",
    ),
    (
        "Clarification: An earlier version of this story said that the council had rejected the plan for a fire "
        "station; it postponed the plan.",
        "the council had rejected the plan for a fire station",
        "it postponed the plan",
        "The council rejected the plan for a fire station.",
        "The council postponed the plan for a fire station.",
    ),
    (
        "An earlier version of this report misidentified the mayor of Oster as Ida Brandt. Her name is Ada Brandt.",
        "the mayor of Oster as Ida Brandt",
        "Her name is Ada Brandt",
        "The mayor of Oster, Ida Brandt, thanked the crews.",
        "The mayor of Oster, Ada Brandt, thanked the crews.",
    ),
    (
        "Correction, May 4: The fire was on Monday night, not Tuesday night as an earlier version of the article said.",
        "Tuesday night",
        "The fire was on Monday night",
        "The fire at the sawmill was on Tuesday night.",
        "The fire at the sawmill was on Monday night.",
    ),
    (
        "This article was amended on 4 May. The earlier version used the word “arson” where “accident” was meant.",
        "arson",
        "accident",
        "The fire at the sawmill was arson.",
        "The fire at the sawmill was an accident.",
    ),
]


def article(note: str, *, injured: int = 14, did: str = "postponed") -> Document:
    return from_text(BODY.format(injured=injured, did=did) + note + "\n", id="source")


def found_in(claim: str, source: Document) -> list[Finding]:
    text = from_text(claim, id="text")
    whole = Claim(id="c1", text=claim, span=Span(start=0, end=len(claim)))
    reported = attributions(text)
    return list(check(Comparison(whole, text, SourceReading([source]), reported[0] if reported else None)))


@pytest.mark.parametrize(("note", "wrong", "right", "false", "true"), CASES)
def test_notes(note: str, wrong: str | None, right: str, false: str, true: str) -> None:
    source = article(note)
    (correction,) = corrections(source)
    assert (correction.wrong.of(source.text) if correction.wrong else None) == wrong
    assert correction.right is not None
    assert correction.right.of(source.text) == right

    (finding,) = found_in(false, source)
    assert finding.kind is FindingKind.CORRECTED_TEXT
    assert right in finding.message
    assert finding.span is not None
    assert finding.span.of(false) in finding.message
    assert finding.source_span is not None
    assert finding.source_span.of(source.text) == right
    assert found_in(true, source) == []


def test_a_claim_that_denies_what_was_wrong_does_not_repeat_it() -> None:
    note = "Correction: An earlier version of this story said that the council had rejected the plan for a station."
    assert found_in("The council rejected the plan for a station.", article(note))
    assert not found_in("The council never rejected the plan for a station.", article(note))


def test_a_note_says_which_sentence_it_is_about() -> None:
    note = "This story has been corrected to say that 14 workers were injured in the fire."
    (fixed,), (stale,) = corrected(article(note)), corrected(article(note, injured=17))
    assert "It concerns “A fire at the sawmill in Oster injured 14 workers" in fixed.message
    assert "still says" not in fixed.message
    assert "which still says “17”" in stale.message
    assert stale.span is None
    assert stale.source_span is not None
    assert stale.source_span.of(article(note, injured=17).text) == note


@pytest.mark.parametrize(
    "words",
    [
        "Editor’s note: This article was updated to add a comment by the mayor.",
        "The correction of the minutes will take a week, the council said.",
        "An earlier version of the plan was lost, and the council amended the new one.",
        "Send us a correction or a photograph by mail: the address is below.",
    ],
)
def test_what_is_no_correction(words: str) -> None:
    assert corrections(article(words)) == ()
    assert found_in("The fire at the sawmill injured 17 workers.", article(words)) == []
