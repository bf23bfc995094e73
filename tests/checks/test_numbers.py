"""Figures: every changed one is found, and none that is merely written otherwise."""

from __future__ import annotations

import pytest

from tests.checks.pairs import Pair, faults, kinds

NUMBERS = [
    Pair(
        "number_changed",
        "Northmark Bank will shut 64 of its 240 branches in the country by the end of the year.",
        "Northmark Bank will shut more than a third of its branches in the country.",
        "Northmark Bank will shut more than a quarter of its branches in the country.",
    ),
    Pair(
        "unit_changed",
        "Cars may go at 30 kilometres an hour on the bridge in Oster, the council said.",
        "Cars may go at 30mph on the bridge in Oster.",
        "Cars may go at 30 km/h on the bridge in Oster.",
    ),
    Pair(
        "number_changed",
        "He paid $250,000 for the mill on the quay of Marn, the agent said.",
        "He paid three quarters of a million dollars for the mill on the quay of Marn.",
        "He paid a quarter of a million dollars for the mill on the quay of Marn.",
    ),
    Pair(
        "number_changed",
        "The shipyard at Korsund will lay off 240 of its 1,900 welders by autumn, its director told the staff.",
        "The shipyard at Korsund will lay off 420 of its welders.",
        "The shipyard at Korsund will lay off two hundred and forty of its welders.",
    ),
    Pair(
        "number_changed",
        "The tunnel under the Halden ridge cost US$4.2bn, almost twice what parliament had been told.",
        "The tunnel under the Halden ridge cost 4.2 million dollars.",
        "The tunnel under the Halden ridge cost $4,200m.",
    ),
    Pair(
        "number_changed",
        "The fund lent 1.25 billion crowns to dairy farmers, the ministry of agriculture said.",
        "The fund lent 12.5 billion crowns to dairy farmers.",
        "The fund lent 1,250 million crowns to dairy farmers.",
    ),
    Pair(
        "number_changed",
        "Of the 640 pupils asked, one in five said that they had been bullied on the way to school.",
        "One in three pupils said that they had been bullied on the way to school.",
        "Of the pupils asked, 20% said that they had been bullied on the way to school.",
    ),
    Pair(
        "number_changed",
        "Two-thirds of the members of the fishing co-operative backed the merger.",
        "A third of the members of the fishing co-operative backed the merger.",
        "About 67 percent of the members of the fishing co-operative backed the merger.",
    ),
    Pair(
        "number_changed",
        "Exports of cut flowers have tripled since the cargo terminal opened in Nairu.",
        "Exports of cut flowers have doubled since the cargo terminal opened in Nairu.",
        "Exports of cut flowers are three times what they were since the cargo terminal opened in Nairu.",
    ),
    Pair(
        "number_changed",
        "The assembly passed the water bill by 31 votes to 17 after a night of debate.",
        "The assembly passed the water bill by 31 votes to 27.",
        "The assembly passed the water bill by 31-17.",
    ),
    Pair(
        "number_changed",
        "Velmar Rovers beat Osterby 3-1 on a frozen pitch, with two late goals by Idris Kallas.",
        "Velmar Rovers beat Osterby 4-1 on a frozen pitch.",
        "Osterby lost 1-3 to Velmar Rovers on a frozen pitch.",
    ),
    Pair(
        "number_changed",
        "The landslide above Pedra killed 12 villagers and injured 40 others, the fire brigade said.",
        "The landslide above Pedra killed 40 villagers.",
        "The landslide above Pedra killed 12 villagers.",
    ),
    Pair(
        "number_changed",
        "The crash on the coast road left 12 killed and 40 injured, according to the hospital.",
        "The crash on the coast road left 40 killed and 12 injured.",
        "The crash on the coast road left 12 killed and 40 injured.",
    ),
    Pair(
        "number_changed",
        "Between 10 and 12 million litres of milk are poured away every year, the auditors estimate.",
        "Between 10 and 20 million litres of milk are poured away every year.",
        "From 10 to 12 million litres of milk are poured away every year.",
    ),
    Pair(
        "number_changed",
        "A total of 397 nurses have left the Sankt Olav hospital since the reform.",
        "A total of 400 nurses have left the Sankt Olav hospital since the reform.",
        "Nearly 400 nurses have left the Sankt Olav hospital since the reform.",
    ),
    Pair(
        "number_changed",
        "In all 412 households are still without power in the valley, the utility said.",
        "Nearly 400 households are still without power in the valley.",
        "More than 400 households are still without power in the valley.",
    ),
    Pair(
        "number_changed",
        "The museum sold 53 paintings from its cellar to pay for the roof.",
        "The museum sold more than 60 paintings from its cellar.",
        "The museum sold more than 50 paintings from its cellar.",
    ),
    Pair(
        "number_changed",
        "About 400 passengers spent the night in the ferry terminal at Lissund.",
        "About 600 passengers spent the night in the ferry terminal at Lissund.",
        "Some 400 passengers spent the night in the ferry terminal at Lissund.",
    ),
    Pair(
        "number_changed",
        "Judge Amara Nwosu, 58, will lead the inquiry into the collapse of the savings bank.",
        "The 85-year-old judge Amara Nwosu will lead the inquiry into the collapse of the savings bank.",
        "The 58-year-old judge Amara Nwosu will lead the inquiry into the collapse of the savings bank.",
    ),
    Pair(
        "number_changed",
        "It was the third strike at the Marlo brewery in a year.",
        "It was the fifth strike at the Marlo brewery in a year.",
        "It was the 3rd strike at the Marlo brewery in a year.",
    ),
    Pair(
        "number_changed",
        "The court ordered the airline to pay each of the 51 families 30,000 euros.",
        "The court ordered the airline to pay each of the families 13,000 euros.",
        "The court ordered the airline to pay each of the families €30,000.",
    ),
    Pair(
        "number_changed",
        "The reservoir now holds 61.8 percent of its capacity, the water board reported.",
        "The reservoir now holds 68.1 percent of its capacity.",
        "The reservoir now holds 62 percent of its capacity.",
    ),
    Pair(
        "number_changed",
        "The census counted 1,234,567 inhabitants in the province of Oreda.",
        "The census counted 1.4 million inhabitants in the province of Oreda.",
        "The census counted 1.2 million inhabitants in the province of Oreda.",
    ),
    Pair(
        "number_changed",
        "The firm will hire half a million seasonal workers and two dozen managers.",
        "The firm will hire 50,000 seasonal workers.",
        "The firm will hire 500,000 seasonal workers and 24 managers.",
    ),
    Pair(
        "number_changed",
        "Workers at the quarry were paid 3,5 crowns less than agreed; the firm moved 1.234,5 tonnes of granite.",
        "The firm moved 2,234.5 tonnes of granite.",
        "The firm moved 1,234.5 tonnes of granite.",
    ),
    Pair(
        "number_changed",
        "The bank raised its main rate by 25 basis points to 3.75 percent.",
        "The bank raised its main rate by half a percentage point and 50 basis points to 3.75 percent.",
        "The bank raised its main rate by 0.25 percentage points to 3.75 percent.",
    ),
    Pair(
        "number_changed",
        "The sculpture fetched 50 cents at a jumble sale before a dealer in Lund recognised it.",
        "The sculpture fetched $50 at a jumble sale before a dealer in Lund recognised it.",
        "The sculpture fetched $0.50 at a jumble sale before a dealer in Lund recognised it.",
    ),
    Pair(
        "number_changed",
        "The storm has killed seven people and injured 23 on the outer islands, the coast guard said.",
        "The storm killed 23 people and injured seven.",
        "The storm killed seven people and injured 23.",
    ),
    Pair(
        "number_changed",
        "Insurers put the damage at between 1.1 and 1.4 billion crowns.",
        "Insurers estimate the damage at 1.1 to 1.4 million crowns.",
        "Insurers estimate the damage at 1.1 to 1.4 billion crowns.",
    ),
]

