"""The policy of verdicts, row by row, and what an engine that misbehaves can do to it: nothing good."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from assistant.schema import (
    FINDING_LEVELS,
    Claim,
    DecidedBy,
    Document,
    Draft,
    EngineIdentity,
    Extraction,
    Fault,
    Finding,
    FindingKind,
    Judgement,
    Length,
    Level,
    Passage,
    Progress,
    Rewrite,
    Span,
    Usage,
    Verdict,
    no_progress,
)
from assistant.source import from_text
from assistant.verifier import decide, verify

SUPPORTED, CONTRADICTED = Verdict.SUPPORTED, Verdict.CONTRADICTED
UNSUPPORTED, UNVERIFIED = Verdict.UNSUPPORTED, Verdict.UNVERIFIED


def finding(kind: FindingKind) -> Finding:
    return Finding(kind=kind, level=FINDING_LEVELS[kind], message="…")


CHANGED = finding(FindingKind.NUMBER_CHANGED)
ABSENT = finding(FindingKind.NAME_NOT_IN_SOURCE)
REMARK = finding(FindingKind.ATTRIBUTION_DROPPED)

POLICY = [
    (None, True, [], UNVERIFIED, DecidedBy.NOBODY),
    (None, True, [CHANGED], UNVERIFIED, DecidedBy.NOBODY),
    (SUPPORTED, True, [], SUPPORTED, DecidedBy.JUDGE),
    (SUPPORTED, True, [REMARK], SUPPORTED, DecidedBy.JUDGE),
    (SUPPORTED, False, [], UNVERIFIED, DecidedBy.GROUNDING),
    (SUPPORTED, True, [CHANGED], CONTRADICTED, DecidedBy.RULES),
    (SUPPORTED, False, [CHANGED], CONTRADICTED, DecidedBy.RULES),
    (SUPPORTED, True, [ABSENT], UNSUPPORTED, DecidedBy.RULES),
    (SUPPORTED, True, [ABSENT, CHANGED], CONTRADICTED, DecidedBy.RULES),
    (UNSUPPORTED, False, [], UNSUPPORTED, DecidedBy.JUDGE),
    (UNSUPPORTED, False, [ABSENT], UNSUPPORTED, DecidedBy.BOTH),
    (UNSUPPORTED, True, [CHANGED], CONTRADICTED, DecidedBy.BOTH),
    (CONTRADICTED, True, [], CONTRADICTED, DecidedBy.JUDGE),
    (CONTRADICTED, False, [ABSENT], CONTRADICTED, DecidedBy.BOTH),
]


@pytest.mark.parametrize(("label", "grounded", "found", "verdict", "decided_by"), POLICY)
def test_the_policy(
    label: Verdict | None, grounded: bool, found: list[Finding], verdict: Verdict, decided_by: DecidedBy
) -> None:
    decision = decide(Judgement(claim="c1", label=label, reason=""), found, grounded=grounded)
    assert (decision.verdict, decision.decided_by) == (verdict, decided_by)


def test_no_fault_is_ever_supported() -> None:
    faults = [kind for kind, level in FINDING_LEVELS.items() if level is Level.FAULT]
    for kind in faults:
        judgement = Judgement(claim="c1", label=SUPPORTED, reason="")
        assert decide(judgement, [finding(kind)], grounded=True).verdict is not SUPPORTED


SOURCE = from_text("The council voted 14 to 9 on Tuesday. The mayor left early.", id="source")
TEXT = from_text("The council voted on Tuesday. The mayor left early.", id="text")
CLAIMS = tuple(
    Claim(id=f"c{number}", text=TEXT.words_of(sentence), span=sentence.span)
    for number, sentence in enumerate(TEXT.sentences, 1)
)


class Scripted:
    """An engine that answers what it is told to."""

    def __init__(self, *judgements: Judgement) -> None:
        self._judgements = judgements

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity(name="embedded", version="0")

    @property
    def usage(self) -> Usage:
        return Usage()

    async def summarize(self, source: Document, length: Length) -> tuple[Draft, ...]:
        raise AssertionError((source, length))

    async def extract(self, text: Document) -> Extraction:
        raise AssertionError(text)

    async def judge(
        self, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
    ) -> tuple[Judgement, ...]:
        progress("judging", len(claims), len(sources))
        return self._judgements

    @property
    def stopped(self) -> None:
        return None

    async def rewrite(self, sources: Sequence[Document], faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
        raise AssertionError(f"the verifier asks for no rewrite: {faults} by {sources}")

    async def aclose(self) -> None: ...


def supported(claim: str, quote: str | None, sentence: int = 0) -> Judgement:
    cited = (Passage(source="source", sentence=sentence),)
    return Judgement(claim=claim, label=SUPPORTED, reason="", rests_on=cited, quote=quote)


def verdicts(*judgements: Judgement) -> list[Verdict]:
    verification = asyncio.run(verify(Scripted(*judgements), TEXT, Extraction(claims=CLAIMS), [SOURCE], no_progress))
    assert verification.scores.faithfulness is not None
    assert verification.scores.faithfulness.denominator == len(CLAIMS)
    return [claim.verdict for claim in verification.claims]


def test_each_claim_gets_the_judgement_of_its_id() -> None:
    second, first = supported("c2", "The mayor left early", 1), supported("c1", "The council voted 14 to 9")
    assert verdicts(second, first) == [SUPPORTED, SUPPORTED]


def test_what_was_not_answered_is_unverified_and_counted() -> None:
    assert verdicts(supported("c2", "The mayor left early", 1), supported("c9", "The council voted")) == [
        UNVERIFIED,
        SUPPORTED,
    ]


@pytest.mark.parametrize("quote", ["The council voted 15 to 9", "The council did vote"])
def test_supported_by_words_that_are_not_in_the_source_is_unverified(quote: str) -> None:
    assert verdicts(supported("c1", quote), supported("c2", "The mayor left early", 1)) == [UNVERIFIED, SUPPORTED]


@pytest.mark.parametrize("quote", [None, ""])
def test_supported_by_a_sentence_alone_rests_on_that_sentence_and_by_none_is_unverified(quote: str | None) -> None:
    nothing = Judgement(claim="c1", label=SUPPORTED, reason="", quote=quote)
    assert verdicts(nothing, supported("c2", quote, 1)) == [UNVERIFIED, SUPPORTED]


def test_a_quote_is_sought_in_the_sentence_that_the_judge_names_first() -> None:
    source = from_text("He left early. Nobody said a word. The mayor left early.", id="source")
    judgement = supported("c1", "left early", 2)
    claim = Claim(id="c1", text="The mayor left early.", span=Span(start=0, end=10))
    verification = asyncio.run(verify(Scripted(judgement), TEXT, Extraction(claims=(claim,)), [source], no_progress))
    (evidence, *_) = verification.claims[0].evidence
    assert source.sentences[2].span.start <= evidence.start
    assert evidence.quote == "left early"
