"""Who speaks: whether the speakers of two attributions, one of the text and one of a source, may be one person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.attribution import genders, named, same_speaker
from assistant.attribution.nouns import is_role
from assistant.checks.comparison import SourceReading
from assistant.language.tokens import content_stems, fold, stem
from assistant.schema import Attribution, Document, Mode

PRONOUNS = frozenset(["he", "she", "they", "i", "we", "it"])
_GENDERED = frozenset(["he", "she"])
_HOLDER = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|['’]s?)\s+(?:[a-z]+\s+){0,3}?(?P<office>[a-z]{4,}),\s+"
    r"(?:(?:Mr|Mrs|Ms|Dr|Cllr|Sir|Dame|Professor|Prof|Councillor)\.?\s+)?(?P<name>[A-Z][\w’-]+(?:\s+[A-Z][\w’-]+)+),"
)
_DEFINITE = re.compile(r"the\s+", re.IGNORECASE)


def speakers_agree(ours: Attribution, theirs: Attribution) -> bool:
    """Whether two attributions may have one speaker; a speaker named by role alone agrees with whoever has the role."""
    if not ours.speaker or not theirs.speaker:
        return True
    # A body speaks through a person with a role in it, and a person may be named by the role alone.
    their_forms = [theirs.speaker, *([theirs.role] if theirs.role else [])]
    if any(same_speaker(ours.speaker, form) for form in their_forms):
        return True
    by_role = ours.role is not None and not theirs.anonymous and not names_itself(theirs)
    return by_role and same_speaker(ours.role or "", theirs.speaker)


def may_be_one(ours: Attribution, text: Document, theirs: Attribution, source: Document) -> bool:
    """Whether speakers agree, and none is "he" in the text and "she" in the source."""
    return speakers_agree(ours, theirs) and not differ_in_gender(ours, text, theirs, source)


def differ_in_gender(ours: Attribution, text: Document, theirs: Attribution, source: Document) -> bool:
    """Whether the text calls its speaker "he" and the source its own one "she", or the other way about."""
    return {_gender(ours, text), _gender(theirs, source)} == _GENDERED


def _gender(attribution: Attribution, document: Document) -> str | None:
    """ "he" or "she": the pronoun by which the speaker stands there, else what the text tells of the name."""
    span = attribution.speaker_span
    spoken = span.of(document.text).lower() if span else ""
    if spoken in _GENDERED:
        return spoken
    return _pronoun_for(attribution, document)


def _pronoun_for(attribution: Attribution, document: Document) -> str | None:
    """ "he" or "she": what a document tells of the name of a speaker, wherever the speaker stands."""
    names = named(attribution.speaker or "")
    return _genders(document.text).get(names[-1].words[-1]) if names else None


def is_called_otherwise(ours: Attribution, pronoun: str, source: Document) -> bool:
    """Whether a source calls the text's speaker "he" where this pronoun is "she", or the other way about."""
    return {_pronoun_for(ours, source), pronoun.lower()} == _GENDERED


def takes_up_another(ours: Attribution, pronoun: str) -> bool:
    """Whether the text has its speaker say of "himself" what in the source a "she" says: "he admitted that he"."""
    opening = ours.content.lower().split(maxsplit=1)[:1]
    return ours.mode is Mode.INDIRECT and {*opening, pronoun.lower()} == _GENDERED


@lru_cache(maxsize=32)
def _genders(text: str) -> Mapping[str, str]:
    return genders(text)


def is_named(attribution: Attribution) -> bool:
    """Whether a name stands in what the speaker is called, or in the role."""
    return bool(named(attribution.speaker or "") or named(attribution.role or ""))


def names_itself(attribution: Attribution) -> bool:
    """Whether the speaker is called by name: "Ann Lee", and not "the head of Norvik Railways"."""
    speaker = attribution.speaker or ""
    found = named(speaker)
    return bool(found) and fold(speaker[: found[0].start].strip()) in ("", "the")


def known_by_role(reading: SourceReading, ours: Attribution) -> str | None:
    """The name of the one whom a source gives the role by which the text calls its speaker: "the curator"."""
    match = _DEFINITE.match(ours.speaker or "")
    if match is None or is_named(ours):
        return None
    role = set(content_stems((ours.speaker or "")[match.end() :])[-1:])
    bearers = {
        theirs.speaker: None
        for _, theirs in reading.attributions
        if theirs.speaker and names_itself(theirs) and role and role <= set(content_stems(theirs.role or ""))
    }
    for source in reading.sources if role else ():
        bearers |= dict.fromkeys(name for office, name in _holders(source.text) if office in role)
    return next(iter(bearers)) if len(bearers) == 1 else None


@lru_cache(maxsize=32)
def _holders(text: str) -> tuple[tuple[str, str], ...]:
    """The offices of a text, by their stems, each with the full name of somebody who holds it."""
    return tuple((stem(match["office"]), match["name"]) for match in _HOLDER.finditer(text) if is_role(match["office"]))
