"""What a report says of a text that was repaired: corrections of claims, and where a summary's sentences stand now."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.repair.repair import Repaired
from assistant.repair.sentences import at_fault
from assistant.schema import CheckedClaim, Evidence, Span, SummarySentence
from assistant.verifier import Verification


def corrected(verification: Verification, repaired: Repaired) -> Verification:
    """The verification of the text before, each claim at fault with the sentence that was put in its place."""
    return verification._replace(claims=tuple(_with_correction(claim, repaired) for claim in verification.claims))


def _with_correction(claim: CheckedClaim, repaired: Repaired) -> CheckedClaim:
    changes = [change for change in repaired.record.changes if change.span.overlaps(claim.span)]
    return claim.model_copy(update={"correction": changes[0].after}) if changes and at_fault(claim) else claim


def still_standing(sentences: Sequence[SummarySentence], repaired: Repaired) -> tuple[SummarySentence, ...]:
    """The sentences of a summary as they are after the repair; one that was rewritten rests on what supports it."""
    kept = []
    for sentence in sentences:
        places = [now for then, now in repaired.places if now is not None and then.overlaps(sentence.span)]
        if not places:
            continue
        span = Span(start=places[0].start, end=places[-1].end)
        words = span.of(repaired.text.text)
        rests_on = sentence.rests_on if words == sentence.text else _evidence(repaired, span) or sentence.rests_on
        kept.append(SummarySentence(text=words, span=span, rests_on=rests_on))
    return tuple(kept)


def _evidence(repaired: Repaired, span: Span) -> tuple[Evidence, ...]:
    claims = [claim for claim in repaired.verification.claims if claim.span.overlaps(span)]
    return tuple(dict.fromkeys(evidence for claim in claims for evidence in claim.evidence))
