"""The text of a PDF."""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
from io import BytesIO

from assistant.errors import MissingExtraError, ReadError

_SILENT = logging.NullHandler()
"""Keeps the library's log from standard error where the program has set up no logging."""
_BROKEN = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OSError,
    struct.error,
    zlib.error,
)
"""What pypdf lets through, besides its own errors, where a file is damaged."""


def pdf_text(data: bytes, name: str) -> str:
    """The text of the pages in order, lines as they are set.

    Raises ReadError, calling the file `name`, where it is locked, damaged or holds no text, MissingExtraError
    where the extra "pdf" is not installed.
    """
    logging.getLogger("pypdf").addHandler(_SILENT)
    try:
        # An optional extra, and slow to import.
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        raise MissingExtraError(
            f'{name} is a PDF, and reading one needs an extra: pip install "faithful-assistant[pdf]"'
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReadError(f"{name} is locked with a password: save a copy without one and give that")
            pages = [page.extract_text() for page in reader.pages]
    except DependencyError:
        raise ReadError(f"{name} is encrypted: save a copy without encryption and give that") from None
    except (PyPdfError, *_BROKEN):
        raise ReadError(f"{name} is a damaged PDF: open it, save it anew and give that, or give its text") from None
    text = "\n".join(page.strip("\r\n") for page in pages)
    if not text.strip():
        raise ReadError(f"{name} holds no text, only pictures of pages: run text recognition (OCR) on it first")
    return text
