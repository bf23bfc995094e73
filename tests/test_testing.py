"""`assert_faithful`, as a team would use it in its own tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, UsageError, assert_faithful
from assistant.settings import Settings

SOURCE = "The council voted 14 to 9 on Tuesday to keep the night ferry. Mayor Ada Venn said that the boats are old."
OFFLINE = Assistant(settings=Settings(engine="embedded"))


def test_a_faithful_text_passes_and_gives_its_report() -> None:
    report = assert_faithful("The council voted 14 to 9 to keep the night ferry.", SOURCE, assistant=OFFLINE)
    assert len(report.claims) == 1


def test_a_failure_shows_the_faults_and_the_sources_words() -> None:
    text = "The council voted 14 to 8 to keep the night ferry. Mayor Ada Venn said that the boats are old."
    with pytest.raises(AssertionError) as failure:
        assert_faithful(text, SOURCE, at_least=0.6, assistant=OFFLINE)
    first, *faults = str(failure.value).splitlines()
    assert first == "faithfulness is 0.50 (1 of 2 claims), and was to be at least 0.6"
    assert faults[0] == "✗ contradicted: The council voted 14 to 8 to keep the night ferry."
    assert "“14 to 8”; the source says “14 to 9”" in faults[1]
    assert faults[-1] == "    source: “The council voted 14 to 9 on Tuesday to keep the night ferry.”"
    assert_faithful(text, SOURCE, at_least=0.5, assistant=OFFLINE)


def test_nothing_to_check_is_no_pass_and_neither_is_a_wrong_share() -> None:
    with pytest.raises(AssertionError, match="no claim"):
        assert_faithful("Why?", SOURCE, at_least=0, assistant=OFFLINE)
    with pytest.raises(UsageError, match=r"from 0 to 1, and not 90"):
        assert_faithful("It voted.", SOURCE, at_least=90, assistant=OFFLINE)


def test_several_sources_and_files(tmp_path: Path) -> None:
    path = tmp_path / "source.txt"
    path.write_text(SOURCE, encoding="utf-8")
    assert_faithful("The boats are old, Mayor Ada Venn said.", ["The sun rose at six.", path], assistant=OFFLINE)
