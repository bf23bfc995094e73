"""The published schemas: what is printed is what is committed, and what the commands write is valid under it.

`ASSISTANT_UPDATE_GOLDEN=1 pytest tests/reports` writes the committed ones anew.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant.reports import render
from assistant.reports.json_schema import SCHEMAS, json_schema
from assistant.schema import Report
from tests.cli.command import assistant
from tests.reports.sample import checked_report, extraction_report, repaired_report, summary_report

GOLDEN = Path(__file__).parent / "golden"


def validated(name: str, data: Any) -> None:
    validator = Draft202012Validator(json_schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(data)] == []


def objects(data: Any, schema: Any, definitions: Any) -> Iterator[tuple[list[str], list[str]]]:
    """The keys of each object in `data`, with the properties that the schema has for it."""
    schema = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "anyOf" in schema:
        schema = next(one for one in schema["anyOf"] if one.get("type") != "null")
        yield from objects(data, schema, definitions) if data is not None else ()
    elif isinstance(data, list):
        for one in data:
            yield from objects(one, schema["items"], definitions)
    elif isinstance(data, dict) and "properties" in schema:
        yield list(data), list(schema["properties"])
        for name, value in data.items():
            yield from objects(value, schema["properties"][name], definitions)


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_printed_is_what_is_committed(name: str) -> None:
    printed = assistant("schema", name)
    path = GOLDEN / f"{name}.schema.json"
    if os.environ.get("ASSISTANT_UPDATE_GOLDEN"):
        path.write_text(printed.out, encoding="utf-8", newline="")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out == path.read_bytes().decode()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_names_itself(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert list(schema)[:4] == ["$schema", "$id", "title", "description"]
    assert schema["$id"] == f"urn:faithful-assistant:schema:1:{name}"


def test_docstrings_are_descriptions_in_the_words_of_json() -> None:
    claim = json_schema("check")["$defs"]["CheckedClaim"]
    assert claim["description"] == "A claim with its verdict, and all that led to it."
    said = claim["properties"]["confidence"]["description"]
    assert said == "The chance that the verdict is right, 0 to 1; null where nobody gave one."


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("check", ["check", "--example"]),
        ("check", ["check", "--example", "--repair"]),
        ("summarize", ["summarize", "--example"]),
        ("extract", ["extract", "--example"]),
    ],
)
def test_what_a_command_writes_is_valid_with_its_keys_in_order(name: str, arguments: list[str]) -> None:
    written = json.loads(assistant(*arguments, "--format", "json").out)
    validated(name, written)
    schema = json_schema(name)
    found = list(objects(written, schema, schema["$defs"]))
    assert len(found) > 10
    for keys, properties in found:
        assert keys == properties


@pytest.mark.parametrize("report", [checked_report(), repaired_report()])
def test_a_report_with_everything_in_it_is_valid(report: Report) -> None:
    validated("check", json.loads(render(report, "json")))
    validated("summarize", json.loads(render(summary_report(), "json")))
    validated("extract", json.loads(render(extraction_report(), "json")))


def test_a_check_has_no_summary_and_a_summary_has_one() -> None:
    assert "summary" not in json_schema("check")["properties"]
    assert "summary" in json_schema("summarize")["required"]


def test_what_is_missing_or_of_another_type_is_not_valid() -> None:
    validator = Draft202012Validator(json_schema("check"))
    written = json.loads(render(checked_report(), "json"))
    assert not validator.is_valid({key: value for key, value in written.items() if key != "claims"})
    assert not validator.is_valid({**written, "text": None})
    assert validator.is_valid({**written, "added_later": 1})


def test_a_line_of_many_results_is_valid(tmp_path: Path) -> None:
    pairs = [
        {"id": "good", "text": "The ferry stops.", "source": "The ferry stops on 4 May."},
        {"id": "gone", "text_file": "gone.txt", "source": "The ferry stops on 4 May."},
    ]
    listed = tmp_path / "pairs.jsonl"
    listed.write_text("".join(json.dumps(pair) + "\n" for pair in pairs))
    lines = [json.loads(line) for line in assistant("check", "--pairs", str(listed), "-q").out.splitlines()]
    assert {line["id"]: "report" in line for line in lines} == {"good": True, "gone": False}
    for line in lines:
        validated("batch-line", line)


def test_no_command_pays_for_the_schema() -> None:
    program = "import sys; import assistant.cli; print('assistant.reports.json_schema' in sys.modules)"
    assert run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
