"""The file of results: JSON Lines that are appended to, and that an interrupted run goes on from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from assistant.batch.lock import only_writer
from assistant.batch.outcomes import Outcome, read_outcome
from assistant.errors import AssistantError, UsageError

Append: TypeAlias = Callable[[bytes], None]
_BEGINNING = b'{"id": '
"""What every line begins with, so that a torn one can be told from a file of something else."""


@contextmanager
def open_results(path: Path, keep: Callable[[Outcome], bool]) -> Iterator[tuple[Append, tuple[Outcome, ...]]]:
    """What appends a line to the file at `path`, and the outcomes in it from before that `keep` has chosen.

    The others are taken out of the file, so that they can be written anew, and so is a last line without its end, as
    kill -9 leaves it. A path to a device or a pipe is only written to. Raises UsageError where the file holds
    something else or an id twice, AssistantError where it cannot be written or another process is writing it.
    """
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        with _appending(path) as file:
            yield appending_to(file, path), ()
        return
    with ExitStack() as held:
        try:
            _appending(path).close()
            held.enter_context(only_writer(path))
            earlier = _kept(path, keep)
            file = held.enter_context(_appending(path))
        except OSError as error:
            raise _unwritable(path, error) from None
        yield appending_to(file, path), earlier


def appending_to(file: BinaryIO, name: object) -> Append:
    """What writes a line to an unbuffered file at once; it raises AssistantError where the line does not fit."""

    def append(line: bytes) -> None:
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[file.write(rest) :]
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritable(name, error) from None

    return append


def _appending(path: Path) -> BinaryIO:
    try:
        return path.open("ab", buffering=0)
    except OSError as error:
        raise _unwritable(path, error) from None


def read_results(path: Path, keep: Callable[[Outcome], bool]) -> tuple[Outcome, ...]:
    """The outcomes that `open_results` would yield, without changing the file; none where there is no file.

    Raises UsageError as `open_results` does, AssistantError where the file cannot be read.
    """
    if not path.is_file():
        return ()
    try:
        return _chosen(path, keep)[0]
    except OSError as error:
        raise AssistantError(f"{path} cannot be read ({error.strerror}): correct its permissions") from None


def _kept(path: Path, keep: Callable[[Outcome], bool]) -> tuple[Outcome, ...]:
    """The outcomes that `keep` chooses. Afterwards the file holds their lines and no others."""
    kept, dropped = _chosen(path, keep)
    if dropped:
        _rewrite(path, dropped)
    return kept


def _chosen(path: Path, keep: Callable[[Outcome], bool]) -> tuple[tuple[Outcome, ...], set[int]]:
    """The outcomes that `keep` chooses, and the numbers of the lines of all others."""
    kept: dict[str, Outcome] = {}
    dropped: set[int] = set()
    for number, line in _lines(path):
        outcome = read_outcome(line)
        if not line.endswith(b"\n") and line[: len(_BEGINNING)] == _BEGINNING[: len(line)]:
            dropped.add(number)
        elif outcome is None:
            raise UsageError(f"{path}:{number}: this line is no result of a document: choose another file")
        elif outcome.id in kept:
            raise UsageError(f"{path}:{number}: the id {outcome.id!r} has a result already: delete one of them")
        elif keep(outcome):
            kept[outcome.id] = outcome
        else:
            dropped.add(number)
    return tuple(kept.values()), dropped


def _rewrite(path: Path, without: set[int]) -> None:
    """Takes lines out of a file so that an interruption leaves the old file or the new one."""
    unfinished = path.with_name(f"{path.name}.tmp")
    with unfinished.open("wb") as file:
        file.writelines(line for number, line in _lines(path) if number not in without)
        file.flush()
        os.fsync(file.fileno())
    shutil.copymode(path, unfinished)
    unfinished.replace(path)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        yield from enumerate(file, 1)


def _unwritable(name: object, error: OSError) -> AssistantError:
    return AssistantError(f"{name} cannot be written ({error.strerror}): make room, or choose another file")
