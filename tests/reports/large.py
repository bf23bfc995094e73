"""A report as large as they come: three hundred claims against a source of a megabyte."""

from __future__ import annotations

from assistant.schema import (
    CheckedClaim,
    DecidedBy,
    Document,
    EngineIdentity,
    Evidence,
    Finding,
    FindingKind,
    Level,
    Report,
    Score,
    Scores,
    Span,
    Usage,
    Verdict,
)
from tests.reports.sample import record

CLAIMS = 300
CHARACTERS = 1_000_000
_VERDICTS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.SUPPORTED)


def large_report() -> Report:
    """Every claim has evidence of its own, and every contradicted one a finding with words on both sides."""
    lines = [
        f"On day {number} the ferry carried {number % 97} people over the sound to the island." for number in range(1)
    ]
    while sum(map(len, lines)) + len(lines) < CHARACTERS:
        number = len(lines)
        lines.append(f"On day {number} the ferry carried {number % 97} people over the sound to the island.")
    source = Document(id="s1", title="The log of the ferry", text="\n".join(lines))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    step = len(lines) // CLAIMS
    sentences = [lines[number * step].replace("carried", "took") for number in range(CLAIMS)]
    text = " ".join(sentences)
    claims, at = [], 0
    for number, sentence in enumerate(sentences):
        verdict = _VERDICTS[number % len(_VERDICTS)]
        place = Span(start=starts[number * step], end=starts[number * step + 1] - 1)
        took = at + sentence.index("took")
        carried = place.start + lines[number * step].index("carried")
        found = Finding(
            kind=FindingKind.RELATION_CHANGED, level=Level.FAULT,
            message="The text says “took”; the source says “carried”.",
            span=Span(start=took, end=took + 4), source="s1", source_span=Span(start=carried, end=carried + 7),
        )  # fmt: skip
        claims.append(
            CheckedClaim(
                id=f"c{number + 1}", text=sentence, span=Span(start=at, end=at + len(sentence)), verdict=verdict,
                confidence=0.8, reason="The closest passage says so.", judge=verdict, decided_by=DecidedBy.JUDGE,
                evidence=(Evidence.cite(source, place),),
                findings=(found,) if verdict is Verdict.CONTRADICTED else (),
            )
        )  # fmt: skip
        at += len(sentence) + 1
    return Report(
        engine=EngineIdentity(name="embedded", version="0"), sources=(record(source),), text=text,
        claims=tuple(claims), attributions=(), scores=Scores(faithfulness=Score.of(180, 300)), usage=Usage(seconds=1.0),
    )  # fmt: skip
