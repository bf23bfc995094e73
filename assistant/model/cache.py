"""The answers that a model has given, kept in an SQLite file so that no question is paid for twice.

Several processes may use one file at a time. A file that is locked is done without for that answer; one that is damaged
is started anew; one that cannot be opened is done without altogether: the cache saves work and never stops it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, Protocol

from assistant.errors import AssistantError

_FILE = "answers.sqlite3"
_FORMAT = 1
"""Raised when what is kept, or what an answer depends on, changes: the old answers are then never found again."""
_PATIENCE = 0.2
"""Seconds to wait for another process that writes."""
_HOUR = 3600
_PUTS_BETWEEN_SWEEPS = 100
_SWEPT_TO = 0.8
"""The share of its bound to which a cache that has grown past it is cut down."""
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, answer TEXT NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID
"""

_log = logging.getLogger(__name__)


class Statistics(NamedTuple):
    """What a cache holds."""

    answers: int
    megabytes: float
    """Of the answers themselves; the file is somewhat larger."""


def key_of(question: Mapping[str, object]) -> str:
    """The key of the answer to `question`, which names everything that the answer depends on."""
    content = json.dumps({"format": _FORMAT, **question}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()


def file_in(directory: Path) -> Path:
    """The file that a cache in `directory` is kept in."""
    return directory / _FILE


class Answers(Protocol):
    """Answers that are known already, by their key."""

    def get(self, key: str) -> str | None: ...

    def put(self, key: str, answer: str) -> None: ...

    def close(self) -> None: ...


class NoAnswers:
    """Knows no answer, and keeps none."""

    def get(self, key: str) -> str | None:  # noqa: ARG002 - it knows none, whatever the key
        return None

    def put(self, key: str, answer: str) -> None: ...

    def close(self) -> None: ...


class AnswerCache:
    """Answers by their key, in `directory`, of at most so many megabytes: those unused for longest go first."""

    def __init__(self, directory: Path, megabytes: float) -> None:
        self._path = file_in(directory)
        self._most = int(megabytes * 1e6)
        self._puts = 0
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def get(self, key: str) -> str | None:
        """The answer kept under `key`; None where there is none, or it cannot be read."""
        try:
            connection = self._open()
            if connection is None:
                return None
            row = connection.execute("SELECT answer, used FROM answers WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            answer, used = row
            now = int(time.time())
            if now - used > _HOUR:
                connection.execute("UPDATE answers SET used = ? WHERE key = ?", (now, key))
        except sqlite3.Error as error:
            self._forgive(error)
            return None
        return str(answer)

    def put(self, key: str, answer: str) -> None:
        """Keeps `answer`, which is ASCII, under `key`, if that can be done."""
        try:
            connection = self._open()
            if connection is None:
                return
            row = (key, answer, len(key) + len(answer), int(time.time()))
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)
            self._puts += 1
            if self._puts % _PUTS_BETWEEN_SWEEPS == 1:
                _sweep(connection, self._most)
        except sqlite3.Error as error:
            self._forgive(error)

    def close(self) -> None:
        """Closes the file; a later `get` or `put` opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and not self._broken:
            try:
                self._connection = _connect(self._path)
            except OSError as error:
                self._give_up(error.strerror or type(error).__name__)
        return self._connection

    def _forgive(self, error: sqlite3.Error) -> None:
        """Goes on: without this answer where the file is locked, with a new file where it is damaged, else without."""
        if _is_locked(error):
            return
        self.close()
        if isinstance(error, sqlite3.OperationalError):
            self._give_up(str(error))
            return
        try:
            _remove(self._path)
        except OSError as failure:
            self._give_up(failure.strerror or type(failure).__name__)
        else:
            _log.warning("The cache %s was damaged and is started anew.", self._path)

    def _give_up(self, reason: str) -> None:
        self._broken = True
        _log.warning("The cache %s cannot be used (%s): the work goes on without it.", self._path, reason)


def statistics(directory: Path) -> Statistics:
    """What the cache in `directory` holds. Raises AssistantError where it cannot be read."""
    path = file_in(directory)
    if not path.exists():
        return Statistics(answers=0, megabytes=0.0)
    try:
        with closing(_connect(path)) as connection:
            count, size = connection.execute("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM answers").fetchone()
    except (sqlite3.Error, OSError) as error:
        raise AssistantError(f"{path} cannot be read ({error}): assistant cache clear starts a new one") from None
    return Statistics(answers=count, megabytes=size / 1e6)


def clear(directory: Path) -> bool:
    """Removes the cache in `directory`; False where there was none. Raises AssistantError where it stays."""
    path = file_in(directory)
    there = path.exists()
    try:
        _remove(path)
    except OSError as error:
        raise AssistantError(f"{path} cannot be removed ({error.strerror}): remove it by hand") from None
    return there


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Each statement is a transaction of its own: no answer waits for another, and no lock is held between them.
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _sweep(connection: sqlite3.Connection, most: int) -> None:
    """Drops the answers unused for longest from a cache that holds more than `most` bytes."""
    (size,) = connection.execute("SELECT COALESCE(SUM(size), 0) FROM answers").fetchone()
    if size <= most:
        return
    connection.execute(
        """
        DELETE FROM answers WHERE key IN (
            SELECT key FROM (SELECT key, SUM(size) OVER (ORDER BY used DESC, key) AS kept FROM answers) WHERE kept > ?
        )
        """,
        (int(most * _SWEPT_TO),),
    )


def _remove(path: Path) -> None:
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        file.unlink(missing_ok=True)


def _is_locked(error: sqlite3.Error) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorname.startswith(
        ("SQLITE_BUSY", "SQLITE_LOCKED")
    )
