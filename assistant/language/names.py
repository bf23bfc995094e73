"""Proper names: runs of capitalised words, and when two of them name the same person, place or body."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from assistant.language.countries import country
from assistant.language.dates import MONTHS, WEEKDAYS
from assistant.language.tokens import STOPWORDS, Token, fold, tokens

TITLES = frozenset(
    """
        mr mrs ms miss dr prof professor sir dame lord lady president prime minister chancellor king queen
        prince princess senator sen representative rep congressman congresswoman governor gov mayor judge
        justice attorney general gen colonel col captain capt lieutenant lt sergeant sgt major admiral
        commander officer chief chairman chairwoman chairperson chair director secretary ambassador envoy
        spokesman spokeswoman spokesperson minister deputy vice reverend rev pope bishop archbishop cardinal
        father sister coach councillor detective inspector constable superintendent former ex acting interim
        foreign
    """.split()
)
"""Words that stand before a name and are not part of it."""

_NOT_NAMES = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(f"{day}s" for day in WEEKDAYS)
    | frozenset("almost nearly roughly approximately around several many most few according".split())
    | frozenset("although though despite unless none since whereas amid among following given unlike upon via".split())
    | frozenset("later earlier today yesterday tomorrow meanwhile moreover therefore thus hence instead still".split())
    | frozenset("perhaps maybe even every another either neither everyone everything someone nothing nobody".split())
    | frozenset("currently recently finally initially originally eventually apparently reportedly allegedly".split())
    | frozenset("dozens scores hundreds thousands millions celsius fahrenheit".split())
    | frozenset("one two three four five six seven eight nine ten first second third".split())
    | frozenset(["i", "ok", "mr", "mrs", "ms", "dr", "no", "yes", "also", "but", "and", "however", "says", "said"])
    | frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"])
)
_GENERIC = frozenset(
    """
        airport academy administration agency airlines alliance army association authority award awards bank bay board
        bridge business campaign castle cathedral cemetery centre center championship championships chapel church city
        clinic club coast college commission committee company conference congress corp corporation council county
        court crown cup day department development district division east empire estate federation festival
        final finals fc afc fire force forces forest forum foundation fund games gardens general government group hall
        health highway hill hills hospital hotel house inc incorporated institute international island islands isle
        justice lake league library limited llc ltd major market ministry mosque mount mountain mountains museum
        national network north northern office open organisation organization parade park parliament party
        plaza plc police port premier press prison province race railway range region republic reserve river road
        royal school sea senate service services show society south southern sports square st stadium state states
        station street studio studios supreme team temple territory theatre theater tour tower town township
        tournament treaty trial tribunal trophy trust union university valley village war watch west
        western eastern wing world
        am pm tv wi-fi dvd cd ceo coo cfo cto cmo pr dj mc id it ai hiv aids dna rna phd mp mps vs ngo gdp hq gmt bst
        ii iii iv vi vii viii ix xi xii jr sr
        islam islamic muslim muslims christian christians jewish jews catholic catholics protestant hindu buddhist
        christmas easter internet web bible god church earth sun moon
    """.split()
)
_INSIDE = frozenset({"of", "de", "la", "al", "bin", "ben", "von", "van", "der", "den", "du", "el", "da", "del", "ibn"})


class Name(NamedTuple):
    """A run of capitalised words at `start` to `end`; `words` are folded, without titles and small words."""

    start: int
    end: int
    words: tuple[str, ...]
    opens_sentence: bool
    """True where its first word would be capitalised whether or not it is a name."""


@lru_cache(maxsize=4_096)
def names(text: str, start: int = 0, end: int | None = None) -> tuple[Name, ...]:
    """The names in `text` from `start` to `end`, in order.

    A single capitalised word that opens a sentence may be no name at all: see `opens_sentence`.
    """
    end = len(text) if end is None else end
    found: list[Name] = []
    run: list[Token] = []
    words = tokens(text, start, end)
    for index, token in enumerate(words):
        if _belongs(token, run, words[index + 1] if index + 1 < len(words) else None, text):
            run.append(token)
            continue
        found += _name(run, text, start)
        run = [token] if _begins(token) else []
    return tuple(found + _name(run, text, start))


def _begins(token: Token) -> bool:
    folded = fold(token.text)
    return token.capitalised and len(folded) > 1 and folded not in _NOT_NAMES and not folded.endswith("-old")


def _belongs(token: Token, run: list[Token], following: Token | None, text: str) -> bool:
    if not run or text[run[-1].end : token.start].strip(" &.\t" if len(run[-1].text) <= 2 else " &\t"):
        return False
    if run[-1].text.endswith(("'s", "’s", "'", "’")):
        return False
    if _begins(token):
        return True
    return (
        fold(token.text) in _INSIDE
        and following is not None
        and following.capitalised
        and not text[token.end : following.start].strip(" ")
    )


def _name(run: list[Token], text: str, start: int) -> list[Name]:
    """The names in a run of capitalised words: titles part it, as in "Israeli Prime Minister Benjamin Netanyahu"."""
    parts: list[list[Token]] = [[]]
    for token in run:
        if fold(token.text) in TITLES:
            parts.append([])
        else:
            parts[-1].append(token)
    found = []
    for part in parts:
        while part and (fold(part[0].text) in _INSIDE or is_function_word(part[0].text)):
            part = part[1:]
        words = tuple(fold(token.text) for token in part if fold(token.text) not in _INSIDE)
        if words:
            opens = len(part) == 1 and part[0] is run[0] and _opens_sentence(text, start, part[0].start)
            found.append(Name(part[0].start, part[-1].end, words, opens))
    return found


def is_function_word(word: str) -> bool:
    """Whether a word is one of those that carry no content; "WHO" and "US" in capitals are names."""
    return fold(word) in STOPWORDS and not (len(word) > 1 and word.isupper())


def is_generic(word: str) -> bool:
    """Whether a folded word names nobody by itself: "club", "street", "ltd", "pm"."""
    return word.replace(".", "") in _GENERIC


_SENTENCE_OPENING = re.compile(r"(?:^|[.!?:…\n\r•\-]|[.!?,:]?[\"“'‘(\[])[\"“'‘(\[*\s]*$")


def _opens_sentence(text: str, start: int, position: int) -> bool:
    return position == start or _SENTENCE_OPENING.search(text[max(start, position - 6) : position]) is not None


def in_english(word: str) -> str:
    """The name of a city by which most texts in English know it: "kyiv" for "kiev"; any other word as it is."""
    return _PLACES.get(word, word)


def same_word(one: str, other: str) -> bool:
    """Whether two folded words of names stand for the same: "israel" and "israeli", "us" and "america"."""
    if one == other or one.replace(".", "") == other.replace(".", "") or in_english(one) == in_english(other):
        return True
    if (place := country(one)) is not None and place == country(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST_COUNTRY:
        return False
    if longer.startswith(shorter):
        return longer[len(shorter) :] in _ENDINGS
    return longer.startswith(shorter[:-1]) and longer[len(shorter) - 1 :] in _ENDINGS_AFTER_A_CUT


_PLACES = dict(
    pair.split()
    for pair in (
        "kiev kyiv, odessa odesa, kharkov kharkiv, lvov lviv, chernobyl chornobyl, bombay mumbai, calcutta kolkata, "
        "madras chennai, bangalore bengaluru, peking beijing, canton guangzhou, rangoon yangon, mecca makkah, "
        "gothenburg göteborg, munich münchen, cologne köln, vienna wien, copenhagen københavn, prague praha, "
        "warsaw warszawa, lisbon lisboa, seville sevilla, naples napoli, turin torino, venice venezia, milan milano"
    ).split(", ")
)
"""Cities by an older or an English name, and by the other."""
_SHORTEST_COUNTRY = 4
_ENDINGS = frozenset(["s", "es", "i", "is", "n", "ns", "an", "ans", "ian", "ians", "ese", "ish", "li", "lis", "ic"])
_ENDINGS_AFTER_A_CUT = frozenset(["i", "is", "ian", "ians", "ese", "ish", "an", "ans"])


def acronym(words: tuple[str, ...]) -> str:
    """The initials of a name's words: "united nations" gives "un"."""
    return "".join(word[0] for word in words if word)
