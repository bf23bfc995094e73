"""What a source says against itself, and what one source says against another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.checks.articles.differences import ACCOUNTS, Conflict, of_pair
from assistant.checks.articles.notes import notes
from assistant.checks.articles.occasions import of_occasions
from assistant.checks.articles.people import of_ages, of_offices, of_spellings
from assistant.checks.articles.restatements import Statement, all_statements, pairs
from assistant.checks.articles.tallies import of_measures, of_tallies
from assistant.checks.comparison import SourceReading
from assistant.schema import FINDING_LEVELS, Document, Finding, FindingKind, Span

_LONGEST_QUOTE = 160
_MOST_OF_A_KIND = 3
"""A source with more conflicts of a kind is a list: a chronicle, a bibliography, a table in sentences."""


def conflicts(sources: Sequence[Document], reading: SourceReading | None = None) -> tuple[Finding, ...]:
    """Facts that the sources tell twice and differently: numbers, days, ages, names, and whether it is so at all.

    A finding points at the second of the two statements, and its message quotes both. `reading` is that of
    `sources`, where there is one already. Statements of two named speakers, or of two times ("at first", "rose to"),
    are no conflict. The time is near-linear in the length of the sources.
    """
    reading = reading or SourceReading(sources)
    read = [statement for statement in all_statements(sources) if not _corrects(statement)]
    told = [statement for statement in read if statement.tells]
    found = [conflict for pair in pairs(told, reading.index) for conflict in of_pair(pair, reading)]
    found += of_ages(told, reading)
    found += of_spellings(read)
    found += of_offices(told)
    found += of_occasions(told)
    found += of_tallies(read)
    found += of_measures(told)
    often = Counter((conflict.what, conflict.second.document.id) for conflict in found)
    rare = [one for one in found if often[one.what, one.second.document.id] <= _MOST_OF_A_KIND]
    by_place: dict[tuple[str, int], Finding] = {}
    for conflict in rare:
        place = conflict.second.sentence.span.start + conflict.other.start
        by_place.setdefault((conflict.second.document.id, place), _finding(conflict))
    return tuple(by_place.values())


def _corrects(statement: Statement) -> bool:
    """Whether a statement is part of a correction, which tells what was wrong on purpose."""
    return any(statement.sentence.span.overlaps(note.span) for note in notes(statement.document.text))


def _finding(conflict: Conflict) -> Finding:
    first, second = conflict.first, conflict.second
    shown = [f"“{_shown(statement)}”" for statement in (first, second)]
    if conflict.what is not ACCOUNTS:
        words = (conflict.one.of(first.words), conflict.other.of(second.words))
        shown = [f"“{fact}” ({statement})" for fact, statement in zip(words, shown, strict=True)]
    offset = second.sentence.span.start
    return Finding(
        kind=FindingKind.SOURCE_CONFLICT,
        level=FINDING_LEVELS[FindingKind.SOURCE_CONFLICT],
        message=f"{_tellers(first, second)} two {conflict.what}: {' and '.join(shown)}.",
        source=second.document.id,
        source_span=Span(start=offset + conflict.other.start, end=offset + conflict.other.end),
    )


def _tellers(first: Statement, second: Statement) -> str:
    if first.document.id != second.document.id:
        return "Two sources give"
    if not first.in_body and second.in_body:
        return f"The {first.sentence.part.value} and the body give"
    return "The source gives"


def _shown(statement: Statement) -> str:
    words = " ".join(statement.words.split()).rstrip(".")
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
