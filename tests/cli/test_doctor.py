"""`assistant doctor`: who would answer, whether it does, and in which ways it can be asked."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import Outcome, assistant
from tests.loopback import faults
from tests.loopback.replies import Body
from tests.loopback.server import LoopbackServer, Played


def doctor(at: Path, *played: Played, model: str = "m", context: int = 0) -> tuple[Outcome, int]:
    """What it says of a server that honours a JSON schema, and nothing else; and how many requests it took."""

    def answers(body: Body) -> str:
        honoured = body.get("response_format", {}).get("type") == "json_schema"
        return '{"number": 7, "label": "true"}' if honoured else "I would rather talk."

    models = [{"id": model, "object": "model", "meta": {"n_ctx": context}}] if context else []
    with LoopbackServer(*played, answers=answers, models=models) as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-a-secret-key"}
        return assistant("doctor", "-m", model, at=at, environment=environment), len(server.received)


def test_it_says_what_is_found(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text("deadline = 20\n", encoding="utf-8")
    done, _ = doctor(tmp_path)
    said = dict(line.split("  ", 1) for line in done.out.splitlines())
    assert done.code == 0
    assert said["Engine"].strip().startswith("model m at 127.0.0.1:")
    assert said["Key"].strip() == "OPENAI_API_KEY is set"
    assert said["Answers"].strip().startswith("yes, in ")
    assert said["JSON"].strip() == "asked for by json_schema; it honours json_schema"
    assert said["Certainty"].strip() == "not told: use --judges 3"
    assert said["Context"].strip().startswith("not known: a text that is too long")
    assert said["Configuration"].strip() == str(tmp_path / "assistant.toml")
    assert "secret" not in done.out


def test_another_way_of_asking_is_advised_where_the_one_that_is_set_is_not_honoured(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text('structured_output = "json"\n', encoding="utf-8")
    done, _ = doctor(tmp_path)
    assert done.code == 1
    assert "Answers        no: m at 127.0.0.1" in done.out
    assert 'it honours json_schema; set structured_output = "json_schema"' in done.out


def test_a_wrong_key_is_found_by_one_request(tmp_path: Path) -> None:
    done, requests = doctor(tmp_path, Played(faults.status(401), "other"))
    assert (done.code, requests) == (1, 1)
    assert "does not accept the key" in done.out


def test_the_context_length_is_that_of_the_setting_or_of_the_name(tmp_path: Path) -> None:
    by_name, _ = doctor(tmp_path, model="gpt-4o-mini")
    assert "Context        128,000 tokens, as is known of models of this name\n" in by_name.out
    (tmp_path / "assistant.toml").write_text("context_length = 9000\n", encoding="utf-8")
    by_setting, _ = doctor(tmp_path, model="gpt-4o-mini")
    assert "Context        9,000 tokens, by the setting context_length\n" in by_setting.out
    told, _ = doctor(tmp_path, context=8192)
    assert (
        "9,000 tokens, by the setting context_length, but the endpoint says 8,192: set context_length = 8192"
        in told.out
    )


def test_without_a_model_it_is_this_machine(tmp_path: Path) -> None:
    done = assistant("doctor", at=tmp_path)
    assert done.code == 0
    assert "embedded: on this machine" in done.out
    assert "none found" in done.out
