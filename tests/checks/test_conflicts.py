"""What a source says against itself, and another: every conflict with a twin in which there is none."""

from __future__ import annotations

import pytest

from assistant.checks.conflicts import conflicts
from assistant.checks.restatements import pairs, statements
from assistant.grounding.index import SourceIndex
from assistant.schema import FindingKind, Level
from assistant.source import from_text

LEAD = (
    "A fire at the sawmill in Oster on Monday night {what}. The flames were seen from Marn, and the road was closed "
    "for two hours.\nThe mill belongs to the Rand family and employs 140 workers. {again} Ada Brandt, the mayor, "
    "thanked the crews.\n"
)

PAIRS = [
    ("injured 14 workers", "In all, 17 workers were injured in the fire at the sawmill.", ("14", "17")),
    ("injured 14 workers", "In all, 14 workers were injured in the fire at the sawmill.", None),
    ("injured about 15 workers", "In all, 14 workers were injured in the fire at the sawmill.", None),
    ("injured at least 14 workers", "In all, 17 workers were injured in the fire at the sawmill.", None),
    ("injured 14 workers", "By Tuesday 17 workers had been injured in the fire at the sawmill.", None),
    ("at first injured 14 workers", "In all, 17 workers were injured in the fire at the sawmill.", None),
    ("injured 14 workers", "A year ago 17 workers were injured in a fire at the sawmill.", None),
    ("injured 14 workers", "A fire at the sawmill in Lund on Monday night injured 17 workers.", None),
    ("left 14 people injured", "The fire left 17 people injured, the hospital in Lund said.", ("14", "17")),
    ("did damage of 2.6 million crowns", "The damage of the fire is 2.6m crowns.", None),
    (
        "injured nobody",
        "The council will discuss the fire in the town hall on Thursday. The discussion of the fire by the council in "
        "the town hall is on Friday.",
        ("Thursday", "Friday"),
    ),
    (
        "injured nobody",
        "The council will discuss the fire in the town hall on Thursday. The discussion of the fire by the council in "
        "the town hall is on Thursday.",
        None,
    ),
    (
        "injured nobody",
        "The alarm was raised by Ivo Lindal, a guard of the sawmill. The guard of the sawmill who raised the alarm, "
        "Ivo Lindel, was praised.",
        ("Ivo Lindal", "Ivo Lindel"),
    ),
    (
        "injured nobody",
        "The alarm was raised by Ivo Lindal, a guard of the sawmill. The guard of the sawmill who put out the lights, "
        "Petra Sand, was praised.",
        None,
    ),
    (
        "injured nobody",
        "Ivo Holm, 54, saw the flames first from his shop. The 45-year-old Holm said that he ran to the door.",
        ("Ivo Holm, 54", "45-year-old Holm"),
    ),
    (
        "injured nobody",
        "Ivo Holm, 54, saw the flames from the shop. Greta Holm, 45, ran to the door when she heard the alarm.",
        None,
    ),
    (
        "injured nobody",
        "Mr Holm, 54, saw the flames from the door of his shop. Mrs Holm, 45, ran to the door of the shop.",
        None,
    ),
    (
        "injured nobody",
        "The owners had insured the machines of the sawmill against fire. The owners had not insured the machines of "
        "the sawmill against fire.",
        ("owners had insured", "owners had not insured"),
    ),
    (
        "injured nobody",
        "The police said that 20 workers were inside the sawmill when the fire began. The union said that 31 workers "
        "were inside the sawmill when the fire began.",
        None,
    ),
]


@pytest.mark.parametrize(("what", "again", "both"), PAIRS)
def test_one_source_against_itself(what: str, again: str, both: tuple[str, str] | None) -> None:
    source = from_text(LEAD.format(what=what, again=again), id="source")
    found = conflicts([source])
    assert len(found) == (both is not None)
    if both:
        finding = found[0]
        assert finding.kind is FindingKind.SOURCE_CONFLICT
        assert finding.level is Level.REMARK
        assert finding.span is None
        assert all(words in finding.message for words in both)
        assert finding.source == "source"
        assert finding.source_span is not None
        assert both[1] in finding.source_span.of(source.text)


@pytest.mark.parametrize(("injured", "conflicting"), [(30, True), (13, False)])
def test_headline_against_body(injured: int, conflicting: bool) -> None:
    article = f"**Fire at Oster mill injures {injured}**\n" + LEAD.format(what="injured 13 workers", again="")
    found = conflicts([from_text(article, id="source")])
    assert [finding.message.startswith("The headline and the body give") for finding in found] == [True] * conflicting


@pytest.mark.parametrize(("injured", "conflicting"), [(19, True), (14, False)])
def test_two_sources(injured: int, conflicting: bool) -> None:
    one = from_text(LEAD.format(what="injured 14 workers", again=""), id="source1")
    other = from_text(
        f"The fire in the sawmill at Oster on Monday night injured {injured} workers, the county said.", id="source2"
    )
    found = conflicts([one, other])
    assert [finding.source for finding in found] == ["source2"] * conflicting
    assert all(finding.message.startswith("Two sources give") for finding in found)


def test_two_sources_may_be_a_birthday_apart() -> None:
    one, other, third = (
        from_text(f"The shop of Ivo Holm, {years}, is on the square of Oster, next to the bank.", id=f"source{years}")
        for years in (54, 55, 45)
    )
    assert not conflicts([one, other])
    assert conflicts([one, third])


def test_a_chronicle_is_no_conflict() -> None:
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    entries = [f"The ferry to the island of Marn left the harbour at noon on {day}." for day in days]
    assert conflicts([from_text("\n".join(entries[:2]), id="source")])
    assert not conflicts([from_text("\n".join(entries), id="source")])


def test_a_repeated_paragraph_is_read_once() -> None:
    text = LEAD.format(what="injured 14 workers", again="In all, 17 workers were injured in the fire at the sawmill.")
    assert len(conflicts([from_text(text + text, id="source")])) == 1


def test_no_sentence_of_a_long_source_is_held_against_all_others() -> None:
    lines = [f"The crew of the boat landed {n} tons of herring in the harbour of Lund on quay {n}." for n in range(300)]
    lines += [f"The net of ka{n}ra was mended in the yard of ro{n}sa by hand." for n in range(300)]
    source = from_text("\n".join(lines), id="source")
    told = statements([source])
    assert len(told) == len(lines)
    assert sum(1 for _ in pairs(told, SourceIndex([source]))) < len(lines)
