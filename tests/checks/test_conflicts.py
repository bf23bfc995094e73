"""What a source says against itself, and another: every conflict with a twin in which there is none."""

from __future__ import annotations

import pytest

from assistant.checks.articles.conflicts import conflicts
from assistant.checks.articles.restatements import all_statements, pairs
from assistant.checks.comparison import SourceReading
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


TOLD_TWICE = [
    (
        "A landslide killed nine people in the village of Oster on Friday, the governor said.\nRescuers dug through "
        "the night with spades. Roads are blocked.\nThe governor, Ada Brandt, said the families of the {} dead would "
        "get help from the state.",
        "eleven",
        "nine",
    ),
    (
        "Fire swept through a hotel in Lund on Sunday, and 23 guests were hurt.\nThe cause is unknown. Greta Holm, "
        "who runs the hotel, wept.\nAll {} injured guests had left the hospital by the evening, a doctor said.",
        "32",
        "23",
    ),
    (
        "The painter Ulla Berg died on 3 March at her home in Oslo, her gallery said.\nShe was known for her "
        "harbours in grey and green.\nA week of shows is planned. The city fell silent, and the death of Berg on {} "
        "was on every front page.",
        "5 March",
        "3 March",
    ),
    (
        "A train and a lorry collided at a crossing near Lund on Monday morning, and the driver was hurt.\nThe line "
        "was shut until noon.\nThe lorry's owner, Holm Transport, said that it had checked the brakes the week "
        "before the crash on {}.",
        "Tuesday",
        "Monday",
    ),
    (
        "The shipping firm Nordvik has bought the ferry line Astrid for $120m.\nThe line has nine ships and 600 "
        "staff. Its owner will retire.\nAnalysts were surprised. Nordvik paid ${}m although the line makes a loss, "
        "said a broker.",
        "210",
        "120",
    ),
    (
        "Ivo Lindal, a 54-year-old carpenter, has won the national lottery for a second time.\nHe bought the ticket "
        "in Marn with change from a loaf of bread.\nHis wife laughed. Lindal, {}, plans to buy a boat.",
        "45",
        "54",
    ),
    (
        "Professor Ingrid Vass of the University of Lund led the study of the bees.\nThe hives stood on the roof of "
        "the library.\nThe bees were calm, said {} Vass, who was stung twice.",
        "Ingrit",
        "Ingrid",
    ),
    (
        "A bronze statue of a herring was unveiled in Marn on Saturday.\nThe statue, which is 4.5 metres tall, "
        "stands by the harbour and cost the town little.\nChildren climbed the {}-metre statue before the mayor had "
        "ended his speech.",
        "5.4",
        "4.5",
    ),
    (
        "Divers have found the wreck of a sailing ship off Marn.\nThe vessel is 32 metres long and lies on its side "
        "in the mud.\nThe museum of Lund will build a hall for the {}-metre ship, if the state pays.",
        "23",
        "32",
    ),
    (
        "The strike of 300 pilots began at the airline Nordvik on Monday.\nThe airline cancelled most flights. Talks "
        "go on.\nThe union said the {} pilots would not return before Friday.",
        "400",
        "300",
    ),
    (
        "Unemployment in Marland fell to 6.2 per cent in May, the lowest for a decade.\nThe minister was pleased. "
        "Firms hired in the harbours.\nAt {} per cent, unemployment was the lowest for a decade, said the economist "
        "Ivo Rand.",
        "2.6",
        "6.2",
    ),
    (
        "**Marn port reopens on Monday**\nThe port of Marn will reopen on {} after a strike of three weeks, the "
        "union said.\nShips are waiting in the bay. The cranes have been oiled.",
        "Tuesday",
        "Monday",
    ),
    (
        "Thieves stole 40 cheeses from a cellar in Oster on Friday night.\nThe cellar was locked. The dog "
        "slept.\nThe police have found none of the {} stolen cheeses so far.",
        "14",
        "40",
    ),
    (
        "The festival of lamps will be held in Lund on 12 June, the council said.\nThousands are expected. Boats "
        "will be lit.\nTickets are free, but those who want to attend the festival on {} need to book.",
        "21 June",
        "12 June",
    ),
    (
        "Sigrid Dunmarie was fined on Thursday.\nThe bench in Lund heard that she had kept a goat in a flat for a "
        "year.\n"
        "Mrs {} told reporters outside that the goat had moved to a farm near Marn.",
        "Dunmary",
        "Dunmarie",
    ),
    (
        "A stowaway was found asleep on deck {} of a ferry by a cook on Sunday morning.\nHe had no ticket and no "
        "coat.\n"
        "The cabins are checked at night, the line said, but the one in which he slept, on deck five, was out of "
        "order.",
        "seven",
        "five",
    ),
]


