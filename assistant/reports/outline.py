"""What a report says, in order, before any layout: the text, Markdown and HTML reports are drawn from this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reports import wording
from assistant.reports.characters import one_line
from assistant.schema import (
    Attribution,
    CheckedAttribution,
    CheckedClaim,
    Evidence,
    ExtractionReport,
    Finding,
    Level,
    Report,
    SourceRecord,
    Span,
    SummarySentence,
    Verdict,
)

_GRAVEST_FIRST = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.UNVERIFIED, Verdict.SUPPORTED)


@dataclass(frozen=True)
class Passage:
    """Words of a source with their place, and the words that were offered for them where they differ."""

    source: str
    span: Span
    words: str
    place: str
    offered: str | None = None


@dataclass(frozen=True)
class Note:
    """A sentence about an item; a finding's has its kind as the label, and its level."""

    text: str
    label: str = ""
    level: Level | None = None


@dataclass(frozen=True)
class Item:
    """A claim, an attribution, a sentence of a summary, a finding or an omission."""

    anchor: str
    words: str
    number: int | None = None
    judged: bool = False
    """Whether a verdict belongs here; its mark is shown then, that of "none" included."""
    verdict: Verdict | None = None
    facts: tuple[str, ...] = ()
    parts: tuple[tuple[str, Verdict | None], ...] = ()
    """An attribution's verdicts by what they are about."""
    notes: tuple[Note, ...] = ()
    passages: tuple[Passage, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]
    empty: str = ""
    """What is said where there are no items; a section without it is then left out."""


@dataclass(frozen=True)
class Outline:
    heading: str
    lead: str
    prose: tuple[str, ...]
    """The paragraphs of a summary."""
    legend: tuple[tuple[Verdict, str], ...]
    sections: tuple[Section, ...]
    scores: tuple[tuple[str, str], ...]
    used: tuple[tuple[str, str], ...]


def outline(report: Report | ExtractionReport) -> Outline:
    """The content of the report, in the order in which it is read. The strings are as the texts have them."""
    if isinstance(report, ExtractionReport):
        sections, scores, legend = _extracted(report), (), ()
        lead = f"{wording.count(len(report.claims), 'claim')}, {wording.count(len(report.attributions), 'attribution')}"
    else:
        sections, scores = _Checked(report).sections(), wording.score_lines(report.scores)
        legend = tuple(wording.VERDICT_MEANINGS.items())
        lead = wording.tally([claim.verdict for claim in report.claims])
    written = isinstance(report, Report) and report.summary is not None
    return Outline(
        heading=wording.heading(report),
        lead=lead,
        prose=tuple(one_line(line) for line in report.text.splitlines() if line.strip()) if written else (),
        legend=legend,
        sections=tuple(section for section in sections if section.items or section.empty),
        scores=scores,
        used=wording.used_lines(report.engine, report.usage),
    )


def _extracted(report: ExtractionReport) -> tuple[Section, ...]:
    claims = tuple(
        Item(
            anchor=f"claim-{number}",
            number=number,
            words=one_line(claim.text),
            notes=_origin(report.text, claim.text, claim.span),
        )
        for number, claim in enumerate(report.claims, 1)
    )
    attributions = tuple(_attribution(number, each) for number, each in enumerate(report.attributions, 1))
    findings = tuple(
        Item(anchor=f"finding-{number}", words=wording.kind_words(finding), notes=(_note(finding),))
        for number, finding in enumerate(report.findings, 1)
    )
    return (
        Section("Claims", claims, empty="No claims were found."),
        Section("Attributions", attributions, empty="No reported speech was found."),
        Section("About the text", findings),
    )


def _attribution(
    number: int,
    attribution: Attribution | CheckedAttribution,
    passages: tuple[Passage, ...] = (),
    parts: tuple[tuple[str, Verdict | None], ...] = (),
) -> Item:
    return Item(
        anchor=f"attribution-{number}",
        number=number,
        words=f"{wording.speaker(attribution)}: {one_line(attribution.content)}",
        facts=(wording.speech(attribution),),
        parts=parts,
        passages=passages,
    )


def _origin(text: str, claim: str, span: Span) -> tuple[Note, ...]:
    """The words that a claim was drawn from, where it is not just those words."""
    words = one_line(span.of(text))
    if not words or words == one_line(claim):
        return ()
    return (Note(f"“{wording.trimmed(words)}”", label="from"),)


def _note(finding: Finding) -> Note:
    return Note(
        one_line(finding.message), label=f"{wording.kind_words(finding)} ({finding.level})", level=finding.level
    )


