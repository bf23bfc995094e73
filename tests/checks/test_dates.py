"""Dates and times: another day, month, year, hour or season is found; another way to write it is not a fault."""

from __future__ import annotations

import pytest

from tests.checks.pairs import Pair, faults, kinds

PAIRS = [
    Pair(
        "date_changed",
        "The new tram line will open on 4 May 2027, the mayor of Brennick announced.",
        "The new tram line will open on 14 May 2027.",
        "The new tram line will open on 2027-05-04.",
    ),
    Pair(
        "date_changed",
        "The festival runs from 3 to 5 May in the castle grounds.",
        "The festival runs from May 3 to May 8 in the castle grounds.",
        "The festival runs from May 3 to May 5 in the castle grounds.",
    ),
    Pair(
        "date_changed",
        "The lighthouse was built in 1887 and has been empty since 2019.",
        "The lighthouse has been empty since 2016.",
        "The lighthouse was built in the 1880s.",
    ),
    Pair(
        "date_changed",
        "The manuscript, written in the 14th century, was found behind a wall.",
        "The manuscript, written in the 16th century, was found behind a wall.",
        "The manuscript, written in the fourteenth century, was found behind a wall.",
    ),
    Pair(
        "date_changed",
        "Parliament will vote on the pension bill on Thursday, the speaker said.",
        "Parliament will vote on the pension bill on Tuesday.",
        "Parliament will vote on the pension bill on Thursday.",
    ),
    Pair(
        "date_changed",
        "The trial of the two bankers opened on Monday in Lund. The verdict on the mayor was read on Friday.",
        "The trial of the two bankers opened on Friday in Lund.",
        "The trial of the two bankers opened on Monday in Lund.",
    ),
    Pair(
        "date_changed",
        "The bridge will be closed until Friday, the road office said.",
        "The bridge will be closed from Friday.",
        "The bridge will be closed until Friday.",
    ),
    Pair(
        "date_changed",
        "Applications for the grant must be filed before 1 September, the council said.",
        "Applications for the grant must be filed after 1 September.",
        "Applications for the grant must be filed by September 1.",
    ),
    Pair(
        "date_changed",
        "The last train to Oster leaves at 9:40 p.m. on weekdays.",
        "The last train to Oster leaves at 10:40 p.m. on weekdays.",
        "The last train to Oster leaves at 21:40 on weekdays.",
    ),
    Pair(
        "date_changed",
        "The polling stations close at noon, the electoral commission said.",
        "The polling stations close at midnight.",
        "The polling stations close at 12:00.",
    ),
    Pair(
        "date_changed",
        "Objections to the quarry may be filed until 9 May, the county said. The hearing on them is to open on 16 May "
        "in Hallow, and a ruling is not expected before the autumn.",
        "Residents who object to the quarry have until 16 May to file with the county.",
        "Residents who object to the quarry have until 9 May to file with the county.",
    ),
    Pair(
        "date_changed",
        "A pump failed at 3.20 am on Sunday, according to a log that the harbour master, who had been asleep, showed.",
        "The harbour in Oster was flooded after a pump failed at 3.20 pm, its master said.",
        "The harbour in Oster was flooded after a pump failed at 3.20 am, its master said.",
    ),
    Pair(
        "date_changed",
        "Sales of bricks fell by a tenth in the third quarter, the maker said. In the first quarter they had grown.",
        "Sales of bricks fell by a tenth in the first quarter.",
        "Sales of bricks fell by a tenth in the third-quarter.",
    ),
    Pair(
        "date_changed",
        "The clinic will take patients again next month. The last nurse is to sign her contract this month.",
        "The clinic will take patients again this month.",
        "The clinic will take patients again next month.",
    ),
    Pair(
        "date_changed",
        "The shed burned down on Tuesday. The blaze was reported at 5.40am by a driver.",
        "The blaze was reported by a driver in the late afternoon.",
        "The blaze was reported by a driver in the early morning.",
    ),
    Pair(
        "date_changed",
        "The glass factory will reopen next month, its owner said.",
        "The glass factory will reopen next year.",
        "The glass factory will reopen next month.",
    ),
    Pair(
        "date_changed",
        "Rangers counted the herons in the spring, before the marsh was drained.",
        "Rangers counted the herons in the autumn.",
        "Rangers counted the herons in the spring.",
    ),
    Pair(
        "date_changed",
        "LUND, 12 June 2024 (Agency) - The court sentenced the trader yesterday to a year in prison.",
        "The court sentenced the trader on 10 June to a year in prison.",
        "The court sentenced the trader on 11 June to a year in prison.",
    ),
    Pair(
        "date_changed",
        "Published 12 June 2024\nThe orchard flooded on Monday, and the harvest of cherries is lost.",
        "The orchard flooded on 8 June 2024.",
        "The orchard flooded on 10 June 2024.",
    ),
    Pair(
        "date_changed",
        "The cable cars to the top of Orla will run again from Thursday, the operator Skyline said on Monday, after "
        "two months in which walkers had to take the forest road.",
        "Cable cars to Orla resume on Monday after an interruption of two months.",
        "Cable cars to Orla resume on Thursday after an interruption of two months.",
    ),
    Pair(
        "date_changed",
        "The boatyard was founded in 1974. “We never had a strike,” said the head of the union, Ines Karlo, who "
        "took over the office in 2018.",
        "Ines Karlo has been at the head of the union since 1974.",
        "Ines Karlo has been at the head of the union since 2018.",
    ),
    Pair(
        "date_changed",
        "Work on the second pier begins in April and should be over before the summer, the harbour board said.",
        "Work on the second pier should be over after the summer.",
        "Work on the second pier should be over by the summer.",
    ),
    Pair(
        "date_changed",
        "The pool at Hexley will open at 6 am and stay open until 10 pm while the other one is closed.",
        "The pool at Hexley will stay open from 10 pm.",
        "The pool at Hexley will stay open until 10 pm.",
    ),
    Pair(
        "date_changed",
        "Lessons for schools will move to the pool at Hexley from the second week of May.",
        "School lessons move to Hexley from the first week of May.",
        "School lessons move to Hexley from the second week in May, early in the month.",
    ),
    Pair(
        "date_changed",
        "The ferry office in Tarn will open at 7 am at weekends, its manager said.",
        "The ferry office in Tarn will open at 7 am on weekdays.",
        "The ferry office in Tarn opens at 7 am at weekends.",
    ),
    Pair(
        "date_changed",
        "The rents of the market stalls go up at the end of March, the council said.",
        "The rents of the market stalls go up in early March.",
        "The rents of the market stalls go up in late March.",
    ),
    Pair(
        "date_changed",
        "The inquest into the sinking of the Petrel was suspended on Thursday because a diver had fallen ill. "
        "The case, which opened last month, had been due to end before the summer.",
        "The inquest into the sinking of the Petrel, which began last week, was suspended because a diver was ill.",
        "The inquest into the sinking of the Petrel, which began last month, was suspended because a diver was ill.",
    ),
    Pair(
        "date_changed",
        "The boy was found shortly before dawn by a forester.",
        "The boy was found in the evening by a forester.",
        "The boy was found by a forester in the early hours.",
    ),
    Pair(
        "date_changed",
        "The director of the zoo left three days before the auditors published their report on its accounts.",
        "The director of the zoo left three days after the auditors published their report on its accounts.",
        "The auditors published their report on the accounts of the zoo three days after its director left.",
    ),
    Pair(
        "date_changed",
        "The director of the zoo left three days before the auditors published their report on its accounts.",
        "The auditors published their report on the accounts of the zoo three days before its director left.",
        "Three days before the auditors published their report, the director of the zoo left.",
    ),
    Pair(
        "date_changed",
        "The rider was flown to hospital in Sarn, where she was operated on the same day.",
        "The rider was operated on the next day in Sarn.",
        "The rider was operated on the same day in Sarn.",
    ),
    Pair(
        "date_changed",
        "Passengers on the coast line face a weekend of buses. The tracks will be closed from 11 pm on Friday until "
        "5 am on Monday, the operator said. There will be fewer trains to Lume on Saturday too.",
        "Buses will replace trains on the coast line from late on Friday until the early hours of Sunday.",
        "Buses will replace trains on the coast line from late on Friday until the early hours of Monday.",
    ),
]

