"""The report as text for a terminal. Texts enter as `Text` objects: neither markup nor control characters act.

Lines are wrapped and indented here and printed by rich at once: its nested tables would draw the same lines, and take
longer than the check itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from assistant.reports import wording
from assistant.reports.characters import visible
from assistant.reports.differences import Difference, Stretch
from assistant.reports.outline import Item, Note, Outline, Passage, Section
from assistant.schema import Level, Verdict

_VERDICT_STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.CONTRADICTED: "bold red",
    Verdict.UNSUPPORTED: "yellow",
    Verdict.UNVERIFIED: "cyan",
    None: "dim",
}
_LEVEL_STYLES = {Level.FAULT: "red", Level.REMARK: "yellow"}
_NARROWEST = 40


class _Row(NamedTuple):
    """Words that are wrapped to the right of `indent` columns, with a label in front of their first line."""

    words: Text
    indent: int = 0
    label: Text = Text()


def as_text(content: Outline, *, width: int, colour: bool) -> str:
    """The report in lines of at most `width` columns; without `colour` there is no escape code in it."""
    width = max(width, _NARROWEST)
    written = StringIO()
    console = Console(
        file=written,
        width=width,
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
    lines = [line for row in _rows(content, width) for line in _wrapped(row, console, width)]
    if colour:
        console.print(Text("\n").join(lines), no_wrap=True, overflow="ignore", crop=False)
    else:  # the words alone, without the time that rich takes to find no style to write
        written.writelines(f"{line.plain}\n" for line in lines)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().split("\n")).rstrip("\n") + "\n"


def _wrapped(row: _Row, console: Console, width: int) -> Iterator[Text]:
    hanging = row.indent + row.label.cell_len
    if row.words.cell_len <= width - hanging and "\n" not in row.words.plain:
        yield Text(" " * row.indent) + row.label + row.words
        return
    for number, line in enumerate(row.words.wrap(console, max(width - hanging, 1), overflow="fold") or [Text()]):
        margin = Text(" " * row.indent) + row.label if number == 0 else Text(" " * hanging)
        yield margin + line


def _rows(content: Outline, width: int) -> Iterator[_Row]:
    yield _Row(_text(content.heading, "bold"))
    yield _Row(_text(content.lead))
    for paragraph in content.prose:
        yield _Row(Text())
        yield _Row(_text(paragraph), 2)
    for section in content.sections:
        yield from _section(section, width)
    for title, rows in (("Scores", content.scores), ("Used", content.used)):
        if rows:
            yield from _title(title, width)
            yield from _pairs(rows)
    if content.legend:
        yield _Row(Text())
        yield _Row(_legend(content.legend))


def _section(section: Section, width: int) -> Iterator[_Row]:
    yield from _title(section.title, width)
    for fact in section.facts:
        yield _Row(_text(fact))
    for paragraph in section.prose:
        yield _Row(Text())
        yield _Row(_text(paragraph), 2)
    if section.prose:
        yield _Row(Text())
    if not section.items:
        yield _Row(_text(section.empty))
    for position, item in enumerate(section.items):
        if position:
            yield _Row(Text())
        yield from _item(item, 0)


def _title(title: str, width: int) -> Iterator[_Row]:
    yield _Row(Text())
    words = _text(title, "bold")
    line = Text("─" * max(width - words.cell_len - 1, 0), style="dim")
    yield _Row(Text.assemble(words, " ", line))


def _item(item: Item, indent: int) -> Iterator[_Row]:
    """The mark and the number, and beside them what there is to say."""
    if item.difference is not None:
        yield from _changed(item.difference, indent)
        yield from _below(item, indent + 2)
        return
    labels = [_text(wording.mark(item.verdict), _VERDICT_STYLES[item.verdict])] if item.judged else []
    if item.number:
        labels.append(_text(item.number, "bold"))
    label = Text(" ").join(labels or [_text("-")]) + Text(" ")
    yield _Row(_text(item.words, "bold"), indent, label)
    yield from _below(item, indent + label.cell_len)


def _changed(difference: Difference, indent: int) -> Iterator[_Row]:
    """The sentence before and after; what differs stands in marks that need no colour."""
    yield _Row(_marked(difference.before, "[-", "-]", "red"), indent, _text("- ", "red"))
    if difference.after:
        yield _Row(_marked(difference.after, "{+", "+}", "green"), indent, _text("+ ", "green"))


def _marked(stretches: Sequence[Stretch], opening: str, closing: str, style: str) -> Text:
    whole = all(stretch.differs or not stretch.words.strip() for stretch in stretches)
    return Text.assemble(
        *(
            _text(f"{opening}{stretch.words}{closing}", style)
            if stretch.differs and not whole
            else _text(stretch.words, style if whole else "")
            for stretch in stretches
        ),
        overflow="fold",
    )


def _below(item: Item, indent: int) -> Iterator[_Row]:
    for position, fact in enumerate(item.facts):
        style = _VERDICT_STYLES[item.verdict] if item.judged and position == 0 else "dim"
        yield _Row(_text(fact, style), indent)
    if item.parts:
        yield _Row(_parts(item), indent)
    for note in item.notes:
        yield _note(note, indent)
    for passage in item.passages:
        yield from _passage(passage, indent + 2)
    for inner in item.items:
        yield from _item(inner, indent)


def _parts(item: Item) -> Text:
    return Text(" · ").join(
        _text(f"{wording.mark(verdict)} {words}", _VERDICT_STYLES[verdict]) for verdict, words in item.parts
    )


def _note(note: Note, indent: int) -> _Row:
    style = _LEVEL_STYLES[note.level] if note.level else "dim"
    label = f"{note.label}: " if note.label else ""
    words = Text.assemble(_text(label, style), _text(note.text))
    mark = _text(f"{wording.LEVEL_MARKS[note.level]} ", style) if note.level else Text()
    return _Row(words, indent, mark)


def _passage(passage: Passage, indent: int) -> Iterator[_Row]:
    yield _Row(_text(passage.words, "italic"), indent)
    if passage.offered:
        yield _Row(_text(f"offered as {passage.offered}"), indent)
    yield _Row(_text(passage.place, "dim"), indent)


def _pairs(rows: tuple[tuple[str, str], ...]) -> Iterator[_Row]:
    widest = max(_text(name).cell_len for name, _ in rows)
    for name, words in rows:
        label = _text(name)
        label.pad_right(widest + 2 - label.cell_len)
        yield _Row(_text(words), 0, label)


def _legend(legend: tuple[tuple[Verdict, str], ...]) -> Text:
    entries = [
        Text.assemble(_text(f"{wording.mark(verdict)} {verdict}", _VERDICT_STYLES[verdict]), f": {meaning}")
        for verdict, meaning in legend
    ]
    return Text("\n").join(entries)


def _text(words: str, style: str = "") -> Text:
    return Text(visible(words), style=style, overflow="fold")
