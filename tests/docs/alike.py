"""Whether what a command printed is what a page says it prints."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

LEFT_OUT = "..."
"""A line that stands for any lines, also for none."""

_VARYING = (
    (re.compile(r"(?:127\.0\.0\.1|localhost):\d+"), "HOST"),
    (re.compile(r"\b\d+(?:\.\d+)?(?= (?:s|seconds?)\b)"), "N"),
    (re.compile(r"(?m)^(seconds(?: a case, median)?|seconds, each) +[\d.]+"), r"\1 N"),
    (re.compile(r"\b\d+\.\d+\.\d+(?:\.\w+)?\b"), "VERSION"),
    (re.compile(r"\b\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?: UTC)?)?"), "DATE"),
    (re.compile(r"\b[0-9a-f]{12,64}\b"), "HASH"),
)


def steady(text: str) -> list[str]:
    """The lines with everything that differs from run to run replaced: seconds, versions, dates, hosts, hashes."""
    for pattern, name in _VARYING:
        text = pattern.sub(name, text)
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def difference(said: Sequence[str], printed: str) -> str:
    """What a page says and a command did not print, or the other way round; empty where they are alike."""
    wanted, got = steady("\n".join(said)), steady(printed)
    if _fits(wanted, got):
        return ""
    return "\n".join(difflib.unified_diff(wanted, got, "the page says", "printed was", lineterm="", n=1))


def _fits(wanted: Sequence[str], got: Sequence[str]) -> bool:
    """Greedy: each stretch between two lines of dots is looked for where the one before it ends."""
    stretches = _stretches(wanted)
    first, *others = stretches
    if list(got[: len(first)]) != first:
        return False
    if not others:
        return len(got) == len(first)
    *middle, last = others
    at = len(first)
    for stretch in middle:
        places = range(at, len(got) - len(stretch) + 1)
        found = next((place for place in places if list(got[place : place + len(stretch)]) == stretch), None)
        if found is None:
            return False
        at = found + len(stretch)
    return at <= len(got) - len(last) and list(got[len(got) - len(last) :]) == last


def renewed(said: Sequence[str], printed: str) -> list[str]:
    """What the page says, brought up to date: each stretch between dots is as long as it was, where it fits best."""
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    stretches = _stretches(said)
    if len(stretches) == 1:
        return lines
    places = [_best(stretch, lines) for stretch in stretches]
    places[0], places[-1] = 0, len(lines) - len(stretches[-1])
    new: list[str] = []
    for number, (stretch, place) in enumerate(zip(stretches, places, strict=True)):
        shown = zip(stretch, lines[place : place + len(stretch)], strict=True)
        new += [LEFT_OUT] if number else []
        new += [old if steady(old) == steady(line) else line for old, line in shown]
    return new


def _best(stretch: Sequence[str], lines: Sequence[str]) -> int:
    def likeness(place: int) -> float:
        pairs = zip(stretch, lines[place : place + len(stretch)], strict=True)
        return sum(difflib.SequenceMatcher(None, *pair).ratio() for pair in pairs)

    return max(range(len(lines) - len(stretch) + 1), key=likeness)


def _stretches(said: Sequence[str]) -> list[list[str]]:
    stretches: list[list[str]] = [[]]
    for line in said:
        if line.strip() == LEFT_OUT:
            stretches.append([])
        else:
            stretches[-1].append(line)
    return stretches
