"""Relations: what has changed places around a verb, a comparison or an order is found; a passive is no change."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings
from assistant.schema import CheckedClaim

ARTICLE = (
    "Norda bought Velin for 40 million crowns in May. The council sued the shipyard over the broken "
    "pier. Lena Holt was "
    "succeeded by Ada Brandt as head of the port. Oster is larger than Marn.\n"
    "The office moved from Bergen to Lund in 2019. The rate rose from 4 percent to 7 percent. The strike led to the "
    "collapse of the talks. The mayor resigned after the vote on the budget. The goalkeeper of Marn fouled the striker "
    "of Oster. Norda and Velin met in Lund.\n"
)
PAIRS = [
    ("Velin bought Norda for 40 million crowns.", "Velin was bought by Norda for 40 million crowns."),
    ("Norda was bought by Velin in May.", "Norda bought Velin in May."),
    (
        "The shipyard sued the council over the broken pier.",
        "The shipyard was sued by the council over the broken pier.",
    ),
    (
        "Ada Brandt was succeeded by Lena Holt as head of the port.",
        "Ada Brandt succeeded Lena Holt as head of the port.",
    ),
    ("Marn is larger than Oster.", "Oster is larger than Marn."),
    ("The office moved from Lund to Bergen in 2019.", "The office moved from Bergen to Lund in 2019."),
    ("The rate rose from 7 percent to 4 percent.", "The rate rose from 4 to 7 percent."),
    ("The collapse of the talks led to the strike.", "The strike led to the collapse of the talks."),
    ("The mayor resigned before the vote on the budget.", "The mayor resigned following the vote on the budget."),
    ("The striker of Oster fouled the goalkeeper of Marn.", "The striker of Oster was fouled by Marn’s goalkeeper."),
]


def check(text: str) -> CheckedClaim:
    (claim,) = Assistant(settings=Settings(engine="embedded")).check(text, ARTICLE).claims
    return claim


def kinds(text: str) -> set[str]:
    return {finding.kind.value for finding in check(text).findings}


@pytest.mark.parametrize("text", [fault for fault, _ in PAIRS])
def test_sides_that_have_changed_places_are_found(text: str) -> None:
    assert "relation_changed" in kinds(text)


@pytest.mark.parametrize("text", [twin for _, twin in PAIRS] + ["Velin and Norda met in Lund."])
def test_the_same_relation_in_other_words_is_no_fault(text: str) -> None:
    assert "relation_changed" not in kinds(text)
