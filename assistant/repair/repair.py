"""Rounds of rewriting and verifying, and a last check of the whole."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from assistant.errors import AssistantError
from assistant.language.references import reference
from assistant.language.tokens import content_stems
from assistant.repair.passages import Assembled, assemble, passages_of
from assistant.repair.sentences import Faulty, at_fault, claims_at, faults, why
from assistant.schema import Change, Document, Engine, Fault, Left, Part, Repair, Rewrite, Span
from assistant.source import from_text
from assistant.verifier import Verification

Check = Callable[[Document], Awaitable[Verification]]
"""Verifies a whole text against the sources of the check."""

_LOOKS = 3
"""How often the whole is looked at in the end, each time with less of what turned out to spoil it."""
_SAME_MATTER = 0.2
"""The share of the smaller one's words that a sentence and its rewrite must have in common."""
_SAYS_AGAIN = 0.75
"""The share of its words that another sentence must have for a rewrite to say what the text says already."""
_LONGEST = 2
_AT_LEAST = 30
"""How many times longer than the sentence a rewrite may be, and the words that are never too many."""

_NOTHING_LEFT = "Left, because nothing that holds would be left of the text."
_NOT_BETTER = "Left, because the text would not hold better with the changes that were tried."
_NEEDED = "Left, because the sentence after it would not hold without it."
_NO_REWRITE = "no rewrite came back for this sentence"


class Repaired(NamedTuple):
    """The text after the repair, as it was verified, and what was done to it."""

    text: Document
    verification: Verification
    record: Repair
    places: tuple[tuple[Span, Span | None], ...]
    """For each sentence of the text before, its place there and its place now; None for one that was cut."""


async def repair(
    engine: Engine, text: Document, verification: Verification, sources: Sequence[Document], check: Check, rounds: int
) -> Repaired:
    """`text` with its sentences at fault rewritten or cut, in at most `rounds` rounds of rewriting.

    A failure never raises, for the check has been paid for: sentences are left then, and the record says why.
    """
    work = _Work(text, verification)
    try:
        for _ in range(rounds):
            if work.open:
                await _round(work, engine, sources, check)
        return await _settled(work, check)
    except AssistantError as error:
        return work.untouched(f"Left, because it could not be repaired: {error}.")


class _Work:
    """A text under repair."""

    def __init__(self, text: Document, verification: Verification) -> None:
        self.text = text
        self.verification = verification
        self.passages = passages_of(text)
        self.found = [claims_at(verification.claims, passage.span) for passage in self.passages]
        self.faulty = [
            Faulty(position, self.passages[position].words, claims, self.passages[position].words, claims)
            for position, claims in enumerate(self.found)
            if any(map(at_fault, claims))
        ]

    @property
    def open(self) -> list[Faulty]:
        return [sentence for sentence in self.faulty if sentence.is_open]

    def fault(self, sentence: Faulty) -> Fault:
        before = self.passages[sentence.position - 1].words if sentence.position else ""
        return Fault(
            id=f"s{sentence.position + 1}",
            text=sentence.words,
            before=before,
            claims=sentence.claims,
            tried=tuple(sentence.tried),
        )

    def assembled(self, proposed: dict[int, str] | None = None) -> Assembled:
        """The text as it stands, with what is proposed; a passage that stands twice is changed in both places."""
        words = {sentence.position: sentence.words for sentence in self.faulty} | (proposed or {})
        copies = {copy: words[sentence.position] for sentence in self.faulty for copy in self._copies(sentence)}
        return assemble(self.text.text, self.passages, copies | words)

    def _copies(self, sentence: Faulty) -> list[int]:
        """The positions at which a passage stands again."""
        return [at for at, passage in enumerate(self.passages) if passage.repeats == sentence.position]

    def document(self, assembled: Assembled) -> Document:
        return from_text(assembled.text, id=self.text.id, title=self.text.title, origin=self.text.origin)

    def takes(self, sentence: Faulty, words: str, proposed: dict[int, str]) -> bool:
        """Whether a rewrite is one: about the same matter, not much longer, and not what the text says elsewhere."""
        if words in (sentence.words, *sentence.tried):
            return False
        if len(words.split()) > max(_LONGEST * len(sentence.original.split()), _AT_LEAST):
            return False
        ours, theirs = set(content_stems(sentence.original)), set(content_stems(words))
        if len(ours & theirs) < _SAME_MATTER * min(len(ours), len(theirs)) or not theirs:
            return False
        standing = {position: passage.words for position, passage in enumerate(self.passages)}
        standing |= {other.position: other.words for other in self.faulty} | proposed
        del standing[sentence.position]
        others = [set(content_stems(other)) for other in standing.values()]
        return not any(
            len(theirs & other) >= _SAYS_AGAIN * len(theirs) and len(ours & other) < _SAYS_AGAIN * len(ours)
            for other in others
        )

    def repaired(self, document: Document, verification: Verification, assembled: Assembled) -> Repaired:
        changed = {
            at: sentence
            for sentence in self.faulty
            for at in (sentence.position, *self._copies(sentence))
            if sentence.words != sentence.original
        }
        left = [sentence for sentence in self.faulty if sentence.words == sentence.original]
        record = Repair(
            original=self.text.text,
            text=document.text,
            scores_before=self.verification.scores,
            scores=verification.scores,
            claims=verification.claims,
            changes=tuple(self._change(at, changed[at], assembled) for at in sorted(changed)),
            left=tuple(
                Left(span=self.passages[sentence.position].span, text=sentence.original, reason=sentence.why_left)
                for sentence in left
            ),
        )
        before = [passage.span for passage in self.passages]
        return Repaired(document, verification, record, tuple(zip(before, assembled.places, strict=True)))

    def untouched(self, reason: str) -> Repaired:
        """The text as it was given, with `reason` for every sentence that has none of its own."""
        for sentence in self.faulty:
            sentence.leave(sentence.why_left or reason)
        return self.repaired(self.text, self.verification, self.assembled())

    def _change(self, position: int, sentence: Faulty, assembled: Assembled) -> Change:
        return Change(
            span=self.passages[position].span,
            before=sentence.original,
            after=sentence.words or None,
            reason=why(sentence.found),
            note=self._note(position, sentence, assembled),
        )

    def _note(self, position: int, sentence: Faulty, assembled: Assembled) -> str | None:
        if sentence.why_left:
            return f"It is better, and still does not hold. {sentence.why_left}"
        if sentence.words:
            return sentence.remark or None
        if self.passages[position].part is Part.HEADLINE:
            return "It was the headline: the text needs another."
        after = position + 1
        place = assembled.places[after] if after < len(self.passages) else None
        words = reference(place.of(assembled.text)) if place else None
        return f"The next sentence begins with “{words}”: see what that stands for now." if words else None


