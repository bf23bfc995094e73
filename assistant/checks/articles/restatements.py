"""Sentences of the sources that speak of the same thing: what a conflict is looked for in.

Candidates share rare words, so that a long source is never compared pair by pair.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.grounding.index import SourceIndex
from assistant.language.dates import DateMention, dates
from assistant.language.events import meaning
from assistant.language.names import Name, names, same_word
from assistant.language.numbers import Kind, Quantity, quantities
from assistant.language.tokens import STOPWORDS, Token, fold, stem, tokens
from assistant.schema import Document, Part, Sentence

_RARE = 12
"""Sentences after which a word no longer tells them apart."""
_COMPARED = 12
"""Earlier sentences that each is held against."""
_SHARED_RARE = 2
_LONGEST = 1200
_MOST_NUMBERS = 4
_FEWEST_WORDS, _FEWEST_FUNCTION_WORDS = 6, 2
"""What tells a sentence from an entry of a list or a table, where the same words stand beside many numbers."""
_LOOK, _NEAR = 10, 50
"""Characters next to a number that tell what sort it is, and those that tell of which time and of what part."""
_JOINED_BEFORE = re.compile(
    r"(?:\d[-–/:.⁄]|[\[#]|\d\s?[x×]\s?"
    r"|\b(?:no|vol|pp?|part|page|chapter|section|table|fig(?:ure)?|round|episode|season|slide)\.?\s)\Z",
    re.IGNORECASE,
)
_JOINED_AFTER = re.compile(r"[-–/:⁄]\d|\s?[x×]\s?\d|[\s-]years?[\s-]old\b|(?::\d\d)?\s*[ap]\.?m\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\Z")
_NO_MATTER = STOPWORDS | frozenset(
    """
        nearly almost around roughly approximately least estimated circa said says say told according reported
        please also many much several
    """.split()
)
_SAID = r"\b(?:said|says|told|reported|announced|confirmed)\b"
_WHO_SAID_FIRST = re.compile(rf"(?:According\s+to\s+[^,]{{2,80}},|[^,]{{2,80}}{_SAID}(?:\s+on\s+\w+)?\s+that\s)")
_WHO_SAID_LAST = re.compile(rf",\s(?:[^,]{{2,80}}{_SAID}|according\s+to\b|said\b)[^,]{{0,80}}\Z")
_OTHER_TIME = re.compile(
    r"""\b(?:
        later | earlier | initial(?:ly)? | at \s+ first | original(?:ly)? | previous(?:ly)? | prior | preliminary
        | r[io]se | risen | rising | increas\w+ | gr[eo]w\w* | fell | fall(?:en|s|ing)? | dropp?\w* | declin\w+
        | climb\w* | jump\w* | soar\w* | shr[aiu]nk\w* | cut | raised | doubl\w+ | trebl\w+ | tripl\w+ | halv\w+
        | up | down | since | now | so \s+ far | by \s+ (?:then|now|\w+day) | already | until
        | revis\w+ | updat\w+ | correct\w* | (?:last|next) \s+ \w+ | this \s+ (?:year|month|week|season|time)
        | the \s+ (?:following|same) | ago | after | before | following | compared | former | again | still | yet
        | another | others? | additional | further | more(?!\s+than) | rest | remaining | includ\w+ | among
        | second | third | fourth | per | every | each | average | between | annual\w* | daily | weekly | monthly
        | once | twice | times | instead | rather | while | whereas | half | quarter
        | if | would | could | may(?!\s+\d) | might | should
        | planned | target | goal | forecast\w* | expect\w* | estimat\w*
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def changes_over_time(words: str, start: int, end: int) -> bool:
    """Whether a word from `start` to `end` tells of another time, of another part or of a possibility."""
    return _OTHER_TIME.search(words, start, end) is not None


class Statement:
    """One sentence of a source, with the facts it gives and the words it has beside them."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self.document = document
        self.sentence = sentence
        self.words = document.words_of(sentence)

    @cached_property
    def _tokens(self) -> Sequence[Token]:
        return tokens(self.words)

    @cached_property
    def dates(self) -> Sequence[DateMention]:
        return dates(self.words)

    @cached_property
    def quantities(self) -> list[Quantity]:
        return quantities(self.words, outside=self.dates)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return names(self.words, *self._told)

    @cached_property
    def all_names(self) -> tuple[Name, ...]:
        """The names of the whole sentence, of those who say it too."""
        return names(self.words)

    @cached_property
    def _told(self) -> tuple[int, int]:
        """Where the words stand that tell it, without those that say who said so."""
        head, tail = _WHO_SAID_FIRST.match(self.words), _WHO_SAID_LAST.search(self.words)
        return head.end() if head else 0, tail.start() if tail else len(self.words)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The folded words of names; a word that only opens the sentence counts for none."""
        return frozenset(word for name in self.names if not name.opens_sentence for word in name.words)

    @cached_property
    def matter(self) -> frozenset[str]:
        """The stems of its content words outside numbers and dates."""
        start, end = self._told
        taken = [(fact.start, fact.end) for facts in (self.quantities, self.dates) for fact in facts]
        return frozenset(
            meaning(stem(token.text))
            for token in self._tokens
            if start <= token.start < end
            and fold(token.text) not in _NO_MATTER
            and not token.text[0].isdigit()
            and not any(begin < token.end and token.start < stop for begin, stop in taken)
        )

    @cached_property
    def of_another_time(self) -> bool:
        """Whether a word says that it may speak of another time, another part or a possibility: not the same fact."""
        return _OTHER_TIME.search(self.words) is not None

    def counts(self, quantity: Quantity) -> bool:
        """Whether it is a count or an amount of now and of all: not "one", a rank, a result ("2-1"), a time of day."""
        if _OTHER_TIME.search(self.words, max(0, quantity.start - _NEAR), quantity.end + _NEAR):
            return False
        return self.is_count(quantity)

    def is_count(self, quantity: Quantity) -> bool:
        """Whether it is a count or an amount, of whatever time."""
        one = quantity.spelled and quantity.value <= 1
        before, after = self.words[max(0, quantity.start - _LOOK) : quantity.start], self.words[quantity.end :][:_LOOK]
        joined = _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after)
        return not (one or joined or quantity.kind is Kind.ORDINAL)

    @cached_property
    def tells(self) -> bool:
        """Whether it is prose, or a headline: not a line of a table, an address, a date of publication."""
        if len(self.words) > _LONGEST or "://" in self.words or "?" in self.words[-_LOOK:]:
            return False
        if len(self.quantities) > _MOST_NUMBERS:
            return False
        if not self.in_body:
            return True
        function_words = sum(fold(token.text) in STOPWORDS for token in self._tokens)
        prose = len(self._tokens) >= _FEWEST_WORDS and function_words >= _FEWEST_FUNCTION_WORDS
        return prose and _SENTENCE_END.search(self.words) is not None

    @property
    def in_body(self) -> bool:
        return self.sentence.part is Part.BODY