MISPLACED = [
    Pair(
        "number_changed",
        "Divers have found 34 amphorae in the bay of Tolo this summer, up from 21 last year, the museum said.",
        "A year ago divers found 34 amphorae in the bay of Tolo.",
        "A year ago divers found 21 amphorae in the bay of Tolo.",
    ),
    Pair(
        "number_changed",
        "Complaints about night trains came to 640 in the spring, down from 910 in the winter, the regulator said.",
        "Complaints about night trains fell to 910 in the spring.",
        "Complaints about night trains fell to 640 in the spring.",
    ),
    Pair(
        "number_changed",
        "The academy of music in Lissund admitted 45 of 1,130 applicants this year, its director said.",
        "The academy of music in Lissund took in 1,130 students this year.",
        "The academy of music in Lissund took in 45 students this year.",
    ),
    Pair(
        "number_changed",
        "The wholesaler cut 60 jobs at its depot in Marn and 25 in its shops in Osterby.",
        "The wholesaler cut 25 jobs at its depot in Marn.",
        "The wholesaler cut 60 jobs at its depot in Marn.",
    ),
    Pair(
        "number_changed",
        "Rangers may sell 300 elms in the park each winter; the city had asked for 520.",
        "The rangers may sell as many as 520 elms a winter in the park.",
        "The rangers may sell as many as 300 elms a winter in the park.",
    ),
    Pair(
        "number_changed",
        "Shareholders voted 41 to 16 for the sale of the brewery, with nine abstentions.",
        "Shareholders approved the sale of the brewery by 41 votes to nine.",
        "Shareholders approved the sale of the brewery by 41 votes to 16.",
    ),
    Pair(
        "number_changed",
        "Velmar led Osterby 14-9 at the break and won 27-22 in front of a full hall.",
        "Velmar won 27-25 in front of a full hall.",
        "Velmar won 27-22 in front of a full hall.",
    ),
    Pair(
        "number_changed",
        "The eastern crew, with 8 oars, rows in the bay, while the island crew, with 6 oars, keeps to the coast.",
        "The eastern crew, with 8 oars, rows in the bay, and the island crew, with 8 oars, keeps to the coast.",
        "The eastern crew, with 8 oars, rows in the bay, and the island crew, with 6 oars, keeps to the coast.",
    ),
    Pair(
        "number_changed",
        "Lotte Krag won the title for the second time in three starts.",
        "Lotte Krag won the title for the third time.",
        "Lotte Krag won the title for the second time.",
    ),
]

