"""Examples run as a reader runs them, in a folder with the files of docs/examples."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.cli.command import assistant, environment_with
from tests.docs.alike import difference, renewed
from tests.docs.pages import EXAMPLES, Block, Command, commands
from tests.loopback.answers import answer, step_of
from tests.loopback.replies import Body
from tests.loopback.server import LoopbackServer

BASH = shutil.which("bash") or "bash"
_SHELL = re.compile(r"[|;<>&$*`(]")
_COMMENT = re.compile(r"\s+# .*$")


def folder_of_examples(at: Path) -> Path:
    """A copy of docs/examples below `at`."""
    return Path(shutil.copytree(EXAMPLES, at / "examples"))


class Console:
    """Runs the consoles of one page, one after the other: later ones find what earlier ones have written."""

    def __init__(self, at: Path, environment: dict[str, str]) -> None:
        self._at = at
        self._environment = {"ASSISTANT_CACHE_DIR": str(at.parent / "cache"), "COLUMNS": "100", **environment}

    def run(self, block: Block) -> None:
        """Raises AssertionError where a command prints other lines, or ends with another code, than the page says."""
        given = list(commands(block))
        said = any(command.printed for command in given)
        after = [*(command.words for command in given[1:]), ""]
        code = 0
        for command, following in zip(given, after, strict=True):
            if command.words == "echo $?":
                assert command.printed == (str(code),), f"{block.place}: the exit code is {code}"
                continue
            if command.words.startswith("export "):
                name, _, value = command.words.removeprefix("export ").partition("=")
                self._environment[name] = value
                continue
            code, printed = self._ran(command)
            ended = f"{block.place}: `{command.words}` ends with exit code {code}:\n{printed}"
            assert code == 0 or following == "echo $?", ended
            if command.printed or (said and not printed.strip()):
                differs = difference(command.printed, printed)
                if differs and os.environ.get("ASSISTANT_UPDATE_GOLDEN"):
                    rewrite(block, command, renewed(command.printed, printed))
                    continue
                assert not differs, f"{block.place}: `{command.words}` prints something else:\n{differs}"

    def _ran(self, command: Command) -> tuple[int, str]:
        words = _COMMENT.sub("", command.words)
        if words.startswith("assistant ") and not _SHELL.search(words):
            done = assistant(*shlex.split(words)[1:], environment=self._environment, at=self._at, together=True)
            return done.code, done.out
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        started = subprocess.run(
            [BASH, "-c", words],
            cwd=self._at,
            env={**environment_with(self._environment), "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=60,
            check=False,
        )
        return started.returncode, started.stdout


@contextlib.contextmanager
def a_model() -> Iterator[dict[str, str]]:
    """The environment of a model that goes by words, on loopback."""
    models = [{"id": "your-model", "object": "model", "meta": {"n_ctx": 8192}}]
    with LoopbackServer(answers=_answer, models=models) as server:
        yield {"OPENAI_BASE_URL": server.base_url, "ASSISTANT_MODEL": "your-model"}


def rewrite(block: Block, command: Command, lines: Sequence[str]) -> None:
    """Has the page say that the command prints these lines."""
    text = block.page.read_text(encoding="utf-8")
    old, new = ("\n".join([f"$ {command.words}", *printed]) for printed in (command.printed, lines))
    assert old in text, f"{block.place}: bring it up to date by hand"
    block.page.write_text(text.replace(old, new), encoding="utf-8")


def _answer(body: Body) -> str:
    """What the model says, also to `assistant doctor`, which asks for nothing but a form."""
    asked = body.get("response_format", {}).get("type")
    if step_of(body) == "other":
        return '{"number": 7, "label": "true"}' if asked == "json_schema" else "I would rather talk."
    return answer(body)


def python(block: Block, names: dict[str, object]) -> str:
    """What a block of Python prints, its tests run too; an exception is printed as the last lines of its traceback."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(block.asks("setup") or "", block.place, "exec"), names)  # noqa: S102 - that is what is tested
            before = set(names)
            exec(compile(block.content, block.place, "exec"), names)  # noqa: S102
            for name in sorted(set(names) - before):
                if name.startswith("test_"):
                    names[name]()  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001 - a page may show one
            printed.write("".join(traceback.format_exception_only(error)))
    return printed.getvalue()
