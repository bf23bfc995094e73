"""Modality: a possibility made a fact is found, a fact made one is remarked on, other words are neither."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings
from assistant.schema import CheckedClaim

ARTICLE = (
    "The talks in Lund could lead to an end of the military actions of Marland on the border, diplomats said. The "
    "council demands that the harbour office close its quay by June.\n"
    "The ferry company plans to buy two ships next year. The bridge may close for a month. Prosecutors charged the "
    "captain with fraud in May; he denies it.\n"
    "The mayor is expected to resign on Friday. The dam will probably break in the spring. Police arrested a man "
    "suspected of setting fire to the barn in Oster. The minister urged farmers to sell their herds. The director "
    "allegedly took bribes from two builders.\n"
    "The museum opened a new wing on Sunday. The union is considering striking in July. The report should be published "
    "before the vote. The thief tried to open the safe. The factory might dismiss 200 workers if "
    "orders do not recover. A storm in the spring may have torn the big raft from its chains.\n"
)
LATER = (
    "Its manager said that a diver would look at the shaft and that services might not resume before Thursday. He is "
    "considering asking for a judicial review.\n"
    "The exam board is looking into whether pupils were given help in a chemistry paper. The kiosk will shut in June "
    "because the council cannot find a tenant. The museum will keep the sword on show.\n"
    "The planning committee passed the scheme by one vote.\n"
)
FOUND_LATER = [
    ("modality_raised", "The manager said services would not resume before Thursday."),
    ("modality_raised", "The manager will ask for a judicial review of the whole decision to raise the fares."),
    ("modality_raised", "Pupils were given help in a chemistry paper, the exam board has found."),
    ("modality_lowered", "The kiosk may shut in June for lack of a tenant."),
    ("modality_lowered", "The museum is thinking of keeping the sword on show."),
    ("modality_lowered", "The committee may have passed the scheme by one vote."),
]
SILENT_LATER = [
    "The manager said services might not resume before Thursday.",
    "The exam board is examining whether pupils were given help in a chemistry paper.",
    "The kiosk will shut in June for lack of a tenant.",
]
PAIRS = [
    ("Marland will end its military actions on the border.", "Marland could end its military actions on the border."),
    ("The harbour office will close its quay by June.", "The harbour office must close its quay by June."),
    ("The ferry company will buy two ships next year.", "The ferry company intends to buy two ships next year."),
    ("The ferry company has bought two ships.", "The ferry company wants to buy two ships."),
    ("The bridge closes for a month.", "The bridge could close for a month."),
    ("The captain was convicted of fraud in May.", "The captain was charged with fraud in May."),
    ("The mayor will resign on Friday.", "The mayor is likely to resign on Friday."),
    ("The dam will certainly break in the spring.", "The dam is likely to break in the spring."),
    ("Police arrested a man who set fire to the barn.", "Police arrested a man suspected of setting fire to the barn."),
    ("Farmers sold their herds.", "The minister asked farmers to sell their herds."),
    ("The director took bribes from two builders.", "The director is alleged to have taken bribes from two builders."),
    ("The union will strike in July.", "The union may strike in July."),
    ("The report will be published before the vote.", "The report should be published before the vote."),
    ("The thief opened the safe.", "The thief tried to open the safe."),
    ("A storm in the spring loosed the big raft.", "It may be that a storm in the spring loosed the big raft."),
    ("The factory will dismiss 200 workers.", "The factory could dismiss 200 workers."),
]


def check(text: str, source: str = ARTICLE) -> CheckedClaim:
    (claim,) = Assistant(settings=Settings(engine="embedded")).check(text, source).claims
    return claim


def kinds(text: str, source: str = ARTICLE) -> set[str]:
    return {finding.kind.value for finding in check(text, source).findings}


@pytest.mark.parametrize("text", [fault for fault, _ in PAIRS])
def test_a_possibility_made_a_fact_is_found(text: str) -> None:
    assert "modality_raised" in kinds(text)


@pytest.mark.parametrize("text", [twin for _, twin in PAIRS])
def test_a_possibility_in_other_words_is_no_fault(text: str) -> None:
    assert kinds(text).isdisjoint({"modality_raised", "modality_lowered"})


def test_a_fact_made_a_possibility_is_a_remark() -> None:
    findings = check("The museum may have opened a new wing on Sunday.").findings
    assert [(finding.kind.value, finding.level.value) for finding in findings] == [("modality_lowered", "remark")]
    assert "modality_lowered" not in kinds("The museum opened a new wing on Sunday.")


def test_what_one_proposes_in_a_conversation_another_may_agree_to() -> None:
    talk = "ADA: We could start with the soup on Friday.\nIVO: Good, the soup then.\nADA: On Friday.\n"
    told = "On Friday they will start with the soup."
    report = "Ada Brandt said that they could start with the soup on Friday. Ivo Rand left early."
    found = [Assistant(settings=Settings(engine="embedded")).check(told, source) for source in (talk, report)]
    kinds = [[finding.kind.value for claim in each.claims for finding in claim.findings] for each in found]
    assert "modality_raised" not in kinds[0]
    assert "modality_raised" in kinds[1]


@pytest.mark.parametrize(("kind", "text"), FOUND_LATER)
def test_what_is_denied_considered_or_looked_into_is_no_fact(kind: str, text: str) -> None:
    assert kind in kinds(text, LATER)


@pytest.mark.parametrize("text", SILENT_LATER)
def test_the_same_in_other_words_is_left_alone(text: str) -> None:
    assert kinds(text, LATER).isdisjoint({"modality_raised", "modality_lowered"})
