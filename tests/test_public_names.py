"""The public names: sorted, all there, and nothing heavy imported before it is used."""

from __future__ import annotations

import subprocess
import sys

import assistant


def test_the_public_names_are_sorted_and_exist() -> None:
    assert sorted(assistant.__all__) == list(assistant.__all__)
    assert all(getattr(assistant, name) is not None for name in assistant.__all__)


def test_importing_the_package_imports_nothing_heavy() -> None:
    script = "import sys, assistant; print({'pydantic', 'openai', 'instructor'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
