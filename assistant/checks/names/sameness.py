"""When two names may be those of one bearer, and when one may stand in the place of another at all."""

from __future__ import annotations

from assistant.checks.comparison import SourceReading
from assistant.language.countries import country, country_around, is_country, with_countries_joined
from assistant.language.names import Name, acronym, is_generic, same_word
from assistant.language.spelling import same_given_name, spelling_key

_FULL = 2


def same_sort(one: Name, other: Name) -> bool:
    """Whether one may stand for the other: both or none are countries (or their people) alone, and so with courts.

    A country does not stand for a town in it; what a court decides its judge does.
    """
    return _is_of_country(one) == _is_of_country(other) and ("court" in one.words) == ("court" in other.words)


def alike_in_country(one: Name, other: Name) -> bool:
    """Whether both have the word of a country (or its people) in them, or neither has: looser than `same_sort`."""
    return any(map(is_country, one.words)) == any(map(is_country, other.words))


def _is_of_country(name: Name) -> bool:
    return all(map(is_country, with_countries_joined(name.words)))


def same_bearer(one: Name, other: Name) -> bool:
    """Whether two names may be one's: forms and spellings of a name, a surname and a full name, initials and a body.

    Two full names with one surname are two people's where the given names differ.
    """
    initials = acronym(one.words) in other.words or acronym(other.words) in one.words
    if initials or "".join(one.words) == "".join(other.words):
        return True
    shorter, longer = sorted((with_countries_joined(one.words), with_countries_joined(other.words)), key=len)
    if len(shorter) < _FULL:
        return any(_one_word(word, each) for word in shorter for each in longer)
    given = any(same_given_name(a, b) for a in one.words[:-1] for b in other.words[:-1])
    if given and _one_word(one.words[-1], other.words[-1]):
        return True
    telling = [word for word in shorter if not is_generic(word)]
    return all(any(_one_word(word, each) for each in longer) for word in telling)


def one_bearer(reading: SourceReading, one: Name, other: Name) -> bool:
    """Whether the sources have a name that may be both: "Dana" and "Holt" are one where "Dana Holt" is named."""
    return any(
        len(name.words) >= _FULL
        and not set(one.words).isdisjoint(name.words)
        and not set(other.words).isdisjoint(name.words)
        and same_bearer(one, name)
        and same_bearer(other, name)
        for name in reading.index.names
    )


def _one_word(one: str, other: str) -> bool:
    if (
        one in other.split("-")
        or other in one.split("-")
        or same_word(one, other)
        or spelling_key(one) == spelling_key(other)
    ):
        return True
    around = country_around(one)
    return around is not None and around in (country(other), country_around(other))
