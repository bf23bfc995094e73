"""The report as text for a terminal. Texts enter as `Text` objects: neither markup nor control characters act."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from assistant.reports import wording
from assistant.reports.characters import visible
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


def as_text(content: Outline, *, width: int, colour: bool) -> str:
    """The report in lines of at most `width` columns; without `colour` there is no escape code in it."""
    written = StringIO()
    console = Console(
        file=written,
        width=max(width, _NARROWEST),
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
    for block in _blocks(content):
        console.print(block)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().split("\n")).rstrip("\n") + "\n"


def _blocks(content: Outline) -> Iterator[RenderableType]:
    yield _text(content.heading, "bold")
    yield _text(content.lead)
    for paragraph in content.prose:
        yield Text()
        yield Padding(_text(paragraph), (0, 0, 0, 2))
    for section in content.sections:
        yield from _section(section)
    for title, rows in (("Scores", content.scores), ("Used", content.used)):
        if rows:
            yield from _title(title)
            yield _pairs(rows)
    if content.legend:
        yield Text()
        yield _legend(content.legend)


def _section(section: Section) -> Iterator[RenderableType]:
    yield from _title(section.title)
    if not section.items:
        yield _text(section.empty)
    for position, item in enumerate(section.items):
        if position:
            yield Text()
        yield _item(item)


def _title(title: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(_text(title, "bold"), align="left", style="dim")


def _item(item: Item) -> Table:
    """The mark and the number beside what there is to say."""
    labels = [_text(wording.mark(item.verdict), _VERDICT_STYLES[item.verdict])] if item.judged else []
    if item.number:
        labels.append(_text(item.number, "bold"))
    return _grid(*labels or [_text("-")], Group(*_body(item)))


def _body(item: Item) -> Iterator[RenderableType]:
    yield _text(item.words, "bold")
    for position, fact in enumerate(item.facts):
        yield _text(fact, _VERDICT_STYLES[item.verdict] if item.judged and position == 0 else "dim")
    if item.parts:
        yield _parts(item)
    for note in item.notes:
        yield _note(note)
    for passage in item.passages:
        yield _passage(passage)
    for inner in item.items:
        yield _item(inner)


def _parts(item: Item) -> Text:
    return Text(" · ").join(
        _text(f"{wording.mark(verdict)} {words}", _VERDICT_STYLES[verdict]) for verdict, words in item.parts
    )


def _note(note: Note) -> RenderableType:
    style = _LEVEL_STYLES[note.level] if note.level else "dim"
    label = f"{note.label}: " if note.label else ""
    words = Text.assemble(_text(label, style), _text(note.text))
    return _grid(_text(wording.LEVEL_MARKS[note.level], style), words) if note.level else words


def _passage(passage: Passage) -> Padding:
    lines = [_text(passage.words, "italic")]
    if passage.offered:
        lines.append(_text(f"offered as {passage.offered}"))
    lines.append(_text(passage.place, "dim"))
    return Padding(Group(*lines), (0, 0, 0, 2))


def _pairs(rows: tuple[tuple[str, str], ...]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for name, words in rows:
        table.add_row(_text(name), _text(words))
    return table


def _legend(legend: tuple[tuple[Verdict, str], ...]) -> Text:
    entries = [
        Text.assemble(_text(f"{wording.mark(verdict)} {verdict}", _VERDICT_STYLES[verdict]), f": {meaning}")
        for verdict, meaning in legend
    ]
    return Text("\n").join(entries)


def _grid(*cells: RenderableType) -> Table:
    """One row whose last cell takes the width that the others leave."""
    table = Table.grid(padding=(0, 1, 0, 0))
    for _ in cells[:-1]:
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(*cells)
    return table


def _text(words: str, style: str = "") -> Text:
    return Text(visible(words), style=style, overflow="fold")
