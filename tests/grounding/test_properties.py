"""Quotes drawn from generated sources: found where they stand however typed, and not once changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.grounding.alignment import QuoteFinder
from assistant.schema import Alignment
from assistant.source import from_text

KINDS: dict[str, Sequence[str]] = {
    "name": ["Marn", "Brandt", "Ødegård", "Vela", "O’Hara", "Sào", "Zoë"],
    "number": ["7", "12", "300", "4.2", "1,000", "2027", "forty", "six"],
    "unit": ["metres", "miles", "tonnes", "hours", "%", "euros"],
    "negation": ["not", "never", "no", "won’t", "can’t", "without"],
    "modal": ["will", "may", "must", "could", "should", "can"],
    "plain": [
        "ferry",
        "island",
        "harbour",
        "wind",
        "the",
        "and",
        "to",
        "carry",
        "leaves",
        "passengers",
        "café",
        "old",
        "well-kept",
    ],
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
TELLING = ["name", "number", "unit", "negation", "modal"]
JOINTS = [" ", " ", " ", " ", " ", ", ", ". ", " – ", "—", "; ", "\n", "\n\n", " “", "” "]


class Drawn(NamedTuple):
    source: str
    words: list[str]
    joints: list[str]
    first: int
    last: int

    @property
    def quote(self) -> str:
        return _joined(self.words[self.first : self.last], self.joints[self.first : self.last - 1])

    @property
    def start(self) -> int:
        return len(_joined(self.words[: self.first], self.joints[: self.first]))


def _joined(words: Sequence[str], joints: Sequence[str]) -> str:
    behind = [*joints, *[""] * (len(words) - len(joints))]
    return "".join(word + joint for word, joint in zip(words, behind, strict=True))


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    words = draw(st.lists(st.sampled_from(sorted(KIND_OF)), min_size=4, max_size=40))
    joints = draw(st.lists(st.sampled_from(JOINTS), min_size=len(words) - 1, max_size=len(words) - 1))
    first = draw(st.integers(0, len(words) - 4))
    last = draw(st.integers(first + 3, min(len(words), first + 12)))
    return Drawn(_joined(words, joints), words, joints, first, last)


def uncut(one: Drawn) -> bool:
    """Whether the quote has words, and ends within no quantity: "12" of "12 %" is never taken for the whole."""
    after = one.source[one.start + len(one.quote) :]
    before = one.source[: one.start]
    return (
        any(map(str.isalnum, one.quote))
        and not re.match(r"\s*%", after)
        and not (before.endswith(("—", "–")) and one.quote[0].isdigit())
    )


@given(drawn())
def test_a_quote_of_the_source_is_found_exactly_at_its_place(one: Drawn) -> None:
    assume(uncut(one))
    places = QuoteFinder(from_text(one.source, id="s")).find_all(one.quote)
    own = [place for place in places if (place.start, place.end) == (one.start, one.start + len(one.quote))]
    assert [place.alignment for place in own] == [Alignment.EXACT]
    for place in places:
        assert one.source[place.start : place.end] == place.quote


RETYPED: dict[str, Callable[[str], str]] = {
    "marks": lambda text: text.translate(str.maketrans("“”’", '""\'')),
    "dashes": lambda text: text.replace(" – ", " - ").replace("—", " — "),
    "long dashes": lambda text: text.replace(" – ", "—").replace("—", "--"),
    "white space": lambda text: re.sub(r"\s+", " \t\u00a0\n", text),
    "one space": lambda text: " ".join(text.split()),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: text.replace("ar", "a\u00adr"),
    "around": lambda text: f" “{text}” ",
}


@given(drawn(), st.lists(st.sampled_from(sorted(RETYPED)), min_size=1, max_size=3, unique=True))
def test_a_quote_typed_in_another_way_is_found_at_the_same_place(one: Drawn, ways: list[str]) -> None:
    assume(uncut(one) and one.quote == one.quote.strip("“”\"'‘’"))  # marks around a quote may be left out
    retyped = one.quote
    for way in ways:
        retyped = RETYPED[way](retyped)
    places = QuoteFinder(from_text(one.source, id="s")).find_all(retyped)
    own = [(place.start, place.end) for place in places]
    assert (one.start, one.start + len(one.quote)) in own
    assert all(place.alignment is not Alignment.ELIDED for place in places)


def runs(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    return re.findall(r"[^\W_]+(?:['.,-][^\W_]+)*|%", plain)


def stands(sought: list[str], within: list[str]) -> bool:
    """Whether the words stand in the source one behind the other, but for the case of the first letter."""
    heads = [[word[0].lower() + word[1:], *rest] for word, *rest in [sought]]
    return any(
        [within[at][0].lower() + within[at][1:], *within[at + 1 : at + len(sought)]] == heads[0]
        for at in range(len(within) - len(sought) + 1)
    )


@given(drawn(), st.data())
def test_a_quote_with_a_telling_word_changed_is_never_found(one: Drawn, data: st.DataObject) -> None:
    telling = [at for at in range(one.first, one.last) if KIND_OF[one.words[at]] in TELLING]
    assume(telling)
    at = data.draw(st.sampled_from(telling))
    kind = KIND_OF[one.words[at]]
    others = [word for word in KINDS[kind] if word != one.words[at]]
    change = data.draw(st.sampled_from([*others, *([] if kind in ("name", "unit", "number") else [""])]))
    words = [*one.words[one.first : at], change, *one.words[at + 1 : one.last]]
    altered = _joined(words, one.joints[one.first : one.last - 1])
    assume(not stands(runs(altered), runs(one.source)))
    assert QuoteFinder(from_text(one.source, id="s")).find(altered) is None
