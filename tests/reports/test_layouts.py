"""The layouts as they read. `ASSISTANT_UPDATE_GOLDEN=1 pytest tests/reports` writes the golden files anew."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from assistant.errors import UsageError
from assistant.reports import FORMATS, Format, render
from assistant.schema import Document, Evidence, ExtractionReport, Origin, Report, Scores, Span, Verdict
from tests.reports.sample import (
    ARTICLE,
    checked_report,
    cite,
    claim,
    extraction_report,
    record,
    repaired_report,
    span_of,
    summary_report,
)

GOLDEN = Path(__file__).parent / "golden"
REPORTS: dict[str, Report | ExtractionReport] = {
    "check": checked_report(),
    "repair": repaired_report(),
    "summary": summary_report(),
    "extraction": extraction_report(),
}
ENDINGS: dict[Format, str] = {
    "text": "txt", "json": "json", "markdown": "md", "html": "html", "sarif": "sarif", "junit": "xml"
}  # fmt: skip
OF_CHECKS: tuple[Format, ...] = ("sarif", "junit")
"""What an extraction has no report in."""
FOR_READERS = tuple(format_ for format_ in FORMATS if format_ not in OF_CHECKS)


class Page(HTMLParser):
    """What stands in a page: its ids, the places that links lead to, the texts of its sources."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.marked: list[str] = []
        self.sources: list[str] = []
        self._open: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._open.append(given.get("class") if given.get("class") in ("source", "block") else tag)
        if tag in ("meta", "br", "input"):
            self._open.pop()
        if identifier := given.get("id"):
            self.ids.append(identifier)
        if target := given.get("href"):
            self.targets.append(target)
        if given.get("class") == "source":
            self.sources.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass  # of a drawing

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's own parameter
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if {"source", "block"} <= set(self._open) and "a" not in self._open:
            self.sources[-1] += data
            if "mark" in self._open:
                self.marked.append(data)


def bare(text: str) -> str:
    """A report as text without the marks and the margins of what it quotes, on one line."""
    return " ".join(re.sub(r"\[-|-\]|\{\+|\+\}|│ ", "", text).split())


def marked_report() -> Report:
    """The checked report whose findings say where the text differs, as those of the checks do."""
    report = checked_report()
    places = {
        2: ("nine weeks", "six weeks"),
        3: (
            "We looked at every way of keeping a boat running, and none was safe",
            "We looked at every way of keeping one boat running, and none of them was safe",
        ),
    }
    claims = list(report.claims)
    for number, (ours, theirs) in places.items():
        spans = {
            "span": span_of(report.text, ours),
            "source_span": Span(start=(at := ARTICLE.text.rindex(theirs)), end=at + len(theirs)),
        }
        found = tuple(finding.model_copy(update=spans) for finding in claims[number - 1].findings)
        claims[number - 1] = claims[number - 1].model_copy(update={"findings": found})
    return report.model_copy(update={"claims": tuple(claims)})


def overlapping_report() -> Report:
    """Three claims whose passages nest, overlap and coincide."""
    spans = ((0, 30), (10, 20), (15, 45), (10, 20))
    claims = tuple(
        claim(
            number, f"Claim {number}.", Span(start=0, end=0), Verdict.SUPPORTED, "It is there.",
            evidence=(Evidence.cite(ARTICLE, Span(start=start, end=end)),),
        )
        for number, (start, end) in enumerate(spans, 1)
    )  # fmt: skip
    return checked_report().model_copy(update={"claims": claims, "attributions": (), "findings": (), "omissions": ()})


def without_looks(page: str) -> str:
    """A page without its style sheet and script, which are files of their own, and their hashes."""
    return re.sub(r"<(style|script)>.*?</\1>|sha256-[^']+", "", page, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("name", "format_"),
    [(name, format_) for name in REPORTS for format_ in FORMATS if name != "extraction" or format_ in FOR_READERS],
)
def test_golden(name: str, format_: Format) -> None:
    path = GOLDEN / f"{name}.{ENDINGS[format_]}"
    written = render(REPORTS[name], format_, width=80)
    if format_ == "html":
        written = without_looks(written)
    if os.environ.get("ASSISTANT_UPDATE_GOLDEN"):
        path.write_text(written, encoding="utf-8", newline="")
    assert written == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("name", "format_", "width"),
    [("marked.txt", "text", 80), ("marked-wide.txt", "text", 140), ("marked.md", "markdown", 80)],
)
def test_golden_with_what_differs_marked(name: str, format_: Format, width: int) -> None:
    path = GOLDEN / name
    written = render(marked_report(), format_, width=width)
    if os.environ.get("ASSISTANT_UPDATE_GOLDEN"):
        path.write_text(written, encoding="utf-8", newline="")
    assert written == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("format_", FOR_READERS)
