"""Headline, teaser, body: what part of an article a paragraph is.

Careful on purpose: a text of a few plain sentences is body. A headline has body after it, a teaser has a
headline next to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.tokens import STOPWORDS, content_stems, fold, tokens
from assistant.schema import Part
from assistant.source.bylines import is_byline
from assistant.source.layout import Block, Mark
from assistant.source.sentences import ends_sentence

_LONGEST_HEADLINE = 20
_LONGEST_SECTION_HEADING = 10
_HEADLINES_IN_A_ROW = 2
_LONGEST_TEASER = 22
"""Words: the first paragraph of a news story is one sentence too, and longer."""
_SHORTEST_TITLE = 2
_BODY_OF_AN_ARTICLE = 40
"""Words after a first line in plain sentence case that make it a headline."""
_LONGER = 1.5
"""How many times the words of a teaser of one sentence the paragraph after it has, if it has more sentences."""
_TITLE_CASE = 0.75
_NO_HEADLINE = re.compile(
    r"""[:;,—–-]\Z | ^["“‘'«(\[] | ["”)\]]\Z | ^(?:By|From|FILE|Photo|Picture|Updated|Published|Source)\b""", re.VERBOSE
)
_DATED = re.compile(r"\bon\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
"""What a lead tells and a teaser does not."""
_TAKEN_UP = 0.3
"""The share of the words of a teaser that stand in the article below it."""
_TELLING = 8
"""Words that carry content of a paragraph that tells something."""
_FAR_ENOUGH = 10_000
"""Characters of an article that are looked through for them."""
_STOP = re.compile(r"[.?!](?=\s|\Z)")
_SPOKEN = re.compile(r"[\w .'’\-]{1,30}:\s")
"""A line of a chat or an interview begins with the name of who speaks."""
_SMALL_WORDS = STOPWORDS | {"via", "per", "vs", "amid", "onto", "near", "since", "like", "de", "la", "al"}


def parts_of(text: str, blocks: Sequence[Block], sentence_counts: Sequence[int]) -> list[Part]:
    """The part of each paragraph; `sentence_counts` says how many sentences each has."""
    lengths = [len(text[block.start : block.end].split()) for block in blocks]
    parts = _headlines(text, blocks, lengths)
    first = parts.index(Part.HEADLINE) if Part.HEADLINE in parts else None
    if first is None:
        return parts
    short = [
        part is Part.BODY and block.mark is not Mark.ITEM and count == 1 and length <= _LONGEST_TEASER
        for part, block, count, length in zip(parts, blocks, sentence_counts, lengths, strict=True)
    ]
    if first == 1 and short[0]:
        parts[0] = Part.TEASER
    if first > 1:
        return parts
    title = _folded(text, blocks[first])
    leading = True
    for at, block in enumerate(blocks[:-1]):
        again = not leading and block.mark is not Mark.ITEM and _folded(text, block) == title
        if again:
            parts[at] = Part.HEADLINE
        if parts[at] is Part.BODY:
            leading = False
        headline = parts[at] is Part.HEADLINE and (leading or again)
        if not headline or not short[at + 1] or at + 2 >= len(parts) or parts[at + 2] is not Part.BODY:
            continue
        longer = sentence_counts[at + 2] > 1 and lengths[at + 2] >= _LONGER * lengths[at + 1]
        stands_first = longer and not _leads(text, blocks[at + 1])
        if stands_first or _is_joined(text, *blocks[at : at + 3]):
            parts[at + 1] = Part.TEASER
    return parts


def _leads(text: str, paragraph: Block) -> bool:
    """Whether a paragraph says on what day it was, or mostly what the article below it does not, as no teaser does."""
    if _DATED.search(text, paragraph.start, paragraph.end):
        return True
    own = content_stems(text[paragraph.start : paragraph.end])
    behind = frozenset(content_stems(text[paragraph.end : paragraph.end + _FAR_ENOUGH]))
    return len(own) >= _TELLING and sum(word in behind for word in own) < _TAKEN_UP * len(own)


def _is_joined(text: str, headline: Block, paragraph: Block, following: Block) -> bool:
    """Whether a paragraph stands right under the headline, and a blank line before the next."""
    return text.count("\n", headline.end, paragraph.start) == 1 and text.count("\n", paragraph.end, following.start) > 1


def _folded(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].casefold().split())


def _headlines(text: str, blocks: Sequence[Block], lengths: Sequence[int]) -> list[Part]:
    """Headlines and body. From the end, since what follows a line decides: prose, or one more line of a list."""
    parts = [Part.BODY] * len(blocks)
    words_after = headlines_after = 0
    before_prose = dialogue = asked = False
    top = 1 if len(blocks) > 2 and _is_joined(text, *blocks[:3]) else 0
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        words = text[block.start : block.end]
        if is_byline(words):
            parts[at] = Part.BYLINE
            continue
        spoken = _SPOKEN.match(words) is not None
        in_place = before_prose and headlines_after < _HEADLINES_IN_A_ROW and not (spoken and dialogue)
        dialogue = spoken
        if words_after and (
            _is_marked_headline(words, block.mark, lengths[at])
            or (in_place and _reads_as_headline(words, block.mark, lengths[at], words_after if at <= top else 0))
            or (at == 0 and not asked and _asks(words, block.mark, lengths[at], words_after))
        ):
            parts[at] = Part.HEADLINE
            headlines_after += 1
        else:
            asked = asked or words.endswith("?")
            words_after += lengths[at]
            headlines_after = 0
            before_prose = ends_sentence(words) or lengths[at] > _LONGEST_HEADLINE
    return parts


def _is_marked_headline(words: str, mark: Mark, length: int) -> bool:
    return mark is Mark.HEADING or (mark is Mark.BOLD and length <= _LONGEST_HEADLINE and not ends_sentence(words))


def _reads_as_headline(words: str, mark: Mark, length: int, words_after_first: int) -> bool:
    """Whether plain words are a headline by their looks; `words_after_first` is 0 except for a text's first line."""
    if mark is Mark.ITEM or not _SHORTEST_TITLE <= length <= _LONGEST_HEADLINE or ends_sentence(words):
        return False
    if _NO_HEADLINE.search(words):
        return False
    if words_after_first >= _BODY_OF_AN_ARTICLE:
        return words[0].isalnum()
    return (words_after_first > 0 or length <= _LONGEST_SECTION_HEADING) and _in_title_case(words)


def _asks(words: str, mark: Mark, length: int, words_after: int) -> bool:
    """Whether a first line is a headline that asks, the only question of its text: an interview has more."""
    is_question = words.endswith("?") and words[0].isalnum() and len(_STOP.findall(words)) == 1
    return is_question and mark is Mark.NONE and length <= _LONGEST_HEADLINE and words_after >= _BODY_OF_AN_ARTICLE


def _in_title_case(words: str) -> bool:
    content = [token for token in tokens(words) if fold(token.text) not in _SMALL_WORDS and token.text[0].isalpha()]
    capitalised = sum(token.capitalised for token in content)
    return len(content) >= _SHORTEST_TITLE and capitalised >= _TITLE_CASE * len(content)
