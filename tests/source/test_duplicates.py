"""What stands twice is kept, reported once, and pointed to its first place."""

from __future__ import annotations

import pytest

from assistant.schema import Document, FindingKind, Level
from assistant.source import from_text

FIRST = (
    "The harbour bridge in Merrow will close for six weeks, the town council said on Monday. "
    "Engineers had found cracks in two of its five piers. "
    "The mayor, Ada Lund, called the closure a hard but needed step."
)
OTHER = "Shopkeepers on the northern side fear for their trade. Several of them asked the council for help on Friday."


def repeats(document: Document) -> dict[int, int]:
    return {sentence.index: sentence.repeats for sentence in document.sentences if sentence.repeats is not None}


def test_a_paragraph_that_stands_twice() -> None:
    document = from_text(f"{FIRST}\n\n{OTHER}\n\n{FIRST}", id="story")
    assert repeats(document) == {5: 0, 6: 1, 7: 2}
    (finding,) = document.findings
    assert finding.kind is FindingKind.DUPLICATE_TEXT
    assert finding.level is Level.REMARK
    assert finding.source == "story"
    assert finding.source_span is not None
    assert finding.source_span.start == document.text.rindex("The harbour")
    assert finding.source_span.of(document.text) == FIRST
    assert finding.message == (
        'The paragraph beginning "The harbour bridge in Merrow will ..." repeats paragraph 1, word for word.'
    )


def test_quotes_dashes_case_and_space_make_no_difference() -> None:
    one = "“It was time” - so said Ada Lund, who leads the works."
    other = '"It was time" –  so said Ada Lund,\twho leads the works.'
    document = from_text(f"{one}\n\n{OTHER}\n\n{other}", id="s")
    assert repeats(document) == {3: 0}
    assert document.findings[0].message.endswith("word for word.")


def test_a_paragraph_that_nearly_stands_twice() -> None:
    document = from_text(f"{FIRST}\n\n{OTHER}\n\n{FIRST.replace('cracks', 'deep cracks')}", id="s")
    assert repeats(document) == {5: 0, 6: 1, 7: 2}
    assert document.findings[0].message.endswith("repeats paragraph 1, almost word for word.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("six", "nine"),
        ("Monday", "Tuesday"),
        ("will close", "will not close"),
        ("Lund", "Lind"),
        ("will", "may"),
        ("two", "2"),
    ],
)
def test_another_number_name_or_negation_is_another_statement(old: str, new: str) -> None:
    document = from_text(f"{FIRST}\n\n{OTHER}\n\n{FIRST.replace(old, new)}", id="s")
    assert not any("paragraph beginning" in finding.message for finding in document.findings)
    changed = next(sentence for sentence in document.sentences[5:] if new in document.words_of(sentence))
    assert changed.repeats is None


def test_a_sentence_that_says_again_what_a_paragraph_has_said() -> None:
    again = "In Merrow, the council said, engineers had found cracks in two of the five piers of the harbour bridge."
    document = from_text(f"{FIRST}\n\n{OTHER} {again}", id="s")
    (finding,) = document.findings
    assert finding.message.endswith("repeats one of paragraph 1, in nearly the same words.")
    assert finding.source_span is not None
    assert finding.source_span.of(document.text) == again
    assert not repeats(document)
    new = again.replace("two", "three").replace("Merrow", "Oster")
    assert not from_text(f"{FIRST}\n\n{OTHER} {new}", id="s").findings


def test_who_did_it_to_whom_is_another_statement() -> None:
    one = (
        "In the long debate that the town held on its harbour bridge, Lund accused Kerr of having lied about the cost."
    )
    other = one.replace("Lund accused Kerr", "Kerr accused Lund")
    assert not from_text(f"{one}\n\n{other}", id="s").findings


def test_opposites_are_other_statements() -> None:
    one = "Across the whole region, the price of a ticket for the harbour ferry rose again in the course of the summer."
    assert not from_text(f"{one}\n\n{one.replace('rose', 'fell')}", id="s").findings


def test_headlines_that_stand_twice() -> None:
    document = from_text(f"**Bridge Shut for Repairs**\n\n**Bridge Shut For Repairs**\n{FIRST}", id="s")
    assert repeats(document) == {1: 0}
    assert [finding.message for finding in document.findings] == [
        'The headline beginning "Bridge Shut For Repairs" repeats paragraph 1, word for word.'
    ]


def test_a_body_that_takes_up_its_headline_repeats_nothing() -> None:
    text = f"# The Harbour Bridge in Merrow Is Shut\n\nThe harbour bridge in Merrow is shut.\n\n{OTHER}"
    assert not from_text(text, id="s").findings


def test_an_article_that_stands_twice_is_told_apart_twice() -> None:
    article = f"Merrow shuts its bridge for six weeks\n\nNobody knows for sure why it took so long.\n\n{FIRST}"
    document = from_text(f"{article}\n\n{OTHER}\n\n{article}", id="s")
    assert repeats(document) == {7: 0, 8: 1, 9: 2, 10: 3, 11: 4}
    assert [finding.message.split(" beginning")[0] for finding in document.findings] == [
        "The headline",
        "The teaser",
        "The paragraph",
    ]


def test_a_sentence_repeated_in_another_paragraph_is_reported_by_itself() -> None:
    lead = FIRST.split(". ")[0] + "."
    document = from_text(f"{FIRST}\n\n{OTHER} {lead}", id="s")
    assert repeats(document) == {5: 0}
    (finding,) = document.findings
    assert finding.message == (
        'The sentence beginning "The harbour bridge in Merrow will ..." repeats one of paragraph 1, word for word.'
    )
    assert finding.source_span is not None
    assert finding.source_span.of(document.text) == lead


def test_a_short_sentence_may_stand_again() -> None:
    refrain = "That is all I have to say."
    assert not from_text(f"{FIRST} {refrain}\n\n{OTHER} {refrain}", id="s").findings


def test_short_words_may_stand_as_often_as_they_like() -> None:
    for words in ("Yes.", "Footnote 1", "Read more about this"):
        assert not from_text(f"{words}\n\n{OTHER}\n\n{words}\n\n{words}", id="s").findings


def test_a_third_copy_points_to_the_first() -> None:
    document = from_text(f"{OTHER}\n\n{OTHER}\n\n{OTHER}", id="s")
    assert repeats(document) == {2: 0, 3: 1, 4: 0, 5: 1}
