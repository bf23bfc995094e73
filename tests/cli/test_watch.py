"""`check --watch`: a real process beside an editor that saves, replaces, breaks and mends the file."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

import pytest

from tests.cli.command import assistant, environment_with
from tests.loopback import faults
from tests.loopback.server import LoopbackServer, Played

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to one process")

SOURCE = "The council voted 14 to 9 on Tuesday and rose. Ferries will run until May. The mill was sold to Ilse Marten."
VOTE, FERRIES, MILL = (
    "The council voted 14 to 8 on Tuesday.",
    "Ferries will run until May.",
    "The mill was sold to Ilse Marten.",
)
_SECONDS = 30.0


class Watching:
    """`assistant check draft.txt -s source.txt --watch` in a process of its own."""

    def __init__(self, at: Path, *more: str, environment: Mapping[str, str] | None = None) -> None:
        self.out, self.err = "", ""
        known = {"ASSISTANT_CACHE_DIR": str(at / "cache"), **(environment or {})}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "check", "draft.txt", "-s", "source.txt", "--watch", *more],
            cwd=at,
            env=environment_with(known),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._threads = [threading.Thread(target=self._follow, args=(name,), daemon=True) for name in ("out", "err")]

    def _follow(self, name: str) -> None:
        stream = self.process.stdout if name == "out" else self.process.stderr
        for line in stream or ():
            setattr(self, name, getattr(self, name) + line)

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for thread, stream in zip(self._threads, (self.process.stdout, self.process.stderr), strict=True):
            thread.join()
            assert stream is not None
            stream.close()

    def checks(self, number: int) -> str:
        """What is printed by the end of the check of that number, counted from 1, since the one before."""
        self.waits(lambda: self.out.count("Waiting for a save") >= number)
        return self.out.split("Waiting for a save")[number - 1]

    def complains(self, words: str) -> None:
        self.waits(lambda: words in self.err)

    def waits(self, until: Callable[[], bool]) -> None:
        end = time.monotonic() + _SECONDS
        while not until():
            assert self.process.poll() is None, self.err
            assert time.monotonic() < end, (self.out, self.err)
            time.sleep(0.02)

    def interrupted(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_SECONDS)


@pytest.fixture
def at(tmp_path: Path) -> Path:
    save(tmp_path / "source.txt", SOURCE)
    save(tmp_path / "draft.txt", f"{VOTE} {FERRIES}")
    return tmp_path


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def replace(path: Path, text: str) -> None:
    """Saves as many editors do: another file is put in the place of the first."""
    other = path.with_suffix(".new")
    save(other, text)
    path.unlink()
    time.sleep(0.3)
    other.rename(path)


def test_a_writer_sees_what_each_save_has_changed(at: Path) -> None:
    draft = at / "draft.txt"
    with Watching(at, "--offline") as watching:
        first = watching.checks(1)
        assert "At fault\n✗ 1 number changed  8 → 9\n" in first
        assert "0.50 (1 of 2 claims)" in first

        replace(draft, f"{VOTE.replace('8', '9')} {FERRIES} Ferries will run until June.")
        second = watching.checks(2)
        assert "New\n✗ 3 date changed  June → May\n" in second or "New\n✗ 3" in second
        assert "Mended\n✓ number changed  8 → 9\n" in second
        assert "0.67 (2 of 3 claims)" in second

        save(draft, f"{FERRIES} {VOTE.replace('8', '9')} Ferries will run until June.")
        assert "No fault has come, and none has gone." in watching.checks(3)
        assert watching.interrupted() == 130
    assert watching.err == ""


def test_what_cannot_be_read_is_said_and_waited_out(at: Path) -> None:
    draft = at / "draft.txt"
    with Watching(at, "--offline") as watching:
        watching.checks(1)
        save(draft, "")
        watching.complains("draft.txt is empty")
        draft.write_bytes(b"\x00\xff\xfe\x00\x81" * 9)
        watching.complains("draft.txt is not text")
        draft.unlink()
        watching.complains("draft.txt does not exist")
        save(draft, f"{VOTE} {FERRIES}")
        watching.complains("It can be read again, and nothing has changed.")
        save(draft, FERRIES)
        assert "Mended\n✓ number changed  8 → 9\n" in watching.checks(2)
        assert watching.interrupted() == 130
    assert watching.err.count("\n") == 4


def test_a_source_is_watched_too_and_a_save_of_the_same_words_is_not_checked(at: Path) -> None:
    with Watching(at, "--offline") as watching:
        watching.checks(1)
        save(at / "draft.txt", f"{VOTE} {FERRIES}")
        time.sleep(1)
        assert watching.out.count("Waiting for a save") == 1
        save(at / "source.txt", SOURCE.replace("14 to 9", "14 to 8"))
        assert "Mended\n" in watching.checks(2)


def test_the_report_is_written_anew_on_each_save(at: Path) -> None:
    page = at / "report.html"
    with Watching(at, "--offline", "-o", "report.html") as watching:
        watching.waits(lambda: page.exists() and "14 to 8" in page.read_text(encoding="utf-8"))
        save(at / "draft.txt", FERRIES)
        watching.waits(lambda: "14 to 8" not in page.read_text(encoding="utf-8") and page.stat().st_size > 0)


def test_a_report_that_cannot_be_written_is_shown_and_written_at_the_next_save(at: Path) -> None:
    page = at / "report.html"
    page.mkdir()  # a folder in its place takes no report, whoever runs the tests
    with Watching(at, "--offline", "-o", "report.html") as watching:
        assert "number changed" in watching.checks(1)
        watching.complains("report.html cannot be written")
        page.rmdir()
        (at / "draft.txt").touch()
        watching.waits(lambda: page.is_file() and "14 to 8" in page.read_text(encoding="utf-8"))


def test_what_a_judge_has_failed_at_is_asked_again_at_the_next_save_of_the_same_words(at: Path) -> None:
    """The endpoint says no twice: to the whole question and to its second form."""
    server = LoopbackServer(Played(faults.says("no"), "verify", 2))
    with server, Watching(at, "-m", "m", "--no-cache", environment={"OPENAI_BASE_URL": server.base_url}) as watching:
        assert "unverified" in watching.checks(1)
        watching.complains("save again to try again")
        (at / "draft.txt").touch()
        assert "Mended" in watching.checks(2)


def test_a_model_is_asked_about_nothing_that_has_stayed(at: Path) -> None:
    """With no cache: what is not asked again is remembered."""
    with LoopbackServer() as server:
        environment = {"OPENAI_BASE_URL": server.base_url}
        with Watching(at, "-m", "m", "--no-cache", environment=environment) as watching:
            watching.checks(1)
            before = len(server.received)
            save(at / "draft.txt", f"{VOTE} {FERRIES} {MILL}")
            assert "3 claims" in watching.checks(2)
            asked = server.received[before:]
            assert [VOTE in str(one.body) for one in asked if one.step == "verify"] == [False]
            assert len(server.calls("verify")) == 2
            before = len(server.received)

            save(at / "draft.txt", f"{MILL} {VOTE}")
            assert "2 claims" in watching.checks(3)
            assert len(server.received) == before
        assert watching.err.count("reads the text") == 1


def test_a_screen_is_cleared_and_shows_all_that_is_left(at: Path) -> None:
    from tests.cli.terminal import Terminal  # Windows has no module for it

    arguments = ("check", "draft.txt", "-s", "source.txt", "--watch", "--offline", "-q")
    terminal = Terminal(*arguments, width=80, at=at, environment={"NO_COLOR": "1"})
    terminal.until("Waiting for a save; Ctrl-C ends.")
    save(at / "draft.txt", f"{VOTE} {FERRIES} The mill was sold to Jonas Pell.")
    screen = terminal.until("Waiting for a save; Ctrl-C ends.").rpartition("\x1b[H\x1b[2J")[2]
    assert "\nNew\n" in screen
    assert "Still at fault\n✗ 1 number changed  8 → 9\n" in screen
    assert screen.index("New") < screen.index("Still at fault") < screen.index("Faithfulness") < screen.index("Waiting")
    terminal.process.send_signal(signal.SIGINT)
    terminal.read()
    assert terminal.process.returncode == 130


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["-", "-s", "source.txt"], "--watch looks at files, and - is none: save it and give the file"),
        (["draft.txt", "-s", "https://e.example/x"], "https://e.example/x is none"),
        (["draft.txt", "-s", "source.txt", "--repair"], "leave out --repair"),
        (["--pairs", "pairs.jsonl"], "leave out --pairs"),
        (["--replay", "trace"], "leave out --replay"),
        (["draft.txt", "--batch-api", "--dry-run"], "leave out --batch-api and --dry-run"),
        (["draft.txt", "-s", "source.txt", "--fail-under", "0.5"], "leave out --fail-under"),
        (["draft.txt", "-s", "source.txt", "--format", "json"], "name a file for the report with --output"),
        (["draft.txt", "-s", "source.txt", "-o", "draft.txt"], "is one of the texts that are read"),
    ],
)
def test_what_cannot_be_watched_is_refused_in_one_line(at: Path, arguments: list[str], error: str) -> None:
    done = assistant("check", *arguments, "--watch", at=at)
    assert (done.code, done.out) == (2, "")
    assert error in done.err
    assert done.err.count("\n") == 1


def test_a_file_that_is_not_there_at_the_beginning_is_an_error(at: Path) -> None:
    done = assistant("check", "no.txt", "-s", "source.txt", "--watch", at=at)
    assert (done.code, done.err) == (1, "Error: no.txt does not exist: check the path\n")
