"""What the tests of one check share: a source, a text with a fault in it, and a twin without."""

from __future__ import annotations

from typing import NamedTuple

from assistant import Assistant, Settings
from assistant.schema import Finding, Level


class Pair(NamedTuple):
    """`fault` holds a fault of `kind` against `source`, and `twin` holds none."""

    kind: str
    source: str
    fault: str
    twin: str

    @property
    def name(self) -> str:
        return self.fault


def faults(text: str, source: str) -> list[Finding]:
    """The faults that a check of `text` against `source` finds, in order."""
    report = Assistant(settings=Settings(engine="embedded")).check(text, source)
    return [finding for claim in report.claims for finding in claim.findings if finding.level is Level.FAULT]


def kinds(text: str, source: str) -> set[str]:
    return {finding.kind.value for finding in faults(text, source)}
