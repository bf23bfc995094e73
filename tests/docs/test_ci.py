"""The workflow and the hook of docs/ci.md, run as they stand there in a repository of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.cli.command import environment_with
from tests.docs.pages import EXAMPLES, ROOT, Block, blocks
from tests.docs.running import BASH
from tests.reports.official import sarif

pytestmark = pytest.mark.docs

PAGE = ROOT / "docs" / "ci.md"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GIT = shutil.which("git") or "git"
WRONG, RIGHT = "221 people", "212 people"


def written(kind: str) -> list[Any]:
    """The YAML of the page that has this key at its top."""
    found = [yaml.safe_load(block.content) for block in blocks(PAGE) if block.language == "yaml"]
    return [one for one in found if kind in one]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    at = tmp_path / "repository"
    at.mkdir()
    for name in ("drafts", "sources"):
        shutil.copytree(EXAMPLES / name, at / name)
    pairs = next(block for block in blocks(PAGE) if block.language == "json")
    (at / "pairs.jsonl").write_text(pairs.content + "\n", encoding="utf-8")
    return at


def mend(at: Path) -> None:
    draft = at / "drafts" / "library.txt"
    text = draft.read_text(encoding="utf-8")
    assert WRONG in text
    draft.write_text(text.replace(WRONG, RIGHT), encoding="utf-8")


def run(*command: str, at: Path, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    path = f"{at.parent / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    known = {**environment_with(more or {}), "PATH": path}
    return subprocess.run(command, cwd=at, env=known, capture_output=True, text=True, timeout=60, check=False)


def build(at: Path) -> tuple[list[int], str]:
    """The exit codes of the shell steps of the workflow, and the page that they wrote. What pip is given is kept."""
    (workflow,) = written("jobs")
    tools = at.parent / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "pip").write_text(f'#!/bin/sh\necho "$@" > {at.parent}/pip\n', encoding="utf-8")
    (tools / "pip").chmod(0o755)
    page = at.parent / "page.md"
    page.unlink(missing_ok=True)
    steps = [step for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    known = {**workflow["env"], "GITHUB_STEP_SUMMARY": str(page), "ASSISTANT_CACHE_DIR": str(at.parent / "cache")}
    codes = [run(BASH, "-e", "-c", step["run"], at=at, more=known).returncode for step in steps]
    return codes, page.read_text(encoding="utf-8")


def test_the_workflow_fails_for_a_fault_and_passes_without_it(repository: Path) -> None:
    codes, page = build(repository)
    assert codes == [0, 3, 0]
    assert "<del>221</del>" in page
    assert "faithful-assistant[all]" in (repository.parent / "pip").read_text(encoding="utf-8")
    logs = [sarif(path.read_text(encoding="utf-8")) for path in sorted((repository / "reports").glob("*.sarif"))]
    assert [log["runs"][0]["automationDetails"]["id"] for log in logs] == [
        "faithful-assistant/drafts/bridge.txt/",
        "faithful-assistant/drafts/library.txt/",
    ]
    failures = {
        path.name: len(list(ElementTree.parse(path).iter("failure")))  # noqa: S314 - we wrote it ourselves
        for path in (repository / "reports").glob("*.xml")
    }
    assert failures == {"bridge.txt.xml": 0, "library.txt.xml": 2}, "the claim, and the gate"
    mend(repository)
    assert build(repository)[0] == [0, 0, 0]


def local(config: Any) -> Any:
    """The configuration with the hooks of this repository as they are, and the installed command in place of one that
    would have to be built."""
    offered = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    for source in config["repos"]:
        source["repo"] = "local"
        del source["rev"]
        source["hooks"] = [{**offered[hook["id"]], **hook, "language": "system"} for hook in source["hooks"]]
        for hook in source["hooks"]:
            hook.pop("additional_dependencies", None)
    return config


def test_the_hook_refuses_a_commit_with_a_fault_and_lets_a_true_one_in(repository: Path, tmp_path: Path) -> None:
    config = written("repos")[0]
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(local(config)), encoding="utf-8")
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_CONFIG_GLOBAL": os.devnull}
    more = {
        **names,
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
        "PRE_COMMIT_HOME": str(tmp_path),
    }

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run(GIT, *arguments, at=repository, more=more)

    git("init", "-q")
    git("add", "sources", ".pre-commit-config.yaml", "pairs.jsonl")
    git("commit", "-qm", "Sources")
    assert run(sys.executable, "-m", "pre_commit", "install", at=repository, more=more).returncode == 0

    git("add", "drafts/library.txt")
    refused = git("commit", "-qm", "A draft")
    assert refused.returncode == 1
    assert "number changed  221 → 212" in refused.stderr + refused.stdout

    mend(repository)
    (repository / "drafts" / "new.txt").write_text("The bridge is closed.\n", encoding="utf-8")
    git("add", "drafts/library.txt", "drafts/new.txt")
    unknown = git("commit", "-qm", "A draft that nobody listed")
    assert unknown.returncode == 1
    assert "does not say what drafts/new.txt is checked against" in unknown.stderr + unknown.stdout

    git("rm", "-q", "--cached", "drafts/new.txt")
    let_in = git("commit", "-m", "A draft that holds")
    assert let_in.returncode == 0, let_in.stderr
    assert "Passed" in let_in.stderr + let_in.stdout


def test_what_the_page_and_the_repository_offer_is_valid(tmp_path: Path) -> None:
    offered = run(sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS), at=tmp_path)
    assert offered.returncode == 0, offered.stdout
    names = []
    for number, config in enumerate(written("repos")):
        path = tmp_path / f"{number}.yaml"
        path.write_text(yaml.safe_dump(config), encoding="utf-8")
        names.append(str(path))
    shown = run(sys.executable, "-m", "pre_commit", "validate-config", *names, at=tmp_path)
    assert shown.returncode == 0, shown.stdout


def test_the_pairs_of_the_page_are_those_of_the_examples() -> None:
    def rows(text: str) -> list[Any]:
        return [json.loads(line) for line in text.splitlines()]

    block: Block = next(block for block in blocks(PAGE) if block.language == "json")
    assert rows(block.content) == rows((EXAMPLES / "pairs.jsonl").read_text(encoding="utf-8"))
