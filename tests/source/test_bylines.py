"""Bylines, dates of publication and insets of the page are told apart from the article, and claim nothing."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings
from assistant.schema import Part
from assistant.source import from_text

BODY = (
    "The council shut the Haldane bridge on Monday after engineers had found cracks in two of its piers. Some 18,000 "
    "vehicles cross it on a weekday.\n\nThe mayor, Ada Lund, said that the closure would last for six weeks. "
    "Shopkeepers fear for their trade, and they have asked the council for help."
)
HEADLINE = "Council shuts Haldane bridge"


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "By Petra Lindqvist, 14 March 2025",
        "BY ANN LEE AND TOM RAY",
        "By Ann Lee, political correspondent",
        "14 March 2025",
        "Published: 14 March 2025 09:41 GMT",
        "Updated 3 hours ago",
        "Advertisement",
        "Read more",
    ],
)
def test_a_byline_is_none_of_the_article(line: str) -> None:
    document = from_text(f"{HEADLINE}\n\n{line}\n\n{BODY}", id="s")
    assert [sentence.part for sentence in document.sentences[:3]] == [Part.HEADLINE, Part.BYLINE, Part.BODY]
    assistant = Assistant(settings=Settings(engine="embedded"))
    assert line not in assistant.summarize(document).text
    assert [claim.text for claim in assistant.check(document).claims] == [HEADLINE]
    assert line not in [claim.text for claim in assistant.extract(document).claims]


@pytest.mark.parametrize(
    "line", ["By the sea, people waited", "By Friday the bridge had closed", "March 2025: what we know"]
)
def test_other_lines_are_none(line: str) -> None:
    document = from_text(f"{HEADLINE}\n\n{line}\n\n{BODY}", id="s")
    assert Part.BYLINE not in {sentence.part for sentence in document.sentences}


def test_a_sentence_said_by_a_pronoun_is_not_taken_without_the_one_before_it() -> None:
    source = (
        f"{BODY}\n\nA senior official said the council's own inspectors had raised concerns about the bridge and its "
        "piers.\n\nThe haulier Jonas Weir wants a ferry. “Our lorries cross that bridge over the river 200 times a "
        "week,” he said."
    )
    for sentences in range(1, 6):
        text = Assistant(settings=Settings(engine="embedded")).summarize(source).text
        assert ("he said" not in text) or "Jonas Weir" in text, sentences
