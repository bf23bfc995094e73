"""The report as JSON: the product's interface, in the shape that the schema documents."""

from __future__ import annotations

import json
import re

from assistant.schema import ExtractionReport, Report

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def as_json(report: Report | ExtractionReport) -> str:
    """The report's JSON, indented, characters kept as they are; `summary` is absent where there is none.

    A lone surrogate, which no UTF-8 can hold, is written as its JSON escape: the text that a reader gets back
    is the same, and so are its offsets.
    """
    absent = {"summary"} if isinstance(report, Report) and report.summary is None else set()
    # Not model_dump_json, which refuses lone surrogates.
    written = json.dumps(report.model_dump(exclude=absent), indent=2, ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", written) + "\n"
