"""`assistant check --watch`: the text is checked again whenever it, or a source, is saved."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from assistant.cli.output import print_text
from assistant.errors import AssistantError, ReadError, UsageError, holds_for_all

if TYPE_CHECKING:
    from assistant.schema import Document, Report

Given = tuple["Document", "list[Document]"]
"""The text under check, and its sources."""

_POLL = 0.2
"""Seconds between two looks at the files; a save is taken for ended when two looks see the same."""
_GONE = 2.0
"""Seconds that a file may be gone, while an editor puts another in its place."""
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_SHORTER = 2
"""Faults fewer that are listed where a screen has no room for all."""


def require_files(places: Sequence[str]) -> None:
    """Raises UsageError for a text that cannot be looked at again and again."""
    for place in places:
        if place == "-" or re.match(r"[a-zA-Z][a-zA-Z0-9+.\-]+://", place):
            raise UsageError(f"--watch looks at files, and {place} is none: save it and give the file")


def watch(
    files: Sequence[Path],
    read: Callable[[], Given],
    check: Callable[[Document, list[Document]], Report],
    write: Callable[[Report], None],
) -> NoReturn:
    """Checks what `read` reads of `files`, and again after each save, until it is interrupted.

    Raises ReadError for what cannot be read at the beginning, and ModelError where no later check can go better.
    """
    before: Report | None = None
    checked: Given | None = None
    seen = _state(files)
    given = read()
    while True:
        if checked is None or _texts(given) != _texts(checked):
            report, whole = _checked_again(before, given, check, write)
            # What failed for a reason that may pass is done again at the next save, also one of the same words.
            before, checked = report or before, given if whole else None
        given, seen = _next(files, seen, read, checked)


def _checked_again(
    before: Report | None,
    given: Given,
    check: Callable[[Document, list[Document]], Report],
    write: Callable[[Report], None],
) -> tuple[Report | None, bool]:
    """The report, which is shown and written, and whether all of that could be done; what could not is said."""
    started = time.monotonic()
    report = None
    try:
        report = check(*given)
        _show(before, report, time.monotonic() - started)
        write(report)
    except AssistantError as error:
        if holds_for_all(error) or isinstance(error, UsageError):
            raise
        _say(f"Error: {error}: save again to try again")
        return report, False
    failed = report.stopped or next((claim.reason for claim in report.claims if claim.judge_failed), None)
    if failed:
        _say(f"Error: {failed.rstrip('.')}: save again to try again")
    return report, not failed


def _next(
    files: Sequence[Path], seen: _State, read: Callable[[], Given], checked: Given | None
) -> tuple[Given, _State]:
    """What is read after the next save, and the state of the files then."""
    failed = False
    while True:
        seen = _saved(files, seen)
        try:
            given = read()
        except ReadError as error:
            _say(f"Error: {error}")
            failed = True
            continue
        if failed and checked is not None and _texts(given) == _texts(checked):
            _say("It can be read again, and nothing has changed.")
        return given, seen


_State = tuple[tuple[int, ...] | None, ...]


def _state(files: Sequence[Path]) -> _State:
    """What tells a file from the same file saved later, or from another in its place; None for one that is gone."""
    return tuple(_mark(file) for file in files)


def _mark(file: Path) -> tuple[int, ...] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _saved(files: Sequence[Path], seen: _State) -> _State:
    """Waits until the files are not as they were seen, and stay so: what is half written is not read."""
    last, gone_since = seen, None
    while True:
        time.sleep(_POLL)
        now = _state(files)
        if now != last or now == seen:
            last, gone_since = now, None
            continue
        gone_since = gone_since or time.monotonic()
        if None not in now or time.monotonic() - gone_since >= _GONE:
            return now


def _texts(given: Given) -> list[str]:
    return [given[0].text, *(source.text for source in given[1])]


def _show(before: Report | None, report: Report, seconds: float) -> None:
    """What has changed, on a cleared screen; in a pipe one after the other, without what has stayed."""
    from assistant.reports import render_changes

    on_screen = sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    lines = shutil.get_terminal_size().lines
    ending = f"{time.strftime('%H:%M:%S')}: checked in {seconds:.1f} s. Waiting for a save; Ctrl-C ends.\n\n"

    def told(width: int, colour: bool, listed: int) -> str:
        return render_changes(before, report, width=width, colour=colour, listed=listed) + ending

    def drawn(width: int, colour: bool) -> str:
        if not on_screen:
            return told(width, colour, 0 if before else sys.maxsize)
        # What has stayed gives way to what is new: as much of it is listed as the screen has room for.
        screens = (told(width, colour, listed) for listed in range(lines, 0, -_SHORTER))
        fitting = next((screen for screen in screens if screen.count("\n") < lines), told(width, colour, 0))
        return _CLEAR + fitting

    print_text(drawn)


def _say(line: str) -> None:
    typer.echo(f"{time.strftime('%H:%M:%S')}: {line}", err=True)
