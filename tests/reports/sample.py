"""Reports about an invented article, built by hand: what every layout is tried on."""

from __future__ import annotations

import hashlib

from assistant.schema import (
    FINDING_LEVELS,
    Alignment,
    Attribution,
    AttributionVerdicts,
    Change,
    CheckedAttribution,
    CheckedClaim,
    Claim,
    DecidedBy,
    Document,
    EngineIdentity,
    Evidence,
    ExtractionReport,
    Finding,
    FindingKind,
    Left,
    Modality,
    Mode,
    Omission,
    Polarity,
    Repair,
    Report,
    Score,
    Scores,
    SourceRecord,
    Span,
    SummarySentence,
    Usage,
    Verdict,
)

ARTICLE = Document(
    id="s1",
    title="Ferry to Skarn Island will pause for six weeks",
    text="""Ferry to Skarn Island will pause for six weeks

The ferry between Port Ellery and Skarn Island will stop on 4 May for repairs to its landing stage, the harbour \
board said on Tuesday.

The work is expected to take six weeks and to cost 1.2 million crowns. "We looked at every way of keeping one boat \
running, and none of them was safe," said Ilse Marten, the harbour master.

The ferry between Port Ellery and Skarn Island will stop on 4 May for repairs to its landing stage, the harbour \
board said on Tuesday.

A member of the board, who asked not to be named, denied that the inspection of 2019 had been ignored. Islanders \
could travel on the supply boat, which carries twelve passengers and sails twice a week.
""",
)

CHECKED_TEXT = (
    "The ferry to Skarn Island stops on 4 May. It will be out of service for nine weeks. "
    "“We looked at every way of keeping a boat running, and none was safe,” Ilse Marten said. "
    "Board member Jonas Pell denied that the 2019 inspection was ignored. "
    "Islanders could use the supply boat. The work is paid for by the region. Mud eels nest under the stage."
)

SUMMARY_SENTENCES = (
    "The ferry to Skarn Island stops on 4 May, and repairs are expected to take six weeks.",
    "Islanders could travel on the supply boat, which sails twice a week.",
)


def record(document: Document) -> SourceRecord:
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    text = document.text
    return SourceRecord(id=document.id, title=document.title, characters=len(text), sha256=digest, text=text)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def cite(words: str, document: Document = ARTICLE, offered: str | None = None) -> Evidence:
    alignment = Alignment.NORMALISED if offered else Alignment.EXACT
    return Evidence.cite(document, span_of(document.text, words), alignment=alignment, offered=offered)


def finding(kind: FindingKind, message: str, words: str | None = None) -> Finding:
    """A finding that points at `words` of the article."""
    span = span_of(ARTICLE.text, words) if words else None
    source = ARTICLE.id if words else None
    return Finding(kind=kind, level=FINDING_LEVELS[kind], message=message, source=source, source_span=span)


def claim(
    number: int,
    text: str,
    span: Span,
    verdict: Verdict,
    reason: str,
    *,
    confidence: float | None = None,
    judge: Verdict | None = None,
    decided_by: DecidedBy = DecidedBy.JUDGE,
    evidence: tuple[Evidence, ...] = (),
    findings: tuple[Finding, ...] = (),
    correction: str | None = None,
) -> CheckedClaim:
    return CheckedClaim(
        id=f"c{number}", text=text, span=span, verdict=verdict, confidence=confidence, reason=reason,
        judge=judge, decided_by=decided_by, evidence=evidence, findings=findings, correction=correction,
    )  # fmt: skip


