"""Draws the pictures of the README from what the commands really print and write: `make pictures`.

The terminal is an SVG, drawn from the report with its colours; the pages are photographed in Chromium, which has to be
on the path.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HERE = Path(__file__).parent
CHECK = ("check", "--example", "--offline", "--quiet")
COLUMNS = 100
LINES = 24
"""The first screen: the faults, the scores, and the first claim."""
TITLE = "assistant check --example"

_COLOURS = """
    484f58 ff7b72 56d364 e3b341 79c0ff d2a8ff 56d4dd c9d1d9
    6e7681 ffa198 7ee787 f2cc60 a5d6ff e2c5ff b3f0ff ffffff
"""
_NORMAL, _BRIGHT = (
    [(one >> 16, one >> 8 & 255, one & 255) for one in (int(code, 16) for code in line.split())]
    for line in _COLOURS.strip().splitlines()
)
_THEME = TerminalTheme((22, 27, 34), (201, 209, 217), _NORMAL, _BRIGHT)
_SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's own template fetches a font from the network; a picture fetches nothing."""


def terminal(written: str) -> str:
    """The first screen of a report, with its escape codes, as SVG: the same for the same report."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="standard")
    for line in written.splitlines()[:LINES]:
        console.print(Text.from_ansi(line), no_wrap=True, crop=False, overflow="ignore")
    return console.export_svg(title=TITLE, theme=_THEME, code_format=_SVG, unique_id="report")


def _assistant(*arguments: str, at: Path) -> str:
    environment = {"PATH": "", "PYTHONUTF8": "1", "COLUMNS": str(COLUMNS), "FORCE_COLOR": "1"}
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=True).stdout  # noqa: S603


def _photographs(at: Path) -> None:
    from playwright.sync_api import sync_playwright

    _assistant(*CHECK, "-o", "report.html", at=at)
    _assistant("eval", "run", "summaries", "--offline", "-q", "-o", "summaries", at=at)
    pages = {
        "report-light.png": ("report.html", "light"),
        "report-dark.png": ("report.html", "dark"),
        "evaluation.png": ("summaries/report.html", "light"),
    }
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, (page, scheme) in pages.items():
            context = running.new_context(
                viewport={"width": 1120, "height": 700}, color_scheme=scheme, reduced_motion="reduce"
            )
            shown = context.new_page()
            shown.goto((at / page).as_uri())
            shown.screenshot(path=HERE / name)
            context.close()
        running.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        (HERE / "check.svg").write_text(terminal(_assistant(*CHECK, at=at)), encoding="utf-8")
        _photographs(at)


if __name__ == "__main__":
    main()
