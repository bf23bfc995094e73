"""Every claim and attribution of a text verified against its sources."""

from __future__ import annotations

from assistant.verifier.case import Case, Judgements, Verification, about
from assistant.verifier.decision import RULES_CONFIDENCE, Decision, decide
from assistant.verifier.verification import BUILT_IN, Asked, Weigh, afterwards, verify

__all__ = [
    "BUILT_IN",
    "RULES_CONFIDENCE",
    "Asked",
    "Case",
    "Decision",
    "Judgements",
    "Verification",
    "Weigh",
    "about",
    "afterwards",
    "decide",
    "verify",
]
