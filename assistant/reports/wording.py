"""The words of a report, the same in every layout: marks, verdicts, places, scores, what was used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.reports.characters import one_line
from assistant.schema import (
    Attribution,
    AttributionVerdicts,
    CheckedAttribution,
    CheckedClaim,
    DecidedBy,
    EngineIdentity,
    ExtractionReport,
    Finding,
    Level,
    Modality,
    Mode,
    Polarity,
    Repair,
    Report,
    Score,
    Scores,
    SourceRecord,
    Span,
    Usage,
    Verdict,
)

VERDICT_MARKS = {
    Verdict.SUPPORTED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.UNSUPPORTED: "?",
    Verdict.UNVERIFIED: "○",
}
NO_VERDICT_MARK = "–"
GRAVEST_FIRST = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.UNVERIFIED, Verdict.SUPPORTED)
LEVEL_MARKS = {Level.FAULT: "✗", Level.REMARK: "!"}

VERDICT_MEANINGS = {
    Verdict.SUPPORTED: "the source says it",
    Verdict.CONTRADICTED: "the source says otherwise",
    Verdict.UNSUPPORTED: "the source does not say it",
    Verdict.UNVERIFIED: "not decided",
}

_DECIDED_BY = {
    DecidedBy.JUDGE: "decided by the judge",
    DecidedBy.RULES: "decided by the rules",
    DecidedBy.BOTH: "decided by the judge and the rules",
    DecidedBy.GROUNDING: "the judge's quote did not hold",
    DecidedBy.NOBODY: "not decided",
}
_MODES = {Mode.DIRECT: "direct speech", Mode.INDIRECT: "indirect speech", Mode.MIXED: "partly direct speech"}
_QUOTE_LENGTH = 320
"""Characters of a passage that are shown; a sentence of news is seldom longer."""


def mark(verdict: Verdict | None) -> str:
    return NO_VERDICT_MARK if verdict is None else VERDICT_MARKS[verdict]


def heading(report: Report | ExtractionReport) -> str:
    """What the report is about, in one line."""
    if isinstance(report, ExtractionReport):
        return "Claims and attributions"
    titles = ", ".join(f"“{name(source)}”" for source in report.sources) or "no source"
    if report.against_itself:
        return f"Check of {titles} against itself: headline and teaser against the body"
    return f"Check against {titles}" if report.summary is None else f"Summary of {titles}"


def lead(report: Report | ExtractionReport) -> str:
    """What it comes to, in one line."""
    if isinstance(report, ExtractionReport):
        return f"{count(len(report.claims), 'claim')}, {count(len(report.attributions), 'attribution')}"
    found = tally([claim.verdict for claim in report.claims])
    return f"{found}. Not all was done: {report.stopped}" if report.stopped else found


def name(source: SourceRecord) -> str:
    return one_line(source.title or "") or source.id


def count(number: int, noun: str) -> str:
    """ "1 claim", "2 claims", "no claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else f"no {noun}s"


def tally(verdicts: Sequence[Verdict]) -> str:
    """How many claims there are and what became of them: "7 claims: 5 supported, 2 contradicted"."""
    counts = Counter(verdicts)
    parts = [f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]]
    return f"{count(len(verdicts), 'claim')}: {', '.join(parts)}" if parts else "no claims"


def decision(claim: CheckedClaim) -> str:
    """The verdict, how sure it is, and whose it is."""
    sure = [] if claim.confidence is None else [f"confidence {percent(claim.confidence)}"]
    return " · ".join([claim.verdict, *sure, _DECIDED_BY[claim.decided_by]])


def votes(claim: CheckedClaim) -> str | None:
    """What each of several judges said; None where there was one."""
    said = [f"{vote.judge}: {vote.label or 'no answer'}" for vote in claim.votes]
    return f"judges: {'; '.join(said)}" if said else None


def judges(report: Report) -> tuple[tuple[str, str], ...]:
    """Who judged, where several did, and on how many claims they differ."""
    if not report.engine.judges:
        return ()
    differing = sum(len({vote.label for vote in claim.votes if vote.label}) > 1 for claim in report.claims)
    differ = f"they differ on {differing} of {count(len(report.claims), 'claim')}"
    return (("Judges", f"{'; '.join(report.engine.judges)}: {differ}"),)


