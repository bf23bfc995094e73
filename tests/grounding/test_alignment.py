"""Quotes and where they stand: what is forgiven, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.grounding.alignment import QuoteFinder
from assistant.grounding.normalise import normalise
from assistant.schema import Alignment, Document, Part, Sentence, Span
from assistant.source import from_text

SOURCE = (
    "The ferry company said on Monday that fares won’t rise before 2027. “We have heard our passengers – all 4,200 "
    "of them – and we will not raise a single fare this year,” said Ada Brandt, its director. She told the council: "
    "“Our boats are safe.” Repairs cost €4.2bn in all, and the pier is 42 metres long."
)


def found(words: str, source: str = SOURCE) -> str | None:
    evidence = QuoteFinder(from_text(source, id="s")).find(words)
    if evidence is None:
        return None
    assert source[evidence.start : evidence.end] == evidence.quote
    return evidence.alignment.value


@pytest.mark.parametrize(
    ("words", "alignment"),
    [
        ("Our boats are safe.", "exact"),
        ("“Our boats are safe.”", "exact"),
        ("fares won't rise before 2027", "normalised"),
        ("our passengers - all 4,200 of them - and we", "normalised"),
        ("our passengers—all 4,200 of them—and we", "normalised"),
        ("our  passengers\n– all 4,200 of them", "normalised"),
        ("our boats are safe", "normalised"),
        ("... our boats are safe ...", "normalised"),
        ("We have heard our passengers … and we will not raise a single fare", "elided"),
        ("We have heard our passengers [...] we will not raise a single fare this year", "elided"),
        ("We have heard our passengers . . . we will not raise a single fare", "elided"),
    ],
)
def test_what_cannot_change_the_meaning_is_forgiven(words: str, alignment: str) -> None:
    assert found(words) == alignment


@pytest.mark.parametrize(
    "words",
    [
        "We will raise a single fare this year",
        "fares will rise before 2027",
        "fares won’t rise before 2028",
        "all 4,201 of them",
        "Repairs cost €2bn",
        "4.2bn in all",
        "the pier is 4 metres",
        "200 of them",
        "Our boats are unsafe",
        "said Adam Brandt",
        "we will … raise a single fare this year",
        "Our boats … heard our passengers",
        "",
        "…",
        "“”",
    ],
)
def test_a_changed_word_or_number_is_never_a_match(words: str) -> None:
    assert found(words) is None


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("a violent protest", "It was no crime but a non-violent protest."),
        ("violent protest", "It was a non-violent protest."),
        ("we can", "On such a day we can’t sail."),
        ("they", "They say they’d sail."),
        ("5 degrees", "It was -5 degrees at noon."),
        ("5 degrees", "It was −5 degrees at noon."),
        ("lost $3", "The line lost $3 million."),
        ("3 million", "The line lost $ 3 million."),
        ("a rise of 4", "It was a rise of 4 per cent."),
        ("4 vote", "It was decided by a 5-4 vote."),
        ("five crew", "It had twenty-five crew."),
        ("x2", "The side is x² long."),
    ],
)
def test_no_part_of_a_compound_or_a_quantity_is_a_match(words: str, source: str) -> None:
    assert found(words, source) is None


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("[The company] will not pay", "“She will not pay for it,” he said. The company was silent."),
        ("[Brandt] will not pay for it", "“She will not pay for it,” he said of Ada Brandt."),
        ("He told her [Brandt] that it was late", "Ada Brandt rose. “He told her that it was late,” said Lind."),
        ("he said [it] was on time", "“And he said the last boat was on time,” she recalled."),
        ("[W]e sail at noon", "“If all is well we sail at noon,” she said."),
        ("we wait, [w]e sail at noon", "“First we wait, we sail at noon,” she said."),
    ],
)
def test_an_editors_bracket_stands_for_another_way_of_naming(words: str, source: str) -> None:
    assert found(words, source) == "elided"


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("We will [not] pay for it", "“We will pay for it,” he said."),
        ("We [will] pay for it", "“We may pay for it,” he said."),
        ("We [never] pay for it", "“We pay for it,” he said."),
        ("[They] pay for it", "“They will not pay for it,” he said."),
        ("We lost [40] boats in May", "“We lost the 14 boats in May,” he said."),
        ("We lost [the boats] in May", "“We lost 14 boats in May,” he said."),
        ("[Smith] took the money", "“Jones took the money,” said Smith."),
        ("We saw [him] take the money", "“We saw Jones take the money,” he said."),
        ("[Smith] took the money", "“He took the money,” said Lind."),
        ("The line is [bankrupt] in all", "“The line is sound in all,” he said."),
    ],
)
def test_a_bracket_never_stands_for_a_number_a_negation_a_modal_or_a_name(words: str, source: str) -> None:
    assert found(words, source) is None


@pytest.mark.parametrize(
    "words", ["We will go when it is time", "We will go, when it is time.", "we will go when it is time"]
)
@pytest.mark.parametrize(
    "source",
    [
        "“We will go,” said Ann, “when it is time.”",
        '"We will go," said Ann, "when it is time."',
        "‘We will go,’ Ann told reporters on Friday, ‘when it is time.’",
        "“We will go\n\n“when it is time,” she said.",
    ],
)
def test_one_speech_broken_off_by_a_cue_is_one_quote(words: str, source: str) -> None:
    evidence = QuoteFinder(from_text(source, id="s")).find(words)
    assert evidence is not None
    assert [piece.of(source) for piece in evidence.pieces] == ["We will go", "when it is time"]


@pytest.mark.parametrize(
    "source",
    [
        "“We will go,” said Ann. The boats had been late all week. “When it is time we sing,” said Lind.",
        "“We will go,” said Ann. “When it is time we sing,” said Lind.",
        "“We will go,” said Ann, but Lind said: “When it is time.”",
        "One wall had “We will go”, and the next “when it is time”.",
    ],
)
def test_two_speeches_are_not_one_quote(source: str) -> None:
    assert found("We will go when it is time", source) is None


@pytest.mark.parametrize("behind", ["", " she added.", " Then she left."])
def test_a_speech_may_go_on_in_a_sentence_of_its_own(behind: str) -> None:
    source = f"“We will go at noon,” said Ann. “It is time,”{behind}"
    assert found("We will go at noon. It is time", source) == "elided"


def test_a_quotation_within_a_quotation_may_have_other_marks() -> None:
    source = "He said: “They told us ‘go home’ and we left.”"
    assert found('They told us "go home" and we left', source) == "normalised"


def test_every_place_is_found_and_the_body_comes_first() -> None:
    lines = ["Our boats are safe", "“Our boats are safe,” said Lind.", "Brandt said our boats are safe."]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    parts = [Part.HEADLINE, Part.BODY, Part.BODY]
    sentences = tuple(
        Sentence(index=index, span=Span(start=start, end=start + len(lines[index])), part=part)
        for index, (start, part) in enumerate(zip(starts, parts, strict=True))
    )
    finder = QuoteFinder(Document(id="s", text=text, sentences=sentences))
    places = finder.find_all("our boats are safe")
    assert [place.start for place in places] == [starts[0], starts[1] + 1, starts[2] + len("Brandt said ")]
    assert [place.alignment.value for place in places] == ["normalised", "normalised", "exact"]
    assert finder.find_all("our boats are safe", 2) == places[:2]
    assert finder.find("our boats are safe") == places[1]
    assert finder.find("our boats are safe", within=places[2].span) == places[2]


def test_narration_and_what_it_quotes_are_not_one_speech() -> None:
    source = "Lind called it “a disaster for the line” and left."
    assert found("Lind called it a disaster for the line", source) is None


def test_a_near_miss_is_shown_with_its_place_and_what_differs() -> None:
    near = QuoteFinder(from_text(SOURCE, id="s")).nearest("we will not raise one single fare this year")
    assert near is not None
    assert near.evidence.quote == "we will not raise a single fare this year"
    assert near.evidence.offered == "we will not raise one single fare this year"
    (difference,) = near.differences
    assert (difference.ours, difference.theirs) == ("one", "a")
    assert difference.source.of(SOURCE) == "a"
    assert difference.offered.of(near.evidence.offered) == "one"


@pytest.mark.parametrize(
    ("words", "ours", "theirs"),
    [
        ("we will raise a single fare this year", "", "not"),
        ("Repairs cost €4.3bn in all", "€4.3bn", "€4.2bn"),
        ("the pier is 42 miles long", "miles", "metres"),
        ("said Ida Brandt, its director", "Ida", "Ada"),
    ],
)
def test_a_near_miss_names_the_words(words: str, ours: str, theirs: str) -> None:
    near = QuoteFinder(from_text(SOURCE, id="s")).nearest(words)
    assert near is not None
    assert [(one.ours, one.theirs) for one in near.differences] == [(ours, theirs)]


def test_case_and_punctuation_are_no_difference_in_words() -> None:
    near = QuoteFinder(from_text(SOURCE, id="s")).nearest("HEARD our Passengers; all 4,200 of them; and we will")
    assert near is not None
    assert near.differences == ()


def test_nothing_is_near_to_an_invention() -> None:
    assert QuoteFinder(from_text(SOURCE, id="s")).nearest("The cabinet resigned after the vote last night") is None


def test_two_passages_joined_without_a_sign_are_found_as_stitched() -> None:
    finder = QuoteFinder(from_text(SOURCE, id="s"))
    words = "We have heard our passengers Our boats are safe"
    assert finder.find(words) is None
    stitched = finder.find_stitched(words)
    assert stitched is not None
    assert [piece.of(SOURCE) for piece in stitched.pieces] == ["We have heard our passengers", "Our boats are safe"]


def test_a_word_left_out_is_an_alteration_and_no_stitch() -> None:
    finder = QuoteFinder(from_text(SOURCE, id="s"))
    words = "we will not raise a fare this year"
    assert finder.find_stitched(words) is None
    near = finder.nearest(words)
    assert near is not None
    assert [one.theirs for one in near.differences] == ["single"]


TEXTS = st.text(
    st.sampled_from("abcdeABC 012,.'’“”\"—-–…\n\r\t\u00a0\u0301é\u200b\u202e🙂👩‍🚀ﬁאבגß½²"),
    min_size=1,
    max_size=120,
)


@given(TEXTS)
def test_every_normalised_character_knows_where_it_came_from(text: str) -> None:
    normalised = normalise(text)
    starts = [normalised.start_of(index) for index in range(len(normalised.text))]
    ends = [normalised.end_of(index) for index in range(len(normalised.text))]
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert starts == sorted(starts)


@given(TEXTS, st.data())
def test_whatever_is_found_is_the_sources_own(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    evidence = QuoteFinder(from_text(text, id="s")).find(words)
    if evidence is not None:
        assert text[evidence.start : evidence.end] == evidence.quote
        if evidence.alignment is Alignment.EXACT:
            before, found, after = words.partition(evidence.quote)
            assert found
            assert not any(character.isalnum() for character in before + after)
