"""The words that every layout shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reports import wording
from assistant.schema import Attribution, EngineIdentity, Mode, Score, Scores, Span, Usage, Verdict
from tests.reports.sample import ARTICLE, checked_claims, record


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (Score.of(5, 5), "1.00 (5 of 5 claims)"),
        (Score.of(1, 1), "1.00 (1 of 1 claim)"),
        (Score.of(299, 300), "0.99 (299 of 300 claims)"),
        (Score.of(1, 1000), "0.01 (1 of 1,000 claims)"),
        (Score.of(0, 3), "0.00 (0 of 3 claims)"),
        (Score.of(0, 0), "no claims"),
    ],
)
def test_a_score_shows_what_it_is_a_share_of(score: Score, words: str) -> None:
    assert wording.score_lines(Scores(faithfulness=score)) == (("Faithfulness", words),)


def test_tally_counts_in_the_order_of_the_verdicts() -> None:
    verdicts = [Verdict.UNSUPPORTED, Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    assert wording.tally(verdicts) == "3 claims: 1 supported, 2 unsupported"
    assert wording.tally([]) == "no claims"


def test_disagreement_is_told_only_where_the_rules_overruled_the_judge() -> None:
    told = [wording.disagreement(claim) for claim in checked_claims()]
    assert told[1] == "The judge said supported; the rules found: number changed."
    assert told[3] == "The judge said unsupported; the rules found: speaker identified."
    assert [position for position, words in enumerate(told) if words] == [1, 3]


def test_a_place_has_its_line_and_characters() -> None:
    span = Span(start=ARTICLE.text.index("six weeks and"), end=ARTICLE.text.index("six weeks and") + 9)
    assert wording.place(record(ARTICLE), span, of_several=False) == f"line 5, characters {span.start}-{span.end}"


def test_a_long_passage_is_trimmed_around_its_focus() -> None:
    words = "before " * 100 + "HERE " + "after " * 100
    shown = wording.trimmed(words, words.index("HERE"))
    assert "HERE" in shown
    assert shown.startswith("… before ")
    assert shown.endswith(" after …")
    assert len(shown) < 340
    assert wording.trimmed("short words") == "short words"


@given(st.text(max_size=700), st.integers(min_value=0, max_value=700))
def test_trimming_invents_nothing(words: str, focus: int) -> None:
    shown = wording.trimmed(words, min(focus, len(words)))
    assert shown.removeprefix("… ").removesuffix(" …").strip("…") in " ".join(words.split())


def test_quotation_marks_are_not_doubled() -> None:
    assert wording.quoted("one boat") == "“one boat”"
    assert wording.quoted("“one boat”") == "“one boat”"


@pytest.mark.parametrize(
    ("speaker", "role", "anonymous", "words"),
    [
        ("Ilse Marten", "harbour master", False, "Ilse Marten, harbour master (named)"),
        (None, "a member of the board", True, "a member of the board (anonymous)"),
        (None, None, True, "an unnamed speaker (anonymous)"),
        (None, None, False, "an unnamed speaker (not named)"),
    ],
)
def test_a_speaker_is_named_or_anonymous(speaker: str | None, role: str | None, anonymous: bool, words: str) -> None:
    spoken = Attribution(
        id="a1", speaker=speaker, cue=None, content="No.", mode=Mode.DIRECT, role=role, anonymous=anonymous
    )
    assert wording.speaker(spoken) == words


def test_what_was_used_names_model_and_host() -> None:
    engine = EngineIdentity(name="model", version="0.1.0", model="example-large", host="models.example:8443")
    usage = Usage(calls=1200, input_tokens=5, output_tokens=7, cache_hits=3, usd=0.01234, seconds=1.26)
    assert dict(wording.used_lines(engine, usage)) == {
        "Engine": "model example-large at models.example:8443, version 0.1.0",
        "Calls": "1,200 (3 more answered from the cache)",
        "Tokens": "5 in (0 cached), 7 out",
        "Cost": "0.0123 US dollars",
        "Time": "1.3 seconds",
    }


def test_a_price_that_nobody_knows_is_not_0() -> None:
    engine = EngineIdentity(name="model", version="0.1.0", model="own", host="localhost")
    assert dict(wording.used_lines(engine, Usage(usd=None)))["Cost"].startswith("unknown")
    assert "cost unknown" in wording.in_short(engine, Usage(usd=None) + Usage(usd=1.0))
