"""A house's own levels and waivers: what they change in a verdict, and how they are reported."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.errors import UsageError
from assistant.reports import render
from assistant.schema import CheckedClaim, FindingKind, Level, Report, Verdict, Waiver
from assistant.settings import load_settings

SOURCE = (
    "The harbour board voted 14 to 9 on Tuesday to close the ferry line to Oster. It loses 2.6 million crowns a year."
)
CHANGED = "The harbour board voted 16 to 9 on Tuesday to close the ferry line to Oster."
WAIVER = Waiver(
    kind=FindingKind.NUMBER_CHANGED,
    text="voted  16 to 9",
    reason="the clerk corrected the minutes",
    date=datetime.date(2026, 3, 2),
)


def check(text: str, **settings: object) -> Report:
    return Assistant(settings=Settings.model_validate({"engine": "embedded", **settings})).check(text, SOURCE)


def only(report: Report) -> CheckedClaim:
    (claim,) = report.claims
    return claim


def test_a_kind_that_is_a_remark_here_forbids_nothing() -> None:
    assert only(check(CHANGED)).verdict is Verdict.CONTRADICTED
    claim = only(check(CHANGED, levels={"number_changed": "remark"}))
    assert claim.verdict is Verdict.SUPPORTED
    assert [finding.level for finding in claim.findings] == [Level.REMARK]


def test_a_remark_that_is_a_fault_here_forbids_support() -> None:
    source = "Critics say that the ferry line to Oster is the worst in the country."
    text = "The ferry line to Oster is the worst in the country."
    settings = Settings(engine="embedded", levels={FindingKind.ATTRIBUTION_DROPPED: Level.FAULT})
    assert only(Assistant(settings=Settings(engine="embedded")).check(text, source)).verdict is Verdict.SUPPORTED
    assert only(Assistant(settings=settings).check(text, source)).verdict is Verdict.CONTRADICTED


def test_a_waived_finding_changes_no_verdict_and_is_reported_with_its_reason() -> None:
    report = check(CHANGED, waivers=[WAIVER])
    claim = only(report)
    assert claim.verdict is Verdict.SUPPORTED
    (finding,) = claim.findings
    assert (finding.level, finding.waived) == (Level.REMARK, WAIVER)
    assert "number changed (waived on 2026-03-02: the clerk corrected the minutes)" in render(report, "text", width=200)
    assert '"date": "2026-03-02"' in render(report, "json")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": FindingKind.DATE_CHANGED},
        {"text": "voted 17 to 9"},
        {"until": datetime.date(2026, 3, 3)},
    ],
)
def test_a_waiver_for_something_else_or_that_has_run_out_waives_nothing(change: dict[str, object]) -> None:
    waiver = WAIVER.model_copy(update=change)
    assert only(check(CHANGED, waivers=[waiver])).verdict is Verdict.CONTRADICTED


def test_levels_and_waivers_come_from_the_configuration_file(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text(
        '[levels]\nduplicate_text = "fault"\n\n[[waivers]]\nkind = "number_changed"\ntext = "16 to 9"\n'
        'reason = "confirmed by the clerk"\ndate = 2026-03-02\n'
    )
    policy = load_settings(environ={}, directory=tmp_path).policy
    assert policy.levels == {FindingKind.DUPLICATE_TEXT: Level.FAULT}
    assert [waiver.reason for waiver in policy.waivers] == ["confirmed by the clerk"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[levels]\nnumber_chnged = "fault"', "there is no kind of finding 'number_chnged'"),
        ('[levels]\nnumber_changed = "ignore"', "levels.number_changed"),
        ('[[waivers]]\nkind = "number_changed"\ntext = "16"\nreason = "known"', "waivers.0.date"),
    ],
)
def test_a_wrong_table_is_refused_in_one_line(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "assistant.toml").write_text(table)
    with pytest.raises(UsageError, match=message) as caught:
        load_settings(environ={}, directory=tmp_path)
    assert "\n" not in str(caught.value)
