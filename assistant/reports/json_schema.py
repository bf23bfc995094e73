"""The JSON Schema of what the commands write as JSON, made from the models that they write."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from assistant import schema
from assistant.schema import SCHEMA_VERSION, ExtractionReport, Report

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "urn:faithful-assistant:schema"
_DIGEST = "The SHA-256 of what was asked and of the texts that it was asked about"

Json = dict[str, Any]


def json_schema(name: str) -> Json:
    """The schema `name`, one of `SCHEMAS`. Its properties stand in the order in which they are written.

    Properties that it does not name are allowed: within a version of the schema, fields are added.
    """
    title, make = _MADE[name]
    return {"$schema": _DIALECT, "$id": f"{_ID}:{SCHEMA_VERSION}:{name}", "title": title, **_tidied(make())}


def _check() -> Json:
    """A report without a summary, which only the JSON of a summary has."""
    made = _of(Report)
    _leave_out(made, "summary")
    made["$defs"].pop("SummarySentence")
    return {**made, "description": "What `assistant check --format json` writes."}


def _summarize() -> Json:
    return {**_of(Report), "description": "What `assistant summarize --format json` writes."}


def _extract() -> Json:
    return {**_of(ExtractionReport), "description": "What `assistant extract --format json` writes."}


def _batch_line() -> Json:
    """A line of the results of many documents: a report, or why there is none."""
    report = _of(Report)
    definitions = report.pop("$defs")
    report["required"].remove("summary")
    done = {"id": {"type": "string"}, "input_sha256": _text(_DIGEST), "report": {"$ref": "#/$defs/Report"}}
    failed = {
        "id": {"type": "string"},
        "input_sha256": {"type": ["string", "null"], "description": f"{_DIGEST}; None where one could not be read."},
        "error": _text("One line: why there is no report."),
        "error_type": _text("The name of the error's class."),
    }
    return {
        "description": "A line that `assistant summarize` of several texts or `assistant check --pairs` writes.",
        "oneOf": [_object(done), _object(failed)],
        "$defs": {"Report": report, **definitions},
    }


def _text(description: str) -> Json:
    return {"type": "string", "description": description}


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _of(model: type[BaseModel]) -> Json:
    """The schema of a model as it is written: with every field, the docstrings of all as descriptions."""
    made = model.model_json_schema(mode="serialization")
    definitions = made.pop("$defs")
    for name, definition in definitions.items():
        _complete(definition, getattr(schema, name))
    return {**_complete(made, model), "$defs": definitions}


def _complete(definition: Json, model: type) -> Json:
    """`definition`, with what stands below each field of `model`; pydantic would read the source at every start."""
    properties = definition.get("properties", {})
    for name, words in _docstrings(model).items():
        if name in properties:
            properties[name]["description"] = words
    if properties:
        definition["required"] = list(properties)
    return definition


def _docstrings(model: type) -> dict[str, str]:
    """The docstring below each annotated name in the body of a class of the domain."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    assert isinstance(tree, ast.ClassDef)  # noqa: S101 - it is the source of a class
    found = {}
    for field, below in pairwise(tree.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = " ".join(words.split())
    return found


def _leave_out(definition: Json, name: str) -> None:
    definition["properties"].pop(name)
    definition["required"].remove(name)


def _tidied(value: Any) -> Any:
    """`value` without what forbids further properties, the titles that pydantic makes of names, and defaults.

    What is written has every field, so that a default says nothing.
    """
    if isinstance(value, list):
        return [_tidied(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: inner for key, inner in value.items() if key not in ("title", "default")}
    if kept.get("additionalProperties") is False:
        kept.pop("additionalProperties")
    named = ("properties", "$defs")
    tidied: Json = {
        key: {name: _tidied(one) for name, one in inner.items()} if key in named else _tidied(inner)
        for key, inner in kept.items()
    }
    if "description" in kept:
        tidied["description"] = _in_json(kept["description"])
    return tidied


def _in_json(words: str) -> str:
    """A docstring in the words of JSON."""
    return re.sub(r"\b(None|True|False)\b", lambda found: {"None": "null"}.get(found[0], found[0].lower()), words)


_MADE: Mapping[str, tuple[str, Callable[[], Json]]] = MappingProxyType(
    {
        "check": ("A check", _check),
        "summarize": ("A summary", _summarize),
        "extract": ("An extraction", _extract),
        "batch-line": ("A line of many results", _batch_line),
    }
)
SCHEMAS: tuple[str, ...] = tuple(_MADE)
"""The names of the schemas."""
