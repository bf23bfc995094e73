"""Characters that must not reach a terminal or a page as they are."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n?")
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, escape sequences among them; tab and newline may stay
    "\u2028\u2029"  # line ends that only some readers know
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates, which reorder what is read
    "\ud800-\udfff"  # lone surrogates, which cannot be encoded
    "\ufffe\uffff]"  # no characters at all, which XML does not take
)


def visible(text: str) -> str:
    """`text` with controls, bidirectional overrides and lone surrogates written out, as in `\\x1b`.

    Tabs stay, and so do line ends, as newlines.
    """
    return _UNSAFE.sub(lambda match: _escape(ord(match[0])), _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """`text` on one line: any run of white space becomes one space."""
    return " ".join(text.split())


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
