"""The report as text for a terminal. Texts enter as `Text` objects: neither markup nor control characters act.

What is wrong comes first, in a line for each fault; then the scores; then the claims that are not supported beside the
words of the source, and in little those that are. Lines are wrapped and indented here and printed by rich at once: its
nested tables would draw the same lines, and take longer than the check itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from assistant.reports import wording
from assistant.reports.changes import Changes
from assistant.reports.characters import visible
from assistant.reports.differences import Difference, Stretch
from assistant.reports.order import GRAVEST_FIRST, amiss, apart, gravest, in_little, in_short
from assistant.reports.outline import Item, Note, Outline, Passage, Section, Wrong
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
_NARROWEST, _WIDEST = 40, 180
_TWO_COLUMNS = 120
"""The width from which on a claim and its evidence stand side by side: each column has a line as long as in a book."""
_MEASURE = 110
"""The longest line of what stands alone."""
_GAP = " │ "
_BAR = 10
_MOST_FAULTS = 20
"""Lines of the overview; whoever has more faults than that goes through the claims."""
_LINES_OF_AN_ASIDE = 2
_CUT = " …"


class _Row(NamedTuple):
    """Words that are wrapped to the right of `indent` columns, with a label in front of their first line."""

    words: Text
    indent: int = 0
    label: Text = Text()
    gutter: Text = Text()
    """What stands in front of every line."""
    most: int = 0
    """How many lines are shown, the last of them ending in an ellipsis; 0 for all."""


class _Block(NamedTuple):
    """A claim, or what else is held against a source; and beside it, or below, the words of the source."""

    left: tuple[_Row, ...]
    right: tuple[_Row, ...] = ()
    rule: bool = False
    """Whether it is a line across the page, and not words, whose lines are not to be too long."""


def as_text(content: Outline, *, width: int, colour: bool, full: bool = False) -> str:
    """The report in lines of at most `width` columns; without `colour` there is no escape code in it.

    What was decided by whom, and why a claim is supported, is told where `full` is True.
    """
    return _Page(width, colour=colour, full=full).written(content)


def changes_as_text(changes: Changes, content: Outline, *, width: int, colour: bool, listed: int) -> str:
    """What has changed since the report before, `listed` of the faults that have stayed, and the scores."""
    page = _Page(width, colour=colour, full=False)
    rows = [_Row(_text(content.lead, "bold")), *page.changes(changes, listed), _Row(Text()), *page.scores(content)]
    return page.printed(line for row in rows for line in page.wrapped(row, min(page.width, _MEASURE)))


class _Page:
    """The lines of a report, for one width."""

    def __init__(self, width: int, *, colour: bool, full: bool) -> None:
        self.width = min(max(width, _NARROWEST), _WIDEST)
        self._colour = colour
        self._full = full
        self._columns = (self.width - len(_GAP)) // 2 if self.width >= _TWO_COLUMNS else 0
        self._across = self.width if self._columns else min(self.width, _MEASURE)
        self._written = StringIO()
        self._console = Console(
            file=self._written,
            width=self.width,
            height=100,  # with a height, a dumb terminal's own size is not asked for
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=False,  # the caller has decided; rich would ask the environment
            force_jupyter=False,
            legacy_windows=False,
            markup=False,
            highlight=False,
            emoji=False,
        )

    def written(self, content: Outline) -> str:
        return self.printed(line for block in self._blocks(content) for line in self._lines(block))

    def printed(self, lines: Iterable[Text]) -> str:
        if self._colour:
            self._console.print(Text("\n").join(lines), no_wrap=True, overflow="ignore", crop=False)
        else:  # the words alone, without the time that rich takes to find no style to write
            self._written.writelines(f"{line.plain}\n" for line in lines)
        return "".join(f"{line.rstrip()}\n" for line in self._written.getvalue().split("\n")).rstrip("\n") + "\n"

    def wrapped(self, row: _Row, width: int) -> Iterator[Text]:
        before = Text(" " * row.indent) + row.gutter
        hanging = before.cell_len + row.label.cell_len
        if row.words.cell_len <= width - hanging and "\n" not in row.words.plain:
            yield before + row.label + row.words
            return
        lines = list(row.words.wrap(self._console, max(width - hanging, 1), overflow="fold")) or [Text()]
        if row.most and len(lines) > row.most:
            lines = [*lines[: row.most - 1], _ending_in_an_ellipsis(lines[row.most - 1], width - hanging)]
        for number, line in enumerate(lines):
            yield before + (row.label if number == 0 else Text(" " * row.label.cell_len)) + line

    def _lines(self, block: _Block) -> Iterator[Text]:
        if not self._columns or not block.right:
            width = self._across if block.rule else min(self.width, _MEASURE)
            yield from (line for row in (*block.left, *block.right) for line in self.wrapped(row, width))
            return
        sides = [
            [line for row in side for line in self.wrapped(row, self._columns)] for side in (block.left, block.right)
        ]
        for left, right in zip_longest(*sides, fillvalue=Text()):
            space = Text(" " * (self._columns - left.cell_len))
            yield left + space + _text(_GAP, "dim") + right

    def _blocks(self, content: Outline) -> Iterator[_Block]:
        yield from _alone(_Row(_text(content.heading, "bold")), _Row(_text(content.lead)))
        for paragraph in content.prose:
            yield from _alone(_Row(Text()), _Row(_text(paragraph), 2))
        faulty = amiss(content)
        yield from _alone(*self.gathered([("", item, in_short(item)) for item in faulty[:_MOST_FAULTS]]))
        if len(faulty) > _MOST_FAULTS:
            yield from _alone(_Row(_text(f"and {len(faulty) - _MOST_FAULTS} more claims", "dim")))
        if content.scores:
            yield from _alone(_Row(Text()), *self.scores(content))
        for section in content.sections:
            for part in apart(section):
                yield from self._section(part)
        if content.used:
            yield from self._title("Used")
            yield from _alone(*_pairs(content.used))
        if content.legend:
            yield from _alone(_Row(Text()), *self._legend(content))
        if faulty:
            yield from _alone(_Row(_closing(content, [item.number for item in faulty])))

    def gathered(self, rows: Sequence[tuple[str, Item, Sequence[Wrong]]]) -> Iterator[_Row]:
        """Under each title a line for each fault: whose it is, its kind, what the text has and what the source has."""
        numbers = max((len(item.number) for _, item, _ in rows), default=0)
        kinds = max((len(one.kind) for _, _, wrong in rows for one in wrong), default=0)
        before: tuple[str | None, Item | None] = (None, None)
        for title, item, wrong in rows:
            if title != before[0]:
                yield from (_Row(Text()), *([_Row(_text(title, "bold"))] if title else []))
            for position, one in enumerate(wrong):
                first = position == 0 and (title, item) != before
                style = _VERDICT_STYLES[item.verdict]
                label = Text.assemble(
                    _text(f"{wording.mark(item.verdict)} " if first else "  ", style),
                    _text((item.number if first else "").ljust(numbers + 1 if numbers else 0), "bold"),
                    _text(one.kind.ljust(kinds + 2), style),
                )
                yield _Row(_told(item, one), 0, label, most=1)
            before = (title, item)

    def changes(self, changes: Changes, listed: int) -> Iterator[_Row]:
        """New faults, those that are mended, and `listed` of those that have stayed; the others by their number."""
        yield from self.gathered([("New", item, [wrong]) for item, wrong in changes.new])
        yield from self.gathered([("Mended", item, [wrong]) for item, wrong in changes.mended])
        title = "At fault" if changes.first else "Still at fault"
        stayed = [(title, item, [wrong]) for item, wrong in changes.stayed]
        yield from self.gathered(stayed[:listed])
        if rest := dict.fromkeys(item.number for _, item, _ in stayed[listed:]):
            yield from (_Row(Text()), _Row(_text(f"{title}{' too' if listed else ''}: claim {', '.join(rest)}", "dim")))
        if not changes.first and not changes.new and not changes.mended:
            yield from (_Row(Text()), _Row(_text("No fault has come, and none has gone.", "dim")))

    def scores(self, content: Outline) -> Iterator[_Row]:
        widest = max((len(name) for name, _ in content.scores), default=0)
        shares = content.shares or (None,) * len(content.scores)
        for (name, words), share in zip(content.scores, shares, strict=True):
            yield _Row(Text.assemble(_bar(share), _text(words)), 0, _text(name.ljust(widest + 2)))

    def _section(self, section: Section) -> Iterator[_Block]:
        yield from self._title(section.title)
        yield from _alone(*(_Row(_text(fact)) for fact in section.facts))
        for position, paragraph in enumerate(section.prose):
            yield from _alone(*([_Row(Text())] if position or section.facts else []), _Row(_text(paragraph), 2))
        if section.prose:
            yield from _alone(_Row(Text()))
        if not section.items:
            yield from _alone(_Row(_text(section.empty)))
        for position, item in enumerate(section.items):
            if position and (self._full or item.difference or (item.judged and not in_little(item))):
                yield from _alone(_Row(Text()))
            yield from self._item(item, 0)

    def _title(self, title: str) -> Iterator[_Block]:
        words = _text(title, "bold")
        line = _text("─" * max(self._across - words.cell_len - 1, 0), "dim")
        yield _Block((_Row(Text()), _Row(Text.assemble(words, " ", line))), rule=True)

    def _item(self, item: Item, indent: int) -> Iterator[_Block]:
        """The mark and the number, and beside them what there is to say."""
        if item.difference is not None:
            inner = indent + 2
            left = [*self._changed(item.difference, indent), *self._notes(item, inner)]
        else:
            label = _label(item)
            inner = indent + label.cell_len
            left = [_Row(self._words(item), indent, label), *self._notes(item, inner)]
        yield _Block(tuple(left), tuple(self._passages(item, inner)))
        for each in item.items:
            yield from self._item(each, inner)

    def _words(self, item: Item) -> Text:
        words = Text(style="bold" if item.judged and not self._little(item) else "", overflow="fold")
        words.append_text(self._marked(item.marked, _OURS, "[-", "-]") if item.marked else _text(item.words))
        if self._little(item) and item.judged and item.confidence is not None:
            words.append_text(_text(f" ({wording.percent(item.confidence)})", "dim"))
        if not item.judged and not item.parts and item.facts:
            words.append_text(_text(f" · {' · '.join(item.facts)}", "dim"))
        return words

    def _little(self, item: Item) -> bool:
        return not self._full and in_little(item)

    def _notes(self, item: Item, indent: int) -> Iterator[_Row]:
        for note in item.notes:
            if self._full or not note.aside:
                yield self._note(note, indent)
        facts = [*item.facts, *([item.dissent] if item.dissent and not self._full else [])]
        if facts and ((self._full and item.parts) or (item.judged and not self._little(item))):
            yield _Row(_text(" · ".join(facts), "dim"), indent)
        parts = [part for part in item.parts if self._full or part[0] in GRAVEST_FIRST[:3]]
        if parts:
            yield _Row(_parts(parts), indent)

    def _note(self, note: Note, indent: int) -> _Row:
        style = _LEVEL_STYLES[note.level] if note.level else "dim"
        said = note.label if self._full or not note.kind else note.kind
        words = Text.assemble(_text(f"{said}: " if said else "", style), _text(note.text))
        mark = _text(f"{wording.LEVEL_MARKS[note.level]} ", style) if note.level else Text()
        return _Row(words, indent, mark)

    def _passages(self, item: Item, indent: int) -> Iterator[_Row]:
        gutter = Text() if self._columns else _text("│ ", "dim")
        indent = 0 if self._columns else indent
        if self._little(item) and item.parts:
            return
        aside = not item.judged and not item.parts and not self._full
        for passage in item.passages:
            yield _Row(self._passage(passage), indent, gutter=gutter, most=_LINES_OF_AN_ASIDE if aside else 0)
            if passage.offered and self._full:
                yield _Row(_text(f"offered as {passage.offered}"), indent, gutter=gutter)

    def _passage(self, passage: Passage) -> Text:
        place = passage.near if passage.near and not self._full else passage.place
        words = self._marked(passage.marked, _THEIRS, "{+", "+}") if passage.marked else _text(passage.words)
        return Text.assemble(_text(f"{place}: ", "dim"), words, overflow="fold")

    def _changed(self, difference: Difference, indent: int) -> Iterator[_Row]:
        """The sentence before and after; without colour, what differs stands in marks."""
        yield _Row(self._marked(difference.before, "red", "[-", "-]"), indent, _text("- ", "red"))
        if difference.after:
            yield _Row(self._marked(difference.after, "green", "{+", "+}"), indent, _text("+ ", "green"))

    def _marked(self, stretches: Sequence[Stretch], style: str, opening: str, closing: str) -> Text:
        whole = all(stretch.differs or not stretch.words.strip() for stretch in stretches)
        before, after = ("", "") if self._colour or whole else (opening, closing)
        return Text.assemble(
            *(
                _text(f"{before}{stretch.words}{after}", style) if stretch.differs else _text(stretch.words)
                for stretch in stretches
            ),
            overflow="fold",
        )

    def _word(self, words: str, style: str, opening: str, closing: str) -> Text:
        """`words` as those are marked that differ."""
        return _text(words if self._colour else f"{opening}{words}{closing}", style)

    def _legend(self, content: Outline) -> Iterator[_Row]:
        """What the marks mean, as many to a line as there is room for."""
        entries = [
            Text.assemble(_text(f"{wording.mark(verdict)} {verdict}", _VERDICT_STYLES[verdict]), f": {meaning}")
            for verdict, meaning in content.legend
        ]
        if any(item.marked for item in content.claims):
            ours, theirs = self._word("the text", _OURS, "[-", "-]"), self._word("the source", _THEIRS, "{+", "+}")
            entries.append(Text.assemble("where they differ: ", ours, " ", theirs))
        line = entries[0]
        for entry in entries[1:]:
            longer = Text(" · ").join([line, entry])
            if longer.cell_len <= min(self.width, _MEASURE):
                line = longer
            else:
                yield _Row(line)
                line = entry
        yield _Row(line)


def _ending_in_an_ellipsis(line: Text, width: int) -> Text:
    line.rstrip()
    while line.cell_len > width - len(_CUT):
        line = line[: max(line.plain.rfind(" "), 0)]
    return line.append(_CUT)


def _alone(*rows: _Row) -> Iterator[_Block]:
    """Rows that have nothing beside them."""
    return (_Block((row,)) for row in rows)


def _label(item: Item) -> Text:
    verdict = gravest(item)
    labels = [_text(wording.mark(verdict), _VERDICT_STYLES[verdict])] if item.judged or item.parts else []
    if item.number:
        labels.append(_text(item.number, "bold"))
    return Text(" ").join(labels or [_text("-")]) + Text(" ")


def _told(item: Item, one: Wrong) -> Text:
    """What the text has and what the source has; where that is not a matter of words, what the claim is."""
    if not one.ours and not one.theirs:
        return _text(item.words, "dim")
    ours = _text(one.ours or "–", "red")
    return Text.assemble(ours, _text(" → ", "dim"), _text(one.theirs, "green")) if one.theirs else ours


def _bar(share: float | None) -> Text:
    """A share as a line: full or empty only where it is 1 or 0."""
    if share is None:
        return Text()
    filled = round(share * _BAR) if share in (0.0, 1.0) else min(max(round(share * _BAR), 1), _BAR - 1)
    return Text.assemble(_text("━" * filled, "bold"), _text("╌" * (_BAR - filled), "dim"), "  ")


def _closing(content: Outline, numbers: Sequence[str]) -> Text:
    """The last line, which is what a terminal still shows of a long report."""
    first = [f" · {name} {words}" for name, words in content.scores[:1]]
    return Text.assemble(
        _text("Not supported: ", "bold"), _text(", ".join(numbers), "bold red"), _text("".join(first)), overflow="fold"
    )


def _parts(parts: Sequence[tuple[Verdict | None, str]]) -> Text:
    return Text(" · ").join(
        _text(f"{wording.mark(verdict)} {words}", _VERDICT_STYLES[verdict]) for verdict, words in parts
    )


def _pairs(rows: tuple[tuple[str, str], ...]) -> Iterator[_Row]:
    widest = max(_text(name).cell_len for name, _ in rows)
    for name, words in rows:
        label = _text(name)
        label.pad_right(widest + 2 - label.cell_len)
        yield _Row(_text(words), 0, label)


def _text(words: str, style: str = "") -> Text:
    return Text(visible(words), style=style, overflow="fold")
