"""Stances: does the one who is said to be for something, or to have admitted it, stand so in the source?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.attribution.nouns import BODY_STEMS
from assistant.checks.comparison import Comparison
from assistant.checks.meaning.clauses import held_share
from assistant.grounding.index import Hit
from assistant.language.names import TITLES, Name, names, same_word
from assistant.language.stances import Stance, stances
from assistant.language.synonyms import senses
from assistant.language.tokens import content_stems, fold, stem, tokens
from assistant.schema import Finding, FindingKind, Span

_SAME_OBJECT = 0.4
"""The share of what a stance is taken on that the passage must hold for both to speak of one thing."""
_PART_OF_OBJECT = 0.2
_NEARLY_AS_MUCH = 0.6
"""What a stance on our own side must hold, against the best on another, to be where the text has its stance from."""
_PASSAGES = 8
_WORDS_OF_OBJECT = 12
_FEW = 2
_REACH = 700
"""Characters before a passage in which what "it" and "the plan" mean is told."""
_BOUNDARY = re.compile(r"[,;:–—]|\b(?:although|though|while|whereas|because|but|saying|adding|after|before|when)\b")
_EDGE = re.compile(r"[;–—]|\s-\s")
_HEAD_END = re.compile(r"\b(?:and|or|of|in|on|at|for|to|by|from|with|that|which|who|into|over)\b")
_REFERRING = frozenset(["he", "she", "they", "it", "who", "which"])
_TAKES_UP = re.compile(r"\b(?:it|this|that|these|those|them|him|his|her|its|their|both|the)\b", re.IGNORECASE)
_THIS_ALONE = re.compile(r"\s*(?:this|that|so)\b[\s.]*", re.IGNORECASE)
_ANSWER = re.compile(r"\b(?:this|that|it|so)\s*[.!]\s*\Z")
_LAST_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n\s*")


class _Rival(NamedTuple):
    """A stance of a source on the same thing by the same one, and how much of our object it holds."""

    hit: Hit
    stance: Stance
    share: float


def check(comparison: Comparison) -> Iterator[Finding]:
    """`stance_changed`, by words of stance: "admitted" where the source has "denied", "backed" for "opposed"."""
    claim = comparison.claim.text
    ours = list(stances(claim))
    if not ours:
        return
    hits = comparison.reading.index.search(sorted(comparison.stems), _PASSAGES)
    hits += [answer for hit in hits if (answer := _answer_to(hit)) is not None]
    for stance in ours:
        alike = [one for hit in hits for one in _on_the_same(comparison, stance, hit)]
        against = [one for one in alike if stance.contradicts(one.stance) and one.share >= _SAME_OBJECT]
        if not against:
            continue
        best = max(against, key=lambda one: one.share)
        least = max(_PART_OF_OBJECT, _NEARLY_AS_MUCH * best.share)
        if any(not stance.contradicts(one.stance) and one.share >= least for one in alike):
            continue
        text = best.hit.document.text
        words, their_words = claim[stance.start : stance.end], text[best.stance.start : best.stance.end]
        shown = _with_negation(text, best.stance) if words.lower() == their_words.lower() else their_words
        yield comparison.find(
            FindingKind.STANCE_CHANGED,
            f"The text has “{words}”; in the source it is “{shown}”.",
            comparison.place(stance.start, stance.end),
            best.hit.document,
            Span(start=best.stance.start, end=best.stance.end),
        )
        return


def _answer_to(hit: Hit) -> Hit | None:
    """The short sentence behind a passage that takes a stance on it: "The company denied that." """
    at = hit.sentence.index + 1
    following = hit.document.sentences[at] if at < len(hit.document.sentences) else None
    found = hit._replace(sentence=following) if following is not None else None
    return found if found is not None and _ANSWER.search(found.text) else None


def _with_negation(text: str, stance: Stance) -> str:
    return " ".join(text[max(0, stance.start - 12) : stance.end].split()[-4:])


def _on_the_same(comparison: Comparison, ours: Stance, hit: Hit) -> Iterator[_Rival]:
    """The stances of a passage that the same one takes on the same thing as `ours`, or on a part of it."""
    claim, text, span = comparison.claim.text, hit.document.text, hit.sentence.span
    our_words = claim[ours.end : _end_of_clause(claim, ours.end, len(claim))]
    if not _object(our_words):
        return
    for stance in stances(text, span.start, span.end):
        share = _share(comparison, our_words, text, stance, span)
        if share >= _PART_OF_OBJECT and _same_subject(claim, ours, text, Span(start=span.start, end=stance.start)):
            yield _Rival(hit, stance, share)


def _share(comparison: Comparison, our_words: str, text: str, stance: Stance, sentence: Span) -> float:
    """How much of what ours is taken on a stance of a source is taken on too, 0 to 1.

    "It" and "the plan" are what the sentences before tell of.
    """
    index = comparison.reading.index
    wanted = _object(our_words)
    end = _end_of_clause(text, stance.end, sentence.end)
    words = text[stance.end : end]
    theirs = _object(words)
    held = sum(not theirs.isdisjoint(senses(each)) for each in wanted)
    head = content_stems(_HEAD_END.split(words, maxsplit=1)[0])
    if head and len(head) <= _FEW and _same_head(our_words, head):
        return 1.0  # "opposed the charge", "rejected the plan": what both are about, in fewer words
    if _TAKES_UP.search(words) and (not theirs or held):
        words = f"{_taken_up(text, sentence, words)} {words}"
    share = held_share(index, wanted, words)
    return share if held >= min(_FEW, len(wanted)) or not theirs else min(share, _SAME_OBJECT - 0.01)


def _taken_up(text: str, sentence: Span, words: str) -> str:
    """What "it" and "the plan" may mean in `words`, from before the sentence; "this" alone takes up the last one."""
    before = text[max(0, sentence.start - _REACH) : sentence.start].rstrip()
    return _LAST_SENTENCE.split(before)[-1] if _THIS_ALONE.fullmatch(words) else before


def _end_of_clause(text: str, start: int, end: int) -> int:
    """Where the object that begins at `start` ends; behind an aside, where nothing stands before it."""
    for boundary in _BOUNDARY.finditer(text, start, end):
        if content_stems(text[start : boundary.start()]) or _TAKES_UP.search(text, start, boundary.start()):
            return boundary.start()
    return end


def _object(words: str) -> frozenset[str]:
    """The stems of what a stance is taken on, from the words behind it."""
    return frozenset(content_stems(words)[:_WORDS_OF_OBJECT])


def _same_head(our_words: str, head: tuple[str, ...]) -> bool:
    """Whether a short object ends with the noun that ours is about, and has no word that ours is without."""
    ours = content_stems(_HEAD_END.split(our_words, maxsplit=1)[0])
    wanted = _object(our_words)
    same = bool(ours) and not senses(ours[-1]).isdisjoint(senses(head[-1]))
    return same and all(not wanted.isdisjoint(senses(each)) for each in head)


def _same_subject(claim: str, ours: Stance, text: str, before: Span) -> bool:
    """Whether a name before the claim's stance stands before the passage's too, or a pronoun may be it there."""
    subject = names(claim, 0, ours.start)
    before = Span(start=_own_clause(text, before), end=before.end)
    theirs = names(text, before.start, before.end)
    stems = content_stems(claim[: ours.start])[-_FEW:]
    their_stems = content_stems(text[before.start : before.end])
    if not subject:
        return bool(stems) and set(stems) <= set(their_stems)
    if theirs and any(_shared(one, other) for one in subject[-2:] for other in theirs):
        return True
    if not any(len(other.words) > 1 for other in theirs) and _shared_office(claim[: ours.start], before.of(text)):
        return True
    opening = [fold(token.text) for token in tokens(text, before.start, before.end)][:6]
    context = text[max(0, before.start - _REACH) : before.start].lower()
    the_body = opening[:1] == ["the"] and len(opening) == _FEW and stem(opening[1]) in BODY_STEMS  # "the company"
    refers = the_body or any(word in _REFERRING for word in opening)
    return not theirs and refers and any(one.words[-1] in context for one in subject)


def _own_clause(text: str, before: Span) -> int:
    """Where the clause begins that ends with `before`: behind a semicolon or a dash."""
    return max((edge.end() for edge in _EDGE.finditer(text, before.start, before.end)), default=before.start)


def _shared_office(one: str, other: str) -> bool:
    """Whether both speak of the bearer of one office: "President Lee", "the president of Norvik"."""
    offices = [{fold(token.text) for token in tokens(words)} & _OFFICES for words in (one, other)]
    return not offices[0].isdisjoint(offices[1])


_OFFICES = TITLES - {"mr", "mrs", "ms", "miss", "dr", "sir"}


def _shared(one: Name, other: Name) -> bool:
    return any(same_word(a, b) for a in one.words[-1:] for b in other.words)