def disagreement(claim: CheckedClaim) -> str | None:
    """What the judge said and what the rules found, where the rules changed the judge's label."""
    faults = [kind_words(finding) for finding in claim.findings if finding.level is Level.FAULT]
    if claim.judge in (None, claim.verdict) or not faults:
        return None
    return f"The judge said {claim.judge}; the rules found: {', '.join(dict.fromkeys(faults))}."


def dissent(claim: CheckedClaim) -> str:
    """ "the judge said supported", where the rules changed the judge's label; else nothing."""
    return f"the judge said {claim.judge}" if disagreement(claim) else ""


def by_verdict(verdicts: AttributionVerdicts) -> tuple[tuple[Verdict | None, str], ...]:
    """The parts of an attribution gathered by verdict: ("supported", "supported: content, speaker") and so on."""
    parts = {part: getattr(verdicts, part) for part in AttributionVerdicts.model_fields}
    gathered: list[tuple[Verdict | None, str]] = []
    for verdict in dict.fromkeys(parts.values()):
        alike = ", ".join(part for part, own in parts.items() if own is verdict)
        gathered.append((verdict, f"{verdict or 'nothing to check'}: {alike}"))
    return tuple(gathered)


def kind_and_level(finding: Finding) -> str:
    """ "number changed (fault)"; of one that was waived, when and why."""
    if finding.waived is not None:
        return f"{kind_words(finding)} (waived on {finding.waived.date}: {one_line(finding.waived.reason)})"
    return f"{kind_words(finding)} ({finding.level})"


def by_source(claim: CheckedClaim) -> str | None:
    """What each of several sources says of a claim: "supported: source1; contradicted: source2"."""
    if not claim.by_source:
        return None
    said = {
        Verdict.SUPPORTED: "supported by",
        Verdict.CONTRADICTED: "contradicted by",
        Verdict.UNSUPPORTED: "not in",
        Verdict.UNVERIFIED: "not decided for",
    }
    gathered = [
        (words, [one.source for one in claim.by_source if one.verdict is verdict]) for verdict, words in said.items()
    ]
    return "By source: " + "; ".join(f"{words} {', '.join(sources)}" for words, sources in gathered if sources) + "."


def kind_words(finding: Finding) -> str:
    return finding.kind.replace("_", " ")


def place(source: SourceRecord, span: Span, *, of_several: bool) -> str:
    """Where a passage stands: "line 7, characters 120-188", and in which source where there are several."""
    where = f"{line(source, span)}, characters {span.start}-{span.end}"
    return f"“{name(source)}” ({source.id}), {where}" if of_several else where


def near(source: SourceRecord, span: Span, *, of_several: bool) -> str:
    """Where a passage stands, as an editor looks for it: "line 7", or "source2, line 7"."""
    return f"{source.id}, {line(source, span)}" if of_several else line(source, span)


def line(source: SourceRecord, span: Span) -> str:
    """The line that a span begins in; of a text that was taken out of HTML or PDF it is no line of the file."""
    number = source.text.count("\n", 0, span.start) + 1
    verbatim = source.origin is None or source.origin.verbatim
    return f"line {number}" if verbatim else f"line {number} of its text"


def trimmed(words: str, focus: int = 0) -> str:
    """`words` on one line, cut with an ellipsis to what stands around the character `focus`."""
    kept = window(words, focus)
    return one_line(("… " if kept.start else "") + kept.of(words) + (" …" if kept.end < len(words) else ""))