class _Checked:
    """A report of `check` or `summarize`, as it is turned into sections."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._sources = {source.id: source for source in report.sources}

    def sections(self) -> tuple[Section, ...]:
        report = self._report
        attributions = tuple(
            _attribution(
                number,
                each,
                passages=(self._cited(each.matched),) if each.matched else (),
                parts=tuple((part, getattr(each.verdicts, part)) for part in type(each.verdicts).model_fields),
            )
            for number, each in enumerate(report.attributions, 1)
        )
        return (
            *self._claims(),
            Section("Attributions", attributions),
            Section("About the sources", tuple(self._findings())),
            Section("Left out", tuple(self._omissions())),
        )

    def _claims(self) -> tuple[Section, ...]:
        numbered = tuple(enumerate(self._report.claims, 1))
        if self._report.summary is None:
            return (Section("Claims", tuple(self._claim(*each, origin=True) for each in numbered), empty="No claims."),)
        sentences, left = [], numbered
        for number, sentence in enumerate(self._report.summary, 1):
            own = tuple((n, c) for n, c in left if sentence.span.start <= c.span.start < sentence.span.end)
            left = tuple(each for each in left if each not in own)
            sentences.append(self._sentence(number, sentence, own))
        others = tuple(self._claim(*each, origin=True) for each in left)
        return (
            Section("Sentence by sentence", tuple(sentences), empty="The summary is empty."),
            Section("Other claims", others),
        )

    def _sentence(self, number: int, sentence: SummarySentence, claims: Sequence[tuple[int, CheckedClaim]]) -> Item:
        cited = any(claim.evidence for _, claim in claims)
        rests_on = () if cited else tuple(self._cited(evidence) for evidence in sentence.rests_on)
        words = one_line(sentence.text)
        if len(claims) == 1 and one_line(claims[0][1].text) == words:
            return self._claim(*claims[0], rests_on=rests_on)
        verdicts = [claim.verdict for _, claim in claims]
        return Item(
            anchor=f"sentence-{number}",
            words=words,
            judged=True,
            verdict=next((verdict for verdict in _GRAVEST_FIRST if verdict in verdicts), None),
            facts=(wording.tally(verdicts),),
            passages=rests_on,
            items=tuple(self._claim(*each) for each in claims),
        )

    def _claim(
        self, number: int, claim: CheckedClaim, *, origin: bool = False, rests_on: tuple[Passage, ...] = ()
    ) -> Item:
        findings = tuple(_note(finding) for finding in claim.findings)
        told = {note.text for note in findings}
        reason = one_line(claim.reason)
        disagreement = wording.disagreement(claim)
        notes = (
            *(_origin(self._report.text, claim.text, claim.span) if origin else ()),
            *((Note(reason),) if reason and reason not in told else ()),
            *((Note(disagreement),) if disagreement else ()),
            *findings,
            *((Note(f"“{one_line(claim.correction)}”", label="suggested"),) if claim.correction else ()),
        )
        passages = tuple(self._cited(evidence, claim.findings) for evidence in claim.evidence)
        return Item(
            anchor=f"claim-{number}",
            number=number,
            words=one_line(claim.text),
            judged=True,
            verdict=claim.verdict,
            facts=(wording.decision(claim),),
            notes=notes,
            passages=passages or rests_on,
        )

    def _cited(self, evidence: Evidence, findings: Sequence[Finding] = ()) -> Passage:
        """The evidence, its words cut to what stands around the first finding in it."""
        source = self._sources[evidence.source]
        spans = [finding.source_span for finding in findings if finding.source == evidence.source]
        focus = next((span.start for span in spans if span and evidence.start <= span.start < evidence.end), 0)
        if evidence.pieces:
            words = wording.trimmed(" … ".join(piece.of(source.text) for piece in evidence.pieces))
        else:
            words = wording.trimmed(evidence.quote, max(focus - evidence.start, 0))
        offered = wording.trimmed(evidence.offered) if evidence.offered else None
        return self._passage(source, evidence.span, words, offered)

    def _passage(self, source: SourceRecord, span: Span, words: str, offered: str | None = None) -> Passage:
        where = wording.place(source, span, of_several=len(self._sources) > 1)
        return Passage(source=source.id, span=span, words=words, place=where, offered=offered)

    def _findings(self) -> list[Item]:
        items = []
        for number, finding in enumerate(self._report.findings, 1):
            source, span = self._sources.get(finding.source or ""), finding.source_span
            there = source is not None and span is not None and span.start < span.end <= len(source.text)
            passages = (
                (self._passage(source, span, wording.trimmed(span.of(source.text))),)
                if there and source and span
                else ()
            )
            items.append(
                Item(
                    anchor=f"finding-{number}",
                    words=wording.kind_words(finding),
                    notes=(_note(finding),),
                    passages=passages,
                )
            )
        return items

    def _omissions(self) -> list[Item]:
        items = []
        for number, omission in enumerate(self._report.omissions, 1):
            source = self._sources.get(omission.source)
            where = (wording.place(source, omission.span, of_several=len(self._sources) > 1),) if source else ()
            items.append(
                Item(
                    anchor=f"omission-{number}",
                    words=one_line(omission.text),
                    facts=(one_line(omission.reason), *where),
                )
            )
        return items
