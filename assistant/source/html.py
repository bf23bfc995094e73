"""The article of a web page, without navigation, comments and advertisements."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.errors import MissingExtraError, ReadError

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_\-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w\-]+)",
    re.IGNORECASE,
)
_HEAD_OF_A_PAGE = 4_096
_SILENT = logging.NullHandler()
"""Keeps the library's log from standard error where the program has set up no logging."""


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its own head; None where it names none."""
    found = _DECLARED.search(data[:_HEAD_OF_A_PAGE])
    return (found[1] or found[2]).decode("ascii") if found else None


def main_text(page: str, name: str) -> str:
    """The article of the HTML `page`: a paragraph a block, `#` before headings, `-` before the items of lists.

    Raises ReadError, calling the page `name`, where it has no article, MissingExtraError where the extra "web" is
    not installed.
    """
    logging.getLogger("trafilatura").addHandler(_SILENT)
    try:
        # An optional extra, and 0.3 s to import. Its own parts may be what is missing, hence not only by its name.
        from trafilatura import bare_extraction
    except ImportError:
        raise MissingExtraError(
            f'{name} is a web page, and reading one needs an extra: pip install "faithful-assistant[web]"'
        ) from None
    found: Any = bare_extraction(page, include_comments=False, with_metadata=True)
    blocks = list(_blocks(found.body)) if found is not None else []
    if not blocks:
        raise ReadError(f"{name} holds no article that could be found: copy its text into a file and give that")
    if found.title and not blocks[0].startswith("#"):
        blocks.insert(0, "# " + _flat([found.title]))
    return "\n\n".join(blocks)


def _blocks(element: Any) -> Iterator[str]:
    """The blocks of an extracted body in order, each on one line."""
    yield from _block([element.text])
    for child in element:
        if child.tag in ("list", "table") or (child.tag in ("quote", "div") and len(child)):
            yield from _blocks(child)
        elif child.tag == "row":
            yield from _block([" | ".join(_flat(cell.itertext()) for cell in child)])
        elif child.tag == "p":
            for line in _lines(child):
                yield from _block([line])
        else:
            yield from _block(child.itertext(), {"head": "# ", "item": "- "}.get(child.tag, ""))
        yield from _block([child.tail])


def _block(words: Iterable[str | None], mark: str = "") -> Iterator[str]:
    if flat := _flat(words):
        yield mark + flat


def _lines(paragraph: Any) -> list[str]:
    """The text of a paragraph, apart at its line breaks."""
    lines = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == "lb":
            lines.append("")
        else:
            lines[-1] += "".join(child.itertext())
        lines[-1] += child.tail or ""
    return lines


def _flat(words: Iterable[str | None]) -> str:
    return " ".join("".join(word or "" for word in words).split())