def checked_claims() -> tuple[CheckedClaim, ...]:
    """One claim for every way of being decided."""
    stops = "The ferry between Port Ellery and Skarn Island will stop on 4 May"
    denial = "A member of the board, who asked not to be named, denied that the inspection of 2019 had been ignored."
    weeks = finding(
        FindingKind.NUMBER_CHANGED, "The text says nine weeks; the source says six weeks.", "six weeks and to cost"
    )
    altered = finding(
        FindingKind.QUOTE_ALTERED,
        "The quote is not word for word: “a boat” where the source has “one boat”; leaves out “of them”.",
        "We looked at every way of keeping one boat running, and none of them was safe",
    )
    named = finding(
        FindingKind.SPEAKER_IDENTIFIED,
        "The text names Jonas Pell; in the source this speaker asked not to be named.",
        "who asked not to be named",
    )
    dropped = finding(
        FindingKind.ATTRIBUTION_DROPPED, "The source has this from the harbour board; the text states it as fact."
    )

    def place(words: str) -> Span:
        return span_of(CHECKED_TEXT, words)

    return (
        claim(
            1, "The ferry to Skarn Island stops on 4 May.", place("The ferry to Skarn Island stops on 4 May."),
            Verdict.SUPPORTED, "The article gives this date in its first paragraph.", confidence=0.97,
            judge=Verdict.SUPPORTED, evidence=(cite(stops),), findings=(dropped,),
        ),
        claim(
            2, "The ferry will be out of service for nine weeks.", place("It will be out of service for nine weeks."),
            Verdict.CONTRADICTED, weeks.message, confidence=0.78, judge=Verdict.SUPPORTED,
            decided_by=DecidedBy.RULES, findings=(weeks,), correction="It will be out of service for six weeks.",
            evidence=(cite("The work is expected to take six weeks and to cost 1.2 million crowns."),),
        ),
        claim(
            3, "Ilse Marten said that every way of keeping a boat running had been looked at and none was safe.",
            place("“We looked at every way of keeping a boat running, and none was safe,” Ilse Marten said."),
            Verdict.CONTRADICTED, altered.message, confidence=0.85, judge=Verdict.CONTRADICTED,
            decided_by=DecidedBy.BOTH, findings=(altered,),
            evidence=(
                cite(
                    '"We looked at every way of keeping one boat running, and none of them was safe,"',
                    offered="“We looked at every way of keeping one boat running, and none of them was safe,”",
                ),
            ),
        ),
        claim(
            4, "Jonas Pell, a board member, denied that the 2019 inspection was ignored.",
            place("Board member Jonas Pell denied that the 2019 inspection was ignored."),
            Verdict.CONTRADICTED, named.message, confidence=0.78, judge=Verdict.UNSUPPORTED,
            decided_by=DecidedBy.BOTH, evidence=(cite(denial),), findings=(named,),
        ),
        claim(
            5, "Islanders could use the supply boat.", place("Islanders could use the supply boat."),
            Verdict.SUPPORTED, "The last paragraph says so.", judge=Verdict.SUPPORTED,
            evidence=(cite("Islanders could travel on the supply boat"),),
        ),
        claim(
            6, "The work is paid for by the region.", place("The work is paid for by the region."),
            Verdict.UNSUPPORTED, "The article gives the cost and not who bears it.", confidence=0.995,
            judge=Verdict.UNSUPPORTED,
        ),
        claim(
            7, "Mud eels nest under the landing stage.", place("Mud eels nest under the stage."),
            Verdict.UNVERIFIED, "The judge says supported, but it names no sentence of the source.",
            judge=Verdict.SUPPORTED, decided_by=DecidedBy.GROUNDING,
        ),
    )  # fmt: skip


def checked_attributions() -> tuple[CheckedAttribution, ...]:
    quote = "We looked at every way of keeping one boat running, and none of them was safe,"
    return (
        CheckedAttribution(
            id="a1", speaker="Ilse Marten", cue="said", mode=Mode.DIRECT, role=None, anonymous=False,
            content="We looked at every way of keeping a boat running, and none was safe,",
            polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED, speaker_span=None, cue_span=None, content_spans=(),
            verdicts=AttributionVerdicts(
                content=Verdict.SUPPORTED, speaker=Verdict.SUPPORTED,
                wording=Verdict.CONTRADICTED, stance=Verdict.SUPPORTED,
            ),
            matched=cite(quote),
        ),
        CheckedAttribution(
            id="a2", speaker="Jonas Pell", cue="denied", mode=Mode.INDIRECT, role="board member", anonymous=False,
            content="the 2019 inspection was ignored", polarity=Polarity.DENIED, modality=Modality.ASSERTED,
            speaker_span=None, cue_span=None, content_spans=(),
            verdicts=AttributionVerdicts(
                content=Verdict.SUPPORTED, speaker=Verdict.UNVERIFIED, wording=None, stance=Verdict.SUPPORTED
            ),
            matched=cite("denied that the inspection of 2019 had been ignored"),
        ),
    )  # fmt: skip


def duplicate() -> Finding:
    again = ARTICLE.text.rindex("The ferry between Port Ellery")
    message = "A paragraph stands in the article twice; it is used once."
    return Finding(
        kind=FindingKind.DUPLICATE_TEXT,
        level=FINDING_LEVELS[FindingKind.DUPLICATE_TEXT],
        message=message,
        source=ARTICLE.id,
        source_span=Span(start=again, end=ARTICLE.text.index("\n", again)),
    )


