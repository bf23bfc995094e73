"""The pictures of the README show what the commands print: `make pictures` draws them anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from tests.cli.command import assistant
from tests.docs.pages import ROOT

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 200_000


def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw", PICTURES / "draw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_terminal_is_what_the_command_prints(tmp_path: Path) -> None:
    draw = drawing()
    environment = {"FORCE_COLOR": "1", "COLUMNS": str(draw.COLUMNS)}
    printed = assistant(*draw.CHECK, environment=environment, at=tmp_path).out
    kept = (PICTURES / "check.svg").read_text(encoding="utf-8")
    assert draw.terminal(printed) == kept, "the report has changed: make pictures"


def test_a_picture_fetches_nothing() -> None:
    svg = (PICTURES / "check.svg").read_text(encoding="utf-8")
    assert "://" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert "83" in svg


def test_photographs_are_small() -> None:
    photographs = list(PICTURES.glob("*.png"))
    assert photographs
    assert all(path.stat().st_size < LARGEST for path in photographs)
