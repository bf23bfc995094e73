"""What a headline or a teaser says, and the body below it does not hold or holds as a possibility."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

from assistant.attribution import quotations
from assistant.language.dates import MONTHS, WEEKDAYS, dates
from assistant.language.modality import Hedge, hedged, hedges
from assistant.language.names import acronym, names, same_word
from assistant.language.numbers import Kind, Quantity, agree, quantities
from assistant.language.synonyms import senses
from assistant.language.tokens import STOPWORDS, Token, content_stems, fold, stem, tokens
from assistant.schema import Document, Part, Sentence

_COUNTED_BY_THE_WRITER = 12
"""Up to this a count may be the headline's own ("three dead"), added up from what the body tells."""
_PREFIX = 5
"""Letters that two words of one family share at least: "negotiators", "negotiable"."""
_MOST_NUMBERS_ADDED = 60
_SHARED = 2
"""Words of a headline that a hedged sentence must have to speak of the same."""
_TITLE_CASE = 0.7
_TIME = re.compile(r"[\s-]+(?:year|month|week|day|hour|minute)", re.IGNORECASE)
_DECISIVE = frozenset(
    """
        lasting permanent final unprecedented secret illegal unanimous mandatory compulsory immediate imminent
        definitive guaranteed proven unconditional indefinite irreversible nationwide worldwide comprehensive
        inevitable conclusive binding irrefutable historic dramatic drastic massive devastating catastrophic
        extraordinary sweeping crushing humiliating shocking damning miraculous revolutionary groundbreaking
    """.split()
)
"""Adjectives that make another, larger claim of what they stand before: the body must have them itself."""
_LIGHT = frozenset(
    """
        recent additional special public medical several former current local general important significant different
        various previous particular initial personal professional national international political official
        financial social possible potential available similar apparent controversial major sporting prevent present
    """.split()
)
"""Adjectives that a headline adds without claiming more by them, and verbs that look like adjectives."""
_CLAIMING = frozenset("confess confesses confessed guarantee guarantees guaranteed".split())
_VERDICT = re.compile(r"\b(?:is|are|was|were)\s+(?:an?|the)\s+([a-z]+)\b(?!\s+[a-z])")
"""What something is said to be: "is a forgery"."""
_ADJECTIVE = re.compile(r"[a-z]{2,}(?:al|ive|ous|ic|ical|ary|ful|less|able|ible|ant|ent)\Z")
_NO_NOUN = re.compile(r"[a-z]+(?:ly|ing|ed|al|ive|ous|ful|less|able|ible)\Z")
_BEFORE_VERB = frozenset(
    """
        to could may might should would must will can be been being have has had also still even soon yet eventually
        finally further only now is are was were consider considers considering considered possibly probably perhaps
        maybe likely potentially allegedly reportedly apparently supposedly presumably of in
    """.split()
)
_SPACE = re.compile(r"[ \t]+\Z")


class Piece(NamedTuple):
    """Words of a headline or teaser, at `start` to `end` of it, that the body does not hold."""

    start: int
    end: int
    words: str
    weaker: str | None = None
    """What the body has in their place, where it has them as a possibility."""


