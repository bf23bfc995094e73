"""Repair by rule: the source's own words in place of those that differ, else its own sentence, else nothing.

One thing is offered at a time, the smallest change first; whether it holds is for the verifier to say, and what did not
is not offered again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.attribution import quotations
from assistant.engines.embedded.corrections import corrected
from assistant.grounding.index import Hit, SourceIndex
from assistant.language.references import dangles
from assistant.language.tokens import content_stems
from assistant.schema import Document, Fault, Part, Rewrite, Verdict

_ENDING = re.compile(r"[.!]\Z")
_OPENING = re.compile(r"(?:[A-Z]|(?:the|an?|its|their|his|her|some|many|most|several|both|all)\s)")
"""How a clause with a subject of its own begins."""
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_TURN = re.compile(r"[#\w .]{1,30}:")
_DATELINE = re.compile(r"\A[A-Z][A-Z .,/]+(?:\([^)]*\) )?[-–—]+ ")
_SENTENCES = 3
_SAME_MATTER = 0.4
"""The share of a sentence, rare words counting more, that one of a source must hold to stand in its place."""
_LONGER = 1.6
_AT_LEAST = 30
"""How many times longer than what it replaces a sentence may be, and the words that are never too many."""


def rewrite(sources: Sequence[Document], faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
    """For each fault the first of what may be put in its place that was not tried; empty where nothing is left."""
    index = SourceIndex(sources)
    return tuple(_rewrite(fault, index) for fault in faults)


def _rewrite(fault: Fault, index: SourceIndex) -> Rewrite:
    for words, done in _offers(fault, index):
        if words not in fault.tried:
            return Rewrite(fault=fault.id, text=words, reason=done)
    return Rewrite(fault=fault.id, text="")


def _offers(fault: Fault, index: SourceIndex) -> Iterator[tuple[str, str]]:
    """What may stand in the place of a sentence, and what an editor is to be told of it."""
    mended = corrected(fault, index.sources)
    if mended is not None:
        yield mended.words, mended.remark
    sound = _sound_part(fault)
    if sound is not None:
        yield sound, "Only the part that does not hold was taken out."
    for hit in index.search(content_stems(fault.text), _SENTENCES) if _closes(fault.text) else ():
        if _fits(hit, fault, index):
            yield _told(hit), "This is the source's own sentence."


def _sound_part(fault: Fault) -> str | None:
    """The sentence without its last or its first clauses, where those are what does not hold."""
    holds = [claim.verdict is Verdict.SUPPORTED for claim in fault.claims]
    if all(holds) or not any(holds):
        return None
    spans = [claim.span for claim in fault.claims]
    broken = holds.index(False)
    if broken and not any(holds[broken:]) and spans[broken].start >= spans[broken - 1].end:
        end = _ENDING.search(fault.text)
        return fault.text[: spans[broken - 1].end].rstrip(" ,;") + (end[0] if end else ".")
    whole = holds.index(True)
    kept = fault.text[spans[whole].start :]
    if (
        whole
        and all(holds[whole:])
        and spans[whole].start >= spans[whole - 1].end
        and _OPENING.match(kept)
        and not dangles(kept)
    ):
        return kept[0].upper() + kept[1:]
    return None


def _fits(hit: Hit, fault: Fault, index: SourceIndex) -> bool:
    """Whether a sentence of a source may stand in the place of one that does not hold."""
    words = _told(hit)
    if hit.sentence.part is not Part.BODY or dangles(words) or not _closes(words) or _is_speech(words):
        return False
    if len(words.split()) > max(_LONGER * len(fault.text.split()), _AT_LEAST):
        return False
    wanted = frozenset(content_stems(fault.text))
    held = index.total(wanted.intersection(content_stems(words)))
    return held >= _SAME_MATTER * index.total(wanted)


def _closes(words: str) -> bool:
    """Whether it is a whole sentence, with as many quotation marks opened as closed."""
    balanced = words.count("“") == words.count("”") and words.count('"') % 2 == 0
    return balanced and words.rstrip("”\"’')").endswith((".", "!"))


def _is_speech(words: str) -> bool:
    """Whether somebody speaks for themselves: a quotation with nobody to say it, a turn of a conversation, "our"."""
    quoted = quotations(words)
    alone = any(one.outer.start == 0 and one.outer.end >= len(words.rstrip(".")) for one in quoted)
    outside = words
    for one in reversed(quoted):
        outside = outside[: one.outer.start] + outside[one.outer.end :]
    return alone or _FIRST_PERSON.search(outside) is not None or _TURN.match(words) is not None


def _told(hit: Hit) -> str:
    """The words of a sentence on one line, without the place of the report that an article may begin with."""
    return _DATELINE.sub("", " ".join(hit.text.split()))
