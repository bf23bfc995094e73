"""Quantifiers: more than the source says, or the contrary, is found; less, where it follows, is no fault."""

from __future__ import annotations

import pytest

from tests.checks.pairs import Pair, faults, kinds

PAIRS = [
    Pair(
        "quantifier_changed",
        "Most farmers in the valley oppose the dam, the survey found.",
        "All farmers in the valley oppose the dam.",
        "Many farmers in the valley oppose the dam.",
    ),
    Pair(
        "quantifier_changed",
        "Some members of the choir have refused to travel to the festival.",
        "Most members of the choir have refused to travel to the festival.",
        "Several members of the choir have refused to travel to the festival.",
    ),
    Pair(
        "quantifier_changed",
        "Several bridges along the river were damaged by the flood.",
        "All bridges along the river were damaged by the flood.",
        "Some bridges along the river were damaged by the flood.",
    ),
    Pair(
        "quantifier_changed",
        "Both brothers were acquitted of fraud by the court in Lund.",
        "Neither brother was acquitted of fraud by the court in Lund.",
        "Both brothers were acquitted of fraud by the court in Lund.",
    ),
    Pair(
        "quantifier_changed",
        "Nearly all tenants of the tower have signed the petition.",
        "All tenants of the tower have signed the petition.",
        "Most tenants of the tower have signed the petition.",
    ),
    Pair(
        "quantifier_changed",
        "Many villagers have returned to their houses since the truce.",
        "Few villagers have returned to their houses since the truce.",
        "Some villagers have returned to their houses since the truce.",
    ),
    Pair(
        "quantifier_changed",
        "Only 38 percent of members voted for the merger of the two unions.",
        "Most members voted for the merger of the two unions.",
        "A minority of members voted for the merger of the two unions.",
    ),
    Pair(
        "quantifier_changed",
        "The contract guarantees at least 40 sailings a week, the ministry said.",
        "The contract guarantees at most 40 sailings a week.",
        "The contract guarantees at least 40 sailings a week.",
    ),
    Pair(
        "quantifier_changed",
        "More than 300 homes were without water on the island.",
        "Fewer than 300 homes were without water on the island.",
        "Over 300 homes were without water on the island.",
    ),
    Pair(
        "quantifier_changed",
        "Halvorsen is one of the largest employers in the fjord country.",
        "Halvorsen is the largest employer in the fjord country.",
        "Halvorsen is among the largest employers in the fjord country.",
    ),
    Pair(
        "quantifier_changed",
        "Tarn is the second-largest port of the republic, after Velmar.",
        "Tarn is the largest port of the republic.",
        "Tarn is one of the largest ports of the republic.",
    ),
    Pair(
        "quantifier_changed",
        "The old pumps sometimes fail in heavy rain, the engineer said.",
        "The old pumps always fail in heavy rain.",
        "The old pumps sometimes fail in heavy rain.",
    ),
    Pair(
        "quantifier_changed",
        "The mayor rarely answers letters from the harbour district.",
        "The mayor often answers letters from the harbour district.",
        "The mayor rarely answers letters from the harbour district.",
    ),
    Pair(
        "quantifier_changed",
        "The grant is open to widows and orphans of fishermen in the county.",
        "The grant is open only to widows of fishermen in the county.",
        "The grant is open to widows of fishermen in the county.",
    ),
    Pair(
        "quantifier_changed",
        "One of the suspects was released on bail by the court in Osterby.",
        "The suspects were released on bail by the court in Osterby.",
        "A suspect was released on bail by the court in Osterby.",
    ),
    Pair(
        "quantifier_changed",
        "Ferries are less likely to sail on time than trains, the regulator found.",
        "Ferries are more likely to sail on time than trains.",
        "Ferries are less likely to sail on time than trains.",
    ),
    Pair(
        "quantifier_changed",
        "Rents in Osterby are higher than in the capital, a study of leases shows.",
        "Rents in Osterby are lower than in the capital.",
        "Rents in Osterby are higher than in the capital.",
    ),
    Pair(
        "quantifier_changed",
        "The pass is shut. Few of the huts could be reached on foot. The army has sent a helicopter to the valley.",
        "After the storm, which tore the roofs off two hotels, many of the huts could be reached on foot.",
        "After the storm, which tore the roofs off two hotels, few of the huts could be reached on foot.",
    ),
    Pair(
        "quantifier_changed",
        "Most family bakeries in the canton bake at night, the guild found.",
        "All family bakeries in the canton bake at night.",
        "Most family bakeries in the canton bake at night.",
    ),
    Pair(
        "quantifier_changed",
        "The mine sent nine miners to hospital with burns, and all of them recovered.",
        "Not all of the nine miners sent to hospital with burns recovered.",
        "All of the nine miners sent to hospital with burns recovered.",
    ),
    Pair(
        "quantifier_changed",
        "The abbot would receive every visitor except the tax inspector, a monk said.",
        "The abbot would receive all visitors.",
        "The abbot would receive all visitors except the tax inspector.",
    ),
    Pair(
        "quantifier_changed",
        "The grant is aimed mainly at weavers in the hill villages, the ministry said.",
        "The grant is aimed only at weavers in the hill villages.",
        "The grant is aimed mostly at weavers in the hill villages.",
    ),
    Pair(
        "quantifier_changed",
        "At least 30 walkers are missing on the glacier above Pedra, the guides said, and nobody has been found.",
        "At most 30 walkers are missing on the glacier above Pedra.",
        "No fewer than 30 walkers are missing on the glacier above Pedra.",
    ),
    Pair(
        "quantifier_changed",
        "A landlord who let flats without a licence has been fined 4,000 crowns. The code allows up to 15,000 crowns.",
        "A landlord was fined for letting flats without a licence; the fine may be at least 15,000 crowns.",
        "A landlord was fined for letting flats without a licence; the fine may be up to 15,000 crowns.",
    ),
    Pair(
        "quantifier_changed",
        "Just under half of the members would accept a merger, a poll of the union shows.",
        "A majority of the members would accept a merger, a poll of the union shows.",
        "Nearly half of the members would accept a merger, a poll of the union shows.",
    ),
    Pair(
        "quantifier_changed",
        "The new kiln, which its makers showed in Tarn on Monday, burns less wood than the old one.",
        "The kiln from Tarn heats within an hour and burns more wood than the old one.",
        "The kiln from Tarn burns less wood than the old one.",
    ),
]

