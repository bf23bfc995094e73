"""`assistant eval attributions` from outside."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import assistant

TEXT = "“The pier is shut,” Lena Holt said. Holt supports the new plan."
ROWS = [
    {
        "id": name,
        "text": TEXT,
        "attributions": [
            {
                "source": {"start": 20, "end": 29},
                "cue": {"start": 30, "end": 34},
                "content": {"start": 0, "end": 19},
                "kind": "direct",
            }
        ],
    }
    for name in ("a", "b")
]


def test_a_table_and_its_failures(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    done = assistant("eval", "attributions", str(path), "--failures", "1")
    assert (done.code, done.err) == (0, "")
    assert "direct    2     2      overlap     1.000 [0.342, 1.000]" in done.out
    assert "spurious, indirect" in done.out
    assert "Lena Holt | supports | the new plan" in done.out


def test_json_and_speech_alone(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    done = assistant("eval", "attributions", str(path), "--speech", "--format", "json")
    data = json.loads(done.out)
    assert (data["documents"], data["rows"][0]["found"], data["failures"]) == (2, 2, [])
    assert data["rows"][0]["speaker"]["value"] == 1.0


def test_bad_input_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"text": "Yes."}', encoding="utf-8")
    done = assistant("eval", "attributions", str(path))
    assert (done.code, done.out) == (1, "")
    assert done.err == f"Error: {path}:1: `attributions`: Field required: correct this row\n"
    assert assistant("eval", "attributions", str(path), "--format", "html").code == 2
