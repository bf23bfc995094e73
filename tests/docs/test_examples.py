"""Every example of the README and the documentation runs, and prints what stands below it.

In a console lines that begin with `$ ` are commands; what follows is what they print, errors and notes included. `...`
on a line of its own stands for lines that are left out; seconds, versions, dates, hosts and hashes may differ. A
command without printed lines has only to succeed, unless it stands beside others that have some: then it prints
nothing. A code other than 0 is shown by `$ echo $?`. Comments in front of a block say what it needs:

    <!-- model -->            a model at an endpoint: one on loopback answers
    <!-- prints -->           the block of text is what the Python before it prints
    <!-- setup: ... -->       Python that comes before
    <!-- suite -->            TOML of a suite of cases, and no settings
    <!-- not run: reason -->  cannot run here

With ASSISTANT_UPDATE_GOLDEN=1 `make docs` brings the pages up to date: look at the difference before you commit it.
"""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from assistant.evaluation.cases.rows import load
from assistant.evaluation.cases.suites import read_suite
from assistant.settings import load_settings
from tests.docs.alike import difference
from tests.docs.pages import PAGES, ROOT, Block, blocks
from tests.docs.running import Console, a_model, folder_of_examples, python

pytestmark = pytest.mark.docs

NOT_RUN_AT_MOST = 8
RUN = ("console", "python", "toml", "json")


def of(page: Path, *languages: str) -> list[Block]:
    return [block for block in blocks(page) if block.language in languages and block.asks("not run") is None]


def pages_with(*languages: str) -> list[object]:
    found = [page for page in PAGES if of(page, *languages)]
    return [pytest.param(page, id=str(page.relative_to(ROOT))) for page in found]


@pytest.mark.parametrize("page", pages_with("console"))
def test_consoles_print_what_they_show(page: Path, tmp_path: Path) -> None:
    at = folder_of_examples(tmp_path)
    with a_model() as model:
        for block in of(page, "console"):
            Console(at, model if block.asks("model") is not None else {}).run(block)


@pytest.mark.parametrize("page", pages_with("python"))
def test_python_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder_of_examples(tmp_path))
    for name in [name for name in os.environ if name.startswith(("OPENAI_", "ASSISTANT_"))]:
        monkeypatch.delenv(name)
    names: dict[str, object] = {"__name__": page.stem}
    printed = ""
    for block in of(page, "python", "text"):
        if block.language == "python":
            assert not printed, f"{block.place}: what comes before prints something that no text shows:\n{printed}"
            printed = python(block, names)
        elif block.asks("prints") is not None:
            differs = difference(block.content.splitlines(), printed)
            assert not differs, f"{block.place}: it prints something else:\n{differs}"
            printed = ""
    assert not printed, f"{page.name} prints something that no text shows:\n{printed}"


@pytest.mark.parametrize("page", pages_with("toml"))
def test_settings_load(page: Path, tmp_path: Path) -> None:
    for block in of(page, "toml"):
        if block.asks("suite") is not None:
            (tmp_path / "mine.toml").write_text(block.content, encoding="utf-8")
            (tmp_path / "mine.jsonl").write_text(CASE, encoding="utf-8")
            assert read_suite(tmp_path / "mine.toml"), block.place
            continue
        table = tomllib.loads(block.content)
        name = "pyproject.toml" if "tool" in table else "assistant.toml"
        (tmp_path / name).write_text(block.content, encoding="utf-8")
        settings = load_settings(environ={}, directory=tmp_path)
        known = table["tool"]["assistant"] if "tool" in table else table
        assert known.keys() <= settings.model_dump().keys(), block.place
        (tmp_path / name).unlink()


CASE = '{"document": "It rained.", "claim": "It rained.", "label": 1}\n'


@pytest.mark.parametrize("page", pages_with("json"))
def test_json_is_json_and_cases_are_cases(page: Path, tmp_path: Path) -> None:
    for block in of(page, "json"):
        try:
            rows = [json.loads(block.content)]
        except json.JSONDecodeError:
            rows = [json.loads(line) for line in block.content.splitlines()]
        if all("claim" in row for row in rows):
            path = tmp_path / "cases.jsonl"
            path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
            assert len(load(path)) == len(rows), block.place


def test_what_is_not_run_says_why_and_is_little() -> None:
    left = [block for page in PAGES for block in blocks(page) if block.asks("not run") is not None]
    assert all(len((block.asks("not run") or "").split()) >= 3 for block in left), "say why it cannot run"
    assert len(left) <= NOT_RUN_AT_MOST
    assert all(block.language in RUN for block in left), "only what would run needs a reason"


def test_dots_stand_for_lines_and_for_nothing_else() -> None:
    assert difference(["a", "...", "d"], "a\nb\nc\nd\n") == ""
    assert difference(["a", "...", "d"], "a\nb\nc\n")
    assert difference(["a", "d"], "a\nb\nd\n")
    assert difference(["Time 0.2 seconds", "..."], "Time 13 seconds\n") == ""
    assert difference(["Gate: 0.50 is under 0.9."], "Gate: 0.51 is under 0.9.\n")
