"""Repair with the embedded engine: what is wrong is put right or cut, and all else stays as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant, Settings, UsageError
from assistant.repair.sentences import faults
from assistant.schema import Repair, Verdict
from tests.fuzzing.texts import generate

EMBEDDED = Settings(engine="embedded")

SOURCE = """Reservoir at Kelder Moss to be drained in June

The reservoir at Kelder Moss will be drained on 12 June so that its dam can be mended, Northfell Water said on Monday.

The work could take eleven weeks and is expected to cost 6.4 million crowns. "We found seepage in two of the five \
galleries, and neither can wait for winter," said Ottilie Brandvold, the company's chief engineer.

Anglers from Sarn rejected the plan. "A drained lake takes ten years to come back," said Piet Hallory, who leads the \
anglers' club.

An official of the county, who asked not to be named, denied that the village of Lower Kelder would be without water.
"""
TRUE = "The reservoir at Kelder Moss will be drained on 12 June, Northfell Water said on Monday."


def repaired(text: str, source: str = SOURCE) -> Repair:
    report = Assistant(settings=EMBEDDED).check(text, source, repair=True)
    assert report.repair is not None
    assert (report.text, report.repair.original) == (text, text)
    assert report.repair.scores_before == report.scores
    assert faults(report.repair.claims) <= faults(report.claims)
    return report.repair


@pytest.mark.parametrize(
    ("faulty", "mended"),
    [
        ("The work is expected to cost 4.6 million crowns.", "The work is expected to cost 6.4 million crowns."),
        (
            "The reservoir at Kelder Moss will be drained on 21 June.",
            "The reservoir at Kelder Moss will be drained on 12 June.",
        ),
        (
            "The reservoir at Kelder Marsh will be drained on 12 June.",
            "The reservoir at Kelder Moss will be drained on 12 June.",
        ),
        ("The work will take eleven weeks.", "The work could take eleven weeks."),
        (
            "“A drained lake takes five years to come back,” said Piet Hallory.",
            "“A drained lake takes ten years to come back,” said Piet Hallory.",
        ),
        (
            "“A drained lake takes ten years to come back,” said Ottilie Brandvold.",
            "“A drained lake takes ten years to come back,” said Piet Hallory, who leads the anglers' club.",
        ),
        ("Anglers from Sarn approved the plan.", "Anglers from Sarn rejected the plan."),
        ("Repairs began in Vantry in 1911.", None),
    ],
    ids=["number", "date", "name", "modality", "quote", "speaker", "opposite", "invented"],
)
def test_each_kind_of_fault_is_put_right_by_the_sources_words_or_cut(faulty: str, mended: str | None) -> None:
    repair = repaired(f"{TRUE} {faulty}")
    (change,) = repair.changes
    assert (change.before, change.after) == (faulty, mended)
    assert change.span.of(repair.original) == faulty
    assert change.reason
    assert repair.text == (f"{TRUE} {mended}" if mended else TRUE)
    assert repair.left == ()
    assert all(claim.verdict is Verdict.SUPPORTED for claim in repair.claims)


def test_the_words_of_another_come_back_to_who_said_them_and_take_no_office_along() -> None:
    repair = repaired(f"{TRUE} “A drained lake takes five years to come back,” said engineer Ottilie Brandvold.")
    (change,) = repair.changes
    assert change.after == (
        "“A drained lake takes ten years to come back,” said Piet Hallory, who leads the anglers' club."
    )


def test_a_claim_at_fault_names_its_correction_and_a_sound_one_none() -> None:
    text = f"{TRUE} The work is expected to cost 4.6 million crowns."
    report = Assistant(settings=EMBEDDED).check(text, SOURCE, repair=True)
    assert [claim.correction for claim in report.claims] == [None, "The work is expected to cost 6.4 million crowns."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"- {TRUE}\n- Mud eels sing in Vantry.\n- Anglers from Sarn rejected the plan.\n",
         f"- {TRUE}\n- Anglers from Sarn rejected the plan.\n"),
        (f"- Mud eels sing in Vantry.\n- {TRUE}\n", f"- {TRUE}\n"),
        (f"{TRUE}\n\nMud eels sing in Vantry.\n\nAnglers from Sarn rejected the plan.",
         f"{TRUE}\n\nAnglers from Sarn rejected the plan."),
        (f"{TRUE}  Mud eels sing in Vantry.\n\n\tAnglers from Sarn rejected the plan.\r\n",
         f"{TRUE}\n\n\tAnglers from Sarn rejected the plan.\r\n"),
        (f"{TRUE}\n\nAnglers from Sarn rejected the plan. Mud eels sing in Vantry.\n",
         f"{TRUE}\n\nAnglers from Sarn rejected the plan.\n"),
    ],
    ids=["item", "first item", "paragraph", "end of a paragraph", "end of the text"],
)  # fmt: skip
def test_a_sentence_that_is_cut_leaves_no_gap(text: str, expected: str) -> None:
    assert repaired(text).text == expected


def test_an_editor_is_told_of_a_pronoun_that_has_lost_its_name_and_of_a_lost_headline() -> None:
    repair = repaired(
        f"Flood drowns the town of Vantry in May\n\n{TRUE} Ambassador Corin Vale flew to Vantry. He spoke of the "
        "reservoir at Kelder Moss.\n\nThe work could take eleven weeks.\n\nAnglers from Sarn rejected the plan.\n"
    )
    notes = {change.before: change.note for change in repair.changes}
    assert notes["Flood drowns the town of Vantry in May"] == "It was the headline: the text needs another."
    assert notes["Ambassador Corin Vale flew to Vantry."] == (
        "The next sentence begins with “He”: see what that stands for now."
    )


def test_a_text_of_which_nothing_holds_is_left_and_the_reason_given() -> None:
    text = "Mud eels sing in Vantry. The ambassador of Corland flew to Rome."
    repair = repaired(text)
    assert (repair.text, repair.changes) == (text, ())
    assert {each.reason for each in repair.left} == {"Left, because nothing that holds would be left of the text."}
    assert repair.scores == repair.scores_before


def test_a_text_without_fault_is_left_alone() -> None:
    repair = repaired(f"  {TRUE}\n\n")
    assert (repair.text, repair.changes, repair.left) == (f"  {TRUE}\n\n", (), ())


def test_what_the_engine_cannot_read_is_no_fault() -> None:
    text = "Het stuwmeer van Kelder Moss wordt op 21 juni niet meer leeg gemaakt, zei de directeur van het bedrijf."
    assert repaired(text).text == text


def test_a_repeated_sentence_is_put_right_wherever_it_stands() -> None:
    paragraph = f"{TRUE} The work is expected to cost 4.6 million crowns, and it could take eleven weeks."
    repair = repaired(f"{paragraph}\n\n{paragraph}\n")
    assert "4.6" not in repair.text
    assert len(repair.changes) == 2


def test_a_summary_is_reported_as_repaired() -> None:
    report = Assistant(settings=EMBEDDED).summarize(SOURCE, repair=True)
    assert report.repair is not None
    assert report.repair.text == report.text
    assert report.repair.claims == report.claims
    assert report.summary is not None
    assert [sentence.span.of(report.text) for sentence in report.summary] == [s.text for s in report.summary]


def test_there_must_be_something_to_repair_by() -> None:
    assistant = Assistant(settings=EMBEDDED)
    with pytest.raises(UsageError, match="give a source"):
        assistant.check(SOURCE, repair=True)
    with pytest.raises(UsageError, match="ask for the check too"):
        assistant.summarize(SOURCE, check=False, repair=True)


@settings(deadline=None, max_examples=60)
@given(st.integers(min_value=0, max_value=100_000))
def test_nothing_gets_worse_and_the_other_sentences_stay(seed: int) -> None:
    pair = generate(seed)
    repair = repaired(pair.text, pair.source)
    # What stands between the changes, in the same order and character for character.
    at, kept = 0, []
    for change in sorted(repair.changes, key=lambda change: change.span.start):
        kept.append(pair.text[at : change.span.start])
        at = change.span.end
    kept.append(pair.text[at:])
    words = [re.escape(part.strip()) for part in kept if part.strip()]
    assert re.search(".*".join(words), repair.text, re.DOTALL)
    if not repair.changes:
        assert repair.text == pair.text