FAITHFUL = [
    ("All seven members of the crew were rescued off Marn.", "The crew members were rescued, all of them, off Marn."),
    ("Every teacher at the school signed the letter.", "Most teachers at the school signed the letter."),
    ("Most of the cargo was saved.", "The most important cargo was saved."),
    ("Some 400 guests came to the wedding.", "All 400 guests came to the wedding."),
    ("It is the largest mill in the county.", "It is one of the largest mills in the county."),
    ("Only the north gate is open at night.", "At night only the north gate is open."),
    ("No more than 40 guests may enter the crypt.", "At most 40 guests may enter the crypt."),
    ("Every week all members meet; some members stay late.", "Some members stay late, though all members meet."),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_changed_quantifier_is_found(pair: Pair) -> None:
    assert pair.kind in kinds(pair.fault, pair.source)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_what_follows_from_the_source_is_not(pair: Pair) -> None:
    assert faults(pair.twin, pair.source) == []


@pytest.mark.parametrize(("source", "text"), FAITHFUL)
def test_other_uses_of_the_same_words_are_no_fault(source: str, text: str) -> None:
    assert "quantifier_changed" not in kinds(text, source)


def test_the_words_of_both_sides_are_shown() -> None:
    source = "Most farmers in the valley oppose the dam, the survey found."
    (finding,) = faults("All farmers in the valley oppose the dam.", source)
    assert finding.message == "The text says “All”; the source says “Most”."
    assert finding.source_span is not None
    assert finding.source_span.of(source) == "Most"
