"""Whatever an article says, a report shows it and does not obey it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.reports import FORMATS, Format, render
from assistant.schema import (
    Alignment,
    Document,
    EngineIdentity,
    Evidence,
    Finding,
    FindingKind,
    Level,
    Mode,
    Omission,
    Report,
    Score,
    Scores,
    Span,
    SummarySentence,
    Verdict,
)
from tests.reports.official import junit, sarif
from tests.reports.sample import checked_attributions, checked_report, claim, record

HOSTILE = (
    "# <script>alert(1)</script> <img src=x onerror=alert(1)> </style></title> &lt; "
    "\x1b[31mred\x07 \u202eesrever\u2066 [red]markup[/red] [click](javascript:alert(1)) ![x](//e.example/x) "
    "| cell | `code` ~~gone~~ **bold** _it_ $x$ :smile: {{ 7*7 }} {% x %} \x9b2J \\"
)
ANY_TEXT = st.text(alphabet=st.characters(), min_size=1, max_size=60)
DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


PLAIN = "Plain words."
REFERENCES = (
    "@octocat and @some-org/team",
    "see #123 and other/project#7",
    "GH-12",
    "!45 and %6 and &7",
    "a commit 0123abcd9 and 28195df0a1b2c3d4e5f60718293a4b5c6d7e8f90",
    "https://e.example/x and ftp://e.example",
    "www.e.example/path",
    "somebody@e.example and mailto:somebody@e.example",
    ":tada: and :+1:a",
)
BREAKING_OUT = (
    "</details></summary> <!-- --> <!-- a comment --> --> <details open>",
    "a | b || c \\| d |",
    "[!NOTE] [^1] [x] $a$ ~~b~~ <https://e.example>",
)


def report_of(words: str, *, summary: bool = False) -> Report:
    """A report that has `words` wherever a text, a name or a message can stand."""
    document = Document(id=words, title=words, text=words)
    whole = Span(start=0, end=len(words))
    evidence = Evidence.cite(document, whole, alignment=Alignment.NORMALISED, offered=f"{words} {words}")
    found = Finding(
        kind=FindingKind.QUOTE_ALTERED, level=Level.FAULT, message=words, span=whole, source=words, source_span=whole
    )
    attribution = checked_attributions()[0].model_copy(
        update={
            "speaker": words,
            "role": words,
            "cue": words,
            "content": words,
            "mode": Mode.MIXED,
            "matched": evidence,
        }
    )
    return Report(
        engine=EngineIdentity(name="model", version=words, model=words, host=words, prompts={words: words}),
        sources=(record(document),),
        text=words,
        summary=(SummarySentence(text=words, span=whole, rests_on=(evidence,)),) if summary else None,
        claims=(
            claim(
                1, f"{words}", whole, Verdict.CONTRADICTED, f"Because {words}", judge=Verdict.SUPPORTED,
                evidence=(evidence,), findings=(found,), correction=words,
            ),
        ),
        attributions=(attribution,),
        findings=(found,),
        omissions=(Omission(source=words, span=whole, text=words, reason=words),),
        scores=Scores(faithfulness=Score.of(0, 1)),
    )  # fmt: skip


class Tags(HTMLParser):
    """The tags and the attributes of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "sarif", "junit"])
def test_control_and_bidirectional_characters_are_written_out(format_: Format) -> None:
    written = render(report_of(HOSTILE), format_, width=200)
    assert not DANGEROUS.search(written)
    assert "x1b" in written
    assert "u202e" in written


def test_text_shows_markup_literally() -> None:
    written = " ".join(render(report_of(HOSTILE), "text", width=200).split())
    assert r"\x1b[31mred\x07 \u202eesrever\u2066 [red]markup[/red] [click](javascript:alert(1))" in written
    assert ":smile:" in written
    coloured = render(report_of(HOSTILE), "text", width=200, colour=True)
    assert not DANGEROUS.search(re.sub(r"\x1b\[[0-9;]*m", "", coloured))


@pytest.mark.parametrize("summary", [False, True])
def test_html_takes_no_tag_or_attribute_from_a_text(summary: bool) -> None:
    harmless = Tags(render(report_of(PLAIN, summary=summary), "html"))
    hostile = Tags(render(report_of(HOSTILE, summary=summary), "html"))
    assert hostile.names == harmless.names
    assert hostile.attributes == harmless.attributes
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text


