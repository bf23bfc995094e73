"""The fenced blocks of a page of documentation, and what comments in front of them ask for."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "evals" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]

_OPENING = re.compile(r"^ *```(?P<language>\w*)\s*$")
_COMMENTS = re.compile(r"(?:<!--(?:(?!-->).)*-->\s*)+\Z", re.DOTALL)
_COMMENT = re.compile(r"<!-- (?P<words>.*?) ?-->", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block, with the comments that stand right in front of it."""

    page: Path
    line: int
    language: str
    content: str
    comments: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    def asks(self, name: str) -> str | None:
        """What a comment `NAME: words` says, empty for `NAME` alone; None where there is none."""
        for comment in self.comments:
            head, _, rest = comment.partition(":")
            if head.strip() == name:
                return textwrap.dedent(rest.strip("\n") if "\n" in rest else rest.strip())
        return None


@dataclass(frozen=True)
class Command:
    """A command of a console, and the lines that it is said to print."""

    words: str
    printed: tuple[str, ...]


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page from its first to its last."""
    lines = page.read_text(encoding="utf-8").splitlines()
    number = 0
    while number < len(lines):
        if (opening := _OPENING.match(lines[number])) is None:
            number += 1
            continue
        end = next(at for at in range(number + 1, len(lines)) if lines[at].strip() == "```")
        content = textwrap.dedent("\n".join(lines[number + 1 : end]))
        before = _COMMENTS.search("\n".join(lines[:number]))
        comments = tuple(found["words"] for found in _COMMENT.finditer(before[0])) if before else ()
        yield Block(page, number + 1, opening["language"], content, comments)
        number = end + 1


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console: lines that begin with `$ `, gone on with after a backslash."""
    words: str | None = None
    printed: list[str] = []
    for line in block.content.splitlines():
        if words is not None and words.endswith("\\") and not printed:
            words = f"{words[:-1].rstrip()} {line.removeprefix('>').strip()}"
        elif line.startswith("$ "):
            if words is not None:
                yield Command(words, tuple(printed))
            words, printed = line[2:].rstrip(), []
        else:
            assert words is not None, f"{block.place}: begin with a command, `$ ...`"
            printed.append(line.rstrip())
    if words is not None:
        yield Command(words, tuple(printed))
