"""SARIF and JUnit's XML by the command: their places are those of the files, and their endings choose them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.resources import data_directory
from tests.cli.command import Outcome, assistant
from tests.reports.official import junit, sarif

EXAMPLES = data_directory("evals") / "examples"
WORDS = {
    "number_changed": "83",
    "name_changed": "Brennick",
    "wrong_speaker": "Ilse Varga",
    "quote_altered": "We have no intention of returning without a verbal guarantee,",
    "stance_changed": "said",
    "name_not_in_source": "Tobias Renn",
}
"""What is wrong with the example, by kind."""
IN_SOURCE = {"number_changed": "38", "wrong_speaker": "Marten Oakhurst", "stance_changed": "denied"}


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A directory with the example, its texts in folders of their own."""
    for name, folder in (("faulty-summary.txt", "my drafts"), ("article.txt", "sources")):
        (tmp_path / folder).mkdir()
        shutil.copy(EXAMPLES / name, tmp_path / folder / name)
    return tmp_path


def check(at: Path, *arguments: str, given: bytes = b"", text: str = "my drafts/faulty-summary.txt") -> Outcome:
    return assistant("check", text, "-s", "sources/article.txt", *arguments, at=at, given=given)


def words_at(root: Path, location: Any) -> str:
    """What the file has at the lines and columns of a location."""
    place = location["physicalLocation"]
    uri = place["artifactLocation"]["uri"].replace("%20", " ")
    region = place["region"]
    assert region["startLine"] == region["endLine"]
    line: str = (root / uri).read_bytes().decode().split("\n")[region["startLine"] - 1]
    return line[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_every_finding_of_the_example_stands_at_its_line_and_column(examples: Path) -> None:
    (run,) = sarif(check(examples, "--format", "sarif").out)["runs"]
    faults = [result for result in run["results"] if result["level"] == "error"]
    found = {result["ruleId"]: words_at(examples, result["locations"][0]) for result in faults}
    assert found == WORDS
    related = {result["ruleId"]: words_at(examples, result["relatedLocations"][0])
               for result in run["results"] if result["ruleId"] in IN_SOURCE}  # fmt: skip
    assert related == IN_SOURCE
    assert {result["level"] for result in run["results"] if result not in faults} == {"note"}
    assert run["invocations"][0]["executionSuccessful"] is True


def test_lines_are_those_of_the_file_whatever_its_line_ends_and_its_mark(examples: Path) -> None:
    draft = examples / "my drafts" / "faulty-summary.txt"
    broken = draft.read_text(encoding="utf-8").replace(". ", ".\r\n\r\n\t😀 ")
    draft.write_bytes(b"\xef\xbb\xbf" + broken.encode())
    (run,) = sarif(check(examples, "--format", "sarif").out)["runs"]
    draft.write_bytes(broken.encode())
    found = {result["ruleId"]: words_at(examples, result["locations"][0]) for result in run["results"]}
    assert WORDS.items() <= found.items()
    lines = {result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in run["results"]}
    assert len(lines) > 3


def test_standard_input_is_in_the_log(examples: Path) -> None:
    text = (examples / "my drafts" / "faulty-summary.txt").read_bytes()
    (run,) = sarif(check(examples, "--format", "sarif", given=text, text="-").out)["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"index": 1}
    assert run["artifacts"][1]["contents"]["text"] == text.decode()


def test_a_replay_points_at_the_same_files(examples: Path) -> None:
    live = check(examples, "--format", "sarif", "--trace", "traces")
    again = assistant("check", "--replay", "traces", "--format", "sarif", at=examples)
    assert again.out == live.out


def test_a_summary_is_in_the_log(examples: Path) -> None:
    done = assistant("summarize", "sources/article.txt", "-o", "summary.sarif", at=examples)
    assert done.code == 0
    (run,) = sarif((examples / "summary.sarif").read_text(encoding="utf-8"))["runs"]
    assert run["artifacts"][0]["location"]["uri"] == "sources/article.txt"
    assert run["artifacts"][1]["description"]["text"] == "The summary."


def test_junit_has_a_test_for_each_claim_and_the_gates_that_fell_short(examples: Path) -> None:
    done = check(examples, "-o", "report.xml", "--fail-under", "0.9", "--fail-on", "wrong_speaker")
    assert done.code == 3
    suites = {suite.attrib["name"]: suite for suite in junit((examples / "report.xml").read_text(encoding="utf-8"))}
    assert {name: suite.get("failures") for name, suite in suites.items()} == {
        "claims": "5",
        "attributions": "4",
        "gates": "2",
    }
    assert {case.get("classname") for case in suites["claims"]} == {"my drafts/faulty-summary.txt"}


def test_gates_that_hold_fail_no_build_and_hide_no_claim(examples: Path) -> None:
    done = check(examples, "--format", "junit", "--fail-under", "0.1")
    assert done.code == 0
    assert [suite.get("name") for suite in junit(done.out)] == ["claims", "attributions"]


@pytest.mark.parametrize("format_", ["sarif", "junit"])
def test_an_extraction_has_neither(format_: str) -> None:
    done = assistant("extract", "--example", "--format", format_)
    assert done.code == 2
    assert done.err == (
        f"Error: an extraction checks nothing that {format_} could tell of: use text, json, markdown or html\n"
    )


@pytest.mark.parametrize("ending", [".sarif", ".xml"])
def test_many_documents_have_neither(examples: Path, ending: str) -> None:
    done = assistant("summarize", "sources", "-o", f"results{ending}", at=examples)
    assert done.code == 2
    assert "the results of many documents are JSON Lines" in done.err
