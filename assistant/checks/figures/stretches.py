"""Stretches of time: does what begins on the claim's day end, in the source too, on the claim's other day?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checks.comparison import Comparison
from assistant.checks.figures.calendar import conflicts, gives
from assistant.language.dates import DateMention, stretches
from assistant.schema import Document

_TOO_MANY = 40


def other_end(
    comparison: Comparison, changed: DateMention, claimed: Sequence[DateMention]
) -> tuple[Document, DateMention] | None:
    """Where the stretches of the sources end that begin as the claim's, or begin that end as it, if not on `changed`.

    `claimed` are all dates of the claim, in order. None where any of them agrees, or cannot be compared.
    """
    for stretch in stretches(comparison.claim.text, claimed):
        if changed in stretch:
            place = stretch.index(changed)
            found = _ends(comparison, stretch[1 - place], place)
            if found and all(conflicts(end, changed) and not gives(end, changed) for _, end in found):
                return found[0]
    return None


def _ends(comparison: Comparison, kept: DateMention, place: int) -> list[tuple[Document, DateMention]]:
    """The first days (`place` 0) or last days (1) of the sources' stretches whose other end agrees with `kept`."""
    known = comparison.reading.calendar.agreeing(kept)
    return [
        (document, stretch[place])
        for document, mention in known[:_TOO_MANY]
        for stretch in stretches(document.text, comparison.reading.calendar.around(document, mention))
        if stretch[1 - place].start == mention.start
    ]
