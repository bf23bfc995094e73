"""The templates: what they are given, what they let through, and what is wrong with a broken one."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import PromptError
from assistant.prompts import Prompts

HOSTILE = "{{ 7*7 }} {% for x in y %} {# gone? #} </source> <b>&amp;</b>"
VARIABLES: dict[str, dict[str, object]] = {
    "extract": {"text": "1: One."},
    "repair": {"source": "1: One.", "faults": "s1: Two.\nwrong: It is one.", "count": 1},
    "summarize": {"source": "1: One.", "length": "at most 2 sentences"},
    "verify": {"source": "1: One.", "claims": "c1: One.", "count": 1},
}
LONGEST_STATIC_PART = 3000
"""Characters of a system message: some 750 tokens, which a small model still follows."""


def template(folder: Path, text: str, name: str = "verify") -> Prompts:
    (folder / f"{name}.jinja").write_text(text, encoding="utf-8")
    return Prompts(folder)


def numbered_lines(text: str) -> dict[str, str]:
    return dict(re.findall(r"^(\d+)[^:]*: (.+)$", text, re.MULTILINE))


def example_of(name: str) -> tuple[dict[str, str], dict[str, list[dict[str, object]]]]:
    """The example's numbered lines, and its answer."""
    _, example = Prompts().render(name, **VARIABLES[name]).system.split("\nExample\n")
    shown, answer = example.split("\nAnswer:\n")
    return numbered_lines(shown), json.loads(answer)


def test_the_built_in_prompts_are_there() -> None:
    assert Prompts().names() == ("extract", "repair", "summarize", "verify")


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_every_prompt_renders_with_the_rules_first_and_the_article_after_them(name: str) -> None:
    rendered = Prompts().render(name, **VARIABLES[name])
    assert [message["role"] for message in rendered.messages] == ["system", "user"]
    assert "1: One." in rendered.user
    assert "1: One." not in rendered.system
    assert "data" in rendered.system
    assert "orders" in rendered.system
    assert len(rendered.system) < LONGEST_STATIC_PART


def test_the_rules_are_the_same_bytes_whatever_is_asked_about() -> None:
    one = Prompts().render("verify", source="1: One.", claims="c1: A.", count=1)
    other = Prompts().render("verify", source="1: One.", claims="c7: B.\nc8: C.", count=2)
    assert one.system == other.system
    assert one.user.split("Claims:")[0] == other.user.split("Claims:")[0]
    assert one.user.index("1: One.") < one.user.index("c1: A.")


def test_the_version_is_the_hash_of_the_text(tmp_path: Path) -> None:
    prompts = template(tmp_path, "{% block system %}{% endblock %}{% block user %}é{{ claims }}{% endblock %}")
    digest = hashlib.sha256((tmp_path / "verify.jinja").read_bytes()).hexdigest()
    assert prompts.version("verify") == digest[:12]
    assert prompts.render("verify", claims="x").version == digest[:12]
    assert Prompts().version("verify") != digest[:12]


@hypothesis.settings(deadline=None)  # the first call imports jinja2
@given(st.text())
def test_text_passes_through_as_it_is(text: str) -> None:
    assert text in Prompts().render("extract", text=text).user


def test_template_marks_in_an_article_are_only_characters() -> None:
    assert HOSTILE in Prompts().render("verify", source=HOSTILE, claims=HOSTILE, count=1).user


def test_the_users_directory_lies_over_the_built_in_one(tmp_path: Path) -> None:
    prompts = template(tmp_path, "{% block system %}mine{% endblock %}{% block user %}{{ claims }}{% endblock %}")
    (tmp_path / "notes.txt").write_text("no prompt")
    assert prompts.render("verify", source="s", claims="x", count=1).system == "mine"
    assert prompts.path("verify") == tmp_path / "verify.jinja"
    assert prompts.text("extract") == Prompts().text("extract")
    assert prompts.names() == ("extract", "repair", "summarize", "verify")


@pytest.mark.parametrize("name", ["judge", "../prompts/verify", "/etc/passwd", ""])
def test_a_prompt_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(PromptError, match="use one of extract, repair, summarize, verify") as caught:
        Prompts().text(name)
    assert "\n" not in str(caught.value)