async def _round(work: _Work, engine: Engine, sources: Sequence[Document], check: Check) -> None:
    """One rewrite for each sentence that is still at fault, kept where it holds better than what stands there."""
    asked = work.open
    answers = {answer.fault: answer for answer in await engine.rewrite(sources, [work.fault(one) for one in asked])}
    proposed: dict[int, str] = {}
    for sentence in asked:
        words = _answer(sentence, answers.get(work.fault(sentence).id))
        if words and work.takes(sentence, words, proposed):
            proposed[sentence.position] = words
        elif words:
            sentence.tried.append(words)
    if not proposed:
        return
    assembled = work.assembled(proposed)
    verification = await check(work.document(assembled))
    for sentence in asked:
        place = assembled.places[sentence.position]
        if sentence.position not in proposed or place is None:
            continue
        claims, words = claims_at(verification.claims, place), proposed[sentence.position]
        failed = any(claim.judge_failed for claim in claims)
        if claims and not failed and faults(claims) < faults(sentence.claims):
            sentence.take(words, claims, answers[work.fault(sentence).id].reason)
        else:
            sentence.tried.append(words)


def _answer(sentence: Faulty, answer: Rewrite | None) -> str:
    """The words of an answer on one line. A sentence is cut where there are none, and left where there is no answer."""
    if answer is None or answer.text is None:
        sentence.why_left = f"No rewrite could be had: {answer.reason if answer else _NO_REWRITE}."
        return ""
    words = " ".join(answer.text.split())
    if not words:
        sentence.cut()
    return words


async def _settled(work: _Work, check: Check) -> Repaired:
    """What still does not hold is cut, and the whole is checked; what spoils it is taken back."""
    for sentence in work.open:
        sentence.cut()
    for _ in range(_LOOKS):
        assembled = work.assembled()
        if assembled.text == work.text.text:
            return work.untouched("")
        if not any(map(str.isalnum, assembled.text)):
            return work.untouched(_NOTHING_LEFT)
        document = work.document(assembled)
        verification = await check(document)
        if not verification.claims:
            return work.untouched(_NOTHING_LEFT)
        if not _taken_back(work, verification, assembled):
            break
    else:
        return work.untouched(_NOT_BETTER)
    if faults(verification.claims) >= faults(work.verification.claims):
        return work.untouched(_NOT_BETTER)
    return work.repaired(document, verification, assembled)


def _taken_back(work: _Work, verification: Verification, assembled: Assembled) -> bool:
    """Whether something was taken back: a rewrite that does not hold in its place, a cut that spoils what follows."""
    changed = {sentence.position: sentence for sentence in work.faulty if sentence.words != sentence.original}
    any_taken_back = False
    for position, place in enumerate(assembled.places):
        if place is None:
            continue
        now = faults(claims_at(verification.claims, place))
        own, before = changed.get(position), changed.get(position - 1)
        if own is not None and now > faults(own.claims):
            own.cut()
            any_taken_back = True
        elif own is None and now > faults(work.found[position]) and before is not None:
            before.leave(_NEEDED)
            any_taken_back = True
    return any_taken_back
