"""The report as text for a terminal. Texts enter as `Text` objects: neither markup nor control characters act.

What is wrong comes first, in a line for each fault; then the scores; then the claims that are not supported beside the
words of the source, and in little those that are. Lines are wrapped and indented here and printed by rich at once: its
nested tables would draw the same lines, and take longer than the check itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from assistant.reports import wording
from assistant.reports.changes import Changes
from assistant.reports.differences import Difference, Stretch
from assistant.reports.items import Item, Note, Outline, Passage, Section, Wrong
from assistant.reports.order import amiss, apart, gravest, in_little, in_short
from assistant.reports.sheet import Block, Row, Sheet, alone, shown
from assistant.schema import Level, Verdict

_VERDICT_STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.CONTRADICTED: "bold red",
    Verdict.UNSUPPORTED: "yellow",
    Verdict.UNVERIFIED: "cyan",
    None: "dim",
}
_LEVEL_STYLES = {Level.FAULT: "red", Level.REMARK: "yellow"}
_OURS, _THEIRS = "bold red underline", "bold green underline"
"""Words of the text, and of the source, where the two differ: underlined, for those who do not tell red from green."""
_BAR = 10
_MOST_FAULTS = 20
"""Lines of the overview; whoever has more faults than that goes through the claims."""
_LINES_OF_AN_ASIDE = 2


def as_text(content: Outline, *, width: int, colour: bool, full: bool = False) -> str:
    """The report in lines of at most `width` columns; without `colour` there is no escape code in it.

    What was decided by whom, and why a claim is supported, is told where `full` is True.
    """
    return _Page(Sheet(width, colour=colour), full=full).written(content)


def changes_as_text(changes: Changes, content: Outline, *, width: int, colour: bool, listed: int) -> str:
    """What has changed since the report before, `listed` of the faults that have stayed, and the scores."""
    sheet = Sheet(width, colour=colour)
    page = _Page(sheet, full=False)
    rows = [Row(shown(content.lead, "bold")), *page.changes(changes, listed), Row(Text()), *page.scores(content)]
    return sheet.printed(alone(*rows))


class _Page:
    """The lines of a report, for one width."""

    def __init__(self, sheet: Sheet, *, full: bool) -> None:
        self._sheet = sheet
        self._full = full

    def written(self, content: Outline) -> str:
        return self._sheet.printed(self._blocks(content))

    def _blocks(self, content: Outline) -> Iterator[Block]:
        yield from alone(Row(shown(content.heading, "bold")), Row(shown(content.lead)))
        for paragraph in content.prose:
            yield from alone(Row(Text()), Row(shown(paragraph), 2))
        faulty = amiss(content)
        yield from alone(*self.gathered([("", item, in_short(item)) for item in faulty[:_MOST_FAULTS]]))
        if len(faulty) > _MOST_FAULTS:
            yield from alone(Row(shown(f"and {len(faulty) - _MOST_FAULTS} more claims", "dim")))
        if content.scores:
            yield from alone(Row(Text()), *self.scores(content))
        for section in content.sections:
            for part in apart(section):
                yield from self._section(part)
        if content.used:
            yield from self._title("Used")
            yield from alone(*_pairs(content.used))
        if content.legend:
            yield from alone(Row(Text()), *self._legend(content))
        if faulty:
            yield from alone(Row(_closing(content, [item.number for item in faulty])))

    def gathered(self, rows: Sequence[tuple[str, Item, Sequence[Wrong]]]) -> Iterator[Row]:
        """Under each title a line for each fault: whose it is, its kind, what the text has and what the source has."""
        numbers = max((len(item.number) for _, item, _ in rows), default=0)
        kinds = max((len(one.kind) for _, _, wrong in rows for one in wrong), default=0)
        before: tuple[str | None, Item | None] = (None, None)
        for title, item, wrong in rows:
            if title != before[0]:
                yield from (Row(Text()), *([Row(shown(title, "bold"))] if title else []))
            for position, one in enumerate(wrong):
                first = position == 0 and (title, item) != before
                style = _VERDICT_STYLES[item.verdict]
                label = Text.assemble(
                    shown(f"{wording.mark(item.verdict)} " if first else "  ", style),
                    shown((item.number if first else "").ljust(numbers + 1 if numbers else 0), "bold"),
                    shown(one.kind.ljust(kinds + 2), style),
                )
                yield Row(_told(item, one), 0, label, most=1)
            before = (title, item)

    def changes(self, changes: Changes, listed: int) -> Iterator[Row]:
        """New faults, those that are mended, and `listed` of those that have stayed; the others by their number."""
        yield from self.gathered([("New", item, [wrong]) for item, wrong in changes.new])
        yield from self.gathered([("Mended", item, [wrong]) for item, wrong in changes.mended])
        title = "At fault" if changes.first else "Still at fault"
        stayed = [(title, item, [wrong]) for item, wrong in changes.stayed]
        yield from self.gathered(stayed[:listed])
        if rest := dict.fromkeys(item.number for _, item, _ in stayed[listed:]):
            yield from (Row(Text()), Row(shown(f"{title}{' too' if listed else ''}: claim {', '.join(rest)}", "dim")))
        if not changes.first and not changes.new and not changes.mended:
            yield from (Row(Text()), Row(shown("No fault has come, and none has gone.", "dim")))

    def scores(self, content: Outline) -> Iterator[Row]:
        widest = max((len(name) for name, _ in content.scores), default=0)
        shares = content.shares or (None,) * len(content.scores)
        for (name, words), share in zip(content.scores, shares, strict=True):
            yield Row(Text.assemble(_bar(share), shown(words)), 0, shown(name.ljust(widest + 2)))

    def _section(self, section: Section) -> Iterator[Block]:
        yield from self._title(section.title)
        yield from alone(*(Row(shown(fact)) for fact in section.facts))
        for position, paragraph in enumerate(section.prose):
            yield from alone(*([Row(Text())] if position or section.facts else []), Row(shown(paragraph), 2))
        if section.prose:
            yield from alone(Row(Text()))
        if not section.items:
            yield from alone(Row(shown(section.empty)))
        for position, item in enumerate(section.items):
            if position and (self._full or item.difference or (item.judged and not in_little(item))):
                yield from alone(Row(Text()))
            yield from self._item(item, 0)

    def _title(self, title: str) -> Iterator[Block]:
        words = shown(title, "bold")
        line = shown("─" * max(self._sheet.across - words.cell_len - 1, 0), "dim")
        yield Block((Row(Text()), Row(Text.assemble(words, " ", line))), rule=True)

    def _item(self, item: Item, indent: int) -> Iterator[Block]:
        """The mark and the number, and beside them what there is to say."""
        if item.difference is not None:
            inner = indent + 2
            left = [*self._changed(item.difference, indent), *self._notes(item, inner)]
        else:
            label = _label(item)
            inner = indent + label.cell_len
            left = [Row(self._words(item), indent, label), *self._notes(item, inner)]
        yield Block(tuple(left), tuple(self._passages(item, inner)))
        for each in item.items:
            yield from self._item(each, inner)

    def _words(self, item: Item) -> Text:
        words = Text(style="bold" if item.judged and not self._little(item) else "", overflow="fold")
        words.append_text(self._marked(item.marked, _OURS, "[-", "-]") if item.marked else shown(item.words))
        if self._little(item) and item.judged and item.confidence is not None:
            words.append_text(shown(f" ({wording.percent(item.confidence)})", "dim"))
        if not item.judged and not item.parts and item.facts:
            words.append_text(shown(f" · {' · '.join(item.facts)}", "dim"))
        return words

    def _little(self, item: Item) -> bool:
        return not self._full and in_little(item)

    def _notes(self, item: Item, indent: int) -> Iterator[Row]:
        for note in item.notes:
            if self._full or not note.aside:
                yield self._note(note, indent)
        facts = [*item.facts, *([item.dissent] if item.dissent and not self._full else [])]
        if facts and ((self._full and item.parts) or (item.judged and not self._little(item))):
            yield Row(shown(" · ".join(facts), "dim"), indent)
        parts = [part for part in item.parts if self._full or part[0] in wording.GRAVEST_FIRST[:3]]
        if parts:
            yield Row(_parts(parts), indent)

    def _note(self, note: Note, indent: int) -> Row:
        style = _LEVEL_STYLES[note.level] if note.level else "dim"
        said = note.label if self._full or not note.kind else note.kind
        words = Text.assemble(shown(f"{said}: " if said else "", style), shown(note.text))
        mark = shown(f"{wording.LEVEL_MARKS[note.level]} ", style) if note.level else Text()
        return Row(words, indent, mark)

    def _passages(self, item: Item, indent: int) -> Iterator[Row]:
        gutter = Text() if self._sheet.columns else shown("│ ", "dim")
        indent = 0 if self._sheet.columns else indent
        if self._little(item) and item.parts:
            return
        aside = not item.judged and not item.parts and not self._full
        for passage in item.passages:
            yield Row(self._passage(passage), indent, gutter=gutter, most=_LINES_OF_AN_ASIDE if aside else 0)
            if passage.offered and self._full:
                yield Row(shown(f"offered as {passage.offered}"), indent, gutter=gutter)

    def _passage(self, passage: Passage) -> Text:
        place = passage.near if passage.near and not self._full else passage.place
        words = self._marked(passage.marked, _THEIRS, "{+", "+}") if passage.marked else shown(passage.words)
        return Text.assemble(shown(f"{place}: ", "dim"), words, overflow="fold")

    def _changed(self, difference: Difference, indent: int) -> Iterator[Row]:
        """The sentence before and after; without colour, what differs stands in marks."""
        yield Row(self._marked(difference.before, "red", "[-", "-]"), indent, shown("- ", "red"))
        if difference.after:
            yield Row(self._marked(difference.after, "green", "{+", "+}"), indent, shown("+ ", "green"))

    def _marked(self, stretches: Sequence[Stretch], style: str, opening: str, closing: str) -> Text:
        whole = all(stretch.differs or not stretch.words.strip() for stretch in stretches)
        before, after = ("", "") if self._sheet.colour or whole else (opening, closing)
        return Text.assemble(
            *(
                shown(f"{before}{stretch.words}{after}", style) if stretch.differs else shown(stretch.words)
                for stretch in stretches
            ),
            overflow="fold",
        )

    def _word(self, words: str, style: str, opening: str, closing: str) -> Text:
        """`words` as those are marked that differ."""
        return shown(words if self._sheet.colour else f"{opening}{words}{closing}", style)

    def _legend(self, content: Outline) -> Iterator[Row]:
        """What the marks mean, as many to a line as there is room for."""
        entries = [
            Text.assemble(shown(f"{wording.mark(verdict)} {verdict}", _VERDICT_STYLES[verdict]), f": {meaning}")
            for verdict, meaning in content.legend
        ]
        if any(item.marked for item in content.claims):
            ours, theirs = self._word("the text", _OURS, "[-", "-]"), self._word("the source", _THEIRS, "{+", "+}")
            entries.append(Text.assemble("where they differ: ", ours, " ", theirs))
        line = entries[0]
        for entry in entries[1:]:
            longer = Text(" · ").join([line, entry])
            if longer.cell_len <= self._sheet.measure:
                line = longer
            else:
                yield Row(line)
                line = entry
        yield Row(line)


def _label(item: Item) -> Text:
    verdict = gravest(item)
    labels = [shown(wording.mark(verdict), _VERDICT_STYLES[verdict])] if item.judged or item.parts else []
    if item.number:
        labels.append(shown(item.number, "bold"))
    return Text(" ").join(labels or [shown("-")]) + Text(" ")


def _told(item: Item, one: Wrong) -> Text:
    """What the text has and what the source has; where that is not a matter of words, what the claim is."""
    if not one.ours and not one.theirs:
        return shown(item.words, "dim")
    ours = shown(one.ours or "–", "red")
    return Text.assemble(ours, shown(" → ", "dim"), shown(one.theirs, "green")) if one.theirs else ours


def _bar(share: float | None) -> Text:
    """A share as a line: full or empty only where it is 1 or 0."""
    if share is None:
        return Text()
    filled = round(share * _BAR) if share in (0.0, 1.0) else min(max(round(share * _BAR), 1), _BAR - 1)
    return Text.assemble(shown("━" * filled, "bold"), shown("╌" * (_BAR - filled), "dim"), "  ")


def _closing(content: Outline, numbers: Sequence[str]) -> Text:
    """The last line, which is what a terminal still shows of a long report."""
    first = [f" · {name} {words}" for name, words in content.scores[:1]]
    return Text.assemble(
        shown("Not supported: ", "bold"), shown(", ".join(numbers), "bold red"), shown("".join(first)), overflow="fold"
    )


def _parts(parts: Sequence[tuple[Verdict | None, str]]) -> Text:
    return Text(" · ").join(
        shown(f"{wording.mark(verdict)} {words}", _VERDICT_STYLES[verdict]) for verdict, words in parts
    )


def _pairs(rows: tuple[tuple[str, str], ...]) -> Iterator[Row]:
    widest = max(shown(name).cell_len for name, _ in rows)
    for name, words in rows:
        label = shown(name)
        label.pad_right(widest + 2 - label.cell_len)
        yield Row(shown(words), 0, label)
