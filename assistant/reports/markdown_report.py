"""The report as Markdown, for a pull request or a page. Nothing that a text says can turn into Markdown or HTML.

Nor does anything turn into what the hosts of pull requests make of plain words: a mention of a user, a reference to an
issue or a commit, a link, an emoji. Those are taken apart by an empty comment, which is seen and copied by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.reports import wording
from assistant.reports.characters import visible
from assistant.reports.differences import Difference, Stretch
from assistant.reports.items import Item, Note, Outline, Passage, Section, Wrong
from assistant.reports.order import amiss, apart, gravest, in_little, in_short

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ACTIVE = re.compile(r"([\\`*_\[\]|~$#])")
_BLOCK_START = re.compile(r"^(\d*)([-+=:.)])")
_APART = "<!-- -->"
_REFERENCES = re.compile(
    r"(?<=@)(?=\w)"  # a user, or an address of electronic mail
    r"|(?<=[#!%&])(?=\d)|(?<=GH-)(?=\d)"  # an issue, a merge request, a milestone, an epic
    + "".join(rf"|(?<=\b[0-9a-f]{{{at}}})(?=[0-9a-f])" for at in range(6, 42, 6))  # a commit
    + r"|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=mailto:)(?=\S)|(?<=xmpp:)(?=\S)"  # a link
    r"|(?<=:)(?=[\w+-]+:)",  # an emoji
    re.IGNORECASE,
)
_OURS, _THEIRS = "del", "ins"
"""The elements for words of the text, and of the source, where they differ; `~~` and `**` need a space around them."""


def as_markdown(content: Outline) -> str:
    """The report as CommonMark, with the tables of GitHub's dialect, and folded what holds."""
    blocks = [f"# {_escaped(content.heading)}", f"**{_escaped(content.lead)}**"]
    blocks += [_escaped(paragraph) for paragraph in content.prose]
    if faulty := amiss(content):
        rows = [(wording.mark(item.verdict), item.number, _words(item), _wrong(item)) for item in faulty]
        blocks.append(_table(("", "", "Claim", "What is wrong"), rows))
    if content.scores:
        blocks.append(_table(("Score", ""), [(name, _escaped(words, begins=False)) for name, words in content.scores]))
    for section in content.sections:
        for part in apart(section):
            blocks += _section(part)
    blocks += ["---", *_footer(content)]
    return visible("\n\n".join(blocks) + "\n")


def _wrong(item: Item) -> str:
    """What is wrong with a claim, a line for each fault."""
    return "<br>".join(_in_words(one) for one in in_short(item))


def _in_words(one: Wrong) -> str:
    sides = ((_OURS, one.ours), (_THEIRS, one.theirs))
    words = " → ".join(f"<{mark}>{_escaped(words)}</{mark}>" for mark, words in sides if words)
    return f"{one.kind}: {words}" if words else one.kind


def _footer(content: Outline) -> Iterator[str]:
    """What answered and what it took, and what the marks mean."""
    if content.used:
        yield " · ".join(f"{name}: {_escaped(words, begins=False)}" for name, words in content.used)
    if content.legend:
        told = [f"{wording.mark(verdict)} {verdict}: {meaning}" for verdict, meaning in content.legend]
        if any(item.marked for item in content.claims):
            told.append(f"<{_OURS}>the text</{_OURS}> <{_THEIRS}>the source</{_THEIRS}>")
        yield " · ".join(told)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    if section.facts:
        yield "  \n".join(_escaped(fact) for fact in section.facts)
    yield from (f"> {_escaped(paragraph)}" for paragraph in section.prose)
    if not section.items:
        yield section.empty
    folded = [item for item in section.items if _is_folded(item)]
    for item in section.items:
        if item not in folded:
            yield from _item(item)
    if folded:
        yield from _folded(_summary(folded), folded)


def _is_folded(item: Item) -> bool:
    """Whether an item holds, or is a remark about a source, which quotes a paragraph of it."""
    return in_little(item) or (item.anchor.startswith("finding-") and bool(item.passages))


def _summary(folded: Sequence[Item]) -> str:
    if not in_little(folded[0]):
        return wording.count(len(folded), "finding")
    return f"{wording.count(len(folded), 'attribution' if folded[0].parts else 'claim')} supported"


def _folded(summary: str, items: Iterable[Item]) -> Iterator[str]:
    yield f"<details>\n<summary>{summary}</summary>"
    for item in items:
        yield from _item(item)
    yield "</details>"


def _item(item: Item) -> Iterator[str]:
    labels = [wording.mark(gravest(item))] if item.judged or item.parts else []
    if item.number:
        labels.append(f"{item.number}.")
    label = f"**{' '.join(labels)}** " if labels else ""
    words = _words(item)
    lines = [label + (words if in_little(item) or not words else f"**{words}**")]
    if item.difference is not None:
        lines = list(_changed(item.difference))
    lines += [_escaped(fact) for fact in (*item.facts, *([item.dissent] if item.dissent else []))]
    if item.parts:
        lines.append(" · ".join(f"{wording.mark(verdict)} {words}" for verdict, words in item.parts))
    yield "  \n".join(lines)
    if notes := [note for note in item.notes if not note.aside]:
        yield "\n".join(f"- {_note(note)}" for note in notes)
    for passage in item.passages:
        yield _passage(passage)
    for inner in item.items:
        yield from _item(inner)


def _words(item: Item) -> str:
    return _marked(item.marked, _OURS) if item.marked else _escaped(item.words)


def _changed(difference: Difference) -> Iterator[str]:
    """The sentence before, with what it lost, and the sentence after, with what it gained."""
    yield "− " + _marked(difference.before, _OURS)
    if difference.after:
        yield "\\+ " + _marked(difference.after, _THEIRS)


def _marked(stretches: Sequence[Stretch], mark: str) -> str:
    """The stretches, each escaped as a part of the whole, those that differ in an element of their own."""
    return "".join(
        f"<{mark}>{_escaped(words)}</{mark}>" if differs else _escaped(words, begins=position == 0)
        for position, (words, differs) in enumerate(stretches)
    )


def _note(note: Note) -> str:
    mark = f"{wording.LEVEL_MARKS[note.level]} " if note.level else ""
    label = f"**{_escaped(note.label)}:** " if note.label else ""
    return f"{mark}{label}{_escaped(note.text)}"


def _passage(passage: Passage) -> str:
    offered = [f"offered as {_escaped(passage.offered)}"] if passage.offered else []
    words = _marked(passage.marked, _THEIRS) if passage.marked else _escaped(passage.words)
    lines = [words, *offered, f"— {_escaped(passage.place)}"]
    return "\n".join(f"> {line}" for line in "  \n".join(lines).split("\n"))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are Markdown already."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def _escaped(words: str, *, begins: bool = True) -> str:
    """`words` so that they read as they are, wherever in a line or a table they stand."""
    pieces = [_ACTIVE.sub(r"\\\1", piece.translate(_ENTITIES)) for piece in _REFERENCES.split(words)]
    escaped = _APART.join(pieces)
    return _BLOCK_START.sub(r"\1\\\2", escaped) if begins else escaped
