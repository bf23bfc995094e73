"""The words of a report, the same in every layout: marks, verdicts, places, scores, what was used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.reports.characters import one_line
from assistant.schema import (
    Attribution,
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
    DecidedBy.BOTH: "judge and rules agree",
    DecidedBy.GROUNDING: "decided by looking for its words in the source",
    DecidedBy.NOBODY: "decided by nobody",
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
    return f"Check against {titles}" if report.summary is None else f"Summary of {titles}"


def name(source: SourceRecord) -> str:
    return one_line(source.title or "") or source.id


def count(number: int, noun: str) -> str:
    """ "1 claim", "2 claims", "no claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number or 'no':{',' if number else ''}} {noun}s"


def tally(verdicts: Sequence[Verdict]) -> str:
    """How many claims there are and what became of them: "7 claims: 5 supported, 2 contradicted"."""
    counts = Counter(verdicts)
    parts = [f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]]
    return f"{count(len(verdicts), 'claim')}: {', '.join(parts)}" if parts else "no claims"


def decision(claim: CheckedClaim) -> str:
    """The verdict, how sure it is, and whose it is."""
    sure = [] if claim.confidence is None else [f"confidence {percent(claim.confidence)}"]
    return " · ".join([claim.verdict, *sure, _DECIDED_BY[claim.decided_by]])


def disagreement(claim: CheckedClaim) -> str | None:
    """Where the verdict is not the judge's own: what the judge said, and what stood against it."""
    if claim.judge in (None, claim.verdict):
        return None
    faults = [kind_words(finding) for finding in claim.findings if finding.level is Level.FAULT]
    if faults:
        against = f"the rules found: {', '.join(dict.fromkeys(faults))}"
    elif claim.decided_by is DecidedBy.GROUNDING:
        against = "the words it gave for that did not hold against the source"
    else:
        against = f"the verdict is {claim.verdict} all the same"
    return f"The judge said {claim.judge}; {against}."


def kind_words(finding: Finding) -> str:
    return finding.kind.replace("_", " ")


def place(source: SourceRecord, span: Span, *, of_several: bool) -> str:
    """Where a passage stands: "line 7, characters 120-188", and in which source where there are several."""
    line = source.text.count("\n", 0, span.start) + 1
    where = f"line {line}, characters {span.start}-{span.end}"
    return f"“{name(source)}” ({source.id}), {where}" if of_several else where


def trimmed(words: str, focus: int = 0) -> str:
    """`words` on one line, cut with an ellipsis to what stands around the character `focus`."""
    start = max(0, min(focus - _QUOTE_LENGTH // 2, len(words) - _QUOTE_LENGTH))
    end = start + _QUOTE_LENGTH
    shown = words[start:end]
    if end < len(words):
        shown = (shown.rsplit(maxsplit=1) or [""])[0] + " …"
    if start > 0:
        shown = "… " + (shown.split(maxsplit=1) or [""])[-1]
    return one_line(shown)


def speaker(attribution: Attribution | CheckedAttribution) -> str:
    """The speaker as the text has them, with their role: "Ilse Marten, harbour master (named)"."""
    who = attribution.speaker or ("an unnamed speaker" if not attribution.role else "")
    known = "anonymous" if attribution.anonymous else "named" if attribution.speaker else "not named"
    said = ", ".join(one_line(part) for part in (who, attribution.role) if part)
    return f"{said} ({known})"


def speech(attribution: Attribution | CheckedAttribution) -> str:
    """How the words are reported: "indirect speech · cue “denied” · denied"."""
    parts = [_MODES[attribution.mode], f"cue “{one_line(attribution.cue)}”" if attribution.cue else "no cue"]
    if attribution.polarity is Polarity.DENIED:
        parts.append("denied")
    if attribution.modality is Modality.HEDGED:
        parts.append("as a possibility, a plan or a duty")
    return " · ".join(parts)


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
        who = f"model {engine.model or 'without a name'} at {engine.host or 'an unnamed host'}, version {engine.version}"
    lines = [("Engine", who)]
    if engine.prompts:
        lines.append(("Prompts", ", ".join(f"{prompt} {version}" for prompt, version in engine.prompts.items())))
    if engine.name == "model":
        lines.append(("Calls", f"{usage.calls:,}"))
        lines.append(
            ("Tokens", f"{usage.input_tokens:,} in ({usage.cached_tokens:,} cached), {usage.output_tokens:,} out")
        )
    return (*lines, ("Time", f"{usage.seconds:.1f} seconds"))


def percent(share: float) -> str:
    return f"{_rounded(share) * 100:.0f}%"


def _score(score: Score, unit: str) -> str:
    if score.value is None:
        return f"no {unit}s"
    return f"{_rounded(score.value):.2f} ({score.numerator:,} of {count(score.denominator, unit)})"


def _rounded(share: float) -> float:
    """To hundredths, and 0 or 1 only where it is exactly that: 299 of 300 is not 1.00."""
    return share if share in (0.0, 1.0) else min(max(round(share, 2), 0.01), 0.99)
