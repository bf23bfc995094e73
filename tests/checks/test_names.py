"""Names: every changed or new one is found, and no form of a known one is taken for another."""

from __future__ import annotations

import pytest

from assistant import Assistant, Settings
from assistant.schema import CheckedClaim

ARTICLE = (
    "Lena Holt, who heads the planning office in Bergen, said on Monday that the European Space Agency (ESA) would pay "
    "for the tower.\n"
    "William “Bill” Grant of the Norda Group, a Dutch company, called the price of 4 million kroner too high. Grant "
    "will meet Mayor Ivo Zelenskyy in Lund on Friday.\n"
    "The hearing on the tower was held in Bergen, and the contract was signed in Lund by Norda’s lawyer Marta "
    "Kjeldsen. The Union of Harbour Workers (UHW) opposes the tower, as does the Zürich insurer Müller & Söhne, which "
    "insured the old tower until the storm of last winter brought it down upon the quay.\n"
    "The United States sent two divers, and the Super Bowl was shown on a screen at the quay.\n"
)
CHANGED = [
    ("Dara Holt heads the planning office in Bergen.", "Lena Holt"),
    ("Peter Grant of the Norda Group called the price too high.", "William “Bill” Grant"),
    ("Norda’s lawyer Maria Kjeldsen signed the contract in Lund.", "Marta Kjeldsen"),
    ("Norda’s lawyer Marta Kjeldson signed the contract in Lund.", "Marta Kjeldsen"),
    ("Norda’s lawyer Marta Holt signed the contract in Lund.", "Lena Holt"),
    ("Grant will meet Mayor Ivo Zalenskyy in Lund on Friday.", "Ivo Zelenskyy"),
    ("The Belgian company called the price too high.", "Dutch"),
    ("The hearing on the tower was held in Lund.", "Bergen"),
    ("The contract was signed in Bergen.", "Lund"),
    ("The insurer Tellurion opposes the tower.", "Müller & Söhne"),
]
NEW = [
    "The hearing on the tower and its price was in Oslo.",
    "NASA would pay for the tower, Lena Holt said.",
    "The Union of Farm Workers opposes the tower.",
    "Lena Holt said that the agency and Tellurion Systems would pay for the tower.",
]
KNOWN = [
    "Mrs Holt heads the planning office in Bergen.",
    "ESA will pay for the tower, Lena Holt said.",
    "Bill Grant of Norda called the price too high.",
    "Billy Grant of the Norda Group Ltd. called the price too high.",
    "W. Grant of the Norda Group plc called the price too high.",
    "The company from the Netherlands called the price too high.",
    "Holland’s Norda called the price too high.",
    "Grant will meet Mayor Zelensky in Lund on Friday.",
    "The insurer Mueller & Soehne of Zurich opposes the tower.",
    "The Union of Harbor Workers opposes the tower.",
    "The UHW opposes the tower.",
    "The U.S. sent two divers.",
    "American divers were sent to the tower.",
    "The Superbowl was shown on a screen at the quay.",
    "Although Grant called the price too high, he will meet the mayor in Lund.",
    "Planning Office Head Lena Holt Says Agency Would Pay For Tower",
    "LENA HOLT HEADS THE PLANNING OFFICE IN BERGEN.",
    "The hearing on the tower was held in Bergen.",
]


def check(text: str) -> CheckedClaim:
    (claim,) = Assistant(settings=Settings(engine="embedded")).check(text, ARTICLE).claims
    return claim


def kinds(text: str) -> set[str]:
    return {finding.kind.value for finding in check(text).findings}


@pytest.mark.parametrize(("text", "rival"), CHANGED)
def test_a_changed_name_is_shown_with_the_name_in_its_place(text: str, rival: str) -> None:
    findings = [finding for finding in check(text).findings if finding.kind == "name_changed"]
    assert len(findings) == 1
    assert rival in findings[0].message
    assert findings[0].source_span is not None
    assert rival in findings[0].source_span.of(ARTICLE)


@pytest.mark.parametrize("text", NEW)
def test_a_name_that_the_source_has_not_is_found(text: str) -> None:
    assert "name_not_in_source" in kinds(text)


@pytest.mark.parametrize("text", KNOWN)
def test_no_form_of_a_known_name_is_a_fault(text: str) -> None:
    assert kinds(text).isdisjoint({"name_changed", "name_not_in_source"})


def test_a_missing_name_proves_nothing_in_an_excerpt_on_another_matter() -> None:
    report = Assistant(settings=Settings(engine="embedded")).check(
        "The actress Ruth Aldane was praised by critics.", "She won five prizes for her films, and a sixth at home."
    )
    assert [finding.kind.value for finding in report.claims[0].findings] == []
