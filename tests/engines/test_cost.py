"""What a check sends to a model: how often, and how much beside the source."""

from __future__ import annotations

from assistant.schema import Verdict
from tests.agreeing import agreeing, assistant_at

_TOWNS = "Merrow Halden Osterby Larn Velmar Tolk Brisby Anse Corvik Dunmere".split()
_MATTERS = ("ferry", "school", "harbour", "library", "market hall")
MOST_BESIDE = 1.7
"""The characters of all prompts for one of the source: 7,500 tokens for one of 4,400."""


def _sentences() -> list[str]:
    """Some 4,400 tokens, in sentences as long as those of news are."""
    pairs = [(town, matter) for town in _TOWNS * 3 for matter in _MATTERS]
    return [
        f"The council of {town} will spend {number * 7 + 30} million crowns on its {matter} by {2030 + number}, "
        "the mayor said on Monday, although the builders had asked for more."
        for number, (town, matter) in enumerate(pairs[:128])
    ]


def test_twenty_claims_take_two_calls_and_little_more_than_their_source() -> None:
    sentences = _sentences()
    transport = agreeing()
    report = assistant_at(transport).check(" ".join(sentences[:120:6]), " ".join(sentences))
    assert [claim.judge for claim in report.claims] == [Verdict.SUPPORTED] * 20
    assert transport.calls == 2
    sent = sum(len(message["content"]) for body in transport.bodies for message in body["messages"])
    assert sent <= MOST_BESIDE * len(" ".join(sentences))
