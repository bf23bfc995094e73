"""Where somebody comes from: "Jonas Weller, 16, from Ulm"."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.checks.comparison import Comparison
from assistant.checks.names.known import Place
from assistant.checks.names.sameness import same_bearer, same_sort
from assistant.language.names import Name, names

_FROM = re.compile(r"(?:,\s+(?:aged\s+)?\d{1,3})?,?\s+(?:who\s+(?:comes?|is|was)\s+)?from\s+(?:the\s+)?")


def from_elsewhere(comparison: Comparison, name: Name) -> Place | None:
    """The place from which a source has somebody come whom the claim has come from `name`; None where they agree."""
    claim = comparison.claim.text
    who = next((other for other in names(claim) if _FROM.fullmatch(claim, other.end, name.start)), None)
    if who is None:
        return None
    found: Place | None = None
    for source in comparison.reading.sources:
        known = names(source.text)
        for person, place in pairwise(known):
            if not same_bearer(person, who) or not _FROM.fullmatch(source.text, person.end, place.start):
                continue
            if same_bearer(place, name) or not same_sort(place, name):
                return None
            found = found or Place(source, place)
    return found
