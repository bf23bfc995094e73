"""What a report says, in order, before any layout: the text, Markdown and HTML reports are drawn from this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reports import wording
from assistant.reports.characters import one_line
from assistant.reports.differences import difference
from assistant.reports.items import Item, Note, Outline, Passage, Section, Wrong
from assistant.reports.marking import in_claim, in_passage, mark_of
from assistant.schema import (
    Attribution,
    CheckedAttribution,
    CheckedClaim,
    Claim,
    Evidence,
    ExtractionReport,
    Finding,
    Level,
    Omission,
    Report,
    SourceRecord,
    Span,
    SummarySentence,
    Verdict,
)


def outline(report: Report | ExtractionReport) -> Outline:
    """The content of the report, in the order in which it is read."""
    checked = report if isinstance(report, Report) else None
    sections = _checked(report) if isinstance(report, Report) else _extracted(report)
    return Outline(
        heading=wording.heading(report),
        lead=wording.lead(report),
        prose=_paragraphs(report.text) if checked and checked.summary is not None else (),
        legend=tuple(wording.VERDICT_MEANINGS.items()) if checked else (),
        sections=tuple(section for section in sections if section.items or section.empty),
        scores=wording.score_lines(checked.scores) if checked else (),
        shares=wording.shares(checked.scores) if checked else (),
        used=(*(wording.judges(checked) if checked else ()), *wording.used_lines(report.engine, report.usage)),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(one_line(line) for line in text.splitlines() if line.strip())


def _extracted(report: ExtractionReport) -> tuple[Section, ...]:
    claims = [
        Item(f"claim-{number}", one_line(claim.text), number=str(number), notes=_origin(report, claim))
        for number, claim in enumerate(report.claims, 1)
    ]
    attributions = [_attribution(number, each) for number, each in enumerate(report.attributions, 1)]
    findings = [_about_document(number, finding) for number, finding in enumerate(report.findings, 1)]
    return (
        Section("Claims", tuple(claims), empty="No claims were found."),
        Section("Attributions", tuple(attributions), empty="No reported speech was found."),
        Section("About the text", tuple(findings)),
    )


def _checked(report: Report) -> tuple[Section, ...]:
    attributions = [_checked_attribution(report, number, each) for number, each in enumerate(report.attributions, 1)]
    findings = [
        _about_document(number, finding, _found(report, (finding,)))
        for number, finding in enumerate(report.findings, 1)
    ]
    omissions = [_omission(report, number, each) for number, each in enumerate(report.omissions, 1)]
    return (
        *_repair(report),
        *_claims(report),
        Section("Attributions", tuple(attributions)),
        Section("About the sources", tuple(findings)),
        Section("Left out", tuple(omissions)),
    )


def _repair(report: Report) -> tuple[Section, ...]:
    """What was changed and why, what was left, and, in a check, the text as it is now."""
    repair = report.repair
    if repair is None:
        return ()
    changes = [
        Item(
            f"change-{number}",
            one_line(change.before),
            notes=(
                Note(one_line(change.reason), label="rewritten" if change.after else "cut"),
                *((Note(one_line(change.note), label="note"),) if change.note else ()),
            ),
            difference=difference(one_line(change.before), one_line(change.after) if change.after else None),
        )
        for number, change in enumerate(repair.changes, 1)
    ]
    left = [
        Item(f"left-{number}", one_line(each.text), facts=(one_line(each.reason),))
        for number, each in enumerate(repair.left, 1)
    ]
    prose = _paragraphs(repair.text) if report.summary is None and repair.changes else ()
    facts = wording.repaired(repair)
    return (Section("Repair", (*changes, *left), empty="No sentence is at fault.", facts=facts, prose=prose),)


def _claims(report: Report) -> tuple[Section, ...]:
    """The claims, those of a summary under the sentences that make them."""
    left = list(enumerate(report.claims, 1))
    if report.summary is None:
        return (Section("Claims", tuple(_claim(report, *each) for each in left), empty="No claims were found."),)
    sentences = []
    for number, sentence in enumerate(report.summary, 1):
        own = [each for each in left if sentence.span.start <= each[1].span.start < sentence.span.end]
        left = [each for each in left if each not in own]
        sentences.append(_sentence(report, number, sentence, own))
    return (
        Section("Sentence by sentence", tuple(sentences), empty="The summary has no sentences."),
        Section("Other claims", tuple(_claim(report, *each) for each in left)),
    )


def _sentence(
    report: Report, number: int, sentence: SummarySentence, claims: Sequence[tuple[int, CheckedClaim]]
) -> Item:
    """A sentence with its claims; where it is itself its one claim, that claim."""
    cited = any(claim.evidence for _, claim in claims)
    rests_on = () if cited else tuple(_cited(report, evidence) for evidence in sentence.rests_on)
    words = one_line(sentence.text)
    if len(claims) == 1 and one_line(claims[0][1].text) == words:
        only = _claim(report, *claims[0])
        return replace(only, passages=only.passages + rests_on)
    verdicts = [claim.verdict for _, claim in claims]
    return Item(
        f"sentence-{number}",
        words,
        judged=True,
        verdict=next((verdict for verdict in wording.GRAVEST_FIRST if verdict in verdicts), None),
        facts=(wording.tally(verdicts),),
        passages=rests_on,
        items=tuple(_claim(report, *each, in_sentence=True) for each in claims),
    )


def _claim(report: Report, number: int, claim: CheckedClaim, *, in_sentence: bool = False) -> Item:
    findings = [_note(finding) for finding in claim.findings]
    origin = () if in_sentence else _origin(report, claim)
    if claim.verdict is Verdict.SUPPORTED:
        origin = tuple(replace(note, aside=True) for note in origin)
    return Item(
        f"claim-{number}",
        one_line(claim.text),
        number=str(number),
        judged=True,
        verdict=claim.verdict,
        facts=(wording.decision(claim), *filter(None, [wording.votes(claim)])),
        notes=(*origin, *_reasons(claim), *findings, *_correction(claim)),
        passages=(
            *(_cited(report, evidence, claim.findings) for evidence in claim.evidence),
            *_found(report, claim.findings, shown=claim.evidence),
        ),
        marked=in_claim(claim, report),
        wrong=tuple(_wrong(report, finding) for finding in claim.findings if finding.level is Level.FAULT),
        confidence=claim.confidence,
        dissent=wording.dissent(claim),
    )


def _wrong(report: Report, finding: Finding) -> Wrong:
    mark = mark_of(finding, report)
    return Wrong(wording.kind_words(finding), mark.our_words, mark.their_words)


def _origin(report: Report | ExtractionReport, claim: Claim | CheckedClaim) -> tuple[Note, ...]:
    """The words that a claim was drawn from, where it is not just those words."""
    words = one_line(claim.span.of(report.text))
    if not words or words == one_line(claim.text):
        return ()
    return (Note(wording.quoted(wording.trimmed(words)), label="from"),)


def _reasons(claim: CheckedClaim) -> tuple[Note, ...]:
    """Why, unless the faults say so in the same words; and where the rules overruled the judge."""
    reason, disagreement = one_line(claim.reason), wording.disagreement(claim)
    faults = [one_line(finding.message) for finding in claim.findings if finding.level is Level.FAULT]
    told = reason == " ".join(faults)
    notes = (
        Note("" if told else reason, aside=claim.verdict is Verdict.SUPPORTED),
        Note(disagreement or "", aside=True),
        Note(wording.by_source(claim) or ""),
    )
    return tuple(note for note in notes if note.text)


def _correction(claim: CheckedClaim) -> tuple[Note, ...]:
    return (Note(wording.quoted(one_line(claim.correction)), label="suggested"),) if claim.correction else ()


def _note(finding: Finding) -> Note:
    label = wording.kind_and_level(finding)
    return Note(
        one_line(finding.message),
        label=label,
        level=finding.level,
        kind=label.removesuffix(f" ({finding.level})"),
    )


def _attribution(number: int, attribution: Attribution | CheckedAttribution) -> Item:
    return Item(
        f"attribution-{number}",
        wording.reported(attribution),
        number=f"A{number}",
        facts=(wording.speech(attribution),),
    )


def _checked_attribution(report: Report, number: int, attribution: CheckedAttribution) -> Item:
    return replace(
        _attribution(number, attribution),
        parts=wording.by_verdict(attribution.verdicts),
        passages=(_cited(report, attribution.matched),) if attribution.matched else (),
    )


def _about_document(number: int, finding: Finding, passages: tuple[Passage, ...] = ()) -> Item:
    kind = wording.kind_and_level(finding)
    return Item(f"finding-{number}", one_line(finding.message), facts=(kind,), passages=passages)


def _omission(report: Report, number: int, omission: Omission) -> Item:
    facts = [one_line(omission.reason)]
    if source := _source(report, omission.source):
        facts.append(_place(report, source, omission.span))
    return Item(f"omission-{number}", one_line(omission.text), facts=tuple(facts))


def _cited(report: Report, evidence: Evidence, findings: Sequence[Finding] = ()) -> Passage:
    """The evidence; of a long one, what stands around the first finding in it."""
    source = next(source for source in report.sources if source.id == evidence.source)
    spans = [finding.source_span for finding in findings if finding.source == evidence.source]
    focus = next((span.start - evidence.start for span in spans if span and span.overlaps(evidence.span)), 0)
    offered = wording.quoted(wording.trimmed(evidence.offered)) if evidence.offered else None
    if evidence.pieces:
        words = " … ".join(piece.of(source.text) for piece in evidence.pieces)
        return replace(
            _passage(report, source, evidence.span), words=wording.quoted(wording.trimmed(words)), offered=offered
        )
    return replace(_passage(report, source, evidence.span, findings, max(0, focus)), offered=offered)


def _passage(
    report: Report, source: SourceRecord, span: Span, findings: Sequence[Finding] = (), focus: int = 0
) -> Passage:
    words = span.of(source.text)
    shown = wording.quoted(wording.trimmed(words, focus))
    return Passage(
        source.id,
        span,
        shown,
        _place(report, source, span),
        near=wording.near(source, span, of_several=len(report.sources) > 1),
        marked=in_passage(shown, span, wording.window(words, focus), source.id, findings, report),
    )


def _found(report: Report, findings: Sequence[Finding], shown: Sequence[Evidence] = ()) -> tuple[Passage, ...]:
    """The passages that findings point at, but for those that the evidence shows anyway."""
    passages = []
    for finding in findings:
        source, span = _source(report, finding.source), finding.source_span
        if source is None or span is None or not span.of(source.text).strip():
            continue
        if any(evidence.source == source.id and evidence.span.overlaps(span) for evidence in shown):
            continue
        passages.append(_passage(report, source, span, findings))
    return tuple(dict.fromkeys(passages))


def _source(report: Report, identifier: str | None) -> SourceRecord | None:
    return next((source for source in report.sources if source.id == identifier), None)


def _place(report: Report, source: SourceRecord, span: Span) -> str:
    return wording.place(source, span, of_several=len(report.sources) > 1)