def window(words: str, focus: int = 0) -> Span:
    """The part of `words` that is shown where they are too long: whole words around the character `focus`."""
    start = max(0, min(focus - _QUOTE_LENGTH // 2, len(words) - _QUOTE_LENGTH))
    end = start + _QUOTE_LENGTH
    shown = words[start:end]
    if end < len(words):
        shown = (shown.rsplit(maxsplit=1) or [""])[0]
    end = min(start + len(shown), len(words))
    if start > 0:
        start = end - len((shown.split(maxsplit=1) or [""])[-1])
    return Span(start=start, end=end)


def quoted(words: str) -> str:
    """`words` in curly quotes, unless they begin or end with quotation marks of their own."""
    return words if set(words[:1] + words[-1:]) & set('“”"') else f"“{words}”"


def reported(attribution: Attribution | CheckedAttribution) -> str:
    """Who is reported to have said what."""
    content = one_line(attribution.content)
    return f"{speaker(attribution)}: {quoted(content) if attribution.mode is Mode.DIRECT else content}"


def speaker(attribution: Attribution | CheckedAttribution) -> str:
    """The speaker as the text has them, with their role: "Ilse Marten, harbour master (named)"."""
    who = attribution.speaker or ("an unnamed speaker" if not attribution.role else "")
    known = "anonymous" if attribution.anonymous else "named" if attribution.speaker else "not named"
    said = ", ".join(one_line(part) for part in (who, attribution.role) if part)
    return f"{said} ({known})"


def speech(attribution: Attribution | CheckedAttribution) -> str:
    """How the words are reported: "indirect speech · cue “denied” · stance: denied"."""
    parts = [_MODES[attribution.mode], f"cue “{one_line(attribution.cue)}”" if attribution.cue else "no cue"]
    if attribution.polarity is not Polarity.AFFIRMED:
        parts.append(f"stance: {attribution.polarity}")
    if attribution.modality is Modality.HEDGED:
        parts.append("as a possibility, a plan or a duty")
    return " · ".join(parts)


def shares(scores: Scores) -> tuple[float | None, ...]:
    """The value of each score that was asked for, in the order of `score_lines`."""
    asked = (scores.faithfulness, scores.attribution, scores.quotes, scores.coverage)
    return tuple(score.value for score in asked if score is not None)


def score_lines(scores: Scores) -> tuple[tuple[str, str], ...]:
    """The name and the words of each score that was asked for."""
    units = {"faithfulness": "claim", "attribution": "attribution", "quotes": "direct quote", "coverage": "main point"}
    return tuple(
        (score_name.capitalize(), _score(score, unit))
        for score_name, unit in units.items()
        if (score := getattr(scores, score_name)) is not None
    )


def used_lines(engine: EngineIdentity, usage: Usage) -> tuple[tuple[str, str], ...]:
    """What answered and what it took, each with its name."""
    if engine.name == "embedded":
        who = f"embedded, version {engine.version}; no text left this machine"
    else:
        who = (
            f"model {engine.model or 'without a name'} at {engine.host or 'an unnamed host'}, version {engine.version}"
        )
    lines = [("Engine", who)]
    if engine.prompts:
        lines.append(("Prompts", ", ".join(f"{prompt} {version}" for prompt, version in engine.prompts.items())))
    if engine.name == "model":
        lines.append(("Calls", calls(usage)))
        lines.append(
            ("Tokens", f"{usage.input_tokens:,} in ({usage.cached_tokens:,} cached), {usage.output_tokens:,} out")
        )
        lines.append(("Cost", cost(usage)))
    return (*lines, ("Time", f"{usage.seconds:.1f} seconds"))


def in_short(engine: EngineIdentity, usage: Usage) -> str:
    """Who answered and what it took, on one line."""
    if engine.name == "embedded":
        return f"embedded engine, {usage.seconds:.2f} s"
    tokens = f"{usage.input_tokens + usage.output_tokens:,} tokens"
    return f"model {engine.model}: calls {calls(usage)}; {tokens}; cost {cost(usage)}; {usage.seconds:.2f} s"


def calls(usage: Usage) -> str:
    """The requests that were sent, and the questions that needed none."""
    return f"{usage.calls:,}" + (f" ({usage.cache_hits:,} more answered from the cache)" if usage.cache_hits else "")


def cost(usage: Usage) -> str:
    """What was spent, where that is known."""
    return "unknown: no price is known for this model" if usage.usd is None else f"{usage.usd:.4f} US dollars"


def repaired(repair: Repair) -> tuple[str, ...]:
    """What was done to the text, and its scores before and after."""
    rewritten = sum(change.after is not None for change in repair.changes)
    done = {"rewritten": rewritten, "cut": len(repair.changes) - rewritten, "left as it was": len(repair.left)}
    told = [f"{count(number, 'sentence')} {what}" for what, number in done.items() if number]
    before, after = dict(score_lines(repair.scores_before)), dict(score_lines(repair.scores))
    changed = [f"{name} {before[name]} before, {after[name]} after" for name in after if repair.changes]
    return (*((", ".join(told),) if told else ()), *changed)


def percent(share: float) -> str:
    return f"{_rounded(share) * 100:.0f}%"


def _score(score: Score, unit: str) -> str:
    if score.value is None:
        return f"no {unit}s"
    return f"{_rounded(score.value):.2f} ({score.numerator:,} of {count(score.denominator, unit)})"


def _rounded(share: float) -> float:
    """To hundredths, and 0 or 1 only where it is exactly that: 299 of 300 is not 1.00."""
    return share if share in (0.0, 1.0) else min(max(round(share, 2), 0.01), 0.99)
