"""Quotes that join two places of a source and show no sign of it.

One speech that the source breaks off for a cue (“We will go,” said Ann, “when it is time.”) is joined by every
newsroom, and stays one quote. Two passages that stand apart are stitched together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from operator import itemgetter

from assistant.grounding.words import WordIndex, WordSpan, whole, words_of
from assistant.language.cues import speech_verbs

_INTERRUPTION = re.compile(r'[,.?!;:-]*"(?P<between>[^"]{0,160})"\s*')
_OPENS_AGAIN = re.compile(r'[,.?!;:]*\s+"(?=\w)')
_BEHIND = re.compile(r'[^"]{0,1000}"(?P<after>[^".!?]{0,80})')
_SAME_SPEAKER = re.compile(r"\s*(?:he|she|they)\b", re.IGNORECASE)
_NEW_SENTENCE = re.compile(r"[.!?]\s+\w")
_SHORTEST_PART = 3
_MOST_COMPARED = 20_000
"""Words compared in search of the longest beginning or ending: enough for any but a text that repeats itself."""
_BLANKS = 20
_LEFT_OUT = 5
"""A quote that lacks up to so many words of one sentence is altered, and not two passages stitched together."""


Interruptions = Mapping[tuple[str, str], Sequence[int]]
"""By the last word before a break and the first one behind it, the positions of the words right after such breaks."""


def interruptions(index: WordIndex) -> Interruptions:
    """Every place of a source where speech may be broken off by a cue or a paragraph and go on behind it."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for mark in re.finditer('"', index.text):
        position = index.word_at(mark.start())
        resumed = _resumed(index, position) if position else None
        if resumed is not None and resumed < len(index.words):
            found[index.words[position - 1], index.words[resumed]].append(position)
    return found


def spoken_in_one(offered: str, index: WordIndex, broken: Interruptions) -> Iterator[list[tuple[int, int]]]:
    """Where a normalised quote stands, broken off only by a cue or a paragraph: the offsets of its pieces, in order."""
    words = words_of(offered)
    pairs = enumerate(pairwise(word.text for word in words), 1)
    starts = [position - number for number, pair in pairs for position in broken.get(pair, ())]
    for start in sorted(dict.fromkeys(starts)):
        pieces = _follow(offered, words, start, index) if start >= 0 else None
        if pieces is not None and len(pieces) > 1:
            yield pieces


def stitched(offered: str, index: WordIndex) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The two places apart from each other whose words, one behind the other, are the quote's."""
    words = [word.text for word in words_of(offered)]
    if len(words) < 2 * _SHORTEST_PART:
        return None
    head, head_length = _longest(words, index)
    tail_end, tail_length = _longest_ending(words, index)
    if head_length + tail_length < len(words) or min(head_length, tail_length) < _SHORTEST_PART:
        return None
    cut = min(head_length, len(words) - _SHORTEST_PART)
    tail = tail_end - (len(words) - cut)
    if _altered_in_place(head + cut, tail, index):
        return None
    return (index.starts[head], index.ends[head + cut - 1]), (index.starts[tail], index.ends[tail_end - 1])


def _altered_in_place(head_end: int, tail: int, index: WordIndex) -> bool:
    if not 0 <= tail - head_end <= _LEFT_OUT:
        return False
    return not re.search(r'[.!?]"?\s', index.text[index.ends[head_end - 1] : index.starts[tail]])


def _follow(offered: str, words: Sequence[WordSpan], position: int, index: WordIndex) -> list[tuple[int, int]] | None:
    """The pieces of the quote from word `position` of the source on, leaping over interruptions; None if it differs."""
    pieces: list[tuple[int, int]] = []
    begun, first = 0, position
    for number, word in enumerate(words):
        goes_on = position < len(index.words) and index.words[position] == word.text
        if goes_on and not (number > begun and _new_paragraph(index, position)):
            position += 1
            continue
        resumed = _resumed(index, position) if number > begun else None
        if resumed is None or resumed >= len(index.words) or index.words[resumed] != word.text:
            return None
        if not _same(offered[words[begun].start : words[number - 1].end], index, first, position):
            return None
        pieces.append((index.starts[first], index.ends[position - 1]))
        begun, first, position = number, resumed, resumed + 1
    if not _same(offered[words[begun].start : words[-1].end], index, first, position):
        return None
    pieces.append((index.starts[first], index.ends[position - 1]))
    return pieces if all(whole(index.text, start, end) for start, end in pieces) else None


