"""Words that somebody offers as a quote, and where they stand in a source.

Only what cannot change the meaning is forgiven: the kind of quotation marks and dashes, white space, Unicode's
several ways to write one character, the case of the first letter, the stop at the end, and, where the quote itself
shows it by an ellipsis, words left out in between. A changed word is never a match: see `nearest`.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from assistant.grounding.normalise import Normalised, normalise
from assistant.language.modality import hedged
from assistant.language.negation import negations
from assistant.schema import Alignment, Document, Evidence, Span

_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\s?\.\s?\.)\s*")
_EDGES = " \t\r\n\"'"
_SHORTEST_PIECE = 2
_WIDEST_GAP = 600
_NEAR = 75.0
"""rapidfuzz's partial ratio (0 to 100) from which a passage is a near miss and not something else."""


class QuoteFinder:
    """Finds quotes in one document, which is prepared once."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _normalised(self) -> Normalised:
        return normalise(self._document.text)

    def find(self, words: str) -> Evidence | None:
        """Where `words` stand in the document, the first time in its body's order; None where they do not."""
        offered = words.strip()
        if not _has_words(offered):
            return None
        at = _bounded(self._document.text, offered)
        if at is not None:
            return Evidence.cite(self._document, Span(start=at, end=at + len(offered)))
        span = self._find_normalised(offered)
        if span is not None:
            return Evidence.cite(self._document, span, alignment=Alignment.NORMALISED, offered=words)
        pieces = [piece for piece in _ELLIPSIS.split(offered) if piece.strip(_EDGES)]
        return self._find_pieces(pieces, words) if len(pieces) > 1 else None

    def find_stitched(self, words: str) -> Evidence | None:
        """Two passages, apart from each other, that together are `words`, though no ellipsis says so; else None."""
        parts = words.split()
        for cut in range(3, len(parts) - 2):
            found = self._find_pieces([" ".join(parts[:cut]), " ".join(parts[cut:])], words, in_order=False)
            if found is not None:
                return found
        return None

    def nearest(self, words: str) -> Evidence | None:
        """The passage most like `words` where one is near enough to be meant; it is not a match.

        The score is rapidfuzz's partial ratio: the normalised indel similarity of the best window.
        """
        from rapidfuzz import fuzz  # 0.03 s that a text without a failing quote need not pay

        offered = normalise(words.strip()).text.strip(_EDGES)
        best = fuzz.partial_ratio_alignment(offered.lower(), self._folded, score_cutoff=_NEAR)
        if best is None or best.dest_end <= best.dest_start:
            return None
        start, end = _whole_words(self._normalised.text, best.dest_start, best.dest_end)
        return Evidence.cite(self._document, self._normalised.span(start, end), offered=words)

    @cached_property
    def _folded(self) -> str:
        # Lower case of some letters is two characters long; those keep their case, so that offsets hold.
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self._normalised.text)

    def _find_normalised(self, words: str, start: int = 0) -> Span | None:
        offered = normalise(words).text.strip(_EDGES)
        for variant in _variants(offered):
            at = _bounded(self._normalised.text, variant, start)
            if at is not None:
                return self._normalised.span(at, at + len(variant))
        return None

    def _find_pieces(self, pieces: list[str], words: str, *, in_order: bool = True) -> Evidence | None:
        if any(len(piece.split()) < _SHORTEST_PIECE for piece in pieces):
            return None
        spans: list[Span] = []
        position = 0
        for piece in pieces:
            span = self._find_normalised(piece, position)
            if span is None:
                return None
            spans.append(span)
            if in_order:
                position = _index_after(self._normalised, span.end)
        if in_order and not self._may_be_left_out(spans):
            return None
        spans.sort(key=lambda span: span.start)
        whole = Span(start=spans[0].start, end=spans[-1].end)
        return Evidence.cite(self._document, whole, alignment=Alignment.ELIDED, pieces=spans, offered=words)

    def _may_be_left_out(self, spans: list[Span]) -> bool:
        """Whether the words between the pieces hold nothing whose loss turns the meaning."""
        gaps = [self._document.text[before.end : after.start] for before, after in pairwise(spans)]
        return not any(
            len(gap) > _WIDEST_GAP or ((negations(gap) or hedged(gap)) and not re.search(r"[.!?]", gap)) for gap in gaps
        )


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _variants(offered: str) -> list[str]:
    """`offered`, without its final punctuation, and with the other case of its first letter."""
    bare = offered.rstrip(".,;:!? ").rstrip(_EDGES)
    forms = [offered, bare] if bare != offered and bare else [offered]
    swapped = [form[0].swapcase() + form[1:] for form in forms if len(form[0].swapcase()) == 1 and _common(form)]
    return [form for form in forms + swapped if form]


def _common(form: str) -> bool:
    """Whether the first word's case may change: not that of "US", "May" or of a lone word."""
    first, _, rest = form.partition(" ")
    return bool(rest) and first.lower() not in ("us", "may", "march", "who") and not first[1:].isupper()


def _bounded(text: str, words: str, start: int = 0) -> int | None:
    """Where `words` stand in `text` with no letter or digit cut off at either side."""
    at = text.find(words, start)
    while at >= 0:
        end = at + len(words)
        before = text[at - 1] if at else " "
        after = text[end] if end < len(text) else " "
        cut_off = (before.isalnum() and words[0].isalnum()) or (after.isalnum() and words[-1].isalnum())
        in_number = (_goes_on(text, at - 1, -1) and words[0].isdigit()) or (
            _goes_on(text, end, 1) and words[-1].isdigit()
        )
        if not cut_off and not in_number and not (words[0].isdigit() and before in "$€£¥"):
            return at
        at = text.find(words, at + 1)
    return None


def _goes_on(text: str, at: int, step: int) -> bool:
    """Whether the mark at `at` joins a number to more digits, as in 4.2 or 1,000, or makes it a percentage."""
    if not 0 <= at < len(text):
        return False
    if step > 0 and text[at] == "%":
        return True
    return text[at] in ".," and 0 <= at + step < len(text) and text[at + step].isdigit()


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, max(end, start + 1)


def _index_after(normalised: Normalised, position: int) -> int:
    """The first character of the normalised text that came from `position` of the original, or later."""
    low, high = 0, len(normalised.starts)
    while low < high:
        middle = (low + high) // 2
        if normalised.starts[middle] < position:
            low = middle + 1
        else:
            high = middle
    return low
