"""Words that somebody offers as a quote, and where they stand in a source.

Only what cannot change the meaning is forgiven: the kind of quotation marks and dashes, white space, Unicode's
several ways to write one character, the case of the first letter, the punctuation at the end, and, where the quote
itself shows it, words left out or put in. A changed word is never a match: see `QuoteFinder.nearest`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from assistant.grounding.elision import chains, parse
from assistant.grounding.joined import Interruptions, interruptions, spoken_in_one, stitched
from assistant.grounding.near import NearMiss, nearest
from assistant.grounding.normalise import normalise
from assistant.grounding.words import WordIndex
from assistant.schema import Alignment, Document, Evidence, Part, Span

_QUOTED = re.compile(r"[“\"‘'«]+\s*(?P<words>[^“”\"«»]+?)\s*[”\"’'»]+")
_EDGES = " \"'"
_MOST_PLACES = 5_000
"""A piece of a quote that stands at more places than these is looked for at the first of them."""
_STOPS = ".,;:!?- "


class QuoteFinder:
    """Finds quotes in one document, which is prepared once, when the first quote is sought."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def find(self, words: str, within: Span | None = None) -> Evidence | None:
        """The best place of `words`: in the body before a headline or a repeat; None where there is none.

        With `within`, the first place that touches that span of the document, and no other.
        """
        if within is not None:
            return next((evidence for evidence in self._all(words) if evidence.span.overlaps(within)), None)
        best: Evidence | None = None
        for evidence in self._all(words):
            if self._in_body(evidence.start):
                return evidence
            best = best or evidence
        return best

    def find_all(self, words: str, limit: int | None = None) -> tuple[Evidence, ...]:
        """Every place where `words` stand, in order, or the first `limit` of them.

        Places with the words left out or joined are given only where they stand nowhere without.
        """
        return tuple(islice(self._all(words), limit))

    def find_stitched(self, words: str) -> Evidence | None:
        """Two passages, apart from each other, that together are `words`, though no sign says so; else None."""
        offered = _bare(words)
        if not _has_words(offered) or parse(offered) is not None or self.find(words) is not None:
            return None
        spans = stitched(offered, self._index)
        return self._cite_pieces(spans, words) if spans else None

    def nearest(self, words: str) -> NearMiss | None:
        """The passage most like `words` and what differs, where one is near enough to be meant; it is not a match."""
        offered = _bare(words)
        return nearest(self._document, self._index, offered, words) if _has_words(offered) else None

    @cached_property
    def _index(self) -> WordIndex:
        return WordIndex(self._document.text)

    @cached_property
    def _interruptions(self) -> Interruptions:
        return interruptions(self._index)

    def _all(self, words: str) -> Iterator[Evidence]:
        offered = _bare(words)
        if not _has_words(offered):
            return
        found = False
        for start, end in self._index.places(_forms(offered)):
            found = True
            yield self._cite(start, end, words)
        if not found:
            yield from self._elided(offered, words)

    def _elided(self, offered: str, words: str) -> Iterator[Evidence]:
        elided = parse(offered)
        if elided is None:
            ways: Iterator[Sequence[tuple[int, int]]] = spoken_in_one(offered, self._index, self._interruptions)
        elif elided.findable:
            places = [list(islice(self._index.places(_forms(piece.text)), _MOST_PLACES)) for piece in elided.pieces]
            ways = chains(elided, places, self._index)
        else:
            return
        for way in ways:
            yield self._cite_pieces(way, words)

    def _cite(self, start: int, end: int, words: str) -> Evidence:
        span = self._index.normalised.span(start, end)
        quoted = _QUOTED.fullmatch(words.strip())  # marks around a quote are the text's own, and never part of it
        offered = quoted["words"] if quoted else words.strip()
        # The words as they were offered may have marks at their ends that the normalised form is without.
        exact = span.start + _lead(span.of(self._document.text)) - _lead(offered)
        if exact >= 0 and self._document.text.startswith(offered, exact):
            return Evidence.cite(self._document, Span(start=exact, end=exact + len(offered)))
        return Evidence.cite(self._document, span, alignment=Alignment.NORMALISED, offered=words)

    def _cite_pieces(self, pieces: Sequence[tuple[int, int]], words: str) -> Evidence:
        spans = sorted((self._index.normalised.span(*piece) for piece in pieces), key=lambda span: span.start)
        whole = Span(start=spans[0].start, end=spans[-1].end)
        return Evidence.cite(self._document, whole, alignment=Alignment.ELIDED, pieces=spans, offered=words)

    def _in_body(self, offset: int) -> bool:
        at = bisect_right(self._sentence_starts, offset) - 1
        if at < 0:
            return True
        sentence = self._document.sentences[at]
        return sentence.part is Part.BODY and sentence.repeats is None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self._document.sentences]


def _bare(words: str) -> str:
    """The normalised form of `words`, without marks and ellipses around them."""
    bare = normalise(words.strip()).text.strip(_EDGES)
    behind = bare.lstrip(_EDGES + ".")
    if "..." in bare[: len(bare) - len(behind)]:
        bare = behind
    before = bare.rstrip(_EDGES + ".")
    return before if "..." in bare[len(before) :] else bare


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _lead(text: str) -> int:
    """How many characters stand in front of the first letter or digit."""
    return next((index for index, character in enumerate(text) if character.isalnum()), 0)


def _forms(offered: str) -> list[str]:
    """`offered`, without its final punctuation, and with the other case of its first letter."""
    bare = offered.rstrip(_STOPS + _EDGES)
    forms = [offered, bare] if bare != offered and bare else [offered]
    swapped = [form[0].swapcase() + form[1:] for form in forms if len(form[0].swapcase()) == 1 and _common(form)]
    return [form for form in forms + swapped if form]


def _common(form: str) -> bool:
    """Whether the first word's case may change: not that of "US", "May" or of a lone word."""
    first, _, rest = form.partition(" ")
    return bool(rest) and first.lower() not in ("us", "may", "march", "who") and not first[1:].isupper()
