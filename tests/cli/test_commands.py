"""The commands from outside: what they print, where, and with which exit code they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.resources import data_directory
from tests.cli.command import assistant

EXAMPLE = data_directory("evals") / "examples"
ARTICLE, FAULTY = str(EXAMPLE / "article.txt"), str(EXAMPLE / "faulty-summary.txt")


def test_summarize_prints_the_summary_and_its_check() -> None:
    done = assistant("summarize", ARTICLE, "--offline")
    assert done.code == 0
    assert done.err == ""
    assert "3 claims: 3 supported" in done.out
    assert "\x1b" not in done.out


def test_check_in_json_and_a_gate() -> None:
    done = assistant("check", FAULTY, "--source", ARTICLE, "--format", "json", "--fail-under", "1")
    assert done.code == 3
    data = json.loads(done.out)
    assert data["scores"]["faithfulness"]["numerator"] == 3
    assert done.err.startswith("Gate: faithfulness 0.38 (3 of 8) is under 1.")


def test_a_gate_on_a_kind_of_finding() -> None:
    assert assistant("check", "--example", "--fail-on", "wrong_speaker").code == 3
    assert assistant("check", "--example", "--fail-on", "unit_changed").code == 0
    unknown = assistant("check", "--example", "--fail-on", "wrong")
    assert (unknown.code, unknown.out) == (2, "")
    assert "wrong_speaker" in unknown.err


def test_a_gate_fails_on_a_text_that_claims_nothing_unless_told_otherwise() -> None:
    question = b"Is it over?"
    assert assistant("check", "-", "-s", ARTICLE, "--fail-under", "0.5", given=question).code == 3
    assert assistant("check", "-", "-s", ARTICLE, "--fail-under", "0.5", "--allow-no-claims", given=question).code == 0


def test_extract_lists_claims_and_speakers() -> None:
    done = assistant("extract", "-", "--format", "json", given="“It is over,” said Ivo Rand, a baker.".encode())
    (attribution,) = json.loads(done.out)["attributions"]
    assert (attribution["speaker"], attribution["role"], attribution["content"]) == (
        "Ivo Rand",
        "a baker",
        "It is over",
    )


@pytest.mark.parametrize(
    ("name", "beginning"), [("a.json", "{"), ("a.md", "# "), ("a.html", "<!doctype html>"), ("a.txt", "Check against")]
)
def test_the_ending_of_the_output_gives_the_format(tmp_path: Path, name: str, beginning: str) -> None:
    done = assistant("check", "--example", "-o", str(tmp_path / name))
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(beginning.lower())


def test_prompts_are_listed_and_shown() -> None:
    listed = assistant("prompts", "list")
    assert [line.split()[0] for line in listed.out.splitlines()] == ["extract", "repair", "summarize", "verify"]
    shown = assistant("prompts", "show", "verify")
    assert shown.out.encode() == (data_directory("prompts") / "verify.jinja").read_bytes()
    assert assistant("prompts", "show", "nothing").code == 1


def test_eval_runs_resumes_and_refuses_another_run(tmp_path: Path) -> None:
    document = "The council voted 14 to 9 on Tuesday."
    rows = [
        {"id": "a", "dataset": "d", "document": document, "claim": "It voted 14 to 9.", "label": 1},
        {"id": "b", "dataset": "d", "document": document, "claim": "It voted 9 to 9.", "label": 0},
    ]
    data = tmp_path / "rows.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    first = assistant("eval", "run", str(data), "-o", str(tmp_path / "run"))
    assert first.code == 0
    assert "Balanced accuracy" in first.out
    results = (tmp_path / "run" / "results.jsonl").read_bytes()
    assert {json.loads(line)["id"] for line in results.splitlines()} == {"a", "b"}
    again = assistant("eval", "run", str(data), "-o", str(tmp_path / "run"))
    assert again.out == first.out
    assert (tmp_path / "run" / "results.jsonl").read_bytes() == results
    data.write_text(data.read_text(encoding="utf-8").replace("9 to 9", "8 to 9"), encoding="utf-8")
    other = assistant("eval", "run", str(data), "-o", str(tmp_path / "run"))
    assert other.code == 2
    assert other.err.count("\n") == 1


def test_without_a_source_an_article_is_checked_against_itself(tmp_path: Path) -> None:
    body = "The council voted 14 to 9 on Tuesday to close the ferry line. It was the last meeting of the year in Oster."
    (tmp_path / "article.md").write_text(
        f"# Council votes 16 to 9 to close the ferry line\n\n{body}\n", encoding="utf-8"
    )
    done = assistant("check", "article.md", "--fail-on", "number_changed", at=tmp_path)
    assert done.code == 3
    assert "--source" in done.err
    assert "“16”; the source says “14”" in done.out


WRONG = [
    (["check"], 2, "what to check"),
    (["summarize"], 2, "what to summarize"),
    (["summarize", "missing.txt"], 1, "missing.txt"),
    (["extract", "."], 1, "directory"),
    (["summarize", "empty.txt"], 1, "empty"),
    (["summarize", "binary.dat"], 1, "binary.dat"),
    (["summarize", "large.txt"], 1, "MB"),
    (["summarize", "ftp://host/story.txt"], 1, "http"),
    (["summarize", "http://127.0.0.1:9/story"], 1, "127.0.0.1:9"),
    (["summarize", "http://127.0.0.1:9/story", "--offline"], 2, "offline"),
    (["summarize", "text.txt", "--words", "20", "--sentences", "2"], 2, "not both"),
    (["summarize", "text.txt", "-o", "report.doc"], 2, ".html"),
    (["summarize", "text.txt", "-o", "no/such/folder/report.txt"], 1, "cannot be written"),
    (["check", "-", "-s", "-"], 2, "standard input"),
    (["check", "text.txt", "-s", "text.txt", "--offline", "-m", "some-model"], 2, "--offline"),
    (["check", "text.txt", "-s", "text.txt", "--engine", "model"], 2, "OPENAI_API_KEY"),
    (["eval", "run", "no-such-suite", "-o", "run"], 2, "no-such-suite"),
    (["eval", "run", "text.txt", "-o", "run"], 1, "text.txt:1:"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), WRONG)
def test_bad_input_is_one_clear_line(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "text.txt").write_text("The council voted 14 to 9 on Tuesday.\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.dat").write_bytes(bytes(range(256)) * 8)
    if "large.txt" in arguments:
        with (tmp_path / "large.txt").open("wb") as file:
            file.truncate(30_000_000)
    done = assistant(*arguments, at=tmp_path)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_base_url_needs_the_name_of_a_model(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council voted 14 to 9 on Tuesday.", encoding="utf-8")
    done = assistant(
        "extract", "a.txt", "--engine", "model", at=tmp_path, environment={"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    )
    assert done.code == 2
    assert "--model" in done.err


def test_a_model_that_cannot_be_reached_is_said_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council voted 14 to 9 on Tuesday and rose.", encoding="utf-8")
    (tmp_path / "assistant.toml").write_text("deadline = 1.5\n", encoding="utf-8")
    done = assistant(
        "extract", "a.txt", "-m", "m", at=tmp_path, environment={"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    )
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[0] == "m at 127.0.0.1:9 reads the text."
    assert done.err.splitlines()[1].startswith("Error: ")
    assert len(done.err.splitlines()) == 2


def test_settings_are_read_from_a_file_upwards_and_mistakes_in_it_are_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("The council voted 14 to 9 on Tuesday.", encoding="utf-8")
    (tmp_path / "assistant.toml").write_text('engin = "embedded"\n', encoding="utf-8")
    done = assistant("extract", "a.txt", at=tmp_path / "sub")
    assert done.code == 2
    assert "'engin'" in done.err


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    import subprocess
    import sys

    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "check", "--example"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err


def test_the_same_command_prints_the_same_bytes_in_every_process() -> None:
    reports = []
    for seed in ("1", "2"):
        done = assistant("check", "--example", "-f", "json", "--offline", environment={"PYTHONHASHSEED": seed})
        data = json.loads(done.out)
        assert data.pop("usage")["calls"] == 0
        reports.append(json.dumps(data))
    assert reports[0] == reports[1]


def test_a_limit_in_words_that_no_sentence_meets_is_said() -> None:
    done = assistant("summarize", "--example", "--words", "2")
    assert (done.code, done.out) == (2, "")
    assert "fits in 2 words" in done.err


@pytest.mark.parametrize("command", ["summarize", "extract", "check"])
def test_an_output_never_overwrites_a_text_that_is_read(tmp_path: Path, command: str) -> None:
    text, link = tmp_path / "story.txt", tmp_path / "linked.txt"
    text.write_bytes(Path(ARTICLE).read_bytes())
    link.symlink_to(text)
    for output in (text, link):
        done = assistant(command, str(text), "--offline", "-o", str(output))
        assert done.code == 2
        assert "is one of the texts that are read" in done.err
    assert text.read_bytes() == Path(ARTICLE).read_bytes()


def test_standard_output_that_cannot_be_written_is_one_line() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("only Linux has a device that is always full")
    with full.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "extract", ARTICLE, "--offline"],
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    said = done.stderr.decode()
    assert said.startswith("Error: standard output cannot be written")
    assert said.count("\n") == 1


def test_a_repair_is_shown_its_text_written_and_judged_by_the_gate(tmp_path: Path) -> None:
    mended = tmp_path / "mended.txt"
    arguments = ("check", FAULTY, "--source", ARTICLE, "--repair", "--fail-under", "1", "--fail-on", "wrong_speaker")
    done = assistant(*arguments, "--repaired", str(mended))
    assert (done.code, done.err) == (0, "")
    assert "4 sentences rewritten, 1 sentence cut" in done.out
    assert "Faithfulness 0.38 (3 of 8 claims) before, 1.00 (7 of 7 claims) after" in done.out
    assert "while [-83-] ships" in done.out
    assert "while {+38+} ships" in done.out
    assert "while 38 ships lay at anchor" in mended.read_text(encoding="utf-8")
    again = assistant("check", str(mended), "--source", ARTICLE, "--fail-under", "1")
    assert again.code == 0


def test_a_gate_says_that_it_judges_the_repaired_text(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("Mud eels sing in Vantry.", encoding="utf-8")
    done = assistant("check", str(draft), "-s", ARTICLE, "--repair", "--fail-under", "0.5")
    assert done.code == 3
    assert done.err == "Gate, on the repaired text: faithfulness 0.00 (0 of 1) is under 0.5.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", ARTICLE, "--repair"), "give a --source"),
        (("check", FAULTY, "-s", ARTICLE, "--repaired", "mended.txt"), "add --repair"),
        (("check", FAULTY, "-s", ARTICLE, "--repair", "--repaired", FAULTY), "give --repaired another file"),
        (("check", FAULTY, "-s", ARTICLE, "--repair", "--repaired", "a.txt", "-o", "a.txt"), "two files"),
        (("summarize", ARTICLE, "--no-check", "--repair"), "drop --no-check"),
    ],
)
def test_a_repair_that_makes_no_sense_is_refused_in_one_line(arguments: tuple[str, ...], said: str) -> None:
    done = assistant(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


@pytest.mark.parametrize("many", [False, True], ids=["one text", "pairs"])
def test_a_finding_that_is_waived_passes_the_gate(tmp_path: Path, many: bool) -> None:
    source, text = "The council voted 14 to 9 on Tuesday.", "The council voted 16 to 9 on Tuesday."
    (tmp_path / "a.txt").write_text(source, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    (tmp_path / "pairs.jsonl").write_text(json.dumps({"text": text, "source": source}), encoding="utf-8")
    what = ("--pairs", "pairs.jsonl") if many else ("b.txt", "-s", "a.txt")
    gated = ("check", *what, "--fail-on", "number_changed", "-q")
    assert assistant(*gated, at=tmp_path).code == 3
    (tmp_path / "assistant.toml").write_text(
        '[[waivers]]\nkind = "number_changed"\ntext = "16 to 9"\nreason = "told so by the clerk"\ndate = 2026-03-02\n'
    )
    assert assistant(*gated, at=tmp_path).code == 0
