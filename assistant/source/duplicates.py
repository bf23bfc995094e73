"""What stands in a document more than once: headlines, paragraphs, sentences.

A paragraph with another number, name or negation is another statement, however alike the rest is. Candidates
share rare groups of words, so that a long text is never compared pair by pair.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import groupby
from zlib import crc32

from assistant.schema import FINDING_LEVELS, Finding, FindingKind, Part, Sentence, Span
from assistant.source.decisive import decisive_words, opposed
from assistant.source.retold import retold
from assistant.source.sentences import ends_sentence

_SIMILARITY = 90.0
_SHORTEST_PARAGRAPH = 2
_SHORTEST_FRAGMENT = 6
_SHORTEST_SENTENCE = 6
"""Words that a headline or paragraph, one without a stop (a caption, a link), and a sentence on its own must have for
their repetition to count."""
_SHORTEST_REPORTED = 8
"""Words from which a sentence that stands twice is worth a remark: shorter ones are refrains and replies."""
_LONGEST_COMPARED = 20_000
"""Characters above which a paragraph is only compared word for word: similarity costs their product."""
_SHINGLE = 3
_SKETCH = 16
"""Shingles a paragraph is looked up by: those with the lowest hash, which two alike paragraphs share."""
_COMMON = 8
"""Paragraphs after which a shingle no longer tells them apart."""
_COMPARED = 3
_WORDS_SHOWN = 6
_EXACTLY, _ALMOST, _REWORDED = "word for word", "almost word for word", "in nearly the same words"
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—−", "-") | {"…": "..."}
)


def find_repeats(text: str, sentences: Sequence[Sentence], document: str) -> tuple[dict[int, int], list[Finding]]:
    """What stands again in `text`, the text of the document with the id `document`.

    First, by index of a sentence, the index of the earlier one that it repeats; second, a finding for each
    repeated paragraph. Like repeats like only: a body that takes up its headline is no repetition.
    """
    repeats = _repeated_sentences(text, sentences)
    findings: list[Finding] = []
    originals = _Originals()
    paragraphs = [tuple(group) for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph)]
    for at, paragraph in enumerate(paragraphs):
        span = Span(start=paragraph[0].span.start, end=paragraph[-1].span.end)
        part = paragraph[0].part
        words = span.of(text)
        plain = _plain(words)
        found = originals.match(at, words, plain, part=part)
        if found is None:
            continue
        earlier = paragraphs[found]
        exact = originals.words_of(found) == plain
        repeats.update(_aligned(text, earlier, paragraph, exact=exact))
        how = _EXACTLY if exact else _ALMOST
        findings.append(_finding(text, document, span, earlier[0].paragraph, part, how=how))
    findings += _repeated_alone(text, sentences, repeats, findings, document)
    known = repeats.keys() | _reported(sentences, findings)
    own = [sentence for sentence in sentences if sentence.index not in known]
    for sentence, first in retold(text, own):
        findings.append(_finding(text, document, sentence.span, first, Part.BODY, how=_REWORDED, what="sentence"))
    return repeats, sorted(findings, key=lambda finding: finding.source_span.start if finding.source_span else 0)


def _reported(sentences: Sequence[Sentence], findings: Sequence[Finding]) -> set[int]:
    """The positions of the sentences that findings are about."""
    starts = [sentence.span.start for sentence in sentences]
    spans = [finding.source_span for finding in findings if finding.source_span is not None]
    return {at for span in spans for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end))}


def _repeated_alone(
    text: str, sentences: Sequence[Sentence], repeats: dict[int, int], known: Sequence[Finding], document: str
) -> Iterator[Finding]:
    """A finding for each sentence of the body that stands twice, where its whole paragraph does not."""
    spans = [finding.source_span for finding in known if finding.source_span is not None]
    for sentence in sentences:
        words = sentence.span.of(text)
        if sentence.index not in repeats or sentence.part is not Part.BODY or not ends_sentence(words):
            continue
        if len(words.split()) >= _SHORTEST_REPORTED and not any(span.overlaps(sentence.span) for span in spans):
            earlier = sentences[repeats[sentence.index]].paragraph
            yield _finding(text, document, sentence.span, earlier, sentence.part, how=_EXACTLY, what="sentence")


class _Originals:
    """The paragraphs seen so far that repeat nothing, kept so that a later one finds the first that it is like."""

    def __init__(self) -> None:
        self._by_words: dict[tuple[Part, str], int] = {}
        self._by_shingle: dict[tuple[Part, int], list[int]] = defaultdict(list)
        self._texts: dict[int, tuple[str, str]] = {}

    def match(self, at: int, words: str, plain: str, *, part: Part) -> int | None:
        """The earlier paragraph that this one repeats; where there is none, it is kept as an original."""
        whole = part is not Part.BODY or ends_sentence(words)
        if len(plain.split()) < (_SHORTEST_PARAGRAPH if whole else _SHORTEST_FRAGMENT):
            return None
        if (exact := self._by_words.get((part, plain))) is not None:
            return exact
        sketch = [(part, shingle) for shingle in _sketch(plain)]
        for candidate in self._candidates(sketch):
            other, other_plain = self._texts[candidate]
            if _nearly_same(other, words, other_plain, plain):
                return candidate
        self._by_words[part, plain] = at
        self._texts[at] = (words, plain)
        for shingle in sketch:
            if len(holders := self._by_shingle[shingle]) <= _COMMON:
                holders.append(at)
        return None

    def words_of(self, at: int) -> str:
        """The plain words of an original."""
        return self._texts[at][1]

    def _candidates(self, sketch: Sequence[tuple[Part, int]]) -> list[int]:
        shared: Counter[int] = Counter()
        for shingle in sketch:
            holders = self._by_shingle.get(shingle, [])
            if len(holders) <= _COMMON:
                shared.update(holders)
        return [candidate for candidate, _ in shared.most_common(_COMPARED)]


def _sketch(plain: str) -> list[int]:
    words = plain.split()
    shingles = {crc32(" ".join(words[at : at + _SHINGLE]).encode("utf-8", "replace")) for at in range(len(words))}
    return nsmallest(_SKETCH, shingles)


def _plain(words: str) -> str:
    """`words` as repetition sees them: case, kinds of quotes and dashes, and white space make no difference."""
    return " ".join(unicodedata.normalize("NFKC", words.translate(_PLAIN)).casefold().split())


def _nearly_same(one: str, other: str, one_plain: str, other_plain: str) -> bool:
    if max(len(one), len(other)) > _LONGEST_COMPARED:
        return False
    from rapidfuzz import fuzz  # imported where two paragraphs are near enough to be compared

    if fuzz.ratio(one_plain, other_plain, score_cutoff=_SIMILARITY) < _SIMILARITY:
        return False
    return decisive_words(one, other) == decisive_words(other, one) and not opposed(one_plain, other_plain)


def _aligned(
    text: str, earlier: Sequence[Sentence], later: Sequence[Sentence], *, exact: bool
) -> Iterator[tuple[int, int]]:
    """Pairs of a sentence of the later paragraph and the one of the earlier that it repeats."""
    if len(earlier) == len(later) and (exact or len(later) == 1):
        yield from ((sentence.index, twin.index) for sentence, twin in zip(later, earlier, strict=True))
        return
    originals = [(twin, twin.span.of(text)) for twin in earlier]
    plain = {twin.index: _plain(words) for twin, words in originals}
    from rapidfuzz import fuzz

    for sentence in later:
        words = sentence.span.of(text)
        own = _plain(words)
        best = max(originals, key=lambda original: fuzz.ratio(plain[original[0].index], own))
        if plain[best[0].index] == own or _nearly_same(best[1], words, plain[best[0].index], own):
            yield sentence.index, best[0].index


def _repeated_sentences(text: str, sentences: Sequence[Sentence]) -> dict[int, int]:
    first: dict[tuple[Part, str], int] = {}
    repeats: dict[int, int] = {}
    for sentence in sentences:
        plain = _plain(sentence.span.of(text))
        if len(plain.split()) < _SHORTEST_SENTENCE:
            continue
        original = first.setdefault((sentence.part, plain), sentence.index)
        if original != sentence.index:
            repeats[sentence.index] = original
    return repeats


def _finding(
    text: str, document: str, span: Span, earlier: int, part: Part, *, how: str, what: str = "paragraph"
) -> Finding:
    what = what if part is Part.BODY else part.value
    words = span.of(text).split()
    opening = " ".join(words[:_WORDS_SHOWN]) + (" ..." if len(words) > _WORDS_SHOWN else "")
    where = "one of " if what == "sentence" else ""
    return Finding(
        kind=FindingKind.DUPLICATE_TEXT,
        level=FINDING_LEVELS[FindingKind.DUPLICATE_TEXT],
        message=f'The {what} beginning "{opening}" repeats {where}paragraph {earlier + 1}, {how}.',
        source=document,
        source_span=span,
    )
