"""JUnit's XML of a report, held against its schema."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from assistant.errors import UsageError
from assistant.reports import render
from assistant.schema import FINDING_LEVELS, DecidedBy, Finding, FindingKind, Level, Origin, Report, Verdict
from tests.reports.official import junit
from tests.reports.sample import checked_report, extraction_report, summary_report


def suite_of(report: Report, name: str, *short: str) -> Element:
    root = junit(render(report, "junit", short=short))
    return next(suite for suite in root if suite.get("name") == name)


def outcomes(suite: Element) -> list[str]:
    return [case[0].tag if len(case) else "passed" for case in suite]


def test_what_the_sources_do_not_say_fails_and_what_is_not_decided_is_skipped() -> None:
    suite = suite_of(checked_report(), "claims")
    assert outcomes(suite) == ["passed", "failure", "failure", "failure", "passed", "failure", "skipped"]
    counts = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped", "time")}
    assert counts == {"tests": "7", "failures": "4", "errors": "0", "skipped": "1", "time": "6.420"}


def test_a_failure_has_the_findings_and_the_words_that_decide() -> None:
    case = suite_of(checked_report(), "claims")[1]
    assert case.get("name") == "The ferry will be out of service for nine weeks."
    assert case[0].attrib == {
        "type": "contradicted",
        "message": "contradicted: The text says nine weeks; the source says six weeks.",
    }
    assert (case[0].text or "").splitlines() == [
        "number changed (fault): The text says nine weeks; the source says six weeks.",
        "“The work is expected to take six weeks and to cost 1.2 million crowns.” (line 5, characters 184-254)",
    ]


def test_a_judge_that_failed_is_an_error_and_so_is_work_that_a_budget_ended() -> None:
    report = checked_report()
    *others, last = report.claims
    failed = last.model_copy(
        update={"judge_failed": True, "judge": None, "decided_by": DecidedBy.NOBODY, "reason": "The endpoint is down."}
    )
    report = report.model_copy(update={"claims": (*others, failed), "stopped": "the budget of 2 calls is used up"})
    *_, judge, stopped = suite_of(report, "claims")
    assert judge[0].attrib == {"type": "judge_failed", "message": "unverified: The endpoint is down."}
    assert stopped[0].attrib == {"type": "stopped", "message": "the budget of 2 calls is used up"}


def test_reported_speech_fails_where_one_of_its_parts_does() -> None:
    suite = suite_of(checked_report(), "attributions")
    assert outcomes(suite) == ["failure", "skipped"]
    assert "contradicted: wording" in suite[0][0].attrib["message"]


def test_names_are_short_and_no_two_are_the_same() -> None:
    report = checked_report()
    texts = ["It is so.", "It is so.", "word " * 100, "x" * 300, "x" * 300, "It is so."]
    claims = tuple(report.claims[0].model_copy(update={"text": text}) for text in texts)
    names = [case.attrib["name"] for case in suite_of(report.model_copy(update={"claims": claims}), "claims")]
    assert names[0] == "It is so."
    assert names[5] == "It is so. (3)"
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 104


@pytest.mark.parametrize(
    ("origin", "classname"),
    [
        (None, "text"),
        (Origin(location="news/draft.txt"), "news/draft.txt"),
        (Origin(location="../elsewhere/draft.txt"), "draft.txt"),
        (Origin(location="https://example.com/draft"), "https://example.com/draft"),
    ],
)
def test_tests_are_of_the_file_that_was_read(
    origin: Origin | None, classname: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    suite = suite_of(checked_report().model_copy(update={"origin": origin}), "claims")
    assert {case.get("classname") for case in suite} == {classname}


def test_a_summary_is_tested_too() -> None:
    assert outcomes(suite_of(summary_report(), "claims")) == ["passed"] * 3


def test_a_fault_of_a_source_fails_and_a_remark_on_one_does_not() -> None:
    report = checked_report()
    (remark,) = report.findings
    fault = remark.model_copy(update={"level": Level.FAULT})
    assert outcomes(suite_of(report.model_copy(update={"findings": (remark, fault)}), "sources")) == ["failure"]


def test_gates_that_fell_short_fail() -> None:
    suite = suite_of(checked_report(), "gates", "faithfulness 0.29 (2 of 7) is under 0.9.")
    assert suite[0][0].attrib["message"] == "faithfulness 0.29 (2 of 7) is under 0.9."


def test_a_remark_fails_no_claim() -> None:
    report = checked_report()
    kind = FindingKind.ATTRIBUTION_DROPPED
    remark = Finding(kind=kind, level=FINDING_LEVELS[kind], message="Somebody said so.")
    held = report.claims[0].model_copy(update={"findings": (remark,), "verdict": Verdict.SUPPORTED})
    assert outcomes(suite_of(report.model_copy(update={"claims": (held,)}), "claims")) == ["passed"]


def test_an_extraction_checks_nothing() -> None:
    with pytest.raises(UsageError, match="checks nothing that junit could tell of"):
        render(extraction_report(), "junit")
