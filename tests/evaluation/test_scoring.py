from __future__ import annotations

import pytest

from assistant.evaluation.runs.scoring import score
from assistant.schema import Verdict
from tests.evaluation.reports import report_of

SUPPORTED, CONTRADICTED = Verdict.SUPPORTED, Verdict.CONTRADICTED
UNSUPPORTED, UNVERIFIED = Verdict.UNSUPPORTED, Verdict.UNVERIFIED


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([(SUPPORTED, 0.8)], 0.8),
        ([(CONTRADICTED, 0.9)], 0.1),
        ([(UNSUPPORTED, 0.6)], 0.4),
        ([(SUPPORTED, None)], 1.0),
        ([(UNSUPPORTED, None)], 0.0),
        ([(SUPPORTED, 0.9), (SUPPORTED, 0.7), (CONTRADICTED, 0.2)], 0.7),
        ([(SUPPORTED, 0.9), (UNVERIFIED, None), (CONTRADICTED, 0.7)], 0.3),
    ],
)
def test_a_text_is_as_likely_as_its_least_likely_claim(
    claims: list[tuple[Verdict, float | None]], expected: float
) -> None:
    assert score(report_of(*claims), 0.5) == pytest.approx(expected)


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [(UNVERIFIED, None)],
        [(SUPPORTED, 0.9), (UNVERIFIED, 0.3)],
        [(UNSUPPORTED, 0.4), (UNVERIFIED, None)],  # a weak word against it does not make up for what is not known
    ],
)
def test_what_was_not_decided_is_unscored(claims: list[tuple[Verdict, float | None]]) -> None:
    assert score(report_of(*claims), 0.5) is None
