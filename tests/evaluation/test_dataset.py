from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from assistant.errors import DatasetError
from assistant.evaluation.cases.rows import identify, load

ROW = {"document": "The bridge at Orlen reopened on Monday.", "claim": "The bridge is open.", "label": 1}


def test_optional_fields_have_defaults(tmp_path: Path) -> None:
    path = _file(tmp_path, [ROW, {**ROW, "label": 0, "notes": ["ignored"]}])

    first, second = load(path)

    assert (first.id, first.dataset, first.label, first.error_types) == ("1", "cases", 1, ())
    assert (second.id, second.label) == ("2", 0)
    assert first.document_id == second.document_id
    assert len(first.document_id) == 16


def test_given_fields_are_kept(tmp_path: Path) -> None:
    given = {"id": "a", "document_id": 7, "dataset": "news", "error_types": ["number_changed", "name_changed"]}
    case = load(_file(tmp_path, [{**ROW, **given}]))[0]

    assert (case.id, case.document_id, case.dataset) == ("a", "7", "news")
    assert case.error_types == ("number_changed", "name_changed")


@pytest.mark.parametrize(
    ("given", "expected"), [("stance_changed", ("stance_changed",)), (None, ()), (["a", "b"], ("a", "b"))]
)
def test_one_error_type_several_or_none(tmp_path: Path, given: object, expected: tuple[str, ...]) -> None:
    assert load(_file(tmp_path, [{**ROW, "error_type": given}]))[0].error_types == expected


def test_documents_that_differ_have_ids_that_differ(tmp_path: Path) -> None:
    first, second = load(_file(tmp_path, [ROW, {**ROW, "document": "Another text."}]))

    assert first.document_id != second.document_id


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(ROW).encode() + b"\r\n\r\n" + json.dumps(ROW).encode())

    assert [case.id for case in load(path)] == ["1", "3"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"label": 2}, "`label` is 2: it must be 1 (the document supports the claim) or 0 (it does not)"),
        ({"label": True}, "`label` is true"),
        ({"label": 1.0}, "`label` is 1.0"),
        ({"label": "1"}, '`label` is "1"'),
        ({"label": None}, "`label` is null"),
        ({"document": " "}, "`document` is"),
        ({"claim": ["a"]}, "`claim` is"),
        ({"claim": "half a pair: \ud83d"}, "`claim` holds half a character"),
        ({"id": 1.5}, "`id` is 1.5"),
        ({"id": ""}, "`id` is"),
        ({"dataset": []}, "`dataset` is []"),
        ({"error_type": 3}, "`error_type` is 3"),
        ({"error_types": [1]}, "`error_type` is [1]"),
    ],
)
def test_a_field_that_is_not_what_it_must_be(tmp_path: Path, change: dict[str, object], message: str) -> None:
    path = _file(tmp_path, [ROW, {**ROW, **change}])

    with pytest.raises(DatasetError) as raised:
        load(path)

    assert str(raised.value).startswith(f"{path}:2: {message}")


@pytest.mark.parametrize("field", sorted(ROW))
def test_a_field_that_is_missing(tmp_path: Path, field: str) -> None:
    path = _file(tmp_path, [{name: value for name, value in ROW.items() if name != field}])

    with pytest.raises(DatasetError, match=f"cases.jsonl:1: the field `{field}` is missing: it must be"):
        load(path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"document": "Cut off', "this line is not JSON (Unterminated string starting at column 14)"),
        (b'["document"]', "this line is JSON, but no object"),
        (b'{"document": "caf\xe9"}', "this line is not UTF-8"),
        (b"[" * 100_000, "this line is nested too deeply"),
        (b'{"label": ' + b"9" * 5000 + b"}", "this line is nested too deeply or holds too long a number"),
    ],
)
def test_a_line_that_is_not_a_row(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(json.dumps(ROW).encode() + b"\n" + line + b"\n")

    with pytest.raises(DatasetError) as raised:
        load(path)

    assert str(raised.value).startswith(f"{path}:2: {message}")
    assert "\n" not in str(raised.value)


def test_an_id_that_stands_twice(tmp_path: Path) -> None:
    path = _file(tmp_path, [{**ROW, "id": "a"}, {**ROW, "id": "b"}, {**ROW, "id": "a"}])

    with pytest.raises(DatasetError, match=r"cases.jsonl:3: the id 'a' stands on line 1 too"):
        load(path)


def test_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"cases.jsonl: there are no cases"):
        load(_file(tmp_path, []))


def test_a_missing_file_and_a_directory(tmp_path: Path) -> None:
    for read in (load, identify):
        with pytest.raises(DatasetError, match=r"none.jsonl: the file cannot be read \(No such file"):
            read(tmp_path / "none.jsonl")
        with pytest.raises(DatasetError, match=r"this is a folder and no file: give the path of a file"):
            read(tmp_path)


def test_a_pipe_and_a_device_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    """One would wait for whoever writes to it, and both can be read only once."""
    os.mkfifo(tmp_path / "cases.jsonl")
    for path in (tmp_path / "cases.jsonl", Path(os.devnull)):
        for read in (load, identify):
            with pytest.raises(DatasetError, match=r"this is a pipe or a device and no file"):
                read(path)


def test_a_file_is_identified_by_its_bytes(tmp_path: Path) -> None:
    path = _file(tmp_path, [ROW])
    before = identify(path)
    path.write_bytes(path.read_bytes() + b"\n")

    assert before.name == identify(path).name == "cases.jsonl"
    assert before.sha256 != identify(path).sha256


def _file(folder: Path, rows: list[dict[str, object]]) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
