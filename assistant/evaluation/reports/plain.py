"""Tables as plain text, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.reports.tables import Table
from assistant.reports.characters import one_line, visible


def as_text(opening: Sequence[str], tables: Sequence[Table]) -> str:
    """Aligned columns, words to the left and figures to the right."""
    parts = ["\n".join(opening), *map(_text_of, tables)]
    return visible("\n\n".join(parts)) + "\n"


def as_markdown(heading: str, opening: Sequence[str], tables: Sequence[Table]) -> str:
    """Tables with a heading each."""
    parts = [f"# {_cell(heading)}", "  \n".join(map(_cell, opening)), *map(_markdown_of, tables)]
    return visible("\n\n".join(parts)) + "\n"


def _text_of(table: Table) -> str:
    lines = [table.headings, *table.rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(table.headings))]
    drawn = [
        "  ".join(
            one_line(cell).rjust(width) if _is_figure(table, at) else one_line(cell).ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([table.title, *drawn, *([table.note] if table.note else [])])


def _is_figure(table: Table, column: int) -> bool:
    """Whether a column holds whole numbers, which stand best one under the other."""
    cells = [row[column].replace(",", "") for row in table.rows if row[column]]
    return bool(cells) and all(cell.lstrip("+-").isdigit() for cell in cells)


def _markdown_of(table: Table) -> str:
    lines = [
        "| " + " | ".join(map(_cell, table.headings)) + " |",
        "|" + "|".join("---:" if _is_figure(table, at) else "---" for at in range(len(table.headings))) + "|",
        *("| " + " | ".join(map(_cell, row)) + " |" for row in table.rows),
    ]
    note = f"\n\n{table.note}" if table.note else ""
    return f"## {table.title}\n\n" + "\n".join(lines) + note


def _cell(words: str) -> str:
    """Words that Markdown does not read as markup."""
    escaped = one_line(words)
    for mark in "\\|*_<>`[]":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped
