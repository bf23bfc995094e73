"""The report as one page of HTML that needs nothing else: to be read, and to be worked with."""

from __future__ import annotations

from assistant.reports.html.page import as_html

__all__ = ["as_html"]
