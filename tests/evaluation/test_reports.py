"""A run's report in each layout, as golden files, and what in it must never be wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.evaluation.reports.junit import as_junit
from assistant.evaluation.reports.page import LONGEST_SOURCE, as_html
from assistant.evaluation.reports.plain import as_markdown, as_text
from assistant.evaluation.reports.tables import opening, run_tables
from assistant.evaluation.runs.judging import judged
from assistant.pipeline import Assistant
from assistant.schema import Span
from assistant.settings import Settings
from tests.evaluation import sample
from tests.reports.official import junit

GOLDEN = Path(__file__).parent / "golden"


def drawn(layout: str) -> str:
    summary, manifest = sample.summary(), sample.manifest()
    lines, tables = opening(summary, manifest), run_tables(summary, manifest)
    if layout == "run.txt":
        return as_text(lines, tables)
    if layout == "run.md":
        return as_markdown("Evaluation: sample", lines, tables)
    if layout == "run.xml":
        return as_junit(sample.results(), manifest, ["AUROC is too low."])
    return as_html(summary, manifest, sample.cases(), sample.results())


@pytest.mark.parametrize("layout", ["run.txt", "run.md", "run.xml", "run.html"])
def test_the_layouts_are_as_they_were(layout: str) -> None:
    path = GOLDEN / layout
    if os.environ.get("ASSISTANT_UPDATE_GOLDEN"):
        path.write_text(drawn(layout), encoding="utf-8")
    assert drawn(layout) == path.read_text(encoding="utf-8")


def test_a_build_server_sees_each_case_and_the_gates() -> None:
    root = junit(drawn("run.xml"))
    found = [case for case in root.iter("testcase") if case.get("classname") != "gates"]
    states = {case.get("name"): [child.tag for child in case] for case in found}
    assert set(states) == {case.id for case in sample.cases()}
    assert states["ferry-1-fault"] == []
    assert states["dam-3"] == ["skipped"]
    assert states["dam-4"] == ["error"]
    for suite in root.iter("testsuite"):
        assert int(suite.get("tests", "")) == len(list(suite.iter("testcase")))
        assert int(suite.get("failures", "")) == len(list(suite.iter("failure")))
    assert [one.get("message") for one in root.iter("failure")][-1] == "AUROC is too low."


def test_a_case_judged_in_part_is_no_pass_for_a_build_server() -> None:
    case = sample.cases()[1]
    result = next(one for one in sample.results() if one.id == case.id)
    in_part = result.model_copy(update={"error": "the answer for one claim was cut off"})
    assert (in_part.predicted, in_part.label) == (0, 0)
    alone = sample.manifest().model_copy(update={"cases": 1})
    root = ElementTree.fromstring(as_junit([in_part], alone, []))  # noqa: S314 - our own
    assert [one.get("message") for one in root.iter("error")] == ["the answer for one claim was cut off"]
    assert [(one.get("failures"), one.get("errors"), one.get("skipped")) for one in root.iter("testsuite")] == [
        ("0", "1", "0")
    ]
    assert "the answer for one claim was cut off" in as_html(sample.summary(), sample.manifest(), [case], [in_part])


def test_a_build_server_sees_that_a_run_is_not_finished() -> None:
    root = ElementTree.fromstring(as_junit(sample.results()[:4], sample.manifest(), []))  # noqa: S314 - our own
    assert [one.get("message") for one in root.iter("error")][-1] == "7 cases not judged yet"


def test_what_a_run_was_made_with_is_said() -> None:
    made = sample.manifest().model_copy(update={"settings": {"sure": 0.7}})
    told = opening(sample.summary(), made)
    assert told[-1] == "made with sure 0.7"
    assert not any("made with" in line for line in opening(sample.summary(), sample.manifest()))


def test_of_gold_words_that_stand_twice_any_place_may_be_cited() -> None:
    again = "The harbour board voted 9 to 4 on Tuesday to keep the night ferry."
    document = f"{again}\n\nBoats have run since 1911. {again} A bridge would cost 40 million crowns."
    case = sample.cases()[0].model_copy(
        update={"document": document, "evidence": (again, "A bridge would cost 40 million crowns.")}
    )
    report = Assistant(settings=Settings(engine="embedded")).check(case.claim, document)
    (cited,) = {piece.start for claim in report.claims for piece in claim.evidence}
    for place in (cited, document.rindex(again)):
        moved = Span(start=place, end=place + len(again))
        evidence = report.claims[0].evidence[0].model_copy(update={"start": moved.start, "end": moved.end})
        claim = report.claims[0].model_copy(update={"evidence": (evidence,)})
        found = judged(case, report.model_copy(update={"claims": (claim,)}), 0.5).evidence
        assert found == (1, 1, 2)


def test_what_would_like_to_be_markup_is_text() -> None:
    page = drawn("run.html")
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "&lt;script&gt;document.title" in page
    assert "unsupported \\| made up" in drawn("run.md")


def test_the_page_asks_for_nothing() -> None:
    assert not re.search(r"https?://|@import|url\(|<link|<img", drawn("run.html"))


def test_of_a_long_document_what_lies_around_the_evidence_is_shown() -> None:
    filler = "Nothing else was said about the matter on that day in the town. "
    document = filler * 300 + sample.HARBOUR + " " + filler * 300
    case = sample.cases()[0].model_copy(update={"document": document})
    result = judged(case, Assistant(settings=Settings(engine="embedded")).check(case.claim, document), 0.5)
    page = as_html(sample.summary(), sample.manifest(), [case], [result])

    assert len(document) > LONGEST_SOURCE
    assert len(page) < len(drawn("run.html"))
    assert "<mark>The harbour board voted 9 to 4 on Tuesday to keep the night ferry.</mark>" in page
