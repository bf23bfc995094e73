"""The wheel, away from the checkout, finds its prompts, its suite and its example."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["prompts", "list"], "verify"),
        (["check", "--example", "--offline"], "3 supported"),
        (["eval", "run", "first", "-o", "run", "--limit", "4"], "Balanced accuracy"),
    ],
)
def test_the_wheel_brings_its_data(unpacked: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    where = f"assert assistant.__file__.startswith({str(unpacked)!r})"
    script = f"import assistant; {where}; from assistant.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    if arguments[0] == "prompts":
        assert str(unpacked) in done.stdout
