"""Corrections in a source, what they take back, and claims that repeat it."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings
from assistant.attribution import attributions
from assistant.checks import Comparison, SourceReading
from assistant.checks.articles.corrections import check, corrected, corrections
from assistant.schema import Claim, Document, Finding, FindingKind, Span
from assistant.source import from_text
from tests.checks.pairs import kinds

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
        "Ida Brandt",
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


FERRY = (
    "A ferry with {n} passengers ran aground off the island of Marn on {day}. The captain, {name}, had "
    "left the bridge to fetch tea, the coastguard said.\n\n"
    "The {ship} was built in {year} and belongs to the {owner} line. Repairs will cost {cost} crowns.\n\n"
    "“I heard a bang and saw the cup fly,” said the cook, Greta Holm, 51. Three people were treated for "
    "bruises in the hospital of Lund.\n\n"
    "The ferry is to return to service on 14 May.\n\n"
)
AS_IT_WAS = {
    "n": "212",
    "day": "Tuesday",
    "name": "Ivo Lindal",
    "ship": "Astrid",
    "year": "1998",
    "owner": "Brandt",
    "cost": "2.4 million",
}
FORMS: list[tuple[str, dict[str, str], str, str]] = [
    (
        "An earlier version of this article gave the number of passengers as 122. It is 212.",
        {},
        "The ferry had 122 passengers on board.",
        "The ferry had 212 passengers on board.",
    ),
    (
        "Correction: This article misstated the year in which the ferry was built. It was 1998.",
        {"year": "1989"},
        "The ferry was built in 1989.",
        "The ferry was built in 1998.",
    ),
    (
        "This story misidentified the captain of the ferry. He is Ivo Lindal, not Ivar Sand.",
        {},
        "The captain of the ferry was Ivar Sand.",
        "The captain of the ferry was Ivo Lindal.",
    ),
    (
        "CORRECTION: The headline of this article said that the ferry had sunk. It ran aground.",
        {},
        "A ferry has sunk off the island of Marn.",
        "The ferry ran aground off Marn on Tuesday.",
    ),
    (
        "We previously reported that the ferry belongs to the Rand line. It belongs to the Brandt line.",
        {},
        "The ferry belongs to the Rand line.",
        "The ferry belongs to the Brandt line.",
    ),
    (
        "Correction (12 May): Repairs will cost 2.4 million crowns, not 24 million.",
        {},
        "Repairs of the ferry will cost 24 million crowns.",
        "Repairs of the ferry will cost 2.4 million crowns.",
    ),
    (
        "Due to an editing error, an earlier version of this story misspelled the captain's name. It is Ivo Lindal, "
        "not Ivo Lindell.",
        {},
        "The captain, Ivo Lindell, had left the bridge.",
        "The captain, Ivo Lindal, had left the bridge.",
    ),
    (
        "This article was amended on 12 May to correct the spelling of Ivo Lindal's name.",
        {"name": "Ivo Lindall"},
        "The captain, Ivo Lindall, had left the bridge to fetch tea.",
        "The captain, Ivo Lindal, had left the bridge to fetch tea.",
    ),
    (
        "CLARIFICATION: The ferry is to return to service on 24 May. An earlier version gave a wrong date.",
        {},
        "The ferry will return to service on 14 May.",
        "The ferry will return to service on 24 May.",
    ),
    (
        "Editor's note: An earlier version of this story incorrectly reported that the captain was asleep. He had "
        "left the bridge to fetch tea.",
        {},
        "The captain was asleep when the ferry ran aground.",
        "The captain had left the bridge to fetch tea.",
    ),
    (
        "(This May 12 story corrects the day of the accident to Tuesday, from Monday, in paragraph 1)",
        {},
        "The ferry ran aground off Marn on Monday.",
        "The ferry ran aground off Marn on Tuesday.",
    ),
    (
        "(Corrects number of passengers in first paragraph to 212, not 221)",
        {},
        "A ferry with 221 passengers ran aground.",
        "A ferry with 212 passengers ran aground.",
    ),
    (
        "Corrected on 12 May: the ferry was built in 1998, and not in 1989 as originally stated.",
        {"year": "1989"},
        "The ferry, built in 1989, belongs to the Brandt line.",
        "The ferry, built in 1998, belongs to the Brandt line.",
    ),
    (
        "An earlier version of this article stated incorrectly that seven people were treated for bruises. Three "
        "people were treated.",
        {},
        "Seven people were treated for bruises.",
        "Three people were treated for bruises.",
    ),
    (
        "The figure for the repairs has been corrected. They will cost 2.4 million crowns.",
        {"cost": "4.2 million"},
        "Repairs will cost 4.2 million crowns.",
        "Repairs will cost 2.4 million crowns.",
    ),
    (
        "Correction: The cook of the ferry is Greta Holm. Her name was given wrongly as Grete Holmes in an earlier "
        "version of this report.",
        {},
        "The cook, Grete Holmes, heard a bang.",
        "The cook, Greta Holm, heard a bang.",
    ),
    (
        "Correction: In an earlier version of this article, the ferry was said to have been built in Oslo. It was "
        "built in Bergen.",
        {},
        "The ferry was built in Oslo.",
        "The ferry was built in Bergen.",
    ),
    (
        "For the record: The ferry's captain is Ivo Lindal. A previous version of this story wrongly identified him "
        "as Aron Lindal.",
        {},
        "The captain, Aron Lindal, had left the bridge.",
        "The captain, Ivo Lindal, had left the bridge.",
    ),
    (
        "Correction: Ivo Lindal was the captain of the ferry, not Aron Sand, as we reported on Wednesday.",
        {},
        "Aron Sand was the captain of the ferry.",
        "Ivo Lindal was the captain of the ferry.",
    ),
    (
        "We wrongly stated that the repairs would be paid by the state. They will be paid by the insurer. We "
        "apologise for the error.",
        {},
        "The repairs will be paid by the state.",
        "The repairs will be paid by the insurer.",
    ),
    (
        "A previous version of this article said the ferry was carrying 212 tourists; most of the 212 passengers "
        "were commuters.",
        {},
        "The ferry was carrying 212 tourists.",
        "Most of the 212 passengers of the ferry were commuters.",
    ),
    (
        "*This article originally stated that the accident happened on Monday. It happened on Tuesday.",
        {},
        "The accident happened on Monday.",
        "The accident happened on Tuesday.",
    ),
    (
        "UPDATE: The captain's age was given as 63 in our first report. He is 36.",
        {},
        "The captain, aged 63, had left the bridge.",
        "The captain, who is 36, had left the bridge.",
    ),
    (
        "Correction: The island where the ferry ran aground is Marn, not Mora.",
        {},
        "A ferry ran aground off the island of Mora.",
        "A ferry ran aground off the island of Marn.",
    ),
    (
        "Correction: The number of passengers was 212 and not 312. The article has been changed.",
        {},
        "There were 312 passengers on the ferry.",
        "There were 212 passengers on the ferry.",
    ),
    (
        "The story has been corrected to reflect that the ferry ran aground on Tuesday.",
        {"day": "Thursday"},
        "The ferry ran aground on Thursday.",
        "The ferry ran aground on Tuesday.",
    ),
    (
        "Correction: Earlier we named the captain as Ivar Lindal. His name is Ivo Lindal.",
        {},
        "Captain Ivar Lindal had left the bridge.",
        "Captain Ivo Lindal had left the bridge.",
    ),
]
APART = ["The cook, Greta Holm, said she heard a bang.", "Three people were treated in Lund for bruises on Tuesday."]


@pytest.mark.parametrize(("note", "stale", "false", "true"), FORMS)
def test_forms_of_notes(note: str, stale: dict[str, str], false: str, true: str) -> None:
    source = from_text(FERRY.format(**{**AS_IT_WAS, **stale}) + note + "\n", id="source")
    assert len(found_in(false, source)) == 1
    assert [found_in(claim, source) for claim in (true, *APART)] == [[], [], []]


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


def test_what_the_source_takes_back_speaks_against_no_claim() -> None:
    source = (
        "The towns of Oster and Lund have shared the ferry since May. Lund raised the fare for cars in June, and the "
        "drivers were angry.\n\nCorrection: Oster, not Lund, raised the fare for cars."
    )
    right, wrong = (f"{town} raised the fare for cars in June, and drivers were angry." for town in ("Oster", "Lund"))
    assert kinds(right, source) == set()
    assert kinds(right, source.partition("\n")[0]) == {"name_changed"}
    report = Assistant(settings=Settings(engine="embedded")).check(wrong, source)
    assert [finding.kind for claim in report.claims for finding in claim.findings] == [FindingKind.CORRECTED_TEXT]
