"""Lines of a terminal: words wrapped and indented, blocks side by side where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from assistant.reports.characters import visible

_NARROWEST, _WIDEST = 40, 180
_TWO_COLUMNS = 120
"""The width from which on a claim and its evidence stand side by side: each column has a line as long as in a book."""
_MEASURE = 110
"""The longest line of what stands alone."""
_GAP = " │ "
_CUT = " …"


class Row(NamedTuple):
    """Words that are wrapped to the right of `indent` columns, with a label in front of their first line."""

    words: Text
    indent: int = 0
    label: Text = Text()
    gutter: Text = Text()
    """What stands in front of every line."""
    most: int = 0
    """How many lines are shown, the last of them ending in an ellipsis; 0 for all."""


class Block(NamedTuple):
    """A claim, or what else is held against a source; and beside it, or below, the words of the source."""

    left: tuple[Row, ...]
    right: tuple[Row, ...] = ()
    rule: bool = False
    """Whether it is a line across the page, and not words, whose lines are not to be too long."""


class Sheet:
    """Columns of text, so many wide, with colours or without any escape code."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = min(max(width, _NARROWEST), _WIDEST)
        self.colour = colour
        self.columns = (self.width - len(_GAP)) // 2 if self.width >= _TWO_COLUMNS else 0
        """The width of each of two columns; 0 where there is one."""
        self.measure = min(self.width, _MEASURE)
        """The longest line of what stands alone."""
        self.across = self.width if self.columns else self.measure
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

    def printed(self, blocks: Iterable[Block]) -> str:
        """The blocks one below the other, ending with a newline; without colour no line ends in a space."""
        lines = [line for block in blocks for line in self._lines(block)]
        if self.colour:
            self._console.print(Text("\n").join(lines), no_wrap=True, overflow="ignore", crop=False)
        else:  # the words alone, without the time that rich takes to find no style to write
            self._written.writelines(f"{line.plain}\n" for line in lines)
        return "".join(f"{line.rstrip()}\n" for line in self._written.getvalue().split("\n")).rstrip("\n") + "\n"

    def _wrapped(self, row: Row, width: int) -> Iterator[Text]:
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

    def _lines(self, block: Block) -> Iterator[Text]:
        if not self.columns or not block.right:
            width = self.across if block.rule else self.measure
            yield from (line for row in (*block.left, *block.right) for line in self._wrapped(row, width))
            return
        sides = [
            [line for row in side for line in self._wrapped(row, self.columns)] for side in (block.left, block.right)
        ]
        for left, right in zip_longest(*sides, fillvalue=Text()):
            space = Text(" " * (self.columns - left.cell_len))
            yield left + space + shown(_GAP, "dim") + right


def _ending_in_an_ellipsis(line: Text, width: int) -> Text:
    line.rstrip()
    while line.cell_len > width - len(_CUT):
        line = line[: max(line.plain.rfind(" "), 0)]
    return line.append(_CUT)


def alone(*rows: Row) -> Iterator[Block]:
    """Rows that have nothing beside them."""
    return (Block((row,)) for row in rows)


def shown(words: str, style: str = "") -> Text:
    """`words` as they may reach a terminal: as they are, and without what would act there."""
    return Text(visible(words), style=style, overflow="fold")
