"""Sentence splitting: a table of hard cases, and what holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.source import from_text

HARD_CASES = [
    ["Dr. Ada Lund met U.S. President Kerr at 9 a.m. on Monday.", "No. 4 was absent."],
    ["She moved back to the U.S.", "The senator said so."],
    ["The count ended at 5 p.m.", "Crowds left at once."],
    ["The count opens at 5 p.m. Monday in Merrow."],
    ["At 5:30 p.m. ET the vote began."],
    ["It cost 3.5 million crowns.", "Nobody paid."],
    ["“We spoke in good faith and with serious intent.”", "Then he left."],
    ["“Is it over?” he asked."],
    ["“Stop!” said Ann."],
    ["“Is it over?” Ann Lee asked."],
    ["“Is it over?”", "Ann Lee left the room."],
    ["“Why?”", "Mayor Lund did not know."],
    ['"It is over."', '"Go home."'],
    ["'It is over,' he said.", "'Go home.'"],
    ["Is it?", "“No,” she said.", "“Never.”"],
    ["The bridge is shut.[3]", "It reopens in May."],
    ["It was late... and then it was not."],
    ["It was late...", "Then it was not."],
    ["It was late…", "Nobody came."],
    ["The talks ... in Merrow have failed."],
    ["The talks … Merrow hoped for have failed."],
    ["Wait . . . what?"],
    ["J. K. Harrow wrote it.", "She was paid."],
    ["John F. Harrow wrote it."],
    ["It was plan B.", "The first had failed."],
    ["Lt. Gov. Ada Lund spoke on Jan. 5 in St. Orrin vs. nobody, e.g. Kerr."],
    ["Merrow Inc. Chief Executive Ada Lund resigned."],
    ["She runs Merrow Inc.", "The firm is old."],
    ["He paid Rs. 500 to Mr. and Mrs. Lund Jr. in Sept. 2020."],
    ["The vote was on Sun. June 5."],
    ["Vol. 3, pp. 4-5 and Fig. 2 show it."],
    ["Really?!", "Yes."],
    ["See www.example.org/a.b?c=1 or write to ann.lee@example.org for report.v2.pdf today."],
    ["(He left.)", "Then she left."],
    ["He said (as he always does.) nothing."],
    ["„Wir gehen.“", "Dann gingen sie."],
    ["The case of Lund v. Merrow is closed."],
    ["She has a Ph.D. in law."],
    ["He studied art.", "25 others did not."],
    ["We sold apples, pears, etc.", "Then we left."],
    ["It fell 5 percent.", "iPhone sales rose."],
    ["Sales rose to $4.2bn.", "$3bn came from abroad."],
    ["In 2020 nobody came.", "25 people came in 2021."],
    ["the talks failed .", "they resume on monday ."],
    ["the talks failed.", "they resume on monday."],
    ["Great! 🎉"],
    ["The talks failed.", "12. The minister left."],
    ["क्या हुआ।", "वह गया।"],
    ["انتهت المحادثات.", "غادر الوزير."],
    ["هل انتهت؟", "نعم."],
    ["one line with no stop at all in it"],
]

PIECES = """talks Merrow Dr. U.S. 3.5 “Stop!” said e\u0301tude 🎉 👩\u200d👧 سلام שלום … ... # - ** **Bold** >
1. (aside.) [3] ?! 。 \u200f \u200b \ufeff a.m. ’ ' \" \x00 | === ## __b__ • He The"""
WORDS = st.sampled_from(PIECES.split())
SPACES = st.sampled_from(
    [" ", "  ", "\t", "\n", "\r\n", "\n\n", "\r\n\r\n", "\u2028", "\u2029", "\xa0", "\x0b", "\x85", ""]
)
TEXTS = st.one_of(
    st.lists(st.tuples(WORDS, SPACES), max_size=40).map(lambda pairs: "".join(word + space for word, space in pairs)),
    st.text(max_size=200),
)


def sentences_of(text: str) -> list[str]:
    document = from_text(text, id="s")
    return [document.words_of(sentence) for sentence in document.sentences]


@pytest.mark.parametrize("expected", HARD_CASES, ids=" ".join)
def test_hard_cases(expected: list[str]) -> None:
    assert sentences_of(" ".join(expected)) == expected


def test_scripts_without_spaces() -> None:
    assert sentences_of("会谈失败了。“他们离开了。”没有人说话！") == ["会谈失败了。", "“他们离开了。”", "没有人说话！"]


def test_a_stop_with_no_space_after_it() -> None:
    assert sentences_of("The talks failed.The minister left.") == ["The talks failed.", "The minister left."]


def test_each_item_of_a_list_is_a_sentence_without_its_bullet() -> None:
    assert sentences_of("- the talks failed\n* nobody came\n1. Ada Lund left") == [
        "the talks failed",
        "nobody came",
        "Ada Lund left",
    ]


def test_one_endless_line() -> None:
    line = " ".join(f"The ferry number {number} left the harbour at noon." for number in range(500))
    assert len(sentences_of(line)) == 500


@given(TEXTS)
def test_sentences_lie_in_order_apart_and_trimmed(text: str) -> None:
    document = from_text(text, id="s")
    assert document.text == text
    end = 0
    for index, sentence in enumerate(document.sentences):
        words = document.words_of(sentence)
        assert sentence.index == index
        assert sentence.span.start >= end
        assert words
        assert words == words.strip()
        assert sentence.repeats is None or sentence.repeats < index
        end = sentence.span.end
    assert end <= len(text)
    assert [sentence.paragraph for sentence in document.sentences] == sorted(
        sentence.paragraph for sentence in document.sentences
    )


@given(TEXTS)
def test_only_marks_and_white_space_lie_outside_sentences(text: str) -> None:
    document = from_text(text, id="s")
    outside = list(text)
    for sentence in document.sentences:
        outside[sentence.span.start : sentence.span.end] = [""] * (sentence.span.end - sentence.span.start)
    left = {character for character in outside if not character.isspace()} - {""}
    assert left <= set("#*_-=~|:+>•●▪◦‣·()0123456789.)")


@given(st.lists(st.sampled_from(["The bridge is shut.", "Ada Lund left!", "Is it over?", "“We agree.”"]), min_size=1))
def test_plain_sentences_come_back_as_they_went_in(sentences: list[str]) -> None:
    assert sentences_of(" ".join(sentences)) == sentences
