"""An article against itself, and a text against sources that differ."""

from __future__ import annotations

from assistant import Assistant, Settings
from assistant.reports import render
from assistant.schema import FindingKind, Verdict

BODY = (
    "The harbour board voted 14 to 9 on Tuesday to close the ferry line to Oster from November. The line loses "
    "2.6 million crowns a year, the board’s chair, Ada Brandt, said.\n\nThe boat “Linnea” will be sold. Islanders "
    "could travel on the supply boat, which sails twice a week."
)
ARTICLE = f"# Board votes 16 to 9 to close the ferry line to Oster\n\n{BODY}\n"
ASSISTANT = Assistant(settings=Settings(engine="embedded"))


def test_a_headline_is_held_against_the_body() -> None:
    report = ASSISTANT.check(ARTICLE)
    (claim,) = report.claims
    assert claim.span.of(report.text) == "Board votes 16 to 9 to close the ferry line to Oster"
    assert claim.verdict is Verdict.CONTRADICTED
    assert [finding.kind for finding in claim.findings] == [FindingKind.NUMBER_CHANGED]
    (source,) = report.sources
    assert source.text == report.text == ARTICLE
    for evidence in claim.evidence:
        assert evidence.start >= ARTICLE.index(BODY)
    assert "against itself" in render(report, "text", width=200)


def test_a_headline_that_the_body_bears_out_is_supported() -> None:
    (claim,) = ASSISTANT.check(ARTICLE.replace("16 to 9", "14 to 9")).claims
    assert claim.verdict is Verdict.SUPPORTED
    assert not claim.findings


def test_a_text_without_a_headline_has_nothing_to_be_held_against_it() -> None:
    report = ASSISTANT.check("It rained all day in Oster.")
    assert report.claims == ()
    assert report.scores.faithfulness is not None
    assert report.scores.faithfulness.value is None


def test_each_source_is_said_to_support_contradict_or_not_to_speak_of_a_claim() -> None:
    text = "The harbour board voted 14 to 9 to close the ferry line to Oster."
    other = "The harbour board voted 16 to 9 on Tuesday to close the ferry line to Oster, people in the hall said."
    third = "A storm kept all boats in the harbour of Lund."
    report = ASSISTANT.check(text, [BODY, other, third])
    (claim,) = report.claims
    verdicts = {one.source: one.verdict for one in claim.by_source}
    assert verdicts == {
        "source1": Verdict.SUPPORTED,
        "source2": Verdict.CONTRADICTED,
        "source3": Verdict.UNSUPPORTED,
    }
    conflict = next(finding for finding in claim.findings if finding.kind is FindingKind.SOURCE_CONFLICT)
    assert conflict.source == "source2"
    assert "source1" in conflict.message
    assert "By source: supported by source1; contradicted by source2; not in source3." in render(
        report, "text", width=200
    )


def test_one_source_is_not_set_apart() -> None:
    (claim,) = ASSISTANT.check("The line loses 2.6 million crowns a year.", BODY).claims
    assert claim.by_source == ()


def test_a_source_that_is_cited_or_contradicted_speaks_of_the_claim() -> None:
    """Also where it shares few words with it, so that by itself it would be taken for silent."""
    strike = (
        "The strike, in its third week, has left 38 ships at anchor and could cost exporters 4.2 million crowns a day."
    )
    text = (
        "Talks on the strike went on while 83 ships lay at anchor. "
        "The stoppage may be costing exporters 4.2 million crowns daily."
    )
    report = ASSISTANT.check(text, [strike, "The museum opens at nine."])
    wrong, right = report.claims
    assert (wrong.verdict, right.verdict) == (Verdict.CONTRADICTED, Verdict.SUPPORTED)
    assert [one.verdict for one in wrong.by_source] == [Verdict.CONTRADICTED, Verdict.UNSUPPORTED]
    assert [one.verdict for one in right.by_source] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    assert right.by_source[0].evidence is not None
