"""What is wrong with a sentence, and what an engine would write instead."""

from __future__ import annotations

from assistant.schema.base import Frozen
from assistant.schema.verdict import CheckedClaim


class Fault(Frozen):
    """A sentence that does not hold, as an engine is given it to rewrite."""

    id: str
    text: str
    """The sentence as it stands; a quotation that runs over several sentences keeps them together."""
    before: str = ""
    """The sentence that stands before it, which says whom a pronoun means."""
    claims: tuple[CheckedClaim, ...]
    """All that the sentence claims, in order. Their spans, and those of their findings, point into `text`."""
    tried: tuple[str, ...] = ()
    """What was written for it before and did not hold either."""


class Rewrite(Frozen):
    """What an engine would write instead of one sentence."""

    fault: str
    """The id of the fault that this answers."""
    text: str | None
    """Empty where the sentence had better be cut; None where the engine failed."""
    reason: str = ""
    """Why it failed, where it did; else what is to be said of the rewrite, if anything."""
