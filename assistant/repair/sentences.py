"""The sentences at fault: what is wrong with each, what was tried, what it says now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.schema import CheckedClaim, DecidedBy, Finding, Level, Span, Verdict


@dataclass
class Faulty:
    """A passage of the text that does not hold, on its way to be rewritten, cut or left."""

    position: int
    """Its position among the passages of the text."""
    original: str
    found: tuple[CheckedClaim, ...]
    """What it claims as it was given. Spans point into its own words, here and below."""
    words: str
    """What stands in its place now; empty where it is cut."""
    claims: tuple[CheckedClaim, ...]
    """What that claims."""
    remark: str = ""
    """What the engine says of the words that stand there now."""
    tried: list[str] = field(default_factory=list)
    why_left: str = ""
    """Why it is left as it is, where it is."""

    @property
    def is_open(self) -> bool:
        """Whether it still does not hold, and nobody has given it up."""
        return bool(self.words) and not self.why_left and any(map(at_fault, self.claims))

    def take(self, words: str, claims: tuple[CheckedClaim, ...], remark: str) -> None:
        """Puts a rewrite in its place, which claims this."""
        self.words, self.claims, self.remark = words, claims, remark

    def cut(self) -> None:
        self.words, self.claims, self.remark, self.why_left = "", (), "", ""

    def leave(self, reason: str) -> None:
        """Takes back what was done to it."""
        self.words, self.claims, self.why_left = self.original, self.found, reason


def at_fault(claim: CheckedClaim) -> bool:
    """Whether there is evidence against a claim: nothing is held against one whose judge failed or abstained."""
    if claim.verdict is Verdict.UNVERIFIED:
        return claim.decided_by is DecidedBy.GROUNDING
    return claim.verdict is not Verdict.SUPPORTED


def faults(claims: Sequence[CheckedClaim]) -> int:
    """How many faults there are: the claims that are not supported, and what the rules find wrong with them."""
    found = sum(finding.level is Level.FAULT for claim in claims for finding in claim.findings)
    return found + sum(claim.verdict is not Verdict.SUPPORTED for claim in claims)


def claims_at(claims: Sequence[CheckedClaim], place: Span) -> tuple[CheckedClaim, ...]:
    """The claims that come from the words at `place`, with spans that point into these words."""
    return tuple(_moved(claim, place) for claim in claims if claim.span.overlaps(place))


def why(claims: Sequence[CheckedClaim]) -> str:
    """What is wrong, in one line: the faults that were found, else the verdict and its reason."""
    told = [
        finding.message
        for claim in claims
        if at_fault(claim)
        for finding in claim.findings
        if finding.level is Level.FAULT
    ]
    told = told or [f"{claim.verdict.capitalize()}: {claim.reason}" for claim in claims if at_fault(claim)]
    return " ".join(" ".join(dict.fromkeys(told)).split())


def _moved(claim: CheckedClaim, place: Span) -> CheckedClaim:
    findings = tuple(_moved_finding(finding, place) for finding in claim.findings)
    return claim.model_copy(update={"span": _within(claim.span, place), "findings": findings})


def _moved_finding(finding: Finding, place: Span) -> Finding:
    return finding.model_copy(update={"span": _within(finding.span, place)}) if finding.span else finding


def _within(span: Span, place: Span) -> Span:
    start = min(max(span.start, place.start), place.end)
    return Span(start=start - place.start, end=max(start, min(span.end, place.end)) - place.start)
