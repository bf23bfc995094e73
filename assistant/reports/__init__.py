"""Reports: what was found, laid out as text, JSON, Markdown, one page of HTML, SARIF or JUnit's XML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from assistant.errors import UsageError
from assistant.schema import ExtractionReport, Report

__all__ = ["FORMATS", "Format", "render", "render_changes"]

Format = Literal["text", "json", "markdown", "html", "sarif", "junit"]

FORMATS: tuple[Format, ...] = get_args(Format)
"""The names of the formats, in the order in which they are shown."""


def render(
    report: Report | ExtractionReport,
    format: Format,  # noqa: A002 - it is the name of the command's option, and of nothing else here
    *,
    width: int = 100,
    colour: bool = False,
    full: bool = False,
    short: Sequence[str] = (),
) -> str:
    """The report in `format`, ending with a newline.

    `width` (columns), `colour` (escape codes for a terminal) and `full` (how each verdict came about) matter to `text`
    alone, and `short`, the gates that fell short in words, to `junit`. The result can always be encoded as UTF-8.
    Raises UsageError for a format that does not exist, and for one that tells what is wrong where nothing was checked.
    """
    # Each layout is imported when it is asked for: rich and Jinja2 take longer to import than a JSON to write.
    if format == "json":
        from assistant.reports.json_report import as_json

        return as_json(report)
    if format in ("sarif", "junit"):
        return _for_machines(report, format, short)
    from assistant.reports.outline import outline

    if format == "text":
        from assistant.reports.text_report import as_text

        return as_text(outline(report), width=width, colour=colour, full=full)
    if format == "markdown":
        from assistant.reports.markdown_report import as_markdown

        return as_markdown(outline(report))
    if format == "html":
        from assistant.reports.html import as_html

        return as_html(report, outline(report))
    raise UsageError(f"there is no report format {format!r}: use one of {', '.join(FORMATS)}")


def _for_machines(report: Report | ExtractionReport, format_: Format, short: Sequence[str]) -> str:
    if not isinstance(report, Report):
        raise UsageError(f"an extraction checks nothing that {format_} could tell of: use text, json, markdown or html")
    if format_ == "sarif":
        from assistant.reports.sarif_report import as_sarif

        return as_sarif(report)
    from assistant.reports.junit_report import as_junit

    return as_junit(report, short)


def render_changes(before: Report | None, after: Report, *, width: int, colour: bool, listed: int) -> str:
    """What has changed between two checks of a text that is being written, as text; before the first there is None.

    Of the faults that have stayed, `listed` are shown, and of the others the numbers of their claims.
    """
    from assistant.reports.changes import changes
    from assistant.reports.outline import outline
    from assistant.reports.text_report import changes_as_text

    now = outline(after)
    found = changes(outline(before) if before else None, now)
    return changes_as_text(found, now, width=width, colour=colour, listed=listed)
