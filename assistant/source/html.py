"""The article of a web page, without navigation, comments and advertisements."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
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


def _blocks(element: Any) -> Iterable[str]:
    """The blocks of an extracted body in order, each on one line."""
    for child in element:
        if child.tag in ("list", "table", "row") or (child.tag in ("quote", "div") and len(child)):
            yield from _blocks(child)
        elif child.tag == "p":
            yield from (line for part in _lines(child) if (line := _flat([part])))
        elif words := _flat(child.itertext()):
            yield {"head": "## ", "item": "- "}.get(child.tag, "") + words


def _lines(paragraph: Any) -> Iterable[str]:
    """The text of a paragraph, apart at its line breaks."""
    line = paragraph.text or ""
    for child in paragraph:
        if child.tag == "lb":
            yield line
            line = ""
        else:
            line += "".join(child.itertext())
        line += child.tail or ""
    yield line


def _flat(words: Iterable[str]) -> str:
    return " ".join("".join(words).split())
