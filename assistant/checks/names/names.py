"""Names: does the source know every person, place and body that the claim names, and in that place?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.checks.comparison import Comparison
from assistant.checks.names.known import KnownNames, Place
from assistant.checks.names.origins import from_elsewhere
from assistant.checks.names.parts import taken_by_another
from assistant.checks.names.rivals import misplaced, rival
from assistant.checks.names.roles import played_by_another
from assistant.language.countries import is_continent, is_country, with_countries_joined
from assistant.language.names import TITLES, Name, is_generic, names
from assistant.language.tokens import STOPWORDS, fold, tokens
from assistant.language.units import unit_of
from assistant.schema import Finding, FindingKind

_FULL = 2
_TITLE = re.compile(r"\s+(?P<title>[A-Z]\w+)\s+[A-Z]")
_HEADING_SHARE = 0.6
_SHORTEST_HEADING = 4
_OF_THE_MATTER = 0.3
"""The share of the claim that a passage of an excerpt must hold: else it tells nothing of what the claim names."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`name_changed` where the source has another name in its place, `name_not_in_source` where it has none."""
    claim = comparison.claim.text
    known = comparison.reading.known_names
    for name in names(claim):
        words = with_countries_joined(name.words)
        missing = _missing(words, known)
        if not missing and _names_an_office(claim, name):
            continue
        if not missing:
            elsewhere = misplaced(comparison, name) or _other_first_name(words, known, known_too=True)
            elsewhere = (
                elsewhere
                or from_elsewhere(comparison, name)
                or played_by_another(comparison, name)
                or taken_by_another(comparison, name)
            )
            if elsewhere is not None:
                yield _changed(comparison, name, elsewhere)
            continue
        if known.abbreviate(claim, name) or _same_person_known(words, missing, known):
            continue
        yield from _unknown(comparison, name, words, missing, known)


def _names_an_office(claim: str, name: Name) -> bool:
    """Whether a name only tells which office somebody has: "Labour Minister Ilse Varga"."""
    following = _TITLE.match(claim, name.end)
    return following is not None and fold(following["title"]) in TITLES


def _missing(words: tuple[str, ...], known: KnownNames) -> list[str]:
    """The words of a name that the sources lack and that tell it from others: not "Club" and "Street", nor "MW"."""
    return [word for word in words if not is_generic(word) and not known.has(word) and unit_of(word) is None]


def _unknown(
    comparison: Comparison, name: Name, words: tuple[str, ...], missing: list[str], known: KnownNames
) -> Iterator[Finding]:
    place = _other_first_name(words, known) if missing == [words[0]] else None
    if place is not None:
        yield _changed(comparison, name, place)
        return
    place = known.nearly(words) if missing == [words[-1]] and len(words) >= _FULL else None
    if place is not None:
        yield _misspelt(comparison, name, place)
        return
    slips = [found for word in missing if (found := known.misspelt(word)) is not None]
    if slips and len(slips) == len(missing) and not _may_be_common(comparison, name, missing):
        yield _misspelt(comparison, name, slips[0])
        return
    place = None if any(map(str.isdigit, "".join(words))) else rival(comparison, name)
    if place is not None:
        yield _changed(comparison, name, place)
    elif not _may_go_unnamed(comparison, name, missing, known):
        words_here = comparison.claim.text[name.start : name.end]
        message = f"The text names “{words_here}”; the source does not."
        yield comparison.find(FindingKind.NAME_NOT_IN_SOURCE, message, comparison.place(name.start, name.end))


def _may_go_unnamed(comparison: Comparison, name: Name, missing: list[str], known: KnownNames) -> bool:
    """Whether the words that the source lacks need not be a name, or are what every reader knows."""
    claim = comparison.claim.text
    if _is_heading(claim, known) or (_may_be_common(comparison, name, missing)):
        return True
    if all(is_continent(word) or (is_country(word) and not known.has_countries) for word in missing):
        return True
    if known.is_excerpt and (comparison.closest is None or comparison.share(comparison.closest) < _OF_THE_MATTER):
        return True
    common = _lower_case_words(comparison.text.text)
    return all(word in common or any(map(str.isdigit, word)) for word in missing)


def _may_be_common(comparison: Comparison, name: Name, missing: list[str]) -> bool:
    """Whether the one word that the source lacks has its capital from the beginning of the sentence."""
    words = comparison.claim.text[name.start : name.end]
    if words.isupper() and not comparison.claim.text.isupper():
        return False
    if not (name.opens_sentence or (name.start == 0 and missing == [name.words[0]] and _rest_is_known(name))):
        return False
    return missing[0] not in _certain_names(comparison.text.text)


def _rest_is_known(name: Name) -> bool:
    """Whether more than a surname stands behind the first word: that alone may be somebody's first name."""
    return len(name.words) > _FULL or all(map(is_generic, name.words[1:]))


@lru_cache(maxsize=1)
def _certain_names(text: str) -> frozenset[str]:
    """The words of the names of a text that do not open a sentence."""
    return frozenset(word for name in names(text) if not name.opens_sentence and name.start for word in name.words)


def _same_person_known(words: tuple[str, ...], missing: list[str], known: KnownNames) -> bool:
    """Whether only the first name is new, and a form of it stands with the surname in the sources."""
    return len(words) >= _FULL and missing == [words[0]] and known.has_person(words)


def _other_first_name(words: tuple[str, ...], known: KnownNames, *, known_too: bool = False) -> Place | None:
    """The person of that surname in the sources, where all who have it there have another first name."""
    if len(words) != _FULL or is_generic(words[-1]):
        return None
    if known_too and not known.is_first_name(words[0]):
        return None
    return next(iter(known.namesakes(words)), None)


def _is_heading(claim: str, known: KnownNames) -> bool:
    """Whether nearly every word that is no name of the sources has a capital, so that none of them shows a name."""
    words = [token for token in tokens(claim) if fold(token.text) not in STOPWORDS]
    others = [word for word in words if fold(word.text) not in known.certain]
    return len(words) >= _SHORTEST_HEADING and sum(word.capitalised for word in others) > _HEADING_SHARE * len(others)


@lru_cache(maxsize=1)
def _lower_case_words(text: str) -> frozenset[str]:
    """The words that stand in lower case somewhere in a text, which are no names therefore."""
    return frozenset(fold(token.text) for token in tokens(text) if not token.capitalised)


def _changed(comparison: Comparison, name: Name, place: Place) -> Finding:
    words = comparison.claim.text[name.start : name.end]
    message = f"The text says “{words}” where the source says “{place.words}”."
    return comparison.find(
        FindingKind.NAME_CHANGED, message, comparison.place(name.start, name.end), place.document, place.span
    )


def _misspelt(comparison: Comparison, name: Name, place: Place) -> Finding:
    words = comparison.claim.text[name.start : name.end]
    message = f"The text spells “{words}” what the source spells “{place.words}”."
    return comparison.find(
        FindingKind.NAME_CHANGED, message, comparison.place(name.start, name.end), place.document, place.span
    )
