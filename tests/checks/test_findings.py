"""What the rules find, and what they leave alone: every fault with a twin that has none, through the pipeline."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings
from assistant.schema import CheckedClaim, Report, Verdict

ARTICLE = (
    "**Marn ferry to stop for the winter**\n"
    "The ferry between Marn and Oster will not run from 3 November until the end of February, the county council "
    "decided on Tuesday. The council voted 14 to 9 for the pause, which is to save 2.6 million crowns.\n"
    "“We are not abandoning the islanders, and a medical boat will stand by every night,” said Ada Brandt, the "
    "council’s transport chief. Ivo Rand, who runs the shop on Oster, denied that islanders had been consulted.\n"
    "Two members of the council, who asked not to be named, said that the pause could last longer. About 380 people "
    "live on Oster, and ticket sales fell by 12 percent last year. The hearing was held in the town hall of Lund.\n"
)

PAIRS = [
    ("number_changed", "The council voted 16 to 9 for the pause.", "The council voted 14 to 9 for the pause."),
    ("number_changed", "The pause is to save 26 million crowns.", "The pause is to save 2.6m crowns."),
    ("number_changed", "Ticket sales fell by 21 percent last year.", "Ticket sales fell by 12% last year."),
    ("number_changed", "About 830 people live on Oster.", "Nearly 400 people live on Oster."),
    ("unit_changed", "Ticket sales fell by 12 percentage points.", "Ticket sales fell by 12 per cent."),
    ("date_changed", "The ferry will not run from 5 November.", "The ferry will not run from November 3."),
    ("date_changed", "The council decided on Thursday to stop the ferry.", "The council decided on Tuesday."),
    ("name_changed", "The hearing was held in the town hall of Bergen.", "The hearing was in the town hall of Lund."),
    ("name_not_in_source", "The ferry operator Nordlink welcomed the pause.", "The council decided on the pause."),
    ("negation_changed", "The ferry will run from 3 November.", "The ferry will not run from 3 November."),
    ("negation_changed", "Ticket sales rose by 12 percent last year.", "Ticket sales dropped by 12 percent last year."),
    ("modality_raised", "The pause will last longer.", "The pause could last longer."),
    (
        "quote_altered",
        "“We are not abandoning the islanders, and a rescue boat will stand by every night,” said Ada Brandt.",
        "“We are not abandoning the islanders, and a medical boat will stand by every night,” said Ada Brandt.",
    ),
    (
        "quote_not_in_source",
        "“This is the worst decision in a generation,” said Ivo Rand.",
        "Ivo Rand denied that islanders had been consulted.",
    ),
    (
        "paraphrase_quoted",
        "“Ticket sales fell by 12 percent last year,” said Ada Brandt.",
        "Ticket sales fell by 12 percent last year.",
    ),
    (
        "wrong_speaker",
        "“We are not abandoning the islanders, and a medical boat will stand by every night,” said Ivo Rand.",
        "“We are not abandoning the islanders,” said Brandt.",
    ),
    (
        "speaker_identified",
        "Ada Brandt said that the pause could last longer.",
        "Members of the council said that the pause could last longer.",
    ),
    (
        "stance_changed",
        "Ivo Rand said that islanders had been consulted.",
        "Ivo Rand denied that islanders had been consulted.",
    ),
]


def check(text: str, source: str = ARTICLE) -> Report:
    return Assistant(settings=Settings(engine="embedded")).check(text, source)


def only(report: Report) -> CheckedClaim:
    assert len(report.claims) == 1, [claim.text for claim in report.claims]
    return report.claims[0]


@pytest.mark.parametrize(("kind", "fault"), [(kind, fault) for kind, fault, _ in PAIRS])
def test_a_fault_is_found_with_its_kind_and_both_places(kind: str, fault: str) -> None:
    claim = only(check(fault))
    assert kind in {finding.kind.value for finding in claim.findings}, claim.findings
    assert claim.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)
    for finding in claim.findings:
        assert finding.span is not None
        assert 0 <= finding.span.start < finding.span.end <= len(fault)


@pytest.mark.parametrize("twin", [twin for _, _, twin in PAIRS])
def test_its_twin_is_supported_without_a_fault(twin: str) -> None:
    claim = only(check(twin))
    assert [finding.kind.value for finding in claim.findings if finding.level == "fault"] == []
    assert claim.verdict is Verdict.SUPPORTED


def test_a_finding_shows_what_the_source_has() -> None:
    finding = only(check("The council voted 16 to 9 for the pause.")).findings[0]
    assert finding.message == "The text says “16”; the source says “14”."
    assert finding.source_span is not None
    assert finding.source_span.of(ARTICLE) == "14"


def test_the_true_speaker_is_named() -> None:
    text = "“We are not abandoning the islanders, and a medical boat will stand by every night,” said Ivo Rand."
    report = check(text)
    assert "Ada Brandt" in only(report).reason
    (attribution,) = report.attributions
    assert attribution.verdicts.speaker is Verdict.CONTRADICTED
    assert attribution.verdicts.wording is Verdict.SUPPORTED
    assert report.scores.quotes is not None
    assert (report.scores.quotes.numerator, report.scores.quotes.denominator) == (0, 1)


def test_a_dropped_attribution_is_a_remark_and_changes_no_verdict() -> None:
    claim = only(check("The pause could last longer."))
    assert [finding.kind.value for finding in claim.findings] == ["attribution_dropped"]
    assert claim.verdict is Verdict.SUPPORTED


def test_a_source_in_another_language_is_left_unverified() -> None:
    german = (
        "Die Fähre fährt ab dem 3. November nicht mehr, wie der Kreis am Dienstag entschied. Der Rat stimmte mit "
        "14 zu 9 für die Pause, die 2,6 Millionen Kronen sparen soll."
    )
    claim = only(check("The council voted 14 to 9.", german))
    assert claim.verdict is Verdict.UNVERIFIED
    assert "English" in claim.reason
    assert not claim.judge_failed
