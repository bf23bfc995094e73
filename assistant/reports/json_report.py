"""The report as JSON: the product's interface, in the shape that the schema documents."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from assistant.schema import ExtractionReport, Report

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_SURROGATE_OR_LINE_END = re.compile("[\ud800-\udfff\x85\u2028\u2029]")
"""The second kind are characters that JSON lets stand and that some readers take for the end of a line."""


def as_json(report: Report | ExtractionReport) -> str:
    """The report's JSON, indented, ending with a newline."""
    return written(as_data(report), indent=2) + "\n"


def as_data(report: Report | ExtractionReport) -> dict[str, object]:
    """What the report's JSON says; `summary` is absent where there is none."""
    absent = {"summary"} if isinstance(report, Report) and report.summary is None else set()
    # Not model_dump_json, which refuses lone surrogates.
    return report.model_dump(exclude=absent)


def ascii_only(data: Mapping[str, object]) -> str:
    """`data` as JSON, indented, ending with a newline, every character beyond printable ASCII as its escape."""
    return json.dumps(data, indent=2) + "\n"


def written(data: Mapping[str, object], *, indent: int | None = None) -> str:
    """`data` as JSON, characters kept as they are; without `indent` it is one line for every reader.

    A lone surrogate, which no UTF-8 can hold, is written as its JSON escape: the text that a reader gets back
    is the same, and so are its offsets.
    """
    escaped = _LONE_SURROGATE if indent else _LONE_SURROGATE_OR_LINE_END
    text = json.dumps(data, indent=indent, ensure_ascii=False, default=date.isoformat)
    return escaped.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