FAITHFUL = [
    (
        "The yard at Lume, which opened in 1956, employs ninety people. The company last closed a yard in the 1990s.",
        "The Lume yard dates from the 1950s.",
    ),
    (
        "A sailor who went missing off the Sarn rocks last Thursday was found alive on Sunday, rescuers said.",
        "A sailor who disappeared off the Sarn rocks was found on Sunday.",
    ),
    (
        "The fountain will play on the 4 and 5 June and when the torch passes through the town on 8 July.",
        "The fountain will run on June 4th and 5th when the torch runs through the town.",
    ),
    (
        "They found the horses and began to train them about three months before. The film was shot in May.",
        "About three months prior to the start of filming, the horses began to be trained.",
    ),
    ("The minister spoke to the fishermen yesterday in Tarn.", "The minister spoke to the fishermen on Monday."),
    ("The regatta was held on 4 and 5 June off Velmar.", "The regatta was held on June 4th and 5th off Velmar."),
    ("The law was passed on 3 May. It was debated all through 2021.", "The law was passed on 3 May 2021."),
    ("The school closed in the 2018-19 season.", "The school closed in 2019."),
    (
        "The mill has stood idle since 2019, its owner May Arden said.",
        "May Arden says the mill has stood idle since 2019.",
    ),
    ("The shop will not open until Friday, its owner said.", "The shop will open from Friday, its owner said."),
    ("On Tuesday 3 November 2020 the port of Marn closed.", "The port of Marn closed on Tuesday."),
    ("The vote on 3 November 2020 split the port of Marn.", "The vote on Tuesday split the port of Marn."),
    (
        "The unit will shut at weekends, from Friday evening to Monday.",
        "The unit will be shut on Saturdays and Sundays.",
    ),
    (
        "A strike of drivers ended on Sunday at dawn, when both sides signed. Their leader, Branka Oldenrode, was "
        "tired. She said that the blockade of the port of Ravn would be lifted by noon.",
        "The strike is over, and Oldenrode said the blockade of Ravn would end by noon.",
    ),
    ("The train leaves at 9.15 a.m. for the coast.", "The train leaves for the coast at 09:15."),
    (
        "The school in Lund was closed in the 1880s.\n\nThe mill of Marn was built in the 1880s, and its tower was "
        "built in the 1920s.",
        "The mill of Marn was built in the 1880s.",
    ),
    (
        "The council opened its budget meeting at 4.40 pm on Tuesday. A fox was seen in a garden at 4.40 am.",
        "The council opened its budget meeting at 4.40 pm.",
    ),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_changed_date_is_found(pair: Pair) -> None:
    assert pair.kind in kinds(pair.fault, pair.source)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_the_same_date_in_another_form_is_not(pair: Pair) -> None:
    assert faults(pair.twin, pair.source) == []


@pytest.mark.parametrize(("source", "text"), FAITHFUL)
def test_a_date_that_can_be_worked_out_or_cannot_be_told_is_no_fault(source: str, text: str) -> None:
    assert "date_changed" not in kinds(text, source)


def test_a_changed_preposition_is_shown_on_both_sides() -> None:
    source = "The bridge will be closed until Friday, the road office said."
    (finding,) = faults("The bridge will be closed from Friday.", source)
    assert finding.message == "The text says “from Friday”; the source says “until Friday”."
    assert finding.source_span is not None
    assert finding.source_span.of(source) == "until Friday"
