"""Reports: what was found, laid out as text for a terminal, as JSON, as Markdown or as one page of HTML."""

from __future__ import annotations

from typing import Literal, get_args

from assistant.errors import UsageError
from assistant.schema import ExtractionReport, Report

__all__ = ["FORMATS", "Format", "render", "render_changes"]

Format = Literal["text", "json", "markdown", "html"]

FORMATS: tuple[Format, ...] = get_args(Format)
"""The names of the formats, in the order in which they are shown."""


def render(
    report: Report | ExtractionReport,
    format: Format,  # noqa: A002 - it is the name of the command's option, and of nothing else here
    *,
    width: int = 100,
    colour: bool = False,
    full: bool = False,
) -> str:
    """The report in `format`, ending with a newline.

    `width` (columns), `colour` (escape codes for a terminal) and `full` (how each verdict came about) matter to `text`
    alone. The result can always be encoded as UTF-8. Raises UsageError for a format that does not exist.
    """
    # Each layout is imported when it is asked for: rich and Jinja2 take longer to import than a JSON to write.
    if format == "json":
        from assistant.reports.json_report import as_json

        return as_json(report)
    from assistant.reports.outline import outline

    if format == "text":
        from assistant.reports.text_report import as_text

        return as_text(outline(report), width=width, colour=colour, full=full)
    if format == "markdown":
        from assistant.reports.markdown_report import as_markdown

        return as_markdown(outline(report))
    if format == "html":
        from assistant.reports.html_report import as_html

        sources = report.sources if isinstance(report, Report) else ()
        return as_html(outline(report), sources)
    raise UsageError(f"there is no report format {format!r}: use one of {', '.join(FORMATS)}")


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
