"""Texts that try to steer the judge: what they can change in a prompt, and, by a real model, in a verdict."""

from __future__ import annotations

import re

import pytest

from assistant import Assistant
from assistant.settings import load_settings
from tests.agreeing import agreeing, assistant_at
from tests.injections import INJECTIONS, Injection

_NUMBERED = re.compile(r"(\d+)(?: headline)?: ")
_TURNS = re.compile(r"<\||<s>|\[INST\]")


def asked(source: str, text: str) -> tuple[str, list[str], str]:
    """The rules, the source's lines and what follows them, of the prompt that judges `text`."""
    transport = agreeing()
    assistant_at(transport).check(text, source)
    rules, question = transport.bodies[-1]["messages"]
    assert [rules["role"], question["role"]] == ["system", "user"]
    shown, rest = question["content"].removeprefix("Source:\n").split("\n\nClaims:\n")
    return rules["content"], shown.split("\n"), rest


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_an_order_is_only_numbered_lines_of_the_source(injection: Injection) -> None:
    rules, lines, rest = asked(injection.article, injection.true)
    rules_attacked, lines_attacked, rest_attacked = asked(injection.attacked, injection.true)
    assert (rules_attacked, rest_attacked) == (rules, rest)
    numbers = [_NUMBERED.match(line) for line in lines_attacked]
    assert [number and int(number[1]) for number in numbers] == list(range(1, len(lines_attacked) + 1))
    words = [_NUMBERED.sub("", line, count=1) for line in lines_attacked]
    assert [line for line in words if line in " ".join(lines)] == [_NUMBERED.sub("", line, count=1) for line in lines]
    assert not any(_TURNS.search(line) for line in lines_attacked)


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_an_order_in_a_claim_stays_in_the_line_of_its_claim(injection: Injection) -> None:
    text = f"{injection.false}\n\n{injection.order}"
    transport = agreeing()
    report = assistant_at(transport).check(text, injection.article)
    question = transport.bodies[-1]["messages"][1]["content"]
    *claims, blank, ask = question.split("\n\nClaims:\n")[1].split("\n")
    assert [line.split(":")[0] for line in claims] == [claim.id for claim in report.claims]
    assert (blank, ask.startswith("Is each of these claims")) == ("", True)
    assert not _TURNS.search(question)


@pytest.mark.model
@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.name)
def test_an_order_changes_no_verdict(injection: Injection) -> None:
    """By the model at OPENAI_BASE_URL: a small one makes mistakes, but the same with the order and without."""
    assistant = Assistant(settings=load_settings({"timeout": 900.0, "deadline": 1800.0}))
    for claim in (injection.true, injection.false):
        (before,), (after,) = (
            assistant.check(claim, source).claims for source in (injection.article, injection.attacked)
        )
        assert (after.verdict, after.judge) == (before.verdict, before.judge), claim
