"""SARIF, held against its official schema, and its places against the files that they are in."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.errors import UsageError
from assistant.reports import render
from assistant.reports.rules import RULES
from assistant.schema import (
    FINDING_LEVELS,
    DecidedBy,
    Document,
    Finding,
    FindingKind,
    Level,
    Origin,
    Report,
    Span,
    Verdict,
    Waiver,
)
from assistant.source import read
from tests.reports.official import sarif
from tests.reports.sample import ARTICLE, checked_report, claim, extraction_report, record, summary_report

FAULTY = "The board did not pay.\nThe ferry will stop for nine weeks.\n"
HONEST = "The board paid.\nThe ferry will stop for six weeks.\n"


def run_of(report: Report) -> Any:
    (run,) = sarif(render(report, "sarif"))["runs"]
    return run


def result_of(report: Report, rule: str) -> Any:
    return next(result for result in run_of(report)["results"] if result["ruleId"] == rule)


def place(result: Any) -> Any:
    return result["locations"][0]["physicalLocation"]


def sliced(text: str, region: Any) -> str:
    """What an editor finds at the lines and columns of a region: lines end in a line feed, columns count characters."""
    lines = text.split("\n")
    first: int
    last: int
    first, last = region["startLine"] - 1, region["endLine"] - 1
    if first == last:
        return lines[first][region["startColumn"] - 1 : region["endColumn"] - 1]
    middle = lines[first + 1 : last]
    return "\n".join([lines[first][region["startColumn"] - 1 :], *middle, lines[last][: region["endColumn"] - 1]])


def with_finding(text: str, start: int, end: int) -> Report:
    """A report on `text`, of which the words from `start` to `end` are at fault."""
    span = Span(start=start, end=end)
    found = Finding(kind=FindingKind.NUMBER_CHANGED, level=Level.FAULT, message="Another number.", span=span)
    whole = Span(start=0, end=len(text))
    wrong = claim(1, "It is so.", whole, Verdict.CONTRADICTED, "It is not.", findings=(found,))
    changed = {"text": text, "claims": (wrong,), "attributions": (), "origin": Origin(location="draft.txt")}
    return checked_report().model_copy(update=changed)


@pytest.mark.parametrize(
    "text",
    [
        "one two three",
        "a\nbb\nccc one two\nd",
        "a\r\nbb\r\none two\r\n",
        "\t\tone\ttwo",
        "𝔘𝔫 😀 one two\n😀😀",
        "one\ntwo\nthree",
        "one\r\ntwo\r\n",
        "é\u2028one\x85two",
        "a\rb one",
    ],
)
def test_lines_columns_and_offsets_name_the_same_words(text: str) -> None:
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            region = place(result_of(with_finding(text, start, end), "number_changed"))["region"]
            words = text[start:end]
            assert sliced(text, region) == words
            assert text[region["charOffset"] :][: region["charLength"]] == words
            assert region["snippet"]["text"] == words


def test_columns_are_counted_in_code_points() -> None:
    assert run_of(checked_report())["columnKind"] == "unicodeCodePoints"


def test_a_finding_stands_at_its_words_and_in_its_sentence() -> None:
    text = "First.\nThe strike left 83 ships waiting."
    found = place(result_of(with_finding(text, 23, 25), "number_changed"))
    assert sliced(text, found["region"]) == "83"
    assert sliced(text, found["contextRegion"]) == text


def test_levels_say_how_grave_it_is() -> None:
    levels = {result["ruleId"]: result["level"] for result in run_of(checked_report())["results"]}
    assert levels == {
        "attribution_dropped": "warning",
        "number_changed": "error",
        "quote_altered": "error",
        "speaker_identified": "error",
        "claim_unsupported": "error",
        "claim_unverified": "note",
        "duplicate_text": "note",
    }


def test_a_level_of_the_house_is_the_level_of_its_results() -> None:
    report = with_finding("one two", 0, 3)
    (wrong,) = report.claims
    remark = wrong.findings[0].model_copy(update={"level": Level.REMARK})
    holds = wrong.model_copy(update={"findings": (remark,), "verdict": Verdict.SUPPORTED})
    assert result_of(report.model_copy(update={"claims": (holds,)}), "number_changed")["level"] == "warning"


def test_the_passage_of_the_source_is_related_with_its_words() -> None:
    result = result_of(checked_report(), "number_changed")
    related = [(sliced(ARTICLE.text, each["physicalLocation"]["region"]), each["message"]["text"])
               for each in result["relatedLocations"]]  # fmt: skip
    assert related[0] == ("six weeks and to cost", "The source says: “six weeks and to cost”")
    assert related[1][0] == "The work is expected to take six weeks and to cost 1.2 million crowns."


def test_a_finding_about_a_source_points_at_the_source() -> None:
    report = checked_report()
    (source,) = report.sources
    source = source.model_copy(update={"origin": Origin(location="article.txt")})
    found = place(result_of(report.model_copy(update={"sources": (source,)}), "duplicate_text"))
    assert found["artifactLocation"]["uri"] == "article.txt"
    assert found["region"]["startLine"] == 7


def test_what_is_waived_is_suppressed_with_the_reason() -> None:
    report = with_finding("one two", 0, 3)
    (wrong,) = report.claims
    waiver = Waiver(
        kind=FindingKind.NUMBER_CHANGED, text="one", reason="told by phone", date=datetime.date(2026, 11, 2)
    )
    waived = wrong.findings[0].model_copy(update={"level": Level.REMARK, "waived": waiver})
    holds = wrong.model_copy(update={"findings": (waived,), "verdict": Verdict.SUPPORTED})
    result = result_of(report.model_copy(update={"claims": (holds,)}), "number_changed")
    assert result["level"] == "error"
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Waived on 2026-11-02: told by phone"}
    ]


def test_all_done_is_a_success_without_notifications() -> None:
    assert run_of(checked_report())["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_judge_that_failed_and_a_budget_that_ended_are_no_success() -> None:
    report = checked_report()
    *others, last = report.claims
    failed = last.model_copy(
        update={"judge_failed": True, "judge": None, "decided_by": DecidedBy.NOBODY, "reason": "The endpoint is down."}
    )
    report = report.model_copy(update={"claims": (*others, failed), "stopped": "the budget of 2 calls is used up"})
    (invocation,) = run_of(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    stopped, judge = invocation["toolExecutionNotifications"]
    assert stopped["message"]["text"] == "the budget of 2 calls is used up"
    assert judge["message"]["text"].endswith("could not be judged: The endpoint is down.")
    assert sliced(report.text, judge["locations"][0]["physicalLocation"]["region"]) == last.span.of(report.text)
    assert result_of(report, "claim_unverified")["level"] == "note"


def fingerprints(report: Report) -> list[str]:
    return [result["partialFingerprints"]["claimWords/v1"] for result in run_of(report)["results"]]


def test_fingerprints_survive_edits_elsewhere() -> None:
    assistant = Assistant(engine="embedded")
    before = fingerprints(assistant.check(FAULTY, HONEST))
    after = fingerprints(assistant.check(f"Some news.\n\n{FAULTY.replace(' will ', '  will ')}And more.", HONEST))
    assert before
    assert set(before) <= set(after)


def test_equal_sentences_have_fingerprints_of_their_own() -> None:
    found = fingerprints(
        Assistant(engine="embedded").check("It costs 9 crowns. It costs 9 crowns.", "It costs 8 crowns.")
    )
    assert len(found) == len(set(found)) > 1


def artifact_of(location: str, *, verbatim: bool = True) -> tuple[Any, Any]:
    """The artifact of a text from `location`, and the place of a result in it."""
    origin = Origin(location=location, verbatim=verbatim)
    report = with_finding("one two", 0, 3).model_copy(update={"origin": origin})
    run = run_of(report)
    found = place(run["results"][0])
    return run["artifacts"][found["artifactLocation"]["index"]], found


def test_a_file_below_the_working_directory_is_named_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for location in ("my drafts/Überblick #1: 50%?.txt", str(tmp_path / "my drafts" / "Überblick #1: 50%?.txt")):
        artifact, found = artifact_of(location)
        assert artifact["location"] == {
            "uri": "my%20drafts/%C3%9Cberblick%20%231%3A%2050%25%3F.txt",
            "uriBaseId": "%SRCROOT%",
        }
        assert found["artifactLocation"]["uri"] == artifact["location"]["uri"]
        assert "contents" not in artifact


def test_the_working_directory_itself_is_told_to_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(tmp_path) not in render(with_finding("one two", 0, 3), "sarif")


def test_a_file_elsewhere_has_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    artifact, _ = artifact_of("../a draft.txt")
    assert artifact["location"] == {"uri": (tmp_path / "a draft.txt").as_uri()}


def test_an_address_is_its_own_uri() -> None:
    artifact, found = artifact_of("https://example.com/über uns?q=1&p=a%20b")
    assert artifact["location"] == {"uri": "https://example.com/%C3%BCber%20uns?q=1&p=a%20b"}
    assert found["region"]["startLine"] == 1


def test_no_line_is_named_of_a_file_that_the_text_was_taken_out_of(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><article><h1>Ferry</h1><p>{'The ferry stops for nine weeks. ' * 9}</p></article>")
    assert read(str(page), id="text").place() == Origin(location=str(page), verbatim=False)
    artifact, found = artifact_of("page.html", verbatim=False)
    assert "taken out of it" in artifact["description"]["text"]
    assert found == {"artifactLocation": {"index": 1, "uri": "page.html", "uriBaseId": "%SRCROOT%"}}


@pytest.mark.parametrize("report", [summary_report(), checked_report()], ids=["summary", "text of a caller"])
def test_a_text_that_lies_in_no_file_is_in_the_log(report: Report) -> None:
    report = report.model_copy(
        update={"claims": (report.claims[0].model_copy(update={"verdict": Verdict.UNVERIFIED}),)}
    )
    run = run_of(report)
    found = place(next(result for result in run["results"] if result["ruleId"] == "claim_unverified"))
    contents = run["artifacts"][found["artifactLocation"]["index"]]["contents"]["text"]
    assert contents == report.text
    assert sliced(contents, found["region"]) == report.claims[0].span.of(report.text)


def test_an_article_against_itself_is_one_artifact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(ARTICLE.text, encoding="utf-8")
    run = run_of(Assistant(engine="embedded").check(Path("article.txt")))
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["article.txt"]
    assert {place(result)["artifactLocation"]["index"] for result in run["results"]} == {0}


def test_nothing_in_a_message_is_a_link_or_a_placeholder() -> None:
    report = with_finding("one two", 0, 3)
    (wrong,) = report.claims
    found = wrong.findings[0].model_copy(update={"message": "See [here](https://e.example) and {0}."})
    report = report.model_copy(update={"claims": (wrong.model_copy(update={"findings": (found,)}),)})
    message = result_of(report, "number_changed")["message"]["text"]
    assert message == "See [here] (https://e.example) and {{0}}."


def test_where_a_text_was_read_is_no_part_of_the_json() -> None:
    report = with_finding("one two", 0, 3)
    assert "draft.txt" not in render(report, "json")
    assert json.loads(render(report, "json")) == json.loads(render(report.model_copy(update={"origin": None}), "json"))


def test_several_sources_are_told_apart() -> None:
    other = Document(id="s2", title="Timetable", text="Notice.\n\nThe boat sails on Monday.")
    report = checked_report()
    run = run_of(report.model_copy(update={"sources": (*report.sources, record(other))}))
    assert [artifact["description"]["text"] for artifact in run["artifacts"]] == [
        "The source “Ferry to Skarn Island will pause for six weeks”.",
        "The source “Timetable”.",
        "The text under check.",
    ]


def test_an_extraction_checks_nothing() -> None:
    with pytest.raises(UsageError, match="checks nothing that sarif could tell of"):
        render(extraction_report(), "sarif")


def test_every_kind_and_every_verdict_that_is_not_support_has_a_rule() -> None:
    verdicts = [f"claim_{verdict}" for verdict in Verdict if verdict is not Verdict.SUPPORTED]
    assert list(RULES) == [*FindingKind, *verdicts]
    for kind, level in FINDING_LEVELS.items():
        assert (RULES[kind].severity == "error") == (level is Level.FAULT)


@pytest.mark.parametrize("kind", FindingKind)
def test_the_example_of_a_rule_shows_what_it_is_about(kind: FindingKind) -> None:
    rule = RULES[kind]
    report = Assistant(engine="embedded").check(rule.text, rule.source)
    found = [*report.findings, *(finding for each in report.claims for finding in each.findings)]
    assert kind in [finding.kind for finding in found]


def test_the_runs_of_several_texts_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ids = []
    for name in ("a.txt", "b c.txt"):
        Path(name).write_text(FAULTY, encoding="utf-8")
        ids.append(run_of(Assistant(offline=True).check(Path(name), HONEST))["automationDetails"]["id"])
    assert ids == ["faithful-assistant/a.txt/", "faithful-assistant/b%20c.txt/"]
    assert "automationDetails" not in run_of(Assistant(offline=True).check(FAULTY, HONEST))
