"""What a source leaves open ("asked whether it would fail") or ties to a condition ("unless it is rescued")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.synonyms import senses
from assistant.language.tokens import content_stems, stem
from assistant.schema import Finding, FindingKind, Span

_WHETHER = re.compile(r"\bwhether\b[^.;!?“”\"]*", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?:(?<=\A)|(?<=[“\"(]))\s*(?P<first>(?:if|unless|should)\s[^,.;!?“”\"]+),|"
    r"(?P<last>(?:\bonly\s+if|\bif|\bunless|\bprovided(?:\s+that)?|\bas\s+long\s+as)\s[^,.;!?“”\"]+)",
    re.IGNORECASE,
)
_LEFT_OPEN_TOO = re.compile(
    r"\b(?:if|whether|unless|provided|should|once|when|until|as\s+long\s+as|in\s+case|otherwise|depend\w*|condition\w*|"
    r"may|might|could|possib\w+|perhaps|question\w*|unclear|uncertain|not|n['’]t|no|never|without|who|what|how)\b",
    re.IGNORECASE,
)
_REPORTING = frozenset(map(stem, "say tell announce report state add explain claim know ask decide wonder".split()))
_NEARLY_ALL, _MOST_OF_THE_REST = 0.8, 0.8
"""The share of the claim's words that stand behind "whether", and of those that stand beside a condition."""
_FEWEST = 2
"""Content words that the claim must have there."""
_OF_THE_CONDITION = 0.34
"""The share of a condition's words up to which the claim is silent about it."""
_PASSAGES = 3


def open_question(comparison: Comparison) -> Finding | None:
    """`modality_raised` where the claim states what the passages only ask, decide or do not know "whether"."""
    if _LEFT_OPEN_TOO.search(comparison.claim.text):
        return None
    for hit in comparison.passages[:_PASSAGES]:
        match = _WHETHER.search(hit.text)
        if match is None or _is_turn(hit):
            continue
        behind, matter = _senses(match[0]), _matter(comparison)
        held = [word for word in matter if word in behind]
        if len(held) < _FEWEST or len(held) < _NEARLY_ALL * len(matter) or _is_stated(comparison, hit, held):
            continue
        message = f"The text states this; the source leaves it open: “{match[0].strip()}”."
        return _finding(comparison, hit, match.start(), match.end(), message)
    return None


def dropped_condition(comparison: Comparison) -> Finding | None:
    """`modality_raised` where the claim states without its condition what the closest passage ties to one."""
    hit = comparison.closest
    if hit is None or _is_turn(hit) or _LEFT_OPEN_TOO.search(comparison.claim.text):
        return None
    for match in _CONDITION.finditer(hit.text):
        words = match["first"] or match["last"]
        rest = _senses(hit.text.replace(words, " "))
        condition = set(content_stems(words))
        matter = _matter(comparison)
        told = condition & {sense for word in matter for sense in senses(word)} - rest
        held = [word for word in matter if word in rest]
        enough = len(held) >= _FEWEST and len(held) >= _MOST_OF_THE_REST * len(matter)
        silent = bool(condition) and len(told) <= _OF_THE_CONDITION * len(condition)
        if enough and silent and _promises(comparison.claim.text) and not _is_stated(comparison, hit, held):
            start = hit.text.index(words)
            message = f"The text leaves out the condition; the source says so “{words.strip()}”."
            return _finding(comparison, hit, start, start + len(words), message)
    return None


def _is_turn(hit: Hit) -> bool:
    """Whether a passage is a turn of a conversation, in which what one leaves open another may settle."""
    return ":" in hit.text


def _promises(claim: str) -> bool:
    """Whether the claim speaks of what is to come, which is what a condition may undo."""
    return re.search(r"\b(?:will|would|going\s+to|shall)\b", claim) is not None


def _is_stated(comparison: Comparison, hit: Hit, words: list[str]) -> bool:
    """Whether another passage says it without a question or a condition."""
    for other in _others(comparison, hit):
        theirs = _senses(other.text)
        stated = sum(word in theirs for word in words) >= _NEARLY_ALL * len(words)
        if stated and not _WHETHER.search(other.text) and not _CONDITION.search(other.text):
            return True
    return False


def _others(comparison: Comparison, hit: Hit) -> Iterator[Hit]:
    return (other for other in comparison.passages if other.passage != hit.passage)


def _matter(comparison: Comparison) -> list[str]:
    """The stems of what the claim says, without who says so."""
    claim, reported = comparison.claim.text, comparison.attribution
    speaker = set(content_stems(reported.speaker or "")) if reported is not None else set()
    return [word for word in content_stems(claim) if word not in speaker and word not in _REPORTING]


def _senses(words: str) -> frozenset[str]:
    return frozenset(sense for word in content_stems(words) for sense in senses(word))


def _finding(comparison: Comparison, hit: Hit, start: int, end: int, message: str) -> Finding:
    place = Span(start=hit.sentence.span.start + start, end=hit.sentence.span.start + end)
    return comparison.find(FindingKind.MODALITY_RAISED, message, comparison.claim.span, hit.document, place)
