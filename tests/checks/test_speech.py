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
TANNERY = (
    "Plans for a tannery beside Lake Morrow have split the valley.\n\n"
    "Leatherworks owner Grigor Aske told the county assembly that the plant would employ 140 people and "
    'draw no water from the lake. "I was born two fields from there," he said.\n\n'
    "Biologist Ines Calloway of the Morrow Field Station warned that chromium could reach the spawning "
    'beds within three years. She called the company\'s report "a brochure with footnotes".\n\n'
    "County commissioner Theo Blandin backed the tannery but rejected Aske's request for a tax break. His "
    "colleague Ruth Okafor declined to comment on the tax break and has yet to say how she will vote.\n\n"
    "The anglers' club is in favour of a second study, according to its secretary, Emil Vance. Vance "
    "dismissed suggestions that the club had been paid by a rival.\n\n"
    "Aske apologised for a spill at his old works in 2016, and promised that the pits would be lined. "
    "Calloway doubts that they can be.\n\n"
    "The assembly's chair, Lady Honor Prideaux, agreed to a hearing in May.\n\n"
)
AT_THE_LAKE = [
    (
        "wrong_speaker",
        "The plant would employ 140 people, Ines Calloway told the county assembly.",
        "The plant would employ 140 people, Grigor Aske told the county assembly.",
    ),
    (
        "wrong_speaker",
        "Theo Blandin called the company's report “a brochure with footnotes”.",
        "Ines Calloway called the company's report “a brochure with footnotes”.",
    ),
    (
        "wrong_speaker",
        "Ruth Okafor said the spawning beds could be reached by chromium in three years.",
        "Ines Calloway said the spawning beds could be reached by chromium in three years.",
    ),
    (
        "wrong_speaker",
        "“I was born two fields from there,” said Theo Blandin.",
        "“I was born two fields from there,” said Grigor Aske.",
    ),
    ("stance_changed", "Theo Blandin opposed the tannery.", "Theo Blandin supported the tannery."),
    (
        "stance_changed",
        "Theo Blandin accepted Aske's request for a tax break.",
        "Theo Blandin turned down Aske's request for a tax break.",
    ),
    ("stance_changed", "Ruth Okafor defended the tax break.", "Ruth Okafor would not comment on the tax break."),
    ("stance_changed", "Ruth Okafor criticised the tax break.", "Ruth Okafor declined to discuss the tax break."),
    ("stance_changed", "The anglers' club opposes a second study.", "The anglers' club supports a second study."),
    (
        "stance_changed",
        "Emil Vance admitted that the club had been paid by a rival.",
        "Emil Vance denied that the club had been paid by a rival.",
    ),
    (
        "stance_changed",
        "Emil Vance confirmed suggestions that the club had been paid by a rival.",
        "Emil Vance rejected suggestions that the club had been paid by a rival.",
    ),
    (
        "stance_changed",
        "Grigor Aske defended the spill at his old works in 2016.",
        "Grigor Aske said sorry for a spill at his old works in 2016.",
    ),
    (
        "stance_changed",
        "Honor Prideaux refused to hold a hearing in May.",
        "Honor Prideaux agreed to hold a hearing in May.",
    ),
    (
        "stance_changed",
        "Ines Calloway promised that chromium could not reach the spawning beds within three years.",
        "Ines Calloway feared that chromium could reach the spawning beds within three years.",
    ),
    (
        "stance_changed",
        "Calloway is confident that the pits can be lined.",
        "Calloway doubts that the pits can be lined.",
    ),
    ("stance_changed", "Grigor Aske refused to line the pits.", "Grigor Aske pledged to line the pits."),
    (
        "stance_changed",
        "The anglers' club spoke out against a second study.",
        "The anglers' club wants a second study.",
    ),
]
LINE = (
    "The operator, Brede Line, said sorry on Sunday. Its manager, Sunniva Dahl, said that services might not resume "
    "before Thursday. An official of the sea authority, who was not allowed to speak publicly, said the ferry had been "
    "warned about nets twice in March. The company denied that.\n\n"
    "“You could hear it, like somebody dragging a piano,” said Tormod Aske, a joiner who had been on his way to a "
    "wedding. “And then nothing. It was the quiet that frightened people.”\n\n"
    "The line would not say what the hull had been insured for, its chairman, Odd Ruud, added. A nurse who works on "
    "board, and who did not want her name printed, said that the pumps had been broken since May.\n\n"
    "An analyst at Corvus, Yusuf Adeyinka, doubted that savings of two million would come as early as the line "
    "expects. The head of the union, Dario Melk, asked for talks. The minister, Teo Ilves, said that his office "
    "would wait. She wanted both boats out on the same day, insisted the envoy, Leyla Demir. The transport secretary, "
    "Agathe Lind, was not on the quay. The harbour master, Branka Olden, said that the wreck at Ravn would be lifted "
    "by noon.\n"
)
AT_SEA = [
    (
        "stance_changed",
        "Brede Line confirmed that it had been warned about nets.",
        "Brede Line denied a warning of nets.",
    ),
    (
        "quote_stitched",
        "“You could hear it, like somebody dragging a piano. It was the quiet that frightened people,” said Aske.",
        "“You could hear it, like somebody dragging a piano. And then nothing,” said Aske.",
    ),
    (
        "speaker_identified",
        "The pumps had been broken since May, said Sunniva Dahl.",
        "The pumps had been broken since May, said a nurse who works on board.",
    ),
    (
        "wrong_speaker",
        "Dario Melk doubted that savings of two million would come as early as the line expects.",
        "Yusuf Adeyinka doubted that savings of two million would come as early as the line expects.",
    ),
    (
        "wrong_speaker",
        "The wreck at Ravn would be lifted by noon, in the words of Agathe Lind.",
        "The wreck at Ravn would be lifted by noon, in the words of Branka Olden.",
    ),
]
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
    Pair(
        "wrong_speaker",
        FERRY,
        "Petra Sund said the sea should have the last word, but added: “We have eaten the breakfast of forty people.”",
        "Oda Lervik said a third of the guests had gone, but added: “We have eaten the breakfast of forty people.”",
    ),
    Pair(
        "quote_altered",
        "“I am glad, truly and without envy, for the crew that came home,” said Ida Moe.",
        "“I am glad, truly, for the crew that came home,” said Ida Moe.",
        "“I am glad, truly … for the crew that came home,” said Ida Moe.",
    ),
    Pair(
        "wrong_speaker",
        "Captain Lars Ude and the mate, Runa Holt, walked the quay. She said that the anchor had dragged for an hour.",
        "Captain Lars Ude walked along the quay with the mate. He said that the anchor had dragged for an hour.",
        "The mate Runa Holt walked along the quay with the captain. She said that the anchor had dragged for an hour.",
    ),
    *(Pair(kind, LINE, fault, twin) for kind, fault, twin in AT_SEA),
    *(Pair(kind, TANNERY, fault, twin) for kind, fault, twin in AT_THE_LAKE),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.fault)
def test_it_is_found(pair: Pair) -> None:
    assert pair.kind in kinds(pair.fault, pair.source)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.twin)
def test_its_twin_is_left_alone(pair: Pair) -> None:
    assert faults(pair.twin, pair.source) == []