class Body:
    """The body of one or more articles, as headlines are held against it."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self.documents = documents
        self.sentences = [
            (document, sentence)
            for document in documents
            for sentence in document.sentences
            if sentence.part is Part.BODY and sentence.repeats is None
        ]

    @cached_property
    def texts(self) -> list[str]:
        return [document.words_of(sentence) for document, sentence in self.sentences]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(fold(token.text) for text in self.texts for token in tokens(text))

    @cached_property
    def stems(self) -> frozenset[str]:
        parts = (part for word in self.words for part in (word, *word.split("-")))
        return frozenset(stem(part) for part in parts if part)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        return frozenset(word[:_PREFIX] for word in self.stems if len(word) >= _PREFIX)

    @cached_property
    def names(self) -> frozenset[tuple[str, ...]]:
        """The words of each name."""
        return frozenset(name.words for text in self.texts for name in names(text))

    @cached_property
    def quantities(self) -> list[Quantity]:
        return [quantity for text in self.texts for quantity in quantities(text, outside=dates(text))]

    @cached_property
    def sums(self) -> frozenset[float]:
        values = [quantity.value for quantity in self.quantities[:_MOST_NUMBERS_ADDED]]
        return frozenset(one + other for one, other in combinations(values, 2))

    @cached_property
    def stretches(self) -> list[frozenset[str]]:
        """The stems of each sentence and the one after it."""
        each = [frozenset(content_stems(text)) for text in (*self.texts, "")]
        return [one | other for one, other in pairwise(each)]

    def says(self, stems: frozenset[str]) -> bool:
        """Whether two sentences in a row hold all of `stems`, each by itself or by a word that may stand for it."""
        return any(all(not held.isdisjoint(senses(each)) for each in stems) for held in self.stretches)

    def has_word(self, token: Token) -> bool:
        """Whether the body has this very form of a word, or another word that may stand for it."""
        own = stem(token.text)
        return token.folded in self.words or not self.stems.isdisjoint(senses(own) - {own})

    def has(self, word: str) -> bool:
        """Whether the body has a word of the same family."""
        return all(self._has(part) for part in fold(word).split("-") if part and part not in STOPWORDS)

    def _has(self, word: str) -> bool:
        own = stem(word)
        return not self.stems.isdisjoint(senses(own)) or (len(own) >= _PREFIX and own[:_PREFIX] in self.prefixes)


def leading(document: Document) -> Iterator[Sentence]:
    """The headlines above the body, and the teasers; a heading between paragraphs is neither."""
    above = True
    for sentence in document.sentences:
        above = above and sentence.part is not Part.BODY
        if sentence.repeats is None and (sentence.part is Part.TEASER or (above and sentence.part is Part.HEADLINE)):
            yield sentence


class Lead(NamedTuple):
    """A headline or teaser of a source, with what the bodies of the sources do not hold of it."""

    source: Document
    body: Body
    """Of all sources."""
    sentence: Sentence
    stems: frozenset[str]
    alone: frozenset[str]
    """Those of the stems that no body has."""
    pieces: tuple[Piece, ...]


def leads_of(sources: tuple[Document, ...]) -> tuple[Lead, ...]:
    """The headlines and teasers of all `sources`, each held against all their bodies."""
    body = Body(sources)
    return tuple(
        Lead(
            source,
            body,
            sentence,
            frozenset(content_stems(words)),
            frozenset(stem(token.text) for token in tokens(words) if not body.has(token.text)),
            tuple(unsupported(words, body)),
        )
        for source in sources
        for sentence in leading(source)
        for words in [source.words_of(sentence)]
    )


def unsupported(words: str, body: Body) -> Iterator[Piece]:
    """What the body does not hold of a headline or teaser, each word of it once."""
    read_until: list[tuple[int, int]] = []
    for find in (_quotes, _numbers, _days, _names, _phrases, _modality):
        for piece in find(words, body):
            if not any(start < piece.end and piece.start < end for start, end in read_until):
                read_until.append((piece.start, piece.end))
                yield piece


def _quotes(words: str, body: Body) -> Iterator[Piece]:
    """Quotations with a word that the body does not have."""
    for quotation in quotations(words):
        if not all(map(body.has, content_stems(quotation.span.of(words)))):
            yield Piece(quotation.outer.start, quotation.outer.end, quotation.span.of(words))


def _numbers(words: str, body: Body) -> Iterator[Piece]:
    for number in quantities(words, outside=dates(words)):
        timed = _TIME.match(words, number.end) is not None
        counted = number.kind is Kind.CARDINAL and number.value <= _COUNTED_BY_THE_WRITER
        if number.kind is Kind.ORDINAL or (not timed and (counted or number.value in body.sums)):
            continue
        if not any(agree(number, other) or agree(other, number) for other in body.quantities):
            yield Piece(number.start, number.end, words[number.start : number.end])


def _days(words: str, body: Body) -> Iterator[Piece]:
    """Weekdays and months that the body lacks."""
    for token in tokens(words):
        if token.capitalised and token.folded in (*WEEKDAYS, *MONTHS) and token.folded not in body.words:
            yield Piece(token.start, token.end, token.text)


def _names(words: str, body: Body) -> Iterator[Piece]:
    """Names that the body lacks; where every word is capitalised, none can be told."""
    if _in_title_case(words):
        return
    for name in names(words):
        # The first word of a sentence has its capital in any case: "Although Brandt".
        parts = name.words[1:] if name.start == 0 and len(name.words) > 1 else name.words
        missing = [word for word in parts if not _known(word, body)]
        if missing and not name.opens_sentence and not _is_short_form(parts, missing, body):
            yield Piece(name.start, name.end, words[name.start : name.end])


def _known(word: str, body: Body) -> bool:
    return body.has(word) or any(same_word(word, other) for other in body.words)


def _is_short_form(words: Sequence[str], missing: Sequence[str], body: Body) -> bool:
    """Whether the body has the name in another form: the surname alone, an acronym, the name of an acronym."""
    if _known(" ".join(words[:2]), body):
        return True
    if words[-1] not in missing:
        return not any(len(name) > 1 and name[-1] == words[-1] for name in body.names)
    if len(words) > 1:
        return acronym(tuple(words)) in body.words
    return any(words[0].replace(".", "") == acronym(name) for name in body.names if len(name) > 1)


def _in_title_case(words: str) -> bool:
    content = [token for token in tokens(words) if fold(token.text) not in STOPWORDS and token.text[0].isalpha()]
    return sum(token.capitalised for token in content) >= _TITLE_CASE * len(content)


def _phrases(words: str, body: Body) -> Iterator[Piece]:
    """An adjective and its noun of which the body has neither, a decisive adjective, a claim of proof, a verdict."""
    lower = _in_title_case(words)
    content = [token for token in tokens(words) if token.text[0].isalpha()]
    for one, other in pairwise(content):
        together = _SPACE.match(words, one.end, other.start) is not None
        if not together or body.has(one.text) or fold(other.text) in STOPWORDS:
            continue
        named = not lower and (other.capitalised or (one.capitalised and one.start > 0))
        if not named and (fold(one.text) in _DECISIVE or (_describes(one, other) and not body.has(other.text))):
            yield Piece(one.start, other.end, words[one.start : other.end])
    for token in content:
        if fold(token.text) in _CLAIMING and not body.has(token.text):
            yield Piece(token.start, token.end, token.text)
    for verdict in _VERDICT.finditer(words):
        if not body.has(verdict[1]):
            yield Piece(verdict.start(), verdict.end(), verdict[0])


def _describes(one: Token, other: Token) -> bool:
    """Whether the first word, by its ending, is an adjective of some weight, and the second may be its noun."""
    adjective = fold(one.text)
    if one.text.endswith(("'s", "’s")):
        return False
    weighty = adjective not in STOPWORDS | _LIGHT and _ADJECTIVE.match(adjective) is not None
    return weighty and _NO_NOUN.match(fold(other.text)) is None


def _modality(words: str, body: Body) -> Iterator[Piece]:
    """A verb that the headline states and the body has as a possibility or a plan, wherever it has it."""
    ours = {stem(token.text): token for token in tokens(words) if fold(token.text) not in STOPWORDS}
    weaker: dict[str, str] = {}
    stated: set[str] = set()
    for text in body.texts:
        theirs = set(content_stems(text))
        hedged_here = {hedge.verb: text[hedge.start : hedge.end] for hedge in hedges(text) if _is_of_verb(text, hedge)}
        stated |= theirs - hedged_here.keys()
        if len(theirs & ours.keys()) > _SHARED:
            weaker = {**hedged_here, **weaker}
    for verb, token in ours.items():
        if verb in weaker and verb not in stated and not hedged(words):
            yield Piece(token.start, token.end, token.text, weaker[verb])


def _is_of_verb(text: str, hedge: Hedge) -> bool:
    """Whether a hedge stands right before a verb: in "want a lasting peace" it is of a thing."""
    if not hedge.verb.isalpha():
        return False
    words = text[hedge.start : hedge.end].split()
    return len(words) > 1 and fold(words[-2]) in _BEFORE_VERB
