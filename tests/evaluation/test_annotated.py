"""Reading texts in which people have marked who said what."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from assistant.errors import DatasetError
from assistant.evaluation.attributions.annotated import load
from assistant.schema import Mode, Span

TEXT = "The pier is shut, Holt said."
ROW = {
    "id": "a",
    "text": TEXT,
    "attributions": [
        {
            "source": {"start": 18, "end": 22, "text": "Holt"},
            "cue": {"start": 23, "end": 27},
            "content": {"start": 0, "end": 16},
            "kind": "indirect",
        }
    ],
}


def changed(**change: object) -> dict[str, object]:
    return {**ROW, "attributions": [{**ROW["attributions"][0], **change}]}  # type: ignore[dict-item]


def test_a_plain_and_a_gzipped_file_hold_the_same(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    line = b"\xef\xbb\xbf" + json.dumps(ROW).encode() + b"\n\n"
    plain.write_bytes(line)
    packed.write_bytes(gzip.compress(line))
    (text,) = load(plain)
    assert load(packed) == (text,)
    (gold,) = text.attributions
    assert (gold.speaker, gold.cue, gold.mode) == (Span(start=18, end=22), Span(start=23, end=27), Mode.INDIRECT)
    assert gold.content == (Span(start=0, end=16),)


def test_what_may_be_absent(tmp_path: Path) -> None:
    pieces = {"start": 0, "end": 16, "spans": [{"start": 9, "end": 16}, {"start": 0, "end": 8}]}
    row = changed(source=None, cue=None, content=pieces)
    del row["id"]
    (text,) = load(written(tmp_path, json.dumps(row)))
    (gold,) = text.attributions
    assert (text.id, gold.speaker, gold.cue) == ("1", None, None)
    assert gold.content == (Span(start=0, end=8), Span(start=9, end=16))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Invalid JSON"),
        ("[1]", "object"),
        (json.dumps({"text": TEXT}), "`attributions`: Field required"),
        (json.dumps({**ROW, "text": ""}), "`text`: String should have at least 1 character"),
        (json.dumps(changed(kind="sung")), "`attributions.0.kind`: Input should be 'direct', 'indirect' or 'mixed'"),
        (json.dumps(changed(content={"start": 3, "end": 99})), "`attributions.0.content` runs from 3 to 99"),
        (json.dumps(changed(source={"start": 5, "end": 5})), "`attributions.0.source` runs from 5 to 5"),
        (json.dumps(changed(cue={"start": "5", "end": 6})), "`attributions.0.cue.start`"),
    ],
)
def test_a_bad_row_is_one_line_that_says_where(tmp_path: Path, line: str, message: str) -> None:
    path = written(tmp_path, f"{json.dumps(ROW)}\n{line}")
    with pytest.raises(DatasetError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    damaged = tmp_path / "a.jsonl.gz"
    damaged.write_bytes(b"no gzip")
    for path in (damaged, tmp_path / "absent.jsonl", written(tmp_path, "\n")):
        with pytest.raises(DatasetError) as caught:
            load(path)
        assert str(path) in str(caught.value)


def written(folder: Path, content: str) -> Path:
    path = folder / "texts.jsonl"
    path.write_text(content, encoding="utf-8")
    return path
