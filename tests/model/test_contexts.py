"""What is known of a model's context, and how much a text is without its tokenizer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.model import expected_tokens
from assistant.model.contexts import Contexts, known_context

_ARTICLE = Path(__file__).parents[2] / "evals" / "examples" / "article.txt"


@pytest.mark.parametrize(
    ("model", "tokens"),
    [
        ("gpt-4o-mini", 128_000),
        ("gpt-4.1-mini", 1_047_576),
        ("openai/gpt-4-0613", 8_192),
        ("meta-llama/Meta-Llama-3-8B-Instruct", 8_192),
        ("meta-llama/Llama-3.1-8B-Instruct", 128_000),
        ("our-own-model", None),
        (None, None),
    ],
)
def test_a_context_is_known_by_how_the_name_begins(model: str | None, tokens: int | None) -> None:
    assert known_context(model) == tokens


def test_what_a_refusal_teaches_holds_for_its_model_and_never_grows() -> None:
    contexts = Contexts(None)
    contexts.learn("gpt-4o", told=4_096, sent=9_000)
    contexts.learn("gpt-4o", told=8_192, sent=9_000)
    assert (contexts.of("gpt-4o"), contexts.safe("gpt-4o")) == (4_096, 4_096)
    contexts.learn("gpt-4o", told=4_096, sent=4_000)
    assert (contexts.of("gpt-4o"), contexts.safe("gpt-4o")) == (4_096, 3_000)
    assert contexts.of("gpt-4.1") == 1_047_576


def test_a_refusal_that_tells_no_limit_holds_nothing_back() -> None:
    contexts = Contexts(None)
    contexts.learn("our-own-model", told=None, sent=4_000)
    assert (contexts.of("our-own-model"), contexts.safe("our-own-model")) == (None, 3_000)


def test_the_estimate_is_near_what_a_tokenizer_counts() -> None:
    """The tokenizer of Qwen 2.5 counts 574 tokens in this article."""
    counted = expected_tokens(_ARTICLE.read_text(encoding="utf-8"))
    assert abs(counted - 574) < 57


def test_no_letters_are_free() -> None:
    """Qwen 2.5 counts 20 tokens in the Russian sentence and 14 in the Chinese one: too many is safe, too few is not."""
    assert 20 <= expected_tokens("Паромная компания сообщила во вторник, что рейсы прекращены до марта.") <= 40
    assert 14 <= expected_tokens("轮渡公司周二表示，航线将停航至三月。") <= 21