UNITS = [
    Pair(
        "unit_changed",
        "The oil slick lies 10 kilometres off the harbour of Tarn, the coast guard said.",
        "The oil slick lies 10 miles off the harbour of Tarn.",
        "The oil slick lies six miles off the harbour of Tarn.",
    ),
    Pair(
        "unit_changed",
        "The talks in Helmsund are to last two weeks, the mediator said.",
        "The talks in Helmsund are to last two days.",
        "The talks in Helmsund are to last a fortnight, or 14 days.",
    ),
    Pair(
        "unit_changed",
        "The refit of the theatre took 18 months and went over budget.",
        "The refit of the theatre took 18 weeks.",
        "The refit of the theatre took a year and a half.",
    ),
    Pair(
        "unit_changed",
        "Divers lifted a bell of 1,000 kg from the wreck.",
        "Divers lifted a bell of 1,000 tonnes from the wreck.",
        "Divers lifted a bell of one tonne from the wreck.",
    ),
    Pair(
        "unit_changed",
        "The drugmaker agreed to a settlement of 900 million dollars with the hospitals.",
        "The drugmaker agreed to a settlement of 900 million euros with the hospitals.",
        "The drugmaker agreed to a settlement of $900m with the hospitals.",
    ),
    Pair(
        "unit_changed",
        "Support for the coalition fell by 4 percentage points after the budget.",
        "Support for the coalition fell by 4 percent after the budget.",
        "Support for the coalition fell by four percentage points after the budget.",
    ),
    Pair(
        "unit_changed",
        "The lease costs the club 12,000 pounds a month, its treasurer said.",
        "The lease costs the club 12,000 pounds a year.",
        "The lease costs the club £12,000 per month, or £144,000 a year.",
    ),
    Pair(
        "unit_changed",
        "The fine was set at 5,000 Swedish crowns by the district court.",
        "The fine was set at 5,000 Danish crowns by the district court.",
        "The fine was set at 5,000 kronor by the district court.",
    ),
    Pair(
        "unit_changed",
        "The committee on dams meets weekly in the old customs house.",
        "The committee on dams meets monthly in the old customs house.",
        "The committee on dams meets every week in the old customs house.",
    ),
    Pair(
        "unit_changed",
        "The oven must be kept at 200 degrees Celsius, the recipe of the convent says.",
        "The oven must be kept at 200F.",
        "The oven must be kept at 392F, or 200C.",
    ),
]

