"""Summaries that arrive fact-checked, and anyone's text checked against its sources.

from assistant import Assistant

report = Assistant().check("The talks are held in Oslo.", source_text)
for claim in report.claims:
    print(claim.verdict, claim.text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant._version import __version__

if TYPE_CHECKING:
    from assistant.errors import (
        AssistantError,
        DatasetError,
        MissingExtraError,
        ModelAnswerError,
        ModelConnectionError,
        ModelError,
        ModelRejectedError,
        PromptError,
        ReadError,
        UsageError,
    )
    from assistant.pipeline import Assistant
    from assistant.reports import render
    from assistant.schema import Document, ExtractionReport, Length, Report, Verdict
    from assistant.settings import Settings
    from assistant.source import from_text, read
    from assistant.testing import assert_faithful

_HOMES = {
    "Assistant": "assistant.pipeline",
    "AssistantError": "assistant.errors",
    "DatasetError": "assistant.errors",
    "Document": "assistant.schema",
    "ExtractionReport": "assistant.schema",
    "Length": "assistant.schema",
    "MissingExtraError": "assistant.errors",
    "ModelAnswerError": "assistant.errors",
    "ModelConnectionError": "assistant.errors",
    "ModelError": "assistant.errors",
    "ModelRejectedError": "assistant.errors",
    "PromptError": "assistant.errors",
    "ReadError": "assistant.errors",
    "Report": "assistant.schema",
    "Settings": "assistant.settings",
    "UsageError": "assistant.errors",
    "Verdict": "assistant.schema",
    "assert_faithful": "assistant.testing",
    "from_text": "assistant.source",
    "read": "assistant.source",
    "render": "assistant.reports",
}

__all__ = [
    "Assistant",
    "AssistantError",
    "DatasetError",
    "Document",
    "ExtractionReport",
    "Length",
    "MissingExtraError",
    "ModelAnswerError",
    "ModelConnectionError",
    "ModelError",
    "ModelRejectedError",
    "PromptError",
    "ReadError",
    "Report",
    "Settings",
    "UsageError",
    "Verdict",
    "__version__",
    "assert_faithful",
    "from_text",
    "read",
    "render",
]


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first asked for, so that a command pays only for what it uses."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
