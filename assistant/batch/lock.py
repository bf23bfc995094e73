"""One writer of a file at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from assistant.errors import AssistantError


@contextmanager
def only_writer(path: Path) -> Iterator[None]:
    """Keeps every other process that asks for the same from writing to `path`.

    The lock is on a file beside it. The system gives it up when this process ends, in whatever way: a lock file that
    is left behind keeps nobody out. Raises AssistantError where another process has the lock, OSError where there
    can be none.
    """
    beside = path.with_name(f"{path.name}.lock")
    file = _locked(beside)
    if file is None:
        raise AssistantError(f"{path} is being written by another process: wait for it, or choose another file")
    with file:
        try:
            yield
        finally:
            with suppress(OSError):  # Windows removes no file that is open
                beside.unlink()


def _locked(path: Path) -> BinaryIO | None:
    """The file, open and locked by this process; None where another one has it."""
    while True:
        file = path.open("ab")
        try:
            _lock(file)
        except BlockingIOError:
            file.close()
            return None
        if _is_at(path, file):
            return file
        file.close()  # the one who had it removed it between our opening and our locking it


def _is_at(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _lock(file: BinaryIO) -> None:
        """Raises BlockingIOError where another process has locked the file."""
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from None

else:

    def _lock(file: BinaryIO) -> None:
        """Raises BlockingIOError where another process has locked the file."""
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