FAITHFUL = [
    ("Inspector Lena Holm and her colleague Piet Daal searched the barn.", "The two searched the barn."),
    ("The strike by 38 pilots is in its second week.", "The 38 pilots are in the second week of a strike."),
    ("The factory made 130 boats last year and 70 canoes.", "The factory made 200 boats and canoes in all last year."),
    ("Some 79 percent of tenants are content with the landlord.", "About 21 percent of tenants are not content."),
    ("The road, 100 miles long, was closed at 9:30.", "The road of 100 miles was closed at 9:30."),
    ("No one was hurt when one of the cranes fell at the quay.", "Nobody was hurt as one crane fell at the quay."),
    ("The prize of 2.6 million crowns goes to a choir from Lund.", "Of the 2.6 million, a choir from Lund takes all."),
    ("The club paid £ 50 m for the striker from Oporto.", "The club paid £50 million for the striker from Oporto."),
    ("The tax brings in $300 a month per shop.", "The tax brings in $3,600 a year per shop."),
    ("The choir paid two of its six sopranos and one of its three tenors.", "The choir paid two sopranos and a tenor."),
    ("The lift carries 14-18 skiers; the train, 24.", "The train carries 24 skiers and the lift 14-18."),
    ("The chapel is home to 90 bats. Some 6,000 bats winter in the mine.", "Around 6,000 bats winter in the mine."),
    ("It has been 20 years since the bridge opened.", "The bridge marks its 20th anniversary."),
]


@pytest.mark.parametrize("pair", NUMBERS + MISPLACED + UNITS, ids=lambda pair: pair.name)
def test_a_changed_figure_is_found(pair: Pair) -> None:
    assert pair.kind in kinds(pair.fault, pair.source)


@pytest.mark.parametrize("pair", NUMBERS + MISPLACED + UNITS, ids=lambda pair: pair.name)
def test_the_same_figure_in_another_form_is_not(pair: Pair) -> None:
    assert faults(pair.twin, pair.source) == []


@pytest.mark.parametrize(("source", "text"), FAITHFUL)
def test_what_a_writer_may_count_convert_or_add_up_is_no_fault(source: str, text: str) -> None:
    assert not {"number_changed", "unit_changed"} & kinds(text, source)


def test_a_swapped_figure_is_shown_with_what_the_source_counts() -> None:
    source = "The crash on the coast road left 12 killed and 40 injured, according to the hospital."
    finding = faults("The crash on the coast road left 40 killed.", source)[0]
    assert finding.message == "The text says “40”; the source says “12”."
    assert finding.source_span is not None
    assert finding.source_span.of(source) == "12"


def test_a_changed_unit_is_shown_with_the_number() -> None:
    source = "Repairs to the main pier in Marn could take 18 months, the engineers wrote."
    (finding,) = faults("Repairs to the main pier in Marn could take 18 weeks.", source)
    assert finding.message == "The text says “18 weeks”; the source says “18 months”."


def test_the_second_number_of_a_pair_is_never_counted_up() -> None:
    assert "number_changed" in kinds("The clinic treated 0-4 cases a week.", "The clinic treated 0-0 cases a week.")


def test_a_remark_on_the_whole_claim_hides_no_altered_figure() -> None:
    said = "the harbour board had spent A569 on repairs to the quay in Lund last year."
    assert "number_changed" in kinds(said.replace("569", "469"), f"Ivo Rand said that {said}")


@pytest.mark.parametrize(
    ("text", "place"), [("In 1994 4 boats sank off Marn.", 8), ("The 19 boats took 9 men to Oster.", 18)]
)
def test_a_figure_is_shown_in_its_own_place_and_not_inside_another(text: str, place: int) -> None:
    (finding,) = faults(text, text.replace(" 4 ", " 5 ").replace(" 9 ", " 7 "))
    assert finding.span is not None
    assert (finding.span.start, finding.span.end) == (place, place + 1)
