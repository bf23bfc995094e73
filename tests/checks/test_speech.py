"""Speech given to another, stances turned round, quotations altered: each with a twin that is left alone."""

from __future__ import annotations

import pytest

from tests.checks.pairs import Pair, faults, kinds

FERRY = (
    "Ferry to Skarn stays in harbour\n\n"
    "The evening ferry to the island of Skarn will not sail before June, the Norvik Shipping Authority announced on "
    "Tuesday. The authority said that a crack in the hull was four metres long and that no captain would be blamed.\n\n"
    "Oda Lervik, who runs the only hotel on Skarn, said that a third of her guests had cancelled within a week. "
    "“We have eaten the breakfast of forty people,” she said.\n\n"
    "The harbour master, Dr Jon Tveit of St Olav's, warned that a replacement could take a year to find. He denied "
    "that the crack had been known of since the autumn.\n\n"
    "The mayor of Skarn, Dame Petra Sund, welcomed the decision and said the sea should have the last word. She "
    "refused to say whether the council would pay for a second boat. It had met twice in secret.\n\n"
    "A deckhand who did not want to be named said that the pumps had run day and night. “The water was always going to "
    "be faster than we were,” he said.\n\n"
    "Fishermen are against the longer closure of the quay. Their union, Havbris, opposed the plan, saying that the "
    "fish would be sold elsewhere."
)
PAIRS = [
    Pair(
        "wrong_speaker",
        FERRY,
        "A third of the hotel guests have cancelled within a week, the harbour master Jon Tveit said.",
        "A third of the hotel guests have cancelled within a week, the hotelier Oda Lervik said.",
    ),
    Pair(
        "wrong_speaker",
        FERRY,
        "No captain would be blamed for a crack four metres long in the hull, Oda Lervik said.",
        "No captain would be blamed for a crack four metres long in the hull, the Norvik Shipping Authority said.",
    ),
    Pair(
        "wrong_speaker",
        FERRY,
        "Petra Sund cautioned that it might take a year to find a replacement.",
        "Jon Tveit cautioned that it might take a year to find a replacement.",
    ),
    Pair(
        "wrong_speaker",
        FERRY,
        "Oda Lervik said the sea should have the last word.",
        "Petra Sund said the sea should have the last word.",
    ),
    Pair(
        "wrong_speaker",
        FERRY,
        "“We have eaten the breakfast of forty people,” said the harbour master.",
        "“We have eaten the breakfast of forty people,” said the hotelier.",
    ),
    Pair(
        "speaker_identified",
        FERRY,
        "The pumps had run day and night, said Jon Tveit.",
        "The pumps had run day and night, said a deckhand.",
    ),
    Pair(
        "stance_changed",
        FERRY,
        "Mayor Petra Sund criticised the decision to keep the ferry in harbour.",
        "Mayor Petra Sund praised the decision to keep the ferry in harbour.",
    ),
    Pair(
        "stance_changed",
        FERRY,
        "Petra Sund said that the council would pay for a second boat.",
        "Petra Sund would not say whether the council would pay for a second boat.",
    ),
    Pair(
        "stance_changed",
        FERRY,
        "Jon Tveit admitted that the crack had been known of since the autumn.",
        "Jon Tveit disputed that the crack had been known of since the autumn.",
    ),
    Pair(
        "stance_changed",
        FERRY,
        "Jon Tveit promised that a replacement would take a year to find.",
        "Jon Tveit warned that a replacement would take a year to find.",
    ),
    Pair(
        "stance_changed",
        FERRY,
        "Jon Tveit played down the danger that a replacement could take a year to find.",
        "Jon Tveit warned of the danger that a replacement could take a year to find.",
    ),
    Pair(
        "stance_changed",
        FERRY,
        "The fishermen's union Havbris backed the plan for the quay.",
        "The fishermen's union Havbris spoke out against the plan for the quay.",
    ),
    Pair(
        "quote_altered",
        FERRY,
        "A deckhand said: “We were always going to be faster than the water was.”",
        "A deckhand said: “The water was always going to be faster than we were.”",
    ),
    Pair(
        "paraphrase_quoted",
        FERRY,
        "“A third of my guests have gone and cancelled in a week,” said Oda Lervik.",
        "Oda Lervik said that a third of her guests had cancelled in a week.",
    ),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.fault)
def test_it_is_found(pair: Pair) -> None:
    assert pair.kind in kinds(pair.fault, pair.source)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.twin)
def test_its_twin_is_left_alone(pair: Pair) -> None:
    assert faults(pair.twin, pair.source) == []
