"""Public benchmarks in the forms of their authors; the texts are ours."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import DatasetError, MissingExtraError
from assistant.evaluation.attributions.brat import read as read_brat
from assistant.evaluation.cases.benchmarks import read_benchmark
from assistant.evaluation.cases.rows import Case
from assistant.schema import Mode
from tests.cli.command import assistant

FERRY = "The council voted 14 to 9 to keep the night ferry. The boats are old."
TRUE, FALSE = "The council keeps the ferry.", "The council ends the ferry."


def as_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def as_list(path: Path, rows: object) -> Path:
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def as_parquet(path: Path, rows: list[dict[str, Any]]) -> Path:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


AGGREFACT = [
    {"dataset": "AggreFact-CNN", "doc": FERRY, "claim": TRUE, "label": 1, "contamination_identifier": "x"},
    {"dataset": "ExpertQA", "doc": FERRY, "claim": FALSE, "label": 0, "contamination_identifier": "y"},
]


def aggrefact_lines(folder: Path) -> Path:
    return as_lines(folder / "test.JSONL", AGGREFACT)


def aggrefact_parquet(folder: Path) -> Path:
    return as_parquet(folder / "test.PARQUET", AGGREFACT)


def aggrefact_table(folder: Path) -> Path:
    path = folder / "test.CSV"
    path.write_text(f'dataset,doc,claim,label\nAggreFact-CNN,"{FERRY}","{TRUE}",1\nExpertQA,"{FERRY}","{FALSE}",0\n')
    return path


def summedits(folder: Path) -> Path:
    rows = [
        {"id": "1", "doc": FERRY, "summary": TRUE, "label": 1, "edit_types": [], "original_summary": TRUE},
        {"id": "2", "doc": FERRY, "summary": FALSE, "label": 0, "edit_types": ["negation_insertion"]},
    ]
    as_list(folder / "summedits_news.json", rows)
    return folder


def ragtruth(folder: Path) -> Path:
    (folder / "dataset").mkdir()
    marked = {"start": 0, "end": 5, "text": "x", "meta": "", "label_type": "Evident Conflict", "due_to_null": False}
    common = {"source_id": "7", "model": "m", "temperature": 0.7, "split": "test"}
    responses = [
        {"id": "1", **common, "labels": [], "quality": "good", "response": TRUE},
        {"id": "2", **common, "labels": [marked, marked], "quality": "good", "response": FALSE},
        {"id": "3", **common, "labels": [], "quality": "truncated", "response": "The"},
    ]
    as_lines(folder / "dataset" / "response.jsonl", responses)
    source = {"source_id": "7", "task_type": "Summary", "source": "CNN/DM", "source_info": FERRY, "prompt": "p"}
    as_lines(folder / "dataset" / "source_info.jsonl", [source])
    return folder


def faithbench(folder: Path) -> Path:
    def annotation(label: str) -> dict[str, object]:
        return {"annot_id": 1, "annotator_id": "a", "label": [label], "note": "", "summary_span": "x"}

    samples = [
        {"sample_id": 0, "source": FERRY, "summary": TRUE, "annotations": [annotation("Benign")], "metadata": {}},
        {"sample_id": 1, "source": FERRY, "summary": FALSE, "annotations": [annotation("Unwanted.Intrinsic")]},
    ]
    as_list(folder / "batch_3.json", {"samples": samples})
    return folder


def wice(folder: Path) -> Path:
    common = {"evidence": FERRY.split(". "), "claim_context": "", "supporting_sentences": [[0], [0, 1]]}
    rows = [
        {"label": "supported", "claim": TRUE, **common, "meta": {"id": "dev02986", "claim_title": "Ferry"}},
        {"label": "partially_supported", "claim": FALSE, **common, "meta": {"id": "dev02987"}},
    ]
    return as_lines(folder / "dev.jsonl", rows)


def frank(folder: Path) -> Path:
    common = {"hash": "0a", "article": FERRY, "reference": "r", "split": "test"}
    data = [{**common, "model_name": "bart", "summary": TRUE}, {**common, "model_name": "pgn", "summary": FALSE}]
    judged = [
        {"hash": "0a", "model_name": "bart", "Factuality": 1.0, "EntE": 1.0, "RelE": 1.0, "split": "test"},
        {"hash": "0a", "model_name": "pgn", "Factuality": 0.5, "EntE": 1.0, "RelE": 0.5, "split": "test"},
    ]
    as_list(folder / "benchmark_data.json", data)
    as_list(folder / "human_annotations.json", judged)
    return folder


@pytest.mark.parametrize(
    ("name", "publish", "datasets", "kinds"),
    [
        ("llm-aggrefact", aggrefact_lines, {"AggreFact-CNN", "ExpertQA"}, ()),
        ("llm-aggrefact", aggrefact_table, {"AggreFact-CNN", "ExpertQA"}, ()),
        ("llm-aggrefact", aggrefact_parquet, {"AggreFact-CNN", "ExpertQA"}, ()),
        ("summedits", summedits, {"summedits_news"}, ("negation_insertion",)),
        ("ragtruth", ragtruth, {"ragtruth summary test"}, ("Evident Conflict",)),
        ("faithbench", faithbench, {"faithbench"}, ("Unwanted.Intrinsic",)),
        ("wice", wice, {"wice dev"}, ("partially_supported",)),
        ("frank", frank, {"frank test"}, ("RelE",)),
    ],
)
def test_a_benchmark_as_published(
    tmp_path: Path, name: str, publish: Callable[[Path], Path], datasets: set[str], kinds: tuple[str, ...]
) -> None:
    true, false = read_benchmark(name, publish(tmp_path))

    assert (true.claim, true.label, true.error_types) == (TRUE, 1, ())
    assert (false.claim, false.label, false.error_types) == (FALSE, 0, kinds)
    assert {true.dataset, false.dataset} == datasets
    assert true.document_id == false.document_id
    assert " ".join(true.document.split()) in (FERRY, FERRY.replace(". T", " T"))


def test_the_splits_of_llm_aggrefact_are_told_apart(tmp_path: Path) -> None:
    """The folder as its authors lay it out: each split in a file or more below `data`."""
    (tmp_path / "data").mkdir()
    for part in ("dev-00000-of-00001", "test-00000-of-00002", "test-00001-of-00002"):
        as_parquet(tmp_path / "data" / f"{part}.parquet", AGGREFACT)
    cases = read_benchmark("llm-aggrefact", tmp_path)
    assert [case.id for case in cases[:3]] == ["dev-00000-of-00001-1", "dev-00000-of-00001-2", "test-00000-of-00002-1"]
    assert [case.dataset for case in cases[::2]] == ["AggreFact-CNN dev", "AggreFact-CNN test", "AggreFact-CNN test"]
    assert read_benchmark("llm-aggrefact", tmp_path / "data") == cases


def test_parquet_of_other_columns_is_told_and_so_is_the_missing_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = as_parquet(tmp_path / "test.parquet", [{"dataset": "ExpertQA", "document": FERRY}])
    with pytest.raises(DatasetError, match=r"test.parquet: row 1: `doc`: Field required: is this the right file"):
        read_benchmark("llm-aggrefact", path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r'pip install "faithful-assistant\[parquet\]"'):
        read_benchmark("llm-aggrefact", path)


def test_gold_sentences_of_wice_are_evidence(tmp_path: Path) -> None:
    first: Case = read_benchmark("wice", wice(tmp_path))[0]
    assert first.evidence == ("The council voted 14 to 9 to keep the night ferry",)


def test_a_benchmark_is_run_and_resumed(tmp_path: Path) -> None:
    ragtruth(tmp_path)
    done = assistant("eval", "run", ".", "--as", "ragtruth", at=tmp_path)
    assert (done.code, "2 cases about 1 document," in done.out) == (0, True)
    assert assistant("eval", "run", ".", "--as", "ragtruth", at=tmp_path).out == done.out
    assert "choose one of llm-aggrefact" in assistant("eval", "run", ".", "--as", "other", at=tmp_path).err


@pytest.mark.parametrize(
    ("name", "file", "content", "said"),
    [
        (
            "wice",
            "dev.jsonl",
            '{"label": "supported"}\n',
            r"dev.jsonl:1: `claim`: Field required: is this the right file",
        ),
        ("llm-aggrefact", "test.csv", "a,b\n1,2\n", r"test.csv:2: `dataset`: Field required"),
        ("llm-aggrefact", "test.parquet", "PAR1", "this is no parquet file, or a damaged one"),
        ("summedits", "summedits_x.json", "{", "is not JSON"),
        ("summedits", "other.json", "[]", "no cases of summedits are in there"),
        ("frank", "benchmark_data.json", "[]", "there is no human_annotations.json in there"),
        ("ragtruth", "response.jsonl", "", "there is no source_info.jsonl"),
    ],
)
def test_what_is_no_such_benchmark_is_told(tmp_path: Path, name: str, file: str, content: str, said: str) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    path = tmp_path / file if name in ("wice", "llm-aggrefact") or content == "{" else tmp_path
    if path.suffix == ".parquet":
        pytest.importorskip("pyarrow")
    with pytest.raises(DatasetError, match=said):
        read_benchmark(name, path)


TEXT = "“The pier is shut,” Holt said. She denied that she knew, and “never” will."


def polnear(folder: Path) -> Path:
    for name in ("text", "attributions"):
        (folder / name).mkdir()
    (folder / "text" / "pier.txt").write_text(TEXT, encoding="utf-8")
    spans = (("Content", "“The pier is shut,”"), ("Source", "Holt"), ("Cue", "said"), ("Source", "She"))
    lines = []
    for number, (kind, words) in enumerate(spans, 1):
        start = TEXT.index(words)
        lines.append(f"T{number}\t{kind} {start} {start + len(words)}\t{words}")
    knew, never = TEXT.index("she knew"), TEXT.index("“never” will")
    lines.append(f"T5\tContent {never} {never + 12};{knew} {knew + 8}\tshe knew “never” will")
    lines.append("E1\tAttribution:T3 Content:T1 Cue:T3 Source:T2")
    lines += ["E2\tAttribution:T9 Source:T4 Content:T5", "E3\tAttribution:T9 Cue:T3"]
    (folder / "attributions" / "pier_4e07.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_polnear_as_published(tmp_path: Path) -> None:
    (text,) = read_brat(polnear(tmp_path))
    direct, mixed = text.attributions

    assert (text.id, text.text) == ("pier", TEXT)
    assert direct.speaker is not None
    assert (direct.speaker.of(TEXT), direct.mode) == ("Holt", Mode.DIRECT)
    assert ([piece.of(TEXT) for piece in mixed.content], mixed.cue, mixed.mode) == (
        ["she knew", "“never” will"],
        None,
        Mode.MIXED,
    )
    done = assistant("eval", "attributions", str(tmp_path))
    assert (done.code, done.err) == (0, "")


def test_annotations_outside_their_text_are_told(tmp_path: Path) -> None:
    polnear(tmp_path)
    (tmp_path / "attributions" / "pier_4e07.ann").write_text("T1\tContent 5 900\tx\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"pier_4e07.ann:1: 5 to 900 is no stretch of a text of"):
        read_brat(tmp_path)
    with pytest.raises(DatasetError, match="give PolNeAR's data/dev"):
        read_brat(tmp_path / "text")