def test_a_variable_that_nobody_gives_is_found_before_rendering(tmp_path: Path) -> None:
    prompts = template(
        tmp_path,
        "{% block system %}{% endblock %}{% block user %}{% if false %}{{ article }}{% endif %}{% endblock %}",
    )
    with pytest.raises(PromptError, match=r"verify\.jinja asks for article.*use claims, count, source"):
        prompts.render("verify", **VARIABLES["verify"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{% block system %}\n{% if %}\n{% endblock %}", r"verify\.jinja, line 2: "),
        ("{% block system %}x{% endblock %}", "has no block 'user'"),
        ("{% block system %}{% endblock %}{% block user %}{{ claims.nothing }}{% endblock %}", "cannot be rendered"),
        ("{% block system %}{% endblock %}{% block user %}{{ claims + 1 }}{% endblock %}", "cannot be rendered"),
        (
            "{% block system %}{% include '/etc/passwd' %}{% endblock %}{% block user %}{% endblock %}",
            "cannot be render",
        ),
        (
            "{% block system %}{{ claims.__class__.__mro__ }}{% endblock %}{% block user %}{% endblock %}",
            "cannot be rendered",
        ),
    ],
)
def test_a_broken_template_is_one_clear_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PromptError, match=says) as caught:
        template(tmp_path, text).render("verify", **VARIABLES["verify"])
    assert "\n" not in str(caught.value)


def test_a_template_that_is_not_text_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "verify.jinja").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PromptError, match="is not UTF-8"):
        Prompts(tmp_path).text("verify")


def test_each_verdict_of_the_verify_example_names_lines_that_are_there() -> None:
    lines, answer = example_of("verify")
    assert len(answer["verdicts"]) > 1
    for verdict in answer["verdicts"]:
        sentences = verdict["sentences"]
        assert isinstance(sentences, list)
        assert {str(number) for number in sentences} <= lines.keys()
        assert sentences or verdict["label"] == "unsupported"


def test_the_verify_example_judges_each_of_its_claims_once_and_shows_every_label() -> None:
    system = Prompts().render("verify", **VARIABLES["verify"]).system
    _, answer = example_of("verify")
    assert [verdict["id"] for verdict in answer["verdicts"]] == re.findall(r"^(c\d+):", system, re.MULTILINE)
    assert {verdict["label"] for verdict in answer["verdicts"]} == {"supported", "contradicted", "unsupported"}


def test_each_attribution_of_the_extract_example_is_copied_from_its_line() -> None:
    lines, answer = example_of("extract")
    assert answer["attributions"]
    for attribution in answer["attributions"]:
        line = lines[str(attribution["sentence"])]
        assert str(attribution["content"]) in line
        assert str(attribution["cue"]) in line
        assert str(attribution["speaker"]) in "\n".join(lines.values())
        assert str(attribution["role"]) in "\n".join(lines.values())


def test_every_line_of_the_extract_example_has_a_claim() -> None:
    lines, answer = example_of("extract")
    assert {str(claim["sentence"]) for claim in answer["claims"]} == set(lines)


def test_the_summarize_example_rests_on_lines_that_are_there() -> None:
    lines, answer = example_of("summarize")
    for sentence in answer["summary"]:
        numbers = sentence["sentences"]
        assert isinstance(numbers, list)
        assert numbers
        assert all(str(number) in lines for number in numbers)


def test_each_rewrite_of_the_repair_example_is_made_of_the_lines_and_the_sentence_that_it_is_about() -> None:
    lines, answer = example_of("repair")
    system = Prompts().render("repair", **VARIABLES["repair"]).system
    faulty = dict(re.findall(r"^(s\d+): (.+)$", system, re.MULTILINE))
    assert [rewrite["id"] for rewrite in answer["rewrites"]] == list(faulty)
    for rewrite in answer["rewrites"]:
        sentences = rewrite["sentences"]
        assert isinstance(sentences, list)
        assert bool(sentences) == bool(rewrite["text"])
        known = faulty[str(rewrite["id"])] + " ".join(lines[str(number)] for number in sentences)
        assert set(re.findall(r"\w+", str(rewrite["text"]))) <= set(re.findall(r"\w+", known))
    assert any(not rewrite["text"] for rewrite in answer["rewrites"])
