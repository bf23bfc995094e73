"""A file, standard input or an address becomes a document."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import BinaryIO, NamedTuple

from assistant.errors import ReadError, UsageError
from assistant.schema import STANDARD_INPUT, Document
from assistant.source.decoding import decode
from assistant.source.documents import from_text
from assistant.source.html import declared_encoding, main_text
from assistant.source.limits import LARGEST, too_large
from assistant.source.pdf import pdf_text

_ADDRESS = re.compile(r"(?P<scheme>[a-zA-Z][a-zA-Z0-9+.\-]+)://")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_PDF_START = b"%PDF-"
_PDF_START_WITHIN = 1_024
"""Bytes that readers of PDF let stand before the mark."""
_OFFICE_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")


class _Content(NamedTuple):
    """Bytes, and what their place says about their kind."""

    data: bytes
    name: str
    suffix: str = ""
    content_type: str = ""
    encoding: str | None = None


def read(location: str, *, id: str, offline: bool = False) -> Document:  # noqa: A002 - the schema's own word
    """The document at `location`: a path, an address (http or https), or `-` for standard input.

    At most 20 MB are read. Raises ReadError where there is no text to be had, MissingExtraError (one of those)
    where its kind needs a package that is not installed, and UsageError for an address when `offline`.
    """
    content = _content(location, offline=offline)
    text, verbatim = _text(content)
    return from_text(text, id=id, title=content.name, origin=_origin(location), verbatim=verbatim)


def _origin(location: str) -> str:
    return STANDARD_INPUT if location == "-" else location


def _content(location: str, *, offline: bool) -> _Content:
    if location == "-":
        return _Content(_standard_input(), STANDARD_INPUT)
    address = _ADDRESS.match(location)
    if address is None:
        path = Path(location)
        return _Content(_file(path), path.name, suffix=path.suffix.lower())
    if address["scheme"].lower() not in ("http", "https"):
        raise ReadError(f"{location} is no web address: give one that begins with http:// or https://, or a path")
    if offline:
        raise UsageError(f"offline, {location} cannot be fetched: save the page and give the file")
    from assistant.source.web import fetch  # 0.03 s of http and ssl that a file need not pay

    page = fetch(location)
    return _Content(page.data, location, content_type=page.content_type, encoding=page.encoding)


def _text(content: _Content) -> tuple[str, bool]:
    """The text of the content, and whether it is that content, character for character."""
    data, name = content.data, content.name
    if _PDF_START in data[:_PDF_START_WITHIN]:
        return pdf_text(data, name), False
    if data.startswith(_OFFICE_STARTS):
        raise ReadError(f"{name} is an office document or an archive: save it as plain text, HTML or PDF and give that")
    if data and (content.suffix == ".pdf" or content.content_type.endswith("pdf")):
        raise ReadError(f"{name} is not a PDF, though it is called one: give the file itself")
    is_html = content.suffix in _HTML_SUFFIXES or content.content_type in _HTML_TYPES or _HTML_START.match(data)
    text = decode(data, name, declared=content.encoding or (declared_encoding(data) if is_html else None))
    return (main_text(text, name), False) if is_html else (text, True)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise ReadError("standard input is closed: give a file")
    return _at_most(sys.stdin.buffer, STANDARD_INPUT)


def _file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(f"{path} is a directory: give a file in it")
        if (size := path.stat().st_size) > LARGEST:
            raise ReadError(too_large(path.name, LARGEST, size))
        with path.open("rb") as file:
            return _at_most(file, path.name)
    except FileNotFoundError:
        raise ReadError(f"{path} does not exist: check the path") from None
    except PermissionError:
        raise ReadError(f"{path} may not be read: change its permissions, or give a copy") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{path} cannot be read ({_cause(error)}): check the path") from None


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _at_most(file: BinaryIO, name: str) -> bytes:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ReadError(too_large(name, LARGEST))
    return data
