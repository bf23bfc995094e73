"""The parts that a page is made of: texts in blocks, wordings side by side, a repair change by change."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.repair.passages import assemble, passages_of
from assistant.reports.contrasts import contrast
from assistant.reports.html.marks import Mark, blocks
from assistant.reports.html.mending import Mended, parts
from assistant.schema import Change, Repair, Scores, Span, Verdict
from assistant.source import from_text
from tests.reports.sample import checked_report, repaired_report

TEXT = st.text(alphabet="ab \n😀é", max_size=120)
SENTENCES = st.lists(
    st.sampled_from(
        ["The pier is short.", "Boats are old!", "- It rained on Monday.", "“We stay,” she said.", "Who pays?"]
    ),
    min_size=1,
    max_size=7,
)
GAPS = st.lists(st.sampled_from([" ", "\n", "\n\n", "  \n\n", " \n "]), min_size=8, max_size=8)


@given(TEXT, st.lists(st.tuples(st.integers(0, 130), st.integers(0, 130)), max_size=8))
@settings(max_examples=300, deadline=None)
def test_blocks_are_the_text_and_each_segment_knows_what_it_is_about(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        Mark(Span(start=min(pair), end=max(pair)), f"claim-{number}", str(number), Verdict.SUPPORTED)
        for number, pair in enumerate(spans)
    ]
    shown = [mark for mark in marks if mark.span.start < min(mark.span.end, len(text))]
    at = 0
    for segment in (segment for block in blocks(text, marks) for segment in block):
        end = at + len(segment.text)
        over = [mark.item for mark in shown if mark.span.start < end and at < mark.span.end]
        assert set(segment.items) == set(over)
        assert {mark.item for mark in segment.ending} == {
            mark.item for mark in shown if min(mark.span.end, len(text)) == end
        }
        assert text[at:end] == segment.text
        at = end
    assert at == len(text)


def test_a_long_text_is_laid_out_in_blocks_of_whole_lines() -> None:
    text = "\n".join(f"Line {number} says that the pier is short." for number in range(400))
    found = ["".join(segment.text for segment in block) for block in blocks(text, [])]
    assert len(found) > 5
    assert all(block.endswith("\n") for block in found[:-1])
    assert "".join(found) == text


def test_of_two_claims_about_the_same_words_the_graver_gives_its_colour() -> None:
    whole = Span(start=0, end=5)
    marks = [Mark(whole, "claim-1", "1", Verdict.SUPPORTED), Mark(whole, "claim-2", "2", Verdict.UNSUPPORTED)]
    ((segment,),) = blocks("words", marks)
    assert segment.verdict is Verdict.UNSUPPORTED
    assert [mark.label for mark in segment.ending] == ["1", "2"]


@given(SENTENCES, GAPS, st.lists(st.sampled_from(["keep", "cut", "rewrite"]), min_size=8, max_size=8))
@settings(max_examples=300, deadline=None)
def test_a_repair_in_parts_is_both_texts(sentences: list[str], gaps: list[str], fates: list[str]) -> None:
    document = from_text("".join(f"{one}{gap}" for one, gap in zip(sentences, gaps, strict=False)), id="t")
    passages = passages_of(document)
    words = {"cut": "", "rewrite": "It was mended."}
    replaced = {at: words[fate] for at, fate in enumerate(fates[: len(passages)]) if fate != "keep"}
    repair = Repair(
        original=document.text,
        text=assemble(document.text, passages, replaced).text,
        scores_before=Scores(),
        scores=Scores(),
        claims=(),
        changes=tuple(
            Change(span=passages[at].span, before=passages[at].words, after=after or None, reason="So it is.")
            for at, after in replaced.items()
        ),
    )
    found = parts(repair)
    changes = [part for part in found if isinstance(part, Mended)]
    assert "".join(part.before if isinstance(part, Mended) else part.text for part in found) == repair.original
    assert "".join(part.after if isinstance(part, Mended) else part.text for part in found) == repair.text
    assert [part.number for part in changes] == list(range(1, len(replaced) + 1))
    for part, (at, after) in zip(changes, replaced.items(), strict=True):
        assert passages[at].words in part.before
        assert after in part.after


def test_the_wordings_of_a_finding_stand_side_by_side() -> None:
    report = checked_report()
    altered = report.claims[2]
    found = contrast(report, altered, altered.findings[0], "quote altered")
    assert found is not None
    assert "".join(stretch.words for stretch in found.text) == altered.span.of(report.text)
    assert [stretch.words for stretch in found.source if stretch.differs] == [
        "We looked at every way of keeping one boat running, and none of them was safe"
    ]
    whole = "".join(stretch.words for stretch in found.source)
    assert whole.endswith("said Ilse Marten, the harbour master.")
    assert contrast(report, report.claims[0], report.claims[0].findings[0], "dropped") is None


def test_words_that_differ_are_marked_and_no_others() -> None:
    report = checked_report()
    quote = "We looked at every way of keeping a boat running, and none was safe"
    start = report.text.index(quote)
    altered = report.claims[2]
    placed = altered.findings[0].model_copy(update={"span": Span(start=start, end=start + len(quote))})
    found = contrast(report, altered, placed, "quote altered")
    assert found is not None
    assert [stretch.words for stretch in found.text if stretch.differs] == ["a"]
    assert [stretch.words for stretch in found.source if stretch.differs] == ["one", "of them"]
    weeks = report.claims[1]
    nine = report.text.index("nine weeks")
    number = weeks.findings[0].model_copy(update={"span": Span(start=nine, end=nine + len("nine weeks"))})
    short = contrast(report, weeks, number, "number changed")
    assert short is not None
    assert [stretch.words for stretch in short.text if stretch.differs] == ["nine"]
    assert "six" in [stretch.words for stretch in short.source if stretch.differs]


def test_the_parts_of_the_sample() -> None:
    repair = repaired_report().repair
    assert repair is not None
    assert [part.number for part in parts(repair) if isinstance(part, Mended)] == [1, 2]