def test_every_claim_its_words_and_the_deciding_quotes_are_shown(format_: Format) -> None:
    report = checked_report()
    written = render(report, format_, width=119).replace("&#34;", '"').replace('\\"', '"')
    written = bare(written) if format_ == "text" else written
    for each in report.claims:
        assert each.text in written
        assert all(evidence.quote in written for evidence in each.evidence)
        assert all(finding.message in written for finding in each.findings)


def test_unknown_format_is_a_usage_error() -> None:
    unchecked: Any = "docx"
    with pytest.raises(UsageError, match="use one of text, json, markdown, html, sarif, junit"):
        render(checked_report(), unchecked)


def test_json_needs_neither_rich_nor_jinja() -> None:
    program = (
        "import sys\n"
        "from assistant.reports import render\n"
        "from assistant.schema import EngineIdentity, ExtractionReport\n"
        "engine = EngineIdentity(name='embedded', version='1')\n"
        "render(ExtractionReport(engine=engine, text='', claims=(), attributions=()), 'json')\n"
        "print(sorted({'rich', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_json_is_that_of_the_schema_without_an_absent_summary() -> None:
    report = checked_report()
    assert render(report, "json") == report.model_dump_json(indent=2, exclude={"summary"}) + "\n"
    assert render(summary_report(), "json") == summary_report().model_dump_json(indent=2) + "\n"
    assert Report.model_validate_json(render(report, "json")) == report
    assert ExtractionReport.model_validate_json(render(extraction_report(), "json")) == extraction_report()


def test_json_keeps_a_lone_surrogate() -> None:
    document = Document(id="s1", text="a\udce9b – c")
    report = checked_report().model_copy(update={"sources": (record(document),)})
    written = render(report, "json")
    assert "–" in written
    assert json.loads(written.encode("utf-8"))["sources"][0]["text"] == document.text


@pytest.mark.parametrize("width", [60, 80, 119, 120, 140, 200])
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("full", [False, True])
def test_text_keeps_to_its_width_and_has_no_codes(name: str, width: int, full: bool) -> None:
    written = render(REPORTS[name], "text", width=width, full=full)
    assert max(map(len, written.splitlines())) <= width
    assert not re.search(r"[\x00-\x09\x0b-\x1f]| $", written, re.MULTILINE)


def test_colour_adds_codes_in_place_of_marks_and_changes_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = render(marked_report(), "text", width=100)
    for variable, value in (("NO_COLOR", "1"), ("TERM", "dumb"), ("COLUMNS", "20")):
        monkeypatch.setenv(variable, value)
    coloured = render(marked_report(), "text", width=100, colour=True)
    assert "\x1b[1;31m✗\x1b[0m" in coloured
    assert "[-" in plain
    assert "[-" not in coloured
    assert bare(re.sub(r"\x1b\[[0-9;]*m", "", coloured)) == bare(plain)


def test_colour_can_be_forced_by_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in render(checked_report(), "text")


def test_what_is_wrong_stands_first_with_the_words_of_both_sides() -> None:
    written = render(marked_report(), "text", width=80)
    assert "\n✗ 2 number changed      nine → six\n✗ 3 quote altered       a → one … of them\n" in written
    assert "\n✗ 4 speaker identified" in written
    assert written.index("✗ 2 number") < written.index("Faithfulness") < written.index("✗ 2 The ferry")
    assert written.index("○ 7 Mud eels") < written.index("✓ 1 The ferry")
    assert written.endswith("\nNot supported: 2, 3, 4, 6, 7 · Faithfulness 0.29 (2 of 7 claims)\n")


def test_words_that_differ_are_marked_on_both_sides() -> None:
    written = render(marked_report(), "text", width=119)
    assert "The work is expected to take {+six+} weeks" in written
    assert "The ferry will be out of service for [-nine-] weeks." in written


@pytest.mark.parametrize("width", [120, 160, 200])
def test_wide_pages_have_two_columns_that_stay_apart(width: int) -> None:
    claims = checked_report().claims
    wide = claims[1].model_copy(update={"text": "渡し船は九週間運休する。" * 9 + "Ke\u0301t e\u0301v. " * 30})
    written = render(checked_report().model_copy(update={"claims": (claims[0], wide)}), "text", width=width)
    lines = [line for line in written.splitlines() if " │" in line]
    assert len(lines) > 4
    assert len({cell_len(line[: line.index("│")]) for line in lines}) == 1
    assert max(map(cell_len, written.splitlines())) <= min(width, 180)


def test_how_a_verdict_came_about_is_told_where_it_is_asked_for() -> None:
    in_little, in_full = (render(checked_report(), "text", full=full) for full in (False, True))
    for told in ("The article gives this date", "The judge said supported; the rules found", "characters 48-113"):
        assert told not in in_little
        assert told in in_full
    assert "the judge said supported" in in_little


def test_a_line_of_a_page_is_one_of_the_text_that_was_taken_out_of_it() -> None:
    report = checked_report()
    origin = Origin(location="article.html", verbatim=False)
    source = report.sources[0].model_copy(update={"origin": origin})
    written = render(report.model_copy(update={"sources": (source,)}), "text", full=True)
    assert "line 3 of its text, characters " in written
    assert "of its text" not in render(report, "text", full=True)


def test_several_sources_are_told_apart_by_name() -> None:
    other = Document(id="s2", title="Supply boat timetable", text="Notice.\n\nThe boat sails on Monday and Thursday.")
    report = checked_report()
    sails = claim(
        8, "The boat sails twice.", Span(start=0, end=0), Verdict.SUPPORTED, "So it says.",
        evidence=(cite("The boat sails on Monday", other),),
    )  # fmt: skip
    report = report.model_copy(update={"sources": (*report.sources, record(other)), "claims": (*report.claims, sails)})
    assert "s2, line 3: “The boat sails on Monday" in render(report, "text", width=100)
    assert "“Supply boat timetable” (s2), line 3, characters 9-33" in render(report, "text", width=100, full=True)
    assert len(Page(render(report, "html")).sources) == 2


def test_a_claim_outside_every_sentence_of_a_summary_is_still_shown() -> None:
    report = summary_report()
    stray = claim(4, "A stray claim.", Span(start=0, end=0), Verdict.UNSUPPORTED, "Nothing says so.")
    outside = stray.model_copy(update={"span": Span(start=len(report.text), end=len(report.text))})
    written = render(report.model_copy(update={"claims": (*report.claims, outside)}), "text")
    assert "Other claims" in written
    assert "A stray claim." in written


def test_a_sentence_is_marked_by_its_gravest_claim_and_cites_what_it_rests_on() -> None:
    report = summary_report()
    first, second, _ = report.claims
    wrong = second.model_copy(update={"verdict": Verdict.CONTRADICTED})
    written = render(report.model_copy(update={"claims": (first, wrong)}), "text")
    assert "✗ The ferry to Skarn Island stops on 4 May, and repairs" in written
    assert "2 claims: 1 supported, 1 contradicted" in written
    assert (
        "– Islanders could travel on the supply boat, which sails twice a week.\n  no claims\n  │ line 9: “Islanders"
        in written
    )


def test_html_links_claims_and_passages_both_ways() -> None:
    page = Page(render(checked_report(), "html"))
    assert len(page.ids) == len(set(page.ids))
    assert {target.removeprefix("#") for target in page.targets} <= set(page.ids)
    assert {"#claim-1", "#attribution-2", "#finding-1"} <= set(page.targets)
    assert page.sources == [ARTICLE.text]


def test_html_marks_overlapping_passages_and_keeps_the_text() -> None:
    page = Page(render(overlapping_report(), "html"))
    assert page.sources == [ARTICLE.text]
    assert "".join(page.marked) == ARTICLE.text[:45]
    assert len(page.ids) == len(set(page.ids))
    assert {f"#claim-{number}" for number in range(1, 5)} <= set(page.targets)


def test_html_runs_its_own_script_alone_and_loads_nothing() -> None:
    page = render(checked_report(), "html")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    for name in ("style", "script"):
        (content,) = re.findall(f"<{name}>(.*?)</{name}>", page, re.DOTALL)
        known = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{known}';" in policy[1]
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    assert not re.search(r"<(link|img|iframe|object)|https?:|url\(|@import| style=| on\w+=", page)


def test_no_scores_asked_for_leaves_the_section_out() -> None:
    report = checked_report().model_copy(update={"scores": Scores()})
    assert "Scores" not in render(report, "text")
