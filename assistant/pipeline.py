"""The whole story of a document: read it, summarize it or take what it claims, verify, repair, report."""

from __future__ import annotations

import datetime
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

from assistant.calibration import Calibration, calibration_of
from assistant.checks import SourceReading
from assistant.checks.articles.headlines import headlines_against_body
from assistant.engines import Engines
from assistant.errors import UsageError
from assistant.repair import Repaired, corrected, repair, still_standing
from assistant.schema import (
    Document,
    Draft,
    Engine,
    Evidence,
    ExtractionReport,
    Length,
    Policy,
    Progress,
    Report,
    Scores,
    Span,
    SummarySentence,
    no_progress,
)
from assistant.settings import Settings, load_settings
from assistant.source import body_of, from_text, headlines_of, read
from assistant.trace import Recording, find_trace
from assistant.verifier import Asked, Case, Verification, Weigh, about, afterwards, verify
from assistant.work import Work

Text = str | Path | Document
"""What the library takes for a document: its words, a file, or one that was read before."""

DEFAULT_LENGTH = Length(sentences=3)

_Result = TypeVar("_Result")


class Assistant:
    """Summarizes texts and checks texts against their sources.

    With no argument it takes its settings from the environment and a configuration file, as the command line does;
    with no model and no key it runs on the embedded engine. Every method has an async twin of the same name with
    an `a` in front; the plain ones may be called where an event loop is running, as in a notebook.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        settings: Settings | None = None,
        progress: Progress = no_progress,
        engines: Engines | None = None,
        today: datetime.date | None = None,
        **options: object,
    ) -> None:
        """`options` are fields of `Settings`; `settings` gives them all at once. Raises UsageError.

        `engines` answer instead of those that the settings make. `today` is the day by which waivers hold or have
        ended; None for the day of each call.
        """
        if settings is not None and (model is not None or options):
            raise UsageError("give Assistant either settings or single options, not both")
        self.settings = settings or load_settings({"model": model, **options})
        self._progress = progress
        self._today = today
        self._engines = engines or Engines(self.settings)
        self._calibration = calibration_of(self.settings)
        # The embedded engine never lets anyone wait, and does without an event loop.
        self._weigh: Weigh = _meanwhile if self.settings.engine == "model" else afterwards

    def weighing(self, weigh: Weigh) -> Self:
        """The same assistant, with its connections and its budget; but `weigh` has its cases concluded."""
        other = copy(self)
        other._weigh = weigh
        return other

    def _work(self, doing: str, documents: Sequence[Document], asked: Mapping[str, object] | None = None) -> Work:
        return Work(self._engines, self.settings, doing, documents, asked, self._calibration)

    @property
    def _policy(self) -> Policy:
        """The house's policy as of today: a waiver ends with its last day, however long this object has lived."""
        return self.settings.policy.on(self._today or datetime.date.today())

    async def asummarize(
        self,
        source: Text,
        *,
        length: Length = DEFAULT_LENGTH,
        bullets: bool = False,
        check: bool = True,
        repair: bool = False,
    ) -> Report:
        """A summary of `source`, each sentence with what it rests on, and, unless `check` is False, checked.

        With `repair` the report is that of the repaired summary, and its `repair` says what was changed.
        """
        if repair and not check:
            raise UsageError("what is not checked cannot be repaired: ask for the check too")
        if not isinstance(length, Length):
            raise UsageError("length is a Length: Length(sentences=3), or Length(words=80)")
        document = _read(source, "source")
        asked = {"length": length.model_dump(), "bullets": bullets, "check": check, "repair": repair}
        async with self._work("summarize", [document], asked) as work:
            self._progress("summarizing")
            drafts = await work.engine.summarize(document, length)
            text, sentences = _compose(drafts, document, bullets=bullets)
            verification = await self._verify(work.engine, text, [document]) if check else self._unchecked(document)
            if not repair:
                return work.report(text, [document], verification, summary=sentences)
            repaired = await self._repair(work.engine, text, verification, [document])
            kept = still_standing(sentences, repaired)
            return work.report(repaired.text, [document], repaired.verification, summary=kept, repair=repaired.record)

    async def acheck(self, text: Text, sources: Text | Sequence[Text] | None = None, *, repair: bool = False) -> Report:
        """Every claim and attribution of `text` verified against `sources`, taken together.

        Without sources `text` is an article that is checked against itself: its headline and teaser against its body.
        With `repair` the report is still that of `text`, and its `repair` holds the repaired text with its scores.
        """
        if sources is None and repair:
            raise UsageError("there is nothing to repair an article by but itself: give a source")
        if sources is None:
            return await self._check_itself(_read(text, "source"))
        given = [sources] if isinstance(sources, Text) else _several(sources)
        if not given:
            raise UsageError("there is nothing to check against: give at least one source")
        documents = [_read(source, _identifier(number, given)) for number, source in enumerate(given, 1)]
        checked = _read(text, "text")
        async with self._work("check", [checked, *documents], {"repair": repair}) as work:
            verification = await self._verify(work.engine, checked, documents)
            if not repair:
                return work.report(checked, documents, verification)
            repaired = await self._repair(work.engine, checked, verification, documents)
            return work.report(checked, documents, corrected(verification, repaired), repair=repaired.record)

    async def _check_itself(self, article: Document) -> Report:
        async with self._work("check", [article]) as work:
            body = body_of(article, id=article.id)
            verification = await self._verify(work.engine, headlines_of(article, id="text"), [body])
            found = about([article], self._policy, SourceReading([article]), headlines_against_body(article))
            scores = verification.scores.model_copy(update={"coverage": None})
            verification = verification._replace(findings=found, omissions=(), scores=scores)
            return work.report(article, [article], verification, against_itself=True)

    async def aextract(self, text: Text) -> ExtractionReport:
        """The claims and attributions of `text`, which is all that is looked at."""
        document = _read(text, "text")
        async with self._work("extract", [document]) as work:
            self._progress("extracting claims")
            extraction = await work.engine.extract(document)
            return work.extraction_report(document, extraction)

    def summarize(
        self,
        source: Text,
        *,
        length: Length = DEFAULT_LENGTH,
        bullets: bool = False,
        check: bool = True,
        repair: bool = False,
    ) -> Report:
        """`asummarize`, waited for."""
        return self._wait(self.asummarize(source, length=length, bullets=bullets, check=check, repair=repair))

    def check(self, text: Text, sources: Text | Sequence[Text] | None = None, *, repair: bool = False) -> Report:
        """`acheck`, waited for."""
        return self._wait(self.acheck(text, sources, repair=repair))

    def extract(self, text: Text) -> ExtractionReport:
        """`aextract`, waited for."""
        return self._wait(self.aextract(text))

    @classmethod
    def replay(cls, path: Path) -> Report | ExtractionReport:
        """The report of a trace, drawn again from the answers that it holds: no model is asked.

        `path` is a trace, or a directory that holds one. Raises TraceError.
        """
        recording = Recording(find_trace(path))
        settings, documents = recording.settings, recording.documents
        engines = Engines(settings, answers=recording, contexts=recording.contexts)
        assistant = cls(settings=settings, engines=engines, today=recording.day)
        if recording.calibration is not None:
            assistant._calibration = Calibration.model_validate(recording.calibration)
        if recording.doing == "extract":
            return assistant.extract(documents[0])
        repair = bool(recording.asked.get("repair"))
        if recording.doing == "check":
            return assistant.check(documents[0], documents[1:] or None, repair=repair)
        length = Length.model_validate(recording.asked["length"])
        bullets, check = bool(recording.asked["bullets"]), bool(recording.asked["check"])
        return assistant.summarize(documents[0], length=length, bullets=bullets, check=check, repair=repair)

    def _unchecked(self, source: Document) -> Verification:
        return Verification((), (), Scores(), about([source], self._policy, SourceReading([source])))

    async def _verify(self, engine: Engine, text: Document, sources: Sequence[Document]) -> Verification:
        self._progress("extracting claims")
        extraction = await engine.extract(text)
        return await verify(
            engine, text, extraction, sources, self._progress, self._policy, self._weigh, self._calibration
        )

    async def _repair(
        self, engine: Engine, text: Document, verification: Verification, sources: Sequence[Document]
    ) -> Repaired:
        self._progress("repairing")
        rounds = self.settings.repair_rounds
        return await repair(engine, text, verification, sources, partial(self._verify, engine, sources=sources), rounds)

    def _wait(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        """The result of `work`: without a loop where nothing is waited for, else on a loop of its own."""
        if self.settings.engine == "embedded":
            return _finish(work)
        # Imported here: with what they bring along they cost as much time as a check on this machine.
        import asyncio
        from concurrent.futures import ThreadPoolExecutor

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(work)
        with ThreadPoolExecutor(max_workers=1) as executor:
            return executor.submit(asyncio.run, work).result()


async def _meanwhile(asked: Asked, case: Case) -> Verification:
    """A `Weigh` for a judge that is waited for: the rules are tried meanwhile."""
    from assistant.engines.together import meanwhile

    return case.concluded(await meanwhile(asked, case.steps()))


def _compose(
    drafts: Sequence[Draft], source: Document, *, bullets: bool
) -> tuple[Document, tuple[SummarySentence, ...]]:
    """The drafts as one text, and each of its sentences with the passages that its engine names."""
    mark, gap = ("- ", "\n") if bullets else ("", " ")
    text, sentences = "", []
    for draft in drafts:
        text += (gap if text else "") + mark
        span = Span(start=len(text), end=len(text) + len(draft.text))
        text += draft.text
        rests_on = tuple(Evidence.cite(source, source.sentences[index].span) for index in draft.rests_on)
        sentences.append(SummarySentence(text=draft.text, span=span, rests_on=rests_on))
    return from_text(text, id="text"), tuple(sentences)


def _identifier(number: int, sources: Sequence[Text]) -> str:
    return f"source{number}" if len(sources) > 1 else "source"


def _several(sources: Sequence[Text]) -> list[Text]:
    if isinstance(sources, bytes | Mapping) or not isinstance(sources, Iterable):
        raise UsageError(f"sources are a text or a list of texts, and not of type {type(sources).__name__}")
    return list(sources)


def _read(text: Text, identifier: str) -> Document:
    if not isinstance(text, Text):
        raise UsageError(f"a text is a string, a Path to a file, or a Document, and not of type {type(text).__name__}")
    if isinstance(text, Path):
        return read(str(text), id=identifier)
    if isinstance(text, str):
        return from_text(text, id=identifier)
    findings = tuple(finding.model_copy(update={"source": identifier}) for finding in text.findings)
    return text.model_copy(update={"id": identifier, "findings": findings})


def _finish(work: Coroutine[Any, Any, _Result]) -> _Result:
    """The result of a coroutine that never waits, as those of the embedded engine do not."""
    try:
        work.send(None)
    except StopIteration as finished:
        result: _Result = finished.value
        return result
    raise AssertionError("the embedded engine waited for something")
