"""Each attribution held against the sources: what was said, by whom, in which words, in what sense."""

from __future__ import annotations

from assistant.checks import SourceReading
from assistant.checks.speech.matching import match, speakers_agree
from assistant.checks.speech.speakers import turned
from assistant.schema import (
    Attribution,
    AttributionVerdicts,
    CheckedAttribution,
    CheckedClaim,
    Document,
    FindingKind,
    Mode,
    Polarity,
    Verdict,
)

_ANOTHER_SPEAKER = frozenset([FindingKind.WRONG_SPEAKER, FindingKind.SPEAKER_IDENTIFIED])


def checked_attribution(
    ours: Attribution, text: Document, reading: SourceReading, reported: CheckedClaim | None
) -> CheckedAttribution:
    """`ours` held against the sources; `reported` is the claim that reports it, where one does."""
    found = match(reading, ours, text)
    if found is None:
        verdicts = _unmatched(ours, reported.verdict if reported else None)
    else:
        theirs = found.attribution
        verdicts = AttributionVerdicts(
            content=Verdict.SUPPORTED,
            speaker=_speaker_verdict(ours, theirs, reported),
            wording=_wording_verdict(ours, found.verbatim),
            stance=_stance_verdict(ours, theirs),
        )
    return CheckedAttribution(
        **dict(ours),
        verdicts=verdicts,
        matched=found.evidence if found else None,
    )


def _unmatched(ours: Attribution, reported: Verdict | None) -> AttributionVerdicts:
    """No speech of the source was found to match: a judge who supports the claim leaves the speaker undecided."""
    quoted = Verdict.UNSUPPORTED if ours.mode is Mode.DIRECT else None
    if reported in (Verdict.SUPPORTED, Verdict.UNVERIFIED):
        return AttributionVerdicts(content=reported, speaker=Verdict.UNVERIFIED, wording=quoted)
    return AttributionVerdicts(content=Verdict.UNSUPPORTED, speaker=Verdict.UNSUPPORTED, wording=quoted)


def _speaker_verdict(ours: Attribution, theirs: Attribution | None, reported: CheckedClaim | None) -> Verdict | None:
    """Contradicted where the checks say that another speaks; another name by itself may be one's body, or a role."""
    if ours.speaker is None:
        return None
    if theirs is None or theirs.speaker is None:
        return Verdict.UNVERIFIED
    if speakers_agree(ours, theirs):
        return Verdict.SUPPORTED
    known = reported is not None and not _ANOTHER_SPEAKER.isdisjoint(finding.kind for finding in reported.findings)
    return Verdict.CONTRADICTED if known else Verdict.UNVERIFIED


def _wording_verdict(ours: Attribution, verbatim: bool) -> Verdict | None:
    if ours.mode is not Mode.DIRECT:
        return None
    return Verdict.SUPPORTED if verbatim else Verdict.CONTRADICTED


def _stance_verdict(ours: Attribution, theirs: Attribution | None) -> Verdict | None:
    if theirs is None or (ours.cue is None and ours.polarity is Polarity.AFFIRMED):
        return None
    return Verdict.CONTRADICTED if turned(ours, theirs) else Verdict.SUPPORTED
