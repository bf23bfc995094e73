"""The command on a terminal of a given width, as a user sees it."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.cli.command import environment_with


class Terminal:
    """`assistant ARGUMENTS` with its standard output on a terminal of `width` columns, its errors elsewhere."""

    def __init__(self, *arguments: str, width: int, at: Path, environment: Mapping[str, str] | None = None) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        given = {"TERM": "xterm-256color", **(environment or {})}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant", *arguments],
            cwd=at,
            env=environment_with(given),
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.PIPE,
        )
        os.close(theirs)

    def until(self, words: str) -> str:
        """What it shows until it shows `words`."""
        shown = b""
        while words.encode() not in shown:
            shown += os.read(self._ours, 1 << 16)
        return shown.decode().replace("\r\n", "\n")

    def read(self) -> str:
        """What it shows until it ends."""
        shown = b""
        with suppress(OSError):  # how Linux tells that nobody writes any more
            while piece := os.read(self._ours, 1 << 16):
                shown += piece
        self.process.communicate()
        os.close(self._ours)
        return shown.decode().replace("\r\n", "\n")