def markdown_kinds(markdown: str) -> set[str]:
    """The kinds of block and inline elements that a Markdown text has, HTML and tables recognised."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


def markdown_shape(markdown: str) -> list[str]:
    return [token.type for token in MarkdownIt("commonmark").enable("table").parse(markdown)]


def test_markdown_takes_no_element_from_a_text() -> None:
    harmless, hostile = (render(report_of(words), "markdown").replace("<!-- -->", "") for words in (PLAIN, HOSTILE))
    # A character that is escaped is a token of its own, which becomes text.
    assert markdown_kinds(hostile) - {"text_special"} == markdown_kinds(harmless) - {"text_special"}
    assert markdown_shape(hostile) == markdown_shape(harmless)


class Rendered(Tags):
    """A Markdown text as GitHub's own renderer makes HTML of it; `pieces` are its texts, a comment between two."""

    def __init__(self, markdown: str) -> None:
        self.order: list[str] = []
        self.pieces: list[str] = [""]
        self.comments: set[str] = set()
        super().__init__(github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.order.append(tag)
        self.pieces.append("")

    def handle_comment(self, data: str) -> None:
        self.comments.add(data)
        self.pieces.append("")

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.pieces[-1] += data


@pytest.mark.parametrize("words", [HOSTILE, *REFERENCES, *BREAKING_OUT, " ".join(REFERENCES)])
@pytest.mark.parametrize("summary", [False, True])
def test_github_makes_the_same_of_any_text(words: str, summary: bool) -> None:
    """The same elements in the same order, so the same rows of tables and parts that are folded; and no link."""
    harmless, hostile = (Rendered(render(report_of(text, summary=summary), "markdown")) for text in (PLAIN, words))
    assert hostile.order == harmless.order
    assert hostile.attributes == harmless.attributes == set()
    assert hostile.comments <= {" "}
    assert "a" not in hostile.names
    assert " ".join(words.split()) in " ".join(hostile.text.split()) or words == HOSTILE


@pytest.mark.parametrize("words", REFERENCES)
def test_a_text_calls_nobody_and_refers_to_nothing(words: str) -> None:
    """What GitHub and GitLab look for in the texts of a page; a comment in between is not looked over."""
    sought = re.compile(r"@\w|[#!%&]\d|GH-\d|\b[0-9a-f]{7,40}\b|://|www\.|mailto:\S|:[a-z_]+:", re.IGNORECASE)
    assert sought.search(words)
    assert not [piece for piece in Rendered(render(report_of(words), "markdown")).pieces if sought.search(piece)]


def test_what_is_folded_is_what_holds() -> None:
    page = Rendered(render(checked_report(), "markdown"))
    assert page.order.count("details") == 2
    assert page.order.count("tr") == 1 + 5 + 1 + 4
    assert {"del", "ins"}.isdisjoint(page.names)


@pytest.mark.parametrize(
    "start", ["# a", "- a", "+ a", "1. a", "23) a", "> a", "=== a", "--- a", "~~~ a", "    a", "|a|"]
)
def test_markdown_makes_no_block_of_a_line_in_a_summary(start: str) -> None:
    shape = markdown_shape(render(report_of(PLAIN, summary=True), "markdown"))
    assert markdown_shape(render(report_of(start, summary=True), "markdown")) == shape


@given(ANY_TEXT, st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_text_renders_and_can_be_written(words: str, summary: bool) -> None:
    report = report_of(words, summary=summary)
    for format_ in FORMATS:
        written = render(report, format_, width=60)
        assert written.endswith("\n")
        written.encode("utf-8")
        if format_ != "json":
            assert not DANGEROUS.search(written)


@given(ANY_TEXT, st.booleans())
@example("]]><![CDATA[ &amp; <!-- \x00\ud800\ufffe\u202e {0} [a](1)", False)
@settings(max_examples=100, deadline=None)
def test_any_text_is_valid_sarif_and_junit(words: str, summary: bool) -> None:
    report = report_of(words, summary=summary)
    (run,) = sarif(render(report, "sarif"))["runs"]
    assert {result["ruleId"] for result in run["results"]} == {"quote_altered"}
    assert junit(render(report, "junit", short=[words])).find("testsuite/testcase/failure") is not None


def test_sarif_keeps_the_words_of_a_text_and_junit_shows_them() -> None:
    report = report_of(HOSTILE)
    (run,) = sarif(render(report, "sarif"))["runs"]
    assert [artifact["contents"]["text"] for artifact in run["artifacts"]] == [HOSTILE, HOSTILE]
    failure = junit(render(report, "junit")).find("testsuite/testcase/failure")
    assert failure is not None
    assert "<script>alert(1)</script>" in failure.attrib["message"]
    assert r"\x1b[31mred\x07 \u202eesrever\u2066" in failure.attrib["message"]


@given(ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_any_text_survives_json(words: str) -> None:
    # Two surrogates that stand side by side are one character to every reader of JSON.
    expected = json.loads(json.dumps(words))
    assert json.loads(render(report_of(words), "json"))["sources"][0]["text"] == expected


@given(st.text(alphabet="ab \n\t#*_`[]()<>|!&\\~-+=1.:$\"'{}", min_size=1, max_size=40).filter(str.strip))
@settings(max_examples=150, deadline=None)
def test_markdown_reads_back_as_the_words(words: str) -> None:
    written = render(report_of(words), "markdown").replace("<!-- -->", "")
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written)
    read = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]
    line = " ".join(words.split())
    assert read[0] == f"Check against “{line}”"
    assert f"Because {line}" in read
