"""One piece of work: the engine that does it, the clock, the trace, and the report at its end."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Mapping, Sequence
from typing import Self

from assistant._version import __version__
from assistant.calibration import Calibration
from assistant.engines import Engines
from assistant.errors import AnswerAwaitedError, AssistantError, ModelError
from assistant.schema import (
    Document,
    Extraction,
    ExtractionReport,
    Repair,
    Report,
    SourceRecord,
    SummarySentence,
    Trace,
    Usage,
    no_trace,
)
from assistant.settings import Settings
from assistant.trace import TraceFile
from assistant.verifier import Verification

_LONGEST_NAME = 40


class Work:
    """What is done about `documents`, from the first question to the report. On the way out its engine is closed.

    `doing` and `asked` say what is done, with which arguments, for its trace. Raises TraceError where that cannot be
    written.
    """

    def __init__(
        self,
        engines: Engines,
        settings: Settings,
        doing: str,
        documents: Sequence[Document],
        asked: Mapping[str, object] | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self._calibration = calibration
        self._started = time.monotonic()
        self._file = TraceFile(settings.trace, _name(documents)) if settings.trace else None
        self._trace: Trace = self._file or no_trace
        self.engine = engines.make(self._trace)
        if self._file is not None:
            self._trace(
                "started",
                version=__version__,
                doing=doing,
                asked=dict(asked or {}),
                calibration=calibration.model_dump(mode="json") if calibration else None,
                settings=settings.without_secrets().model_dump(mode="json", exclude_defaults=True),
                documents=[document.model_dump(mode="json") for document in documents],
            )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, _kind: object, error: BaseException | None, _at: object) -> None:
        await self.engine.aclose()
        if isinstance(error, ModelError):
            error.usage = self._usage
        if self._file is not None:
            self._file.close(keep=not isinstance(error, AnswerAwaitedError))

    @property
    def _usage(self) -> Usage:
        return self.engine.usage + Usage(seconds=round(time.monotonic() - self._started, 3))

    def report(
        self,
        text: Document,
        sources: Sequence[Document],
        verification: Verification,
        *,
        summary: tuple[SummarySentence, ...] | None = None,
        against_itself: bool = False,
        repair: Repair | None = None,
    ) -> Report:
        """The report of a check."""
        applied = {"calibration": self._calibration.version} if self._calibration else {}
        report = Report(
            engine=self.engine.identity.model_copy(update=applied),
            sources=tuple(_record(source) for source in sources),
            text=text.text,
            against_itself=against_itself,
            summary=summary,
            claims=verification.claims,
            attributions=verification.attributions,
            findings=verification.findings,
            omissions=verification.omissions,
            scores=verification.scores,
            repair=repair,
            stopped=self.engine.stopped,
            usage=self._usage,
            origin=text.place(),
        )
        for claim in report.claims:
            self._trace("decision", **claim.model_dump(mode="json"))
        if repair is not None:
            self._trace("repaired", **repair.model_dump(mode="json"))
        self._trace("finished", usage=report.usage.model_dump(), stopped=report.stopped)
        return report

    def extraction_report(self, text: Document, extraction: Extraction) -> ExtractionReport:
        """The report of an extraction."""
        report = ExtractionReport(
            engine=self.engine.identity,
            text=text.text,
            claims=extraction.claims,
            attributions=extraction.attributions,
            findings=text.findings,
            stopped=self.engine.stopped,
            usage=self._usage,
        )
        self._trace("finished", usage=report.usage.model_dump(), stopped=report.stopped)
        return report


def used_by(error: AssistantError) -> Usage:
    """What the work took that `error` ended; nothing where none was begun."""
    told = error.usage if isinstance(error, ModelError) else None
    return told if isinstance(told, Usage) else Usage()


def _name(documents: Sequence[Document]) -> str:
    """The name of the first document, and what tells its words and those of the others from all else."""
    digest = hashlib.sha256("\0".join(document.text for document in documents).encode(errors="surrogatepass"))
    title = re.sub(r"\W+", "-", documents[0].title or documents[0].id).strip("-")[:_LONGEST_NAME]
    return f"{title or 'text'}-{digest.hexdigest()[:8]}"


def _record(source: Document) -> SourceRecord:
    # A lone surrogate, which no file holds but a caller's string may, has no UTF-8 form.
    digest = hashlib.sha256(source.text.encode("utf-8", errors="surrogatepass")).hexdigest()
    return SourceRecord(
        id=source.id,
        title=source.title,
        characters=len(source.text),
        sha256=digest,
        text=source.text,
        origin=source.place(),
    )
