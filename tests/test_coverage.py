"""What matters in a source and whether a text holds it; where in an article a passage stands."""

from __future__ import annotations

from assistant.coverage import coverage, position
from assistant.schema import Score, Span
from assistant.source import from_text

ARTICLE = (
    "**Ferry to Marn stops for the winter**\n"
    "The ferry between Oster and the island of Marn will not run from November to the end of February, the county "
    "council decided on Tuesday. The pause of the ferry is to save the council 2.6 million crowns.\n"
    "Islanders gathered at the harbour with lanterns. A brass band played for an hour, and it rained.\n"
    "The council has run the ferry to the island at a loss since the bridge toll fell. Ada Brandt said "
    "that the ferry carries nine passengers on a winter day. Brandt said that a medical boat "
    "would stand by in Oster. Brandt said that the island would get a ferry again in March.\n"
    "The baker on the quay has opened a second shop. Its rolls are praised by visitors in summer.\n"
    "Nobody from the shipping museum wished to speak about its new roof this week.\n"
)
SUMMARY = (
    "The council has decided to stop the ferry between Oster and the island of Marn from November to the end of "
    "February, which is to save 2.6m crowns. Ada Brandt, its head of transport, said that the winter ferry, run at a "
    "loss, carries nine passengers a day and will return in March."
)
ASIDE = "A brass band played in the rain. The baker has a second shop, whose rolls visitors praise."


def test_a_summary_covers_more_than_an_aside() -> None:
    source = from_text(ARTICLE, id="source")
    kept, nothing_missing = coverage(from_text(SUMMARY, id="text"), [source])
    lost, omissions = coverage(from_text(ASIDE, id="text"), [source])
    assert kept.value == 1.0
    assert nothing_missing == ()
    assert lost.value == 0.0
    assert lost.denominator == kept.denominator
    assert 4 <= lost.denominator <= 8
    assert omissions[0].text.startswith("The ferry between Oster and the island")
    assert omissions[0].reason == "the article opens with it"
    assert all(omission.span.of(source.text) == omission.text for omission in omissions)


def test_reasons_name_figure_and_speaker() -> None:
    source = from_text(ARTICLE, id="source")
    without = SUMMARY.replace("2.6m crowns", "money").replace(
        "Ada Brandt, its head of transport,", "The head of transport"
    )
    score, omissions = coverage(from_text(without, id="text"), [source])
    assert score.denominator - score.numerator == 2
    assert [omission.reason for omission in omissions] == [
        "a figure of the article's lead: “2.6 million crowns”",
        "a main speaker: Ada Brandt, whom the article reports 3 times",
    ]


def test_a_figure_in_a_sentence_that_is_left_out_is_not_listed_again() -> None:
    source = from_text(
        "The council of Oster decided on Tuesday to close 14 schools. Parents stood outside in the rain.",
        id="source",
    )
    score, (omission,) = coverage(from_text(ASIDE, id="text"), [source])
    assert score == Score(value=0.0, numerator=0, denominator=2)
    assert omission.reason == "the article opens with it"
    in_part, (figure,) = coverage(from_text("The council of Oster decided to close schools.", id="text"), [source])
    assert in_part.numerator == 1
    assert figure.text == "14"


def test_headlines_and_repeats_do_not_matter_twice() -> None:
    once, twice = (from_text(words, id="source") for words in (ARTICLE, ARTICLE + ARTICLE))
    text = from_text(ASIDE, id="text")
    assert coverage(text, [twice])[0] == coverage(text, [once])[0]


def test_sources_take_turns() -> None:
    one = from_text(ARTICLE, id="source1")
    other = from_text(ARTICLE.replace("ferry", "tram").replace("Marn", "Lund"), id="source2")
    _, omissions = coverage(from_text("Nothing of it.", id="text"), [one, other])
    assert [omission.source for omission in omissions[:2]] == ["source1", "source2"]


def test_nothing_matters_in_an_empty_source() -> None:
    score, omissions = coverage(from_text("A text.", id="text"), [from_text("", id="source")])
    assert score == Score(value=None, numerator=0, denominator=0)
    assert omissions == ()


def test_position() -> None:
    source = from_text(ARTICLE, id="source")

    def where(words: str) -> str:
        start = source.text.index(words)
        return position(source.body(), Span(start=start, end=start + len(words)))

    assert where("Ferry to Marn stops") == "lead"
    assert where("The pause of the ferry") == "lead"
    assert where("at a loss") == "middle"
    assert where("shipping museum") == "tail"
    assert position(from_text("One sentence only.", id="source").body(), Span(start=4, end=9)) == "lead"