@pytest.mark.parametrize(("article", "slip", "right"), TOLD_TWICE)
def test_a_fact_told_again_in_other_words(article: str, slip: str, right: str) -> None:
    (finding,) = conflicts([from_text(article.format(slip), id="source")])
    assert slip.split()[0].casefold() in finding.message.casefold()
    assert conflicts([from_text(article.format(right), id="source")]) == ()


NO_SLIP = [
    "A landslide killed nine people in Oster on Friday.\nTwo more died in hospital. The families of the eleven dead "
    "will "
    "get help from the state, the governor said.",
    "A fire in Lund injured 14 people on Monday, and 9 others were hurt by smoke.\nAll 23 injured guests have left the "
    "hospital by now, a doctor said.",
    "Ivo Rand resigned as mayor of Marn on Tuesday.\nThe council met at once. The resignation of his deputy, Greta "
    "Holm, "
    "on Wednesday came as no surprise.",
    "The police arrested Ivo Rand in Marn on Friday.\nHe has a lawyer. The four arrests on Monday in Lund had "
    "nothing to "
    "do with his, the police said.",
    "The telescope weighs 14 kilos.\nIt was made in Tamale by a class of nine. A 90-kilo balloon will carry it up in "
    "spring, if the wind allows.",
    "Mark Sorgen fled to Oster with the papers of the firm in May.\nThe police followed. His wife, Mary Sorgen, stayed "
    "in Lund and has been questioned since.",
    "Holm is paying €86m for the mill in Oster, the two firms said.\nThe mill has made paper for a century. In May, "
    "Rand "
    "Timber bought a smaller mill for €68m.",
    "A stowaway got on the ferry on deck five with a crate of oranges.\nA cook found him asleep on deck seven. From "
    "deck "
    "nine he had been seen by nobody.",
]


@pytest.mark.parametrize("article", NO_SLIP)
def test_two_facts_are_no_conflict(article: str) -> None:
    assert conflicts([from_text(article, id="source")]) == ()


def test_two_spellings_in_one_sentence() -> None:
    article = "The court in Lund heard that Ivo Dunmarie had a goat, and that Mrs {} had fed it for a year."
    assert len(conflicts([from_text(article.format("Dunmary"), id="source")])) == 1
    assert conflicts([from_text(article.format("Dunmarie"), id="source")]) == ()


def test_what_a_correction_takes_back_is_no_conflict() -> None:
    article = LEAD.format(what="injured 14 workers", again="")
    note = "{}17 workers were injured in the fire at the sawmill in Oster on Monday night.\n"
    assert conflicts([from_text(article + note.format("In all, "), id="source")])
    told = "Correction: An earlier version of this article said that "
    assert not conflicts([from_text(article + note.format(told), id="source")])


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
    told = [statement for statement in all_statements([source]) if statement.tells]
    assert len(told) == len(lines)
    assert sum(1 for _ in pairs(told, SourceIndex([source]))) < len(lines)


@pytest.mark.parametrize(
    ("again", "found"),
    [("The mayor, Jane Brandt, has two weeks to answer.", True), ("Ms Jane Brandt, her sister, was not there.", False)],
)
def test_an_office_given_to_two_people_of_one_surname(again: str, found: bool) -> None:
    text = f"The mayor, Ada Brandt, opened the new quay in Oster on Monday.\n\nThe quay cost four million. {again}\n"
    source = from_text(text, id="s")
    messages = [finding.message for finding in conflicts([source], SourceReading([source]))]
    assert any("Ada Brandt" in message and "Jane Brandt" in message for message in messages) is found
