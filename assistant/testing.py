"""For teams that test what their own generators write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.errors import UsageError
from assistant.pipeline import Assistant, Text
from assistant.reports import wording
from assistant.schema import CheckedClaim, Report, Verdict

_QUOTE = 200
"""Characters of evidence that a failure shows."""


def assert_faithful(
    text: Text, source: Text | Sequence[Text], *, at_least: float = 0.9, assistant: Assistant | None = None
) -> Report:
    """The report on `text`, if at least so large a share of its claims is supported by `source`.

    Otherwise AssertionError, whose message shows each claim that is not supported, why, and the words of the source. A
    text without claims fails too. `assistant` checks; by default one by the settings of the environment. Raises
    UsageError for an `at_least` outside 0 to 1, and whatever `Assistant.check` raises.
    """
    __tracebackhide__ = True  # pytest shows the caller's line
    if not 0 <= at_least <= 1:
        raise UsageError(f"at_least is a share from 0 to 1, and not {at_least}")
    report = (assistant or Assistant()).check(text, source)
    score = report.scores.faithfulness
    if score is None or score.value is None:
        raise AssertionError("the text makes no claim that could be checked")
    if score.value < at_least:
        found = f"{score.value:.2f} ({score.numerator} of {score.denominator} claims)"
        short = f"faithfulness is {found}, and was to be at least {at_least:g}"
        raise AssertionError("\n".join([short, *_faults(report)]))
    return report


def _faults(report: Report) -> Iterator[str]:
    for claim in report.claims:
        if claim.verdict is not Verdict.SUPPORTED:
            yield f"{wording.mark(claim.verdict)} {claim.verdict}: {claim.text}"
            yield from (f"    {line}" for line in _why(claim))


def _why(claim: CheckedClaim) -> Iterator[str]:
    messages = [finding.message for finding in claim.findings]
    yield from messages or [claim.reason]
    for evidence in claim.evidence[:1]:
        quote = " ".join(evidence.quote.split())
        yield f"source: “{quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + '…'}”"
