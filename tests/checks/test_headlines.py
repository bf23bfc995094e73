"""What only the headline or the teaser of an article says, and what it may say in other words."""

from __future__ import annotations

import pytest

from assistant.attribution import attributions
from assistant.checks import Comparison, SourceReading
from assistant.checks.articles.headlines import check, headlines_against_body
from assistant.schema import Claim, Document, Finding, FindingKind, Part, Span
from assistant.source import from_text

ARTICLE = (
    "**{headline}**\n"
    "{teaser}\n"
    "Negotiators of the dockers and the port of Lund met again on Tuesday, and both sides said that a truce in the "
    "dispute could begin next week. The talks about shifts and pay have gone on for 5 days. “We are not there yet, and "
    "nobody should book a ship,” said Ada Brandt, who speaks for the dockers.\n"
    "The port moves 2.4 million tons a year, and 310 dockers work there. The strike began in April. A court may stop "
    "the strike for a month, which the port has asked for.\n"
)
HEADLINE, TEASER = "Dockers and port in talks", "Negotiators meet again in the dispute about shifts."

REMARKED = [
    ("Dockers and port in talks", "The talks in Lund raise hopes for a lasting peace.", "lasting peace"),
    ("Dockers win a massive victory", TEASER, "massive victory"),
    ("Court stops strike of the dockers", TEASER, "stops"),
    ("Truce at the port is a sham", TEASER, "is a sham"),
    ("Strike of 450 dockers in talks", TEASER, "450"),
    ("Dockers and port in talks", "The dockers met the negotiator Ivo Rand again about shifts.", "Ivo Rand"),
    ("Dockers and port in talks", "The dockers in Lund wait for news, says Ida Brandt.", "Ida Brandt"),
    ("Dockers and port in talks", "The dockers speak of a “betrayal of every family” in Lund.", "betrayal"),
]
LEFT_ALONE = [
    ("Dockers and port in talks", "The dockers in Lund wait for news, says Ada Brandt."),
    ("Dockers and port in talks", "The negotiators in Lund spoke with Ms. Brandt about shifts."),
    ("Dockers and port in talks", "The talks in Lund raise hopes for an end of the dispute."),
    ("Court may stop strike of the dockers", TEASER),
    ("Strike of 310 dockers in talks", TEASER),
    ("Three hundred and ten dockers strike", TEASER),
    ("Dockers and Port of Lund in Fresh Talks", "The dockers met the negotiators again, said Brandt."),
    ("Dockers and port in talks", "“Nobody should book a ship,” say the dockers in Lund."),
    ("Talks at the port bring both sides together", "Those who work there wait for news."),
]


def article(headline: str, teaser: str) -> Document:
    document = from_text(ARTICLE.format(headline=headline, teaser=teaser), id="source")
    assert [sentence.part for sentence in document.sentences[:3]] == [Part.HEADLINE, Part.TEASER, Part.BODY]
    return document


@pytest.mark.parametrize(("headline", "teaser", "words"), REMARKED)
def test_remarks(headline: str, teaser: str, words: str) -> None:
    document = article(headline, teaser)
    (finding,) = headlines_against_body(document)
    assert finding.kind is FindingKind.HEADLINE_ONLY
    assert words in finding.message
    assert finding.source_span is not None
    assert words in finding.source_span.of(document.text)


@pytest.mark.parametrize(("headline", "teaser"), LEFT_ALONE)
def test_paraphrase_is_left_alone(headline: str, teaser: str) -> None:
    assert headlines_against_body(article(headline, teaser)) == ()


@pytest.mark.parametrize(("injured", "remarks"), [(31, 0), (35, 1)])
def test_a_headline_may_add_up_what_the_body_tells(injured: int, remarks: int) -> None:
    body = (
        "The fire at the sawmill injured 14 workers. In Marn, 17 people were hurt by the storm, and roofs were lost.\n"
    )
    article = f"**Fire and storm injure {injured}**\n{body}"
    assert len(headlines_against_body(from_text(article, id="source"))) == remarks


def test_a_possibility_in_the_body_is_named() -> None:
    (finding,) = headlines_against_body(article("Court stops strike of the dockers", TEASER))
    assert "the body says “may stop”" in finding.message


def test_a_text_without_a_headline_or_without_a_body_has_none() -> None:
    assert headlines_against_body(from_text("The talks raise hopes for a lasting peace.", id="source")) == ()
    assert headlines_against_body(from_text("", id="source")) == ()


def found_in(claim: str, *sources: Document) -> list[Finding]:
    text = from_text(claim, id="text")
    reported = attributions(text)
    whole = Claim(id="c1", text=claim, span=Span(start=0, end=len(claim)))
    return list(check(Comparison(whole, text, SourceReading(sources), reported[0] if reported else None)))


def test_a_claim_drawn_from_the_teaser() -> None:
    source = article(HEADLINE, "The talks in Lund raise hopes for a lasting peace.")
    claim = "There are hopes of a lasting peace after the talks in Lund."
    (finding,) = found_in(claim, source)
    assert finding.span is not None
    assert finding.span.of(claim) == "lasting peace"
    assert finding.source_span is not None
    assert finding.source_span.of(source.text) == "lasting peace"
    assert found_in("There are hopes of a truce after the talks in Lund.", source) == []


def test_a_claim_drawn_from_a_headline_that_makes_a_fact_of_a_possibility() -> None:
    source = article("Court stops strike of the dockers", TEASER)
    assert len(found_in("A court stops the strike of the dockers.", source)) == 1
    assert found_in("A court may stop the strike of the dockers.", source) == []


def test_what_another_source_holds_in_its_body_is_not_only_in_a_headline() -> None:
    source = article(HEADLINE, "The talks in Lund raise hopes for a lasting peace.")
    other = from_text("Both sides want a lasting peace in the port of Lund, the minister said on Friday.", id="other")
    assert found_in("There are hopes of a lasting peace after the talks in Lund.", source, other) == []


def test_a_phrase_that_only_the_headline_has() -> None:
    source = article("Champion of the poor sues the port", TEASER)
    (finding,) = found_in("A champion of the poor has gone to court in Lund.", source)
    assert "champion of the poor" in finding.message
    assert found_in("A speaker of the dockers has gone to court in Lund.", source) == []
