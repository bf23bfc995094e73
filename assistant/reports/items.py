"""What an outline is made of, before any layout: sections of items, each with its notes and passages."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reports.differences import Difference, Stretch
from assistant.schema import Level, Span, Verdict


@dataclass(frozen=True)
class Passage:
    """Words of a source, in quotation marks, with their place; and the words offered for them where those differ."""

    source: str
    span: Span
    words: str
    place: str
    offered: str | None = None
    near: str = ""
    """The place without its characters: "line 7"."""
    marked: tuple[Stretch, ...] = ()
    """`words` in stretches, where the text under check has some of them otherwise."""


@dataclass(frozen=True)
class Note:
    """A sentence about an item; a finding's has its kind as the label, and its level."""

    text: str
    label: str = ""
    level: Level | None = None
    kind: str = ""
    """A finding's label without its level."""
    aside: bool = False
    """Whether it tells nothing that is not seen anyway, unless somebody asks how a verdict came about."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a claim, in a few words: "number changed", what the text has, and what the source has."""

    kind: str
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True)
class Item:
    """A claim, an attribution, a sentence of a summary, a finding or an omission."""

    anchor: str
    words: str
    number: str = ""
    """ "7" for a claim, "A7" for an attribution: what it is called wherever it is pointed at."""
    judged: bool = False
    """Whether a verdict belongs here; its mark is shown then, that of "none" included."""
    verdict: Verdict | None = None
    facts: tuple[str, ...] = ()
    parts: tuple[tuple[Verdict | None, str], ...] = ()
    """The verdicts on the parts of an attribution, in words."""
    notes: tuple[Note, ...] = ()
    passages: tuple[Passage, ...] = ()
    difference: Difference | None = None
    """A sentence before and after a repair, which is then shown in place of `words`."""
    items: tuple[Item, ...] = ()
    marked: tuple[Stretch, ...] = ()
    """`words` in stretches, where the source has some of them otherwise."""
    wrong: tuple[Wrong, ...] = ()
    confidence: float | None = None
    dissent: str = ""
    """ "the judge said supported", where the rules overruled the judge."""


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]
    empty: str = ""
    """What is said where there are no items; a section without it is then left out."""
    facts: tuple[str, ...] = ()
    """What is said first."""
    prose: tuple[str, ...] = ()
    """The paragraphs of a text, shown before the items."""


@dataclass(frozen=True)
class Outline:
    heading: str
    lead: str
    prose: tuple[str, ...]
    """The paragraphs of a summary."""
    legend: tuple[tuple[Verdict, str], ...]
    sections: tuple[Section, ...]
    scores: tuple[tuple[str, str], ...]
    used: tuple[tuple[str, str], ...]
    shares: tuple[float | None, ...] = ()
    """The value of each of the `scores`."""

    @property
    def claims(self) -> tuple[Item, ...]:
        """The claims that were judged, in the order in which they stand, those of a summary's sentences among them."""
        found = [each for section in self.sections for item in section.items for each in (item, *item.items)]
        return tuple(item for item in found if item.judged and item.number)
