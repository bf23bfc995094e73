"""How much is read at once, and what is said where there is more."""

from __future__ import annotations

LARGEST = 20_000_000
"""Bytes that a file, standard input or a page may have."""


def too_large(name: str, largest: int, size: int | None = None) -> str:
    """The message for a document of `size` bytes, or of a size that is only known to be above `largest`."""
    has = f"has {_megabytes(size)}" if size is not None else f"has more than {_megabytes(largest)}"
    return f"{name} {has}, and at most {_megabytes(largest)} are read: give a part of it"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"
