"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from assistant.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16, whose mark its own begins with."""
_SAMPLE = 4_096
_NUL_SHARE = 0.3
"""The share of NUL bytes on one side that shows UTF-16: Latin text has one in every character."""
_DAMAGE = 0.1
"""Broken bytes to every whole character beyond ASCII, up to which a text is UTF-8 with a few faults."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_CONTROL_SHARE = 0.01


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    """The text in `data`, without a byte order mark, line ends as they are.

    `declared` is the encoding that a web server or a page names. Raises ReadError, calling the data `name`,
    where it holds no text.
    """
    text = _decoded(data, declared)
    if text is None or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise ReadError(f"{name} is not text: give a file of plain text, Markdown, HTML or PDF")
    if not text.strip():
        raise ReadError(f"{name} is empty: give a file that holds text")
    return text


def _decoded(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if sixteen_bit := _utf_16(data):
        return data.decode(sixteen_bit, errors="replace")
    if b"\0" in data:
        return None
    return _with(data, "utf-8") or _with(data, declared) or _damaged_utf_8(data) or _with(data, "cp1252")


def _with(data: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _utf_16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, seen by where its NUL bytes lie."""
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if len(data) % 2 or max(even, odd) < _NUL_SHARE or min(even, odd) > _NUL_SHARE / 10:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _damaged_utf_8(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(1 for character in text if not character.isascii()) - broken
    return text if broken <= _DAMAGE * whole else None