def checked_report() -> Report:
    """A check with a language model, in which most things go wrong."""
    cost = "and to cost 1.2 million crowns"
    return Report(
        engine=EngineIdentity(
            name="model", version="0.1.0", model="example-large", host="models.example:8443",
            prompts={"extract": "4be0c2", "verify": "91d7aa"},
        ),
        sources=(record(ARTICLE),),
        text=CHECKED_TEXT,
        claims=checked_claims(),
        attributions=checked_attributions(),
        findings=(duplicate(),),
        omissions=(
            Omission(
                source=ARTICLE.id,
                span=span_of(ARTICLE.text, cost),
                text=cost,
                reason="a figure of the second paragraph",
            ),
        ),
        scores=Scores(
            faithfulness=Score.of(2, 7), attribution=Score.of(0, 2), quotes=Score.of(0, 1), coverage=Score.of(3, 4)
        ),
        usage=Usage(calls=2, input_tokens=2310, output_tokens=514, cached_tokens=1024, usd=0.0012, seconds=6.42),
    )  # fmt: skip


def repaired_report() -> Report:
    """A check of which one sentence was rewritten, one cut, and one left."""
    report = checked_report()
    weeks, altered, paid = (report.claims[position] for position in (1, 2, 5))
    mended = "It will be out of service for six weeks."
    text = CHECKED_TEXT.replace(weeks.span.of(CHECKED_TEXT), mended).replace(altered.span.of(CHECKED_TEXT) + " ", "")
    stops = report.claims[0]
    repair = Repair(
        original=CHECKED_TEXT,
        text=text,
        scores_before=report.scores,
        scores=Scores(
            faithfulness=Score.of(3, 6), attribution=Score.of(0, 1), quotes=Score.of(0, 0), coverage=Score.of(3, 4)
        ),
        claims=(stops,),
        changes=(
            Change(
                span=weeks.span, before=weeks.span.of(CHECKED_TEXT), after=mended, reason=weeks.reason,
                note="This is the source's own sentence.",
            ),
            Change(span=altered.span, before=altered.span.of(CHECKED_TEXT), after=None, reason=altered.reason),
        ),
        left=(
            Left(
                span=paid.span, text=paid.span.of(CHECKED_TEXT),
                reason="No rewrite could be had: example-large refuses to answer.",
            ),
        ),
    )  # fmt: skip
    return report.model_copy(update={"repair": repair})


def summary_report() -> Report:
    """A summary by the embedded engine: one sentence with two claims, one that is a claim itself."""
    first, second = SUMMARY_SENTENCES
    text = f"{first} {second}"
    stops = cite("The ferry between Port Ellery and Skarn Island will stop on 4 May")
    weeks = cite("The work is expected to take six weeks")
    boat = cite("Islanders could travel on the supply boat, which carries twelve passengers and sails twice a week.")
    return Report(
        engine=EngineIdentity(name="embedded", version="0.1.0"),
        sources=(record(ARTICLE),),
        text=text,
        summary=(
            SummarySentence(text=first, span=span_of(text, first), rests_on=(stops, weeks)),
            SummarySentence(text=second, span=span_of(text, second), rests_on=(boat,)),
        ),
        claims=(
            claim(
                1, "The ferry to Skarn Island stops on 4 May.", span_of(text, "The ferry to Skarn Island stops"),
                Verdict.SUPPORTED, "The source says so.", confidence=0.91, judge=Verdict.SUPPORTED, evidence=(stops,),
            ),
            claim(
                2, "Repairs are expected to take six weeks.", span_of(text, "repairs are expected to take six weeks."),
                Verdict.SUPPORTED, "The source says so.", confidence=0.9, judge=Verdict.SUPPORTED, evidence=(weeks,),
            ),
            claim(
                3, second, span_of(text, second), Verdict.SUPPORTED, "The source says so.",
                confidence=0.88, judge=Verdict.SUPPORTED, evidence=(boat,),
            ),
        ),
        attributions=(),
        findings=(duplicate(),),
        scores=Scores(faithfulness=Score.of(3, 3), attribution=Score.of(0, 0), quotes=Score.of(0, 0)),
        usage=Usage(seconds=0.21),
    )  # fmt: skip


def extraction_report() -> ExtractionReport:
    """What the text under check claims, and whom it lets speak."""
    claims = tuple(Claim(id=each.id, text=each.text, span=each.span) for each in checked_claims()[:3])
    spoken = Attribution(
        id="a1", speaker="Ilse Marten", cue="said", mode=Mode.DIRECT,
        content="We looked at every way of keeping a boat running, and none was safe,",
    )  # fmt: skip
    hidden = Attribution(
        id="a2", speaker=None, cue="denied", mode=Mode.INDIRECT, content="the 2019 inspection was ignored",
        role="a member of the board", anonymous=True, polarity=Polarity.DENIED, modality=Modality.HEDGED,
    )  # fmt: skip
    return ExtractionReport(
        engine=EngineIdentity(name="embedded", version="0.1.0"),
        text=CHECKED_TEXT,
        claims=claims,
        attributions=(spoken, hidden),
        usage=Usage(seconds=0.05),
    )
