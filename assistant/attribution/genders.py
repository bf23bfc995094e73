"""Which of the people of a text are called "he", and which "she"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.language.tokens import fold

_HE_TITLES = frozenset("mr sir lord king prince".split())
_SHE_TITLES = frozenset("mrs ms miss lady dame queen princess".split())
_HE = frozenset(
    "father brother son husband widower uncle nephew grandfather spokesman chairman "
    "businessman actor congressman councilman alderman policeman fireman fisherman salesman sportsman duke monk "
    "boy man".split()
)
_SHE = frozenset(
    "mother sister daughter wife widow aunt niece grandmother spokeswoman "
    "chairwoman businesswoman actress congresswoman councilwoman policewoman saleswoman sportswoman duchess nun girl "
    "woman".split()
)
_TITLED = re.compile(r"\b([A-Za-z]+)\.?,?\s+((?:[A-Z][\w'’-]+\s+){0,2}[A-Z][\w'’-]+)")
_APPOSED = re.compile(
    r"\b([A-Z][\w'’-]+),\s+(?:(?:an?|the|his|her|their|its)\s+)?(?:[a-z'’-]+\s+){0,2}?([a-z]+)(?=[\s,.])"
)
_SAYS = re.compile(
    r"\b([A-Z][\w'’-]+),?\s+(?:said|says|added|believes|claimed|admitted|denied|warned|insisted|replied)\s+(?:that\s+)?(he|she|his|her)\b"
)


def genders(text: str) -> Mapping[str, str]:
    """The pronoun, "he" or "she", of each folded surname that a title, a noun or a pronoun beside it tells.

    A surname for which the text tells both is left out: two people bear it.
    """
    told: dict[str, set[str]] = {}
    titled: dict[str, set[str]] = {}
    for match in _TITLED.finditer(text):
        *first, surname = match[2].split()
        for title in (match[1], *first):
            _tell(titled, surname, title, _HE_TITLES, _SHE_TITLES)
        _tell(told, surname, match[1], _HE, _SHE)
    for match in _APPOSED.finditer(text):
        _tell(told, match[1], match[2], _HE, _SHE)
    for match in _SAYS.finditer(text):
        told.setdefault(fold(match[1]), set()).add("he" if match[2] in ("he", "his") else "she")
    # "Chairman Dame Ann Lee": a title of courtesy tells more than an office.
    return {surname: next(iter(called)) for surname, called in {**told, **titled}.items() if len(called) == 1}


def _tell(told: dict[str, set[str]], surname: str, noun: str, he: frozenset[str], she: frozenset[str]) -> None:
    folded = fold(noun)
    pronoun = "he" if folded in he else "she" if folded in she else None
    if pronoun is not None:
        told.setdefault(fold(surname), set()).add(pronoun)
