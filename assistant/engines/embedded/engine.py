"""The embedded engine behind the same protocol as a language model."""

from __future__ import annotations

from collections.abc import Sequence

from assistant._version import __version__
from assistant.attribution import attributions
from assistant.engines.embedded.claims import claims
from assistant.engines.embedded.judge import Judge
from assistant.engines.embedded.rewriting import rewrite
from assistant.engines.embedded.summary import summarize
from assistant.schema import (
    Claim,
    Document,
    Draft,
    EngineIdentity,
    Extraction,
    Fault,
    Judgement,
    Length,
    Progress,
    Rewrite,
    Usage,
)


class EmbeddedEngine:
    """Extracts by rule, judges by the words that claim and source share, summarizes by selecting sentences."""

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity(name="embedded", version=__version__)

    @property
    def usage(self) -> Usage:
        return Usage()

    @property
    def stopped(self) -> None:
        return None

    async def summarize(self, source: Document, length: Length) -> tuple[Draft, ...]:
        return summarize(source, length)

    async def extract(self, text: Document) -> Extraction:
        reported = attributions(text)
        return Extraction(claims=claims(text, reported), attributions=reported)

    async def judge(
        self, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
    ) -> tuple[Judgement, ...]:
        judge = Judge(sources)
        judgements = []
        for done, claim in enumerate(claims):
            progress("judging claims", done, len(claims))
            judgements.append(judge.judge(claim))
        return tuple(judgements)

    async def rewrite(self, sources: Sequence[Document], faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
        return rewrite(sources, faults)

    async def aclose(self) -> None:
        """Nothing is held open."""
