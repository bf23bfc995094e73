"""Sources that are longer than the model's context, against an endpoint that reads what it is shown and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from assistant import Assistant, Length, Report
from assistant.engines import Engines
from assistant.errors import ContextOverflowError
from assistant.schema import Verdict
from tests.scripted import Body, Reply, ScriptedTransport, limited, says_by, scripted_settings, waitless

_LINE = re.compile(r"^(\w+)(?: \w+)?: (.+)$", re.MULTILINE)
_CONTEXT = 1600

_TOWNS = ("Arle", "Bremmen", "Corvik", "Dunmere", "Eskby", "Farrow", "Grell", "Hestad", "Ivel", "Jorby")
_TRADES = ("bakers", "carters", "dyers", "fishers", "glaziers", "hatters", "masons", "potters", "smiths", "weavers")


def _article(sentences: int, **instead: str) -> str:
    """A long text of sentences that differ, with some put `instead` of the one with that number: `at7="..."`."""
    written = [
        f"On day {number} the {_TRADES[number % 10]} of {_TOWNS[number // 10 % 10]} sold wares "
        f"in the old market hall for {number * 3} crowns."
        for number in range(sentences)
    ]
    for place, sentence in instead.items():
        written[int(place.removeprefix("at"))] = sentence
    return "\n\n".join(" ".join(written[start : start + 5]) for start in range(0, sentences, 5))


def _lines(part: str) -> dict[str, str]:
    return dict(_LINE.findall(part))


def _reads(means: Mapping[str, str] | None = None, failing: str | None = None) -> Reply:
    """Answers every prompt by its lines: a claim is supported by the line that is, or that `means`, the same.

    An answer about a source that holds the words `failing` is no JSON.
    """

    def answer(body: Body) -> object:
        rules, asked = (message["content"] for message in body["messages"][:2])
        if failing and failing in asked:
            return "no JSON"
        if "attributions" in rules:
            found = [{"sentence": int(n), "claim": words, "reported": False} for n, words in _lines(asked).items()]
            return {"claims": found, "attributions": []}
        if "\nClaims:\n" not in asked:
            kept = {n: words for n, words in _lines(asked).items() if "bridge" in words}
            return {"summary": [{"text": words, "sentences": [int(n)]} for n, words in kept.items()]}
        source, claims = map(_lines, asked.split("\nClaims:\n"))
        return {"verdicts": [_verdict(identifier, words, source) for identifier, words in claims.items()]}

    def _verdict(identifier: str, claim: str, source: Mapping[str, str]) -> Body:
        wanted = (means or {}).get(claim, claim)
        number = next((n for n, words in source.items() if words == wanted), None)
        return {
            "id": identifier,
            "sentences": [int(number)] if number else [],
            "reason": "The source says so." if number else "No line says so.",
            "label": "supported" if number else "unsupported",
        }

    return says_by(answer)


def _assistant(transport: ScriptedTransport, **changes: object) -> Assistant:
    settings = scripted_settings(**changes)
    return Assistant(settings=settings, engines=Engines(settings, endpoint=waitless(settings, transport)))


def _shown(transport: ScriptedTransport) -> list[Sequence[str]]:
    """The source lines of each verify call."""
    asked = [body["messages"][1]["content"] for body in transport.bodies]
    return [list(_lines(one.split("\nClaims:\n")[0])) for one in asked if "\nClaims:\n" in one]


def _evidence_is_there(report: Report) -> None:
    texts = {source.id: source.text for source in report.sources}
    for claim in report.claims:
        for evidence in claim.evidence:
            assert texts[evidence.source][evidence.start : evidence.end] == evidence.quote


def test_a_claim_is_read_beside_the_passages_that_speak_of_it() -> None:
    said = "The bridge at Larn was closed by Ines Holt in May."
    source = _article(4000, at2971=said)
    transport = ScriptedTransport(limited(_reads(), _CONTEXT))
    report = _assistant(transport, context_length=_CONTEXT).check(said, source)
    (claim,) = report.claims
    assert claim.verdict is Verdict.SUPPORTED
    assert [evidence.start for evidence in claim.evidence] == [source.index(said)]
    assert len(source) > 50 * 4 * _CONTEXT
    (shown,) = _shown(transport)
    assert {"2971", "2972", "2973"} <= set(shown)
    assert f"Judged by {len(shown)} of 4000 sentences" in claim.reason
    assert transport.calls == 1


def test_what_is_not_among_the_passages_is_looked_for_in_all_parts() -> None:
    claim, said = "Nobody died.", "All aboard the vessel lived to tell."
    source = _article(300, at211=said)
    transport = ScriptedTransport(limited(_reads({claim: said}), _CONTEXT))
    report = _assistant(transport, context_length=_CONTEXT).check(claim, source)
    assert report.claims[0].judge is Verdict.SUPPORTED
    assert [evidence.quote for evidence in report.claims[0].evidence] == [said]
    _evidence_is_there(report)


def test_unsupported_means_that_all_of_it_was_looked_at() -> None:
    transport = ScriptedTransport(limited(_reads(), _CONTEXT))
    report = _assistant(transport, context_length=_CONTEXT).check("Otto Brandt sang in Eskby.", _article(300))
    (claim,) = report.claims
    assert claim.judge is Verdict.UNSUPPORTED
    assert "All 300 sentences were looked at" in claim.reason
    assert {line for shown in _shown(transport) for line in shown} == {str(number) for number in range(1, 301)}


def test_a_part_that_cannot_be_read_leaves_the_claim_unverified() -> None:
    source = _article(300, at250="The storm took the mill.")
    transport = ScriptedTransport(limited(_reads(failing="took the mill"), _CONTEXT))
    report = _assistant(transport, context_length=_CONTEXT).check("Otto Brandt sang in Eskby.", source)
    (claim,) = report.claims
    assert (claim.verdict, claim.judge_failed) == (Verdict.UNVERIFIED, True)
    assert re.search(r"not found in \d+ of 300 sentences, and the others were not read: scripted at", claim.reason)


@pytest.mark.parametrize("tells", [True, False])
def test_a_limit_is_learnt_from_a_refusal_and_kept(tells: bool) -> None:
    said = "The bridge at Larn was closed by Ines Holt in May."
    transport = ScriptedTransport(limited(_reads(), _CONTEXT, tells=tells))
    assistant = _assistant(transport)
    first = assistant.check(said, _article(300, at40=said))
    assert first.claims[0].verdict is Verdict.SUPPORTED
    assert first.usage.calls <= (3 if tells else 6)
    again = assistant.check(said, _article(310, at60=said))
    assert again.claims[0].verdict is Verdict.SUPPORTED
    assert again.usage.calls == (1 if tells else 2)


def test_several_sources_are_each_cited_where_they_say_it() -> None:
    first, second = "The bridge at Larn was closed in May.", "The mill at Osk was sold to Ada Venn."
    sources = [_article(200, at150=first), _article(190, at20=second)]
    transport = ScriptedTransport(limited(_reads(), _CONTEXT))
    report = _assistant(transport, context_length=_CONTEXT).check(f"{first} {second}", sources)
    assert [claim.judge for claim in report.claims] == [Verdict.SUPPORTED] * 2
    assert [(claim.evidence[0].source, claim.evidence[0].quote) for claim in report.claims] == [
        ("source1", first),
        ("source2", second),
    ]
    _evidence_is_there(report)


def test_a_sentence_longer_than_the_context_is_named_as_the_reason() -> None:
    endless = "The council met and " + "argued and voted and " * 3000 + "went home."
    transport = ScriptedTransport(limited(_reads(), _CONTEXT))
    assistant = _assistant(transport, context_length=_CONTEXT)
    (claim,) = assistant.check("Otto Brandt sang in Eskby.", endless).claims
    assert (claim.verdict, claim.judge_failed) == (Verdict.UNVERIFIED, True)
    assert "longer than scripted at model.test:8091 can read" in claim.reason
    with pytest.raises(ContextOverflowError, match="longer than scripted"):
        assistant.summarize(endless)


def test_a_summary_of_a_long_source_rests_on_its_own_sentences() -> None:
    said = {
        place: f"The bridge at {town} will close in {month}."
        for place, town, month in (("at3", "Larn", "May"), ("at170", "Osk", "June"), ("at395", "Venn", "July"))
    }
    source = _article(400, **said)
    transport = ScriptedTransport(limited(_reads(), _CONTEXT))
    report = _assistant(transport, context_length=_CONTEXT).summarize(source, length=Length(sentences=3))
    assert report.summary is not None
    assert [sentence.text for sentence in report.summary] == list(said.values())
    for sentence in report.summary:
        (evidence,) = sentence.rests_on
        assert (evidence.start, evidence.quote) == (source.index(sentence.text), sentence.text)


def test_a_long_text_is_taken_apart_before_it_is_sent() -> None:
    text = _article(200)
    transport = ScriptedTransport(limited(_reads(), _CONTEXT))
    extraction = _assistant(transport, context_length=_CONTEXT).extract(text)
    assert [text[claim.span.start : claim.span.end] for claim in extraction.claims] == [
        claim.text for claim in extraction.claims
    ]
    assert len(extraction.claims) == 200
    # No request was refused: each call was counted, and each has its share of the lines.
    assert sum(len(_lines(transport.words(call).rpartition("\nText:\n")[2])) for call in range(transport.calls)) == 200


def test_the_first_call_of_a_long_prefix_goes_ahead_of_the_others() -> None:
    source = _article(100)
    text = " ".join(re.split(r"(?<=\.)\s+", source)[:9])
    transport = ScriptedTransport(_reads(), pause=0.01)
    _assistant(transport, claims_per_call=3).check(text, source)
    asked = [raw.decode() for raw in transport.raw if "Claims:" in raw.decode()]
    fronts = {raw.rpartition("Claims:")[0] for raw in asked}
    assert len(asked) == 3
    assert len(fronts) == 1
    assert transport.most_under_way == 2
