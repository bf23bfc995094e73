"""Paragraphs, and which of them are headline, teaser and body."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from assistant.schema import Part
from assistant.source import from_text

BODY = (
    "The harbour bridge in Merrow will close for six weeks, the town council said on Monday. "
    "Engineers had found cracks in two of its five piers. “It was time,” said Ada Lund, who leads the works. "
    "A ferry will run every ten minutes."
)
SECOND = (
    "Shopkeepers on the northern side fear for their trade. Several of them asked the council for help. "
    "The council has promised an answer by Friday, and will meet them before that in the town hall."
)
TEASER = "Six weeks without a way across the harbour."


def parts(text: str) -> list[tuple[Part, str]]:
    """The part of each paragraph, with the words of its first sentence."""
    document = from_text(text, id="s")
    seen: dict[int, tuple[Part, str]] = {}
    for sentence in document.sentences:
        seen.setdefault(sentence.paragraph, (sentence.part, document.words_of(sentence)))
    return list(seen.values())


def kinds(text: str) -> list[str]:
    return [part.value for part, _ in parts(text)]


def test_markdown_headings_are_headlines_without_their_marks() -> None:
    text = f"# Bridge Shut for Repairs #\n\n{BODY}\n\n## What comes next\n\n{SECOND}"
    assert kinds(text) == ["headline", "body", "headline", "body"]
    assert parts(text)[0][1] == "Bridge Shut for Repairs"
    assert from_text(text, id="s", title="bridge.md").title == "Bridge Shut for Repairs"


def test_teasers_stand_before_and_after_bold_headlines() -> None:
    headline = "**Bridge Shut for Repairs**"
    text = f"The town weighs what its bridge is worth.\n{headline}\n\n{headline}\n{TEASER}\n{BODY}\n{SECOND}"
    assert kinds(text) == ["teaser", "headline", "headline", "teaser", "body", "body"]


def test_a_line_right_under_the_headline_is_a_teaser_where_blank_lines_part_paragraphs() -> None:
    teaser, lead = (
        "Merrow will be cut in two until May, shopkeepers of the northern side fear.",
        "The bridge will close.",
    )
    assert kinds(f"Merrow shuts its bridge\n{teaser}\n\n{lead}\n\n{BODY}") == ["headline", "teaser", "body", "body"]
    assert kinds(f"Merrow shuts its bridge\n\n{teaser}\n\n{lead}\n\n{BODY}") == ["headline", "body", "body", "body"]


def test_two_lines_without_a_stop_above_a_blank_line_are_headlines() -> None:
    second = "Shopkeepers fear for their trade and ask the council for help"
    assert kinds(f"Merrow shuts its bridge\n{second}\n\n{BODY}") == ["headline", "headline", "body"]


def test_a_first_paragraph_that_nothing_takes_up_is_a_lead() -> None:
    lead = "Sir Emeric Vaal has bought the shipping company Grand Northern for a sum that neither side disclosed."
    assert kinds(f"Ferry sold\n\n{lead}\n\n{BODY}") == ["headline", "body", "body"]
    assert kinds(f"Ferry sold\n\nMerrow has a new ferry company.\n\n{BODY}") == ["headline", "teaser", "body"]


def test_a_headline_may_ask_but_an_interview_has_none() -> None:
    assert kinds(f"Will the bridge in Merrow ever open again?\n\n{BODY}") == ["headline", "body"]
    interview = f"Will the bridge ever open again?\n\n{BODY}\n\nWho pays for the ferry?\n\n{SECOND}"
    assert set(kinds(interview)) == {"body"}


def test_a_first_line_in_title_case_is_a_headline() -> None:
    assert kinds(f"Bridge Shut for Repairs\n{BODY}") == ["headline", "body"]


def test_a_first_line_in_sentence_case_is_a_headline_before_an_article() -> None:
    assert kinds(f"Merrow shuts its bridge for six weeks\n\n{BODY}") == ["headline", "body"]


def test_an_underlined_line_is_a_headline() -> None:
    assert kinds(f"{BODY}\n\nwhat comes next\n---------------\n\n{SECOND}") == ["body", "headline", "body"]


def test_a_lead_as_long_as_what_follows_is_body() -> None:
    assert kinds(f"# Bridge Shut\n\n{BODY}\n\n{SECOND}") == ["headline", "body", "body"]


def test_plain_claims_and_summaries_are_body() -> None:
    for text in (
        "The talks are held in Merrow.",
        "The talks are held in Merrow",
        "The bridge is shut. A ferry runs every ten minutes.",
        "The bridge is shut\nA ferry runs",
        "- Bridge Shut for Repairs\n- The ferry runs every ten minutes",
        "**The bridge is shut**",
        BODY,
        f"{TEASER}\n\n{BODY}",
    ):
        assert set(kinds(text)) == {"body"}, text


def test_lists_of_names_are_body() -> None:
    assert set(kinds(f"{BODY}\n\nAda Lund\nOwen Kerr\nTess Harrow\nMerrow Town Hall\nHarbour Board")) == {"body"}


def test_names_in_a_row_are_no_headlines_even_before_prose() -> None:
    names = "Ada Lund\nOwen Kerr\nTess Harrow\nIda Brand"
    assert kinds(f"{BODY}\n\n{names}\n{SECOND}")[:3] == ["body", "body", "body"]


def test_items_of_a_wrapped_list_stay_apart() -> None:
    items = "\n".join(textwrap.fill(f"- {paragraph}", 70) for paragraph in (BODY, SECOND.rstrip("."), BODY))
    assert len(parts(items)) == 3


def test_a_chat_has_no_headline() -> None:
    assert set(kinds("Ada: are you coming to the harbour today\nOwen: no, the bridge is shut.\n" * 5)) == {"body"}


def test_the_given_title_serves_where_there_is_no_headline() -> None:
    assert from_text(BODY, id="s", title="bridge.txt").title == "bridge.txt"


def test_one_line_is_one_paragraph() -> None:
    assert len(parts(f"{BODY}\n{SECOND}\n{BODY.upper()}")) == 3


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in (BODY, SECOND))
    assert [words for _, words in parts(wrapped)] == [
        textwrap.fill(BODY, 70)[
            : len("The harbour bridge in Merrow will close for six weeks, the town council said on Monday.")
        ],
        "Shopkeepers on the northern side fear for their trade.",
    ]


def test_wrapped_paragraphs_end_at_a_short_line_where_no_blank_line_parts_them() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 70) for paragraph in (BODY, SECOND, BODY, SECOND))
    assert len(parts(wrapped)) == 4


def test_a_headline_over_wrapped_text_stays_apart() -> None:
    wrapped = "Bridge Shut for Repairs\n" + textwrap.fill(BODY, 70) + "\n\n" + textwrap.fill(SECOND, 70)
    assert kinds(wrapped) == ["headline", "body", "body"]


@given(st.integers(min_value=50, max_value=110))
def test_wrapping_changes_no_sentence(width: int) -> None:
    plain = from_text(f"{BODY}\n\n{SECOND}", id="s")
    wrapped = from_text("\n\n".join(textwrap.fill(paragraph, width) for paragraph in (BODY, SECOND)), id="s")
    assert [" ".join(wrapped.words_of(sentence).split()) for sentence in wrapped.sentences] == [
        plain.words_of(sentence) for sentence in plain.sentences
    ]
