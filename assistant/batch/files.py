"""The files that are meant where files and directories are named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.errors import ReadError, UsageError

ENDINGS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
"""What the name of a file ends in for it to be taken from a directory."""


def texts_at(places: Iterable[Path]) -> dict[str, Path]:
    """The files at `places` by their paths, which are their ids; of a directory all texts in and below it, sorted.

    Hidden files and folders are left out. A file that is named itself is taken whatever its ending.
    Raises UsageError where a file is named twice or a directory holds no text, ReadError where it cannot be listed.
    """
    found: dict[str, Path] = {}
    for place in places:
        for path in _inside(place) if place.is_dir() else [place]:
            if path.as_posix() in found:
                raise UsageError(f"{path} is named twice: name each text once")
            found[path.as_posix()] = path
    return found


def _inside(directory: Path) -> list[Path]:
    try:
        paths = sorted(path for path in directory.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    except OSError as error:
        raise ReadError(f"{directory} cannot be listed ({error.strerror}): check its permissions") from None
    texts = [path for path in paths if not _is_hidden(path.relative_to(directory))]
    if not texts:
        raise UsageError(f"{directory} holds no text: its files must end in one of {' '.join(ENDINGS)}")
    return texts


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