class Pair(NamedTuple):
    """Two statements that share rare words, in the order of the sources."""

    first: Statement
    second: Statement
    shared: frozenset[str]
    overlap: float
    """The share of the words of the one that says less which the other has too, rare words counting more."""

    wider: float
    """The same share of the one that says more."""

    @property
    def names_differ(self) -> bool:
        """Whether each names somebody or something that the other does not."""
        return _unshared(self.first, self.second) and _unshared(self.second, self.first)


def _unshared(one: Statement, other: Statement) -> bool:
    known = [*other.name_words, *(fold(token.text) for token in tokens(other.words))]
    return any(not any(same_word(word, theirs) for theirs in known) for word in one.name_words)


def all_statements(sources: Sequence[Document]) -> list[Statement]:
    """Every sentence of `sources`, those of lists and tables too, but for the repeated ones."""
    return [
        Statement(source, one)
        for source in sources
        for one in source.sentences
        if one.repeats is None and one.part is not Part.BYLINE
    ]


def pairs(statements: Sequence[Statement], index: SourceIndex) -> Iterator[Pair]:
    """The pairs of statements that may tell the same."""
    postings: dict[str, list[int]] = defaultdict(list)
    for position, statement in enumerate(statements):
        for word in statement.matter:
            postings[word].append(position)
    for position, statement in enumerate(statements):
        shared: Counter[int] = Counter()
        for word in statement.matter:
            if len(postings[word]) <= _RARE:
                shared.update(earlier for earlier in postings[word] if earlier < position)
        likely = [(-count, earlier) for earlier, count in shared.items() if count >= _SHARED_RARE]
        for _, earlier in sorted(likely)[:_COMPARED]:
            yield _pair(statements[earlier], statement, index)


def _pair(first: Statement, second: Statement, index: SourceIndex) -> Pair:
    shared = first.matter & second.matter
    common = index.total(shared)
    smaller, larger = sorted((index.total(first.matter), index.total(second.matter)))
    return Pair(first, second, shared, common / smaller if smaller else 0.0, common / larger if larger else 0.0)
