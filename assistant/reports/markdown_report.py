"""The report as Markdown, for a pull request or a page. Nothing that a text says can turn into Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reports import wording
from assistant.reports.characters import visible
from assistant.reports.differences import Difference, Stretch
from assistant.reports.outline import Item, Note, Outline, Passage, Section

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ACTIVE = re.compile(r"([\\`*_\[\]|~$#])")
_BLOCK_START = re.compile(r"^(\d*)([-+=:.)])")


def as_markdown(content: Outline) -> str:
    """The report as CommonMark, with the tables of GitHub's dialect."""
    blocks = [f"# {_escaped(content.heading)}", f"**{_escaped(content.lead)}**"]
    blocks += [_escaped(paragraph) for paragraph in content.prose]
    for section in content.sections:
        blocks += _section(section)
    for title, rows in (("Scores", content.scores), ("Used", content.used)):
        if rows:
            blocks += [f"## {title}", _table(rows)]
    if content.legend:
        blocks.append(
            " · ".join(f"{wording.mark(verdict)} {verdict}: {meaning}" for verdict, meaning in content.legend)
        )
    return visible("\n\n".join(blocks) + "\n")


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    if section.facts:
        yield "  \n".join(_escaped(fact) for fact in section.facts)
    yield from (f"> {_escaped(paragraph)}" for paragraph in section.prose)
    if not section.items:
        yield section.empty
    for item in section.items:
        yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    labels = [wording.mark(item.verdict)] if item.judged else []
    if item.number:
        labels.append(f"{item.number}.")
    label = f"**{' '.join(labels)}** " if labels else ""
    lines = [label + f"**{_escaped(item.words)}**" if item.words else label]
    if item.difference is not None:
        lines = list(_changed(item.difference))
    lines += [_escaped(fact) for fact in item.facts]
    if item.parts:
        lines.append(" · ".join(f"{wording.mark(verdict)} {words}" for verdict, words in item.parts))
    yield "  \n".join(lines)
    if item.notes:
        yield "\n".join(f"- {_note(note)}" for note in item.notes)
    for passage in item.passages:
        yield _passage(passage)
    for inner in item.items:
        yield from _item(inner)


def _changed(difference: Difference) -> Iterator[str]:
    """The sentence before, what it lost struck out, and the sentence after, what it gained in bold."""
    yield "− " + "".join(_marked(stretch, "~~") for stretch in difference.before)
    if difference.after:
        yield "\\+ " + "".join(_marked(stretch, "**") for stretch in difference.after)


def _marked(stretch: Stretch, mark: str) -> str:
    words = _escaped(stretch.words)
    return f"{mark}{words}{mark}" if stretch.differs else words


def _note(note: Note) -> str:
    mark = f"{wording.LEVEL_MARKS[note.level]} " if note.level else ""
    label = f"**{_escaped(note.label)}:** " if note.label else ""
    return f"{mark}{label}{_escaped(note.text)}"


def _passage(passage: Passage) -> str:
    offered = [f"offered as {_escaped(passage.offered)}"] if passage.offered else []
    lines = [_escaped(passage.words), *offered, f"— {_escaped(passage.place)}"]
    return "\n".join(f"> {line}" for line in "  \n".join(lines).split("\n"))


def _table(rows: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(["| | |", "|---|---|", *(f"| {_escaped(name)} | {_escaped(words)} |" for name, words in rows)])


def _escaped(words: str) -> str:
    """`words` so that they read as they are, wherever in a line or a table they stand."""
    return _BLOCK_START.sub(r"\1\\\2", _ACTIVE.sub(r"\\\1", words.translate(_ENTITIES)))
