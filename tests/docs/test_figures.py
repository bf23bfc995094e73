"""Figures that were measured stand in the README; whatever repeats one elsewhere repeats it as it is there."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT

_WITH_AN_INTERVAL = re.compile(r"(?:\d\.\d{3}|\d+%) \[[\d.%]+, [\d.%]+\]|\[\d+%, \d+%\]")


def test_the_figures_of_the_limits_are_those_of_the_readme() -> None:
    known, limits = (
        " ".join((ROOT / name).read_text(encoding="utf-8").split()) for name in ("README.md", "docs/limits.md")
    )
    repeated = _WITH_AN_INTERVAL.findall(limits)
    assert len(repeated) >= 5
    assert [figure for figure in repeated if figure not in known] == []