def _same(piece: str, index: WordIndex, first: int, position: int) -> bool:
    """Whether a piece of the quote is the source's from word `first` to `position`, but for its first letter's case."""
    theirs = index.text[index.starts[first] : index.ends[position - 1]]
    return piece[1:] == theirs[1:] and piece[0].lower() == theirs[0].lower()


def _resumed(index: WordIndex, position: int) -> int | None:
    """The word with which a speech goes on that is interrupted before word `position`; None where it is not."""
    end = index.ends[position - 1]
    interruption = _INTERRUPTION.match(index.text, end)
    if interruption is None:
        return position if _new_paragraph(index, position) else None
    one_speech = _only_a_cue(interruption["between"]) and not _has_another_speaker(index, interruption)
    return index.word_at(interruption.end()) if one_speech else None


def _new_paragraph(index: WordIndex, position: int) -> bool:
    """Whether word `position` begins a paragraph with the mark of a speech that the one before did not close."""
    if position >= len(index.words) or not _OPENS_AGAIN.match(index.text, index.ends[position - 1]):
        return False
    before = index.normalised.end_of(index.ends[position - 1] - 1)
    return "\n" in index.original[before : index.normalised.start_of(index.starts[position])]


def _only_a_cue(between: str) -> bool:
    if not any(map(str.isalnum, between)):
        return True
    return speech_verbs(between) == 1 and not _NEW_SENTENCE.search(between)


def _has_another_speaker(index: WordIndex, interruption: re.Match[str]) -> bool:
    """Whether what follows the break is a sentence of its own with a cue of its own, and so maybe somebody else's."""
    if not interruption["between"].rstrip().endswith("."):
        return False
    behind = _BEHIND.match(index.text, interruption.end())
    if behind is None or _SAME_SPEAKER.match(behind["after"]) or _ends_paragraph(index, behind.start("after")):
        return False
    return speech_verbs(behind["after"]) > 0


def _ends_paragraph(index: WordIndex, at: int) -> bool:
    """Whether nothing stands between `at`, behind a closing quotation mark, and the end of the paragraph."""
    closing = index.normalised.end_of(at - 1)
    return re.match(r"[^\S\n]*\n", index.original[closing : closing + _BLANKS]) is not None


def _longest(words: Sequence[str], index: WordIndex) -> tuple[int, int]:
    """Where the longest beginning of `words` stands, and how many words it has."""
    best, compared = (0, 0), 0
    rarest = index.rarest(words[:_SHORTEST_PART])
    for place in index.positions(words[rarest]):
        start = place - rarest
        theirs = map(index.words.__getitem__, range(start, len(index.words))) if start >= 0 else ()
        length = _in_common(words, theirs)
        best = max(best, (start, length), key=itemgetter(1))
        compared += length + 1
        if compared > _MOST_COMPARED:
            break
    return best


def _longest_ending(words: Sequence[str], index: WordIndex) -> tuple[int, int]:
    """Behind which word the longest ending of `words` stands, and how many words it has."""
    best, compared = (0, 0), 0
    ending = words[-_SHORTEST_PART:]
    rarest = index.rarest(ending)
    for place in index.positions(ending[rarest]):
        end = place + len(ending) - rarest
        theirs = map(index.words.__getitem__, range(end - 1, -1, -1)) if end <= len(index.words) else ()
        length = _in_common(reversed(words), theirs)
        best = max(best, (end, length), key=itemgetter(1))
        compared += length + 1
        if compared > _MOST_COMPARED:
            break
    return best


def _in_common(ours: Iterable[str], theirs: Iterable[str]) -> int:
    """How many words are the same before the first that differs."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
