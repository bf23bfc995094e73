"""What a report looks like on a terminal, and in a pipe."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.command import assistant

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")

CHECK = ("check", "--example", "--offline", "-q")
CODE = re.compile(r"\x1b\[[0-9;]*m")


def shown(at: Path, width: int = 100, environment: dict[str, str] | None = None) -> str:
    from tests.cli.terminal import Terminal  # Windows has no module for it

    return Terminal(*CHECK, width=width, at=at, environment=environment).read()


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_a_terminal_is_filled_and_never_overrun(tmp_path: Path, width: int) -> None:
    lines = CODE.sub("", shown(tmp_path, width)).splitlines()
    longest = max(map(cell_len, lines))
    assert min(width, 180) * 0.8 < longest <= width
    assert any(line.startswith("✗ 1 number changed      83 → 38") for line in lines)


def test_a_terminal_has_colour_in_place_of_marks(tmp_path: Path) -> None:
    written = shown(tmp_path)
    assert "\x1b[1;4;31m83\x1b[0m" in written
    assert "\x1b[1;4;32m38\x1b[0m" in written
    assert "[-83-]" not in written


@pytest.mark.parametrize(
    "environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}]
)
def test_whoever_wants_no_colour_gets_no_code_at_all(tmp_path: Path, environment: dict[str, str]) -> None:
    written = shown(tmp_path, environment=environment)
    assert "\x1b" not in written
    assert "[-83-]" in written
    assert "{+38+}" in written


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_a_pipe_has_colour_only_where_it_is_forced(environment: dict[str, str], coloured: bool) -> None:
    assert ("\x1b" in assistant(*CHECK, environment=environment).out) is coloured


def test_a_file_has_no_colour(tmp_path: Path) -> None:
    assistant(*CHECK, "-o", "report.txt", at=tmp_path, environment={"FORCE_COLOR": "1"})
    assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_v_tells_how_each_verdict_came_about() -> None:
    assert "The closest passages hold 53%" in assistant(*CHECK, "-v").out
    assert "The closest passages hold" not in assistant(*CHECK).out
