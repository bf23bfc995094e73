"""Labelled cases: a document, a claim about it, and whether the document supports the claim.

A file is JSON Lines, plain or gzipped (".gz"). `document`, `claim` and `label` are required; `id`, `document_id`,
`dataset`, `pair`, `evidence`, and `error_type` or `error_types` are optional; other fields are ignored. Blank lines are
skipped.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import stat
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.errors import DatasetError

_DIGITS_OF_A_HASH = 16
_LONGEST_SHOWN = 40
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_REQUIRED = {
    "document": "a text that is not empty",
    "claim": "a text that is not empty",
    "label": "1 (the document supports the claim) or 0 (it does not)",
}


class Case(BaseModel):
    """One labelled claim. `label` is 1 where the document supports the whole of it, else 0."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    dataset: str
    document_id: str
    """Cases with the same one are about the same document, and are resampled together."""
    document: str
    claim: str
    label: Literal[0, 1]
    error_types: tuple[str, ...] = ()
    pair: str | None = None
    """What a case with a fault and its twin without it have in common."""
    evidence: tuple[str, ...] = ()
    """Passages of the document, word for word, that decide."""


class DataFile(BaseModel):
    """The file that cases were read from, so that a run can be tied to exactly these bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    """Without its folders."""
    sha256: str


def load(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON Lines file, in its order.

    A case's `id` is its line number where none is given, its `document_id` a hash of the document, its `dataset` the
    name of the file without the ending. Raises DatasetError, with the line, where a row is not what it must be.
    """
    cases: list[Case] = []
    lines: dict[str, int] = {}
    for number, line in numbered_lines(path):
        where = f"{path}:{number}:"
        case = _case(line, number, path.stem, where)
        if (earlier := lines.setdefault(case.id, number)) != number:
            raise DatasetError(f"{where} the id {case.id!r} stands on line {earlier} too: give each case its own")
        cases.append(case)
    if not cases:
        raise DatasetError(f"{path}: there are no cases in this file: give one JSON object a line")
    return tuple(cases)


def identify_cases(name: str, cases: Sequence[Case]) -> DataFile:
    """A name and a hash for cases that were read from several files, or from a format of others."""
    digest = hashlib.sha256()
    for case in cases:
        digest.update(case.model_dump_json().encode("utf-8"))
    return DataFile(name=name, sha256=digest.hexdigest())


def identify(path: Path) -> DataFile:
    """The name of a file and the hash of its bytes. Raises DatasetError where it cannot be read."""
    try:
        with regular(path).open("rb") as file:
            return DataFile(name=path.name, sha256=hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise _unreadable(path, error) from None


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not blank, with their numbers from 1. Raises DatasetError if it cannot be read."""
    regular(path)
    try:
        with gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb") as file:
            for number, line in enumerate(file, 1):
                content = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
                if content.strip():
                    yield number, content
    except (OSError, EOFError, zlib.error) as error:
        raise _unreadable(path, error) from None


def regular(path: Path) -> Path:
    """The same path, once it is known that opening it cannot hang and that it can be read twice.

    Raises DatasetError where there is no file of that name, or none but a folder, a pipe or a device.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        raise DatasetError(f"{path}: this is {kind} and no file: give the path of a file on the disk")
    return path


def _case(line: bytes, number: int, stem: str, where: str) -> Case:
    row = _row(line, where)
    for field, form in _REQUIRED.items():
        if field not in row:
            raise DatasetError(f"{where} the field `{field}` is missing: it must be {form}")
    document = _text(row["document"], "document", where)
    kinds = row.get("error_types", row.get("error_type"))
    return Case(
        id=_identifier(row.get("id"), "id", str(number), where),
        dataset=_identifier(row.get("dataset"), "dataset", stem, where),
        document_id=_identifier(row.get("document_id"), "document_id", document_hash(document), where),
        document=document,
        claim=_text(row["claim"], "claim", where),
        label=_label(row["label"], where),
        error_types=_texts(kinds, "error_type", where),
        pair=_identifier(row["pair"], "pair", "", where) if row.get("pair") is not None else None,
        evidence=_evidence(row.get("evidence"), document, where),
    )


def _row(line: bytes, where: str) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8").strip())
    except UnicodeDecodeError:
        raise DatasetError(f"{where} this line is not UTF-8: save the file in that encoding") from None
    except json.JSONDecodeError as error:
        reason = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        raise DatasetError(f"{where} this line is not JSON ({reason}): give one JSON object a line") from None
    except (ValueError, RecursionError):
        raise DatasetError(f"{where} this line is nested too deeply or holds too long a number: shorten it") from None
    if not isinstance(row, dict):
        raise DatasetError(f"{where} this line is JSON, but no object: give one object with the fields of a case")
    return row


def _text(value: object, field: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise DatasetError(f"{where} `{field}` is {_shown(value)}: it must be {_REQUIRED[field]}")
    return _encodable(value, field, where)


def _label(value: object, where: str) -> Literal[0, 1]:
    # True and 1.0 equal 1; a file that holds them may mean a probability or another scheme of labels.
    if type(value) is int and value in (0, 1):
        return 1 if value else 0
    raise DatasetError(f"{where} `label` is {_shown(value)}: it must be {_REQUIRED['label']}")


def _identifier(value: object, field: str, default: str, where: str) -> str:
    if value is None:
        return default
    if type(value) is int:
        return str(value)
    if isinstance(value, str) and value:
        return _encodable(value, field, where)
    raise DatasetError(f"{where} `{field}` is {_shown(value)}: it must be a text or a whole number")


def _texts(value: object, field: str, where: str) -> tuple[str, ...]:
    texts = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise DatasetError(f"{where} `{field}` is {_shown(value)}: it must be a text, a list of texts, or null")
    return tuple(_encodable(text, field, where) for text in texts)


def _evidence(value: object, document: str, where: str) -> tuple[str, ...]:
    passages = _texts(value, "evidence", where)
    for passage in passages:
        if not passage or passage not in document:
            raise DatasetError(f"{where} `evidence` {_shown(passage)} is not in the document: copy it word for word")
    return passages


def _encodable(value: str, field: str, where: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise DatasetError(f"{where} `{field}` holds half a character (a lone surrogate): correct it") from None
    return value


def document_hash(document: str) -> str:
    """A name for a document that has none, the same for the same text."""
    return hashlib.sha256(document.encode("utf-8")).hexdigest()[:_DIGITS_OF_A_HASH]


def _shown(value: object) -> str:
    """A value as JSON, cut to a length that a message can bear."""
    words = json.dumps(value)
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}..."


def _unreadable(path: Path, error: Exception) -> DatasetError:
    reason = getattr(error, "strerror", None) or "it is no gzip file, or a damaged one"
    return DatasetError(f"{path}: the file cannot be read ({reason}): give the path of another")
