"""Where the sentences of a paragraph begin and end.

A stop ends a sentence unless something speaks against it: a word in lower case after it, a title, an initial,
an abbreviation, a decimal, a cue such as `said Ann` after a quote. Each stop is looked at once, with a bounded
number of characters around it, so that the time grows with the text alone.
"""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_STOP = re.compile(
    r"""
    (?P<mark> \.(?:\ ?\.){2,} | [.!?…؟।॥۔‽‼⁇⁈⁉]+ | (?P<full>[。！？｡．]+) )
    [\u200e\u200f\u202a-\u202e\u2066-\u2069\ufe0f]*                # invisible: direction, emoji style
    (?P<closers> (?: ["'”’»›」』）)\]}*_] | [“‘«](?=[\s)]|\Z) )* (?: \ (?:''|[”»])(?=\s|\Z) )? )
    (?:\[\d{1,3}\])*                                              # footnotes
    """,
    re.VERBOSE,
)
_FOLLOWING = re.compile(r"\s*(?P<openers>[\"'“”‘’«‹„`(\[{¿¡*_]*)(?P<word>[^\W_][\w'’\-]{0,40})?")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W_]")
_CUE = re.compile(
    r"""(?:[A-Z][\w.'’\-]{0,30}\s){1,4}(?:said|says|asked|asks|added|adds|answered|argued|argues|called|cried|declared|
    demanded|exclaimed|insisted|joked|posted|recalled|replied|replies|shouted|told|tweeted|warned|whispered|wondered|
    wrote|writes|yelled)\b""",
    re.VERBOSE,
)
"""A name and its cue, after a quote that ends in a question or exclamation mark: `“Is it over?” Ann Lee asked.`"""
_GLUED = re.compile(r"[\"“‘]?(?P<word>[A-Z][a-z]*)(?=[\s,’'])")
_ABBREVIATION_WITH_STOPS = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_SENTENCE_END = re.compile(r"[.!?…؟।॥۔‽。！？｡][\"'”’»›」』）)\]}*_]*(?:\[\d{1,3}\])*\Z")
_CLOSING_QUOTES = frozenset("\"'”’»›」』“")
_GOES_ON = frozenset("–—-&/,;:+=%|.!?…”’»)")
"""Characters that, after a stop and a space, carry the sentence on."""
_TOKEN_BEFORE = re.compile(r"[^\W_](?:[\w.'’&]*\w)?\Z")
_LOOKED_BACK = 40
_SHORTEST_GLUED = 3
_LONGEST_ITEM_NUMBER = 2

_STARTERS = _words(
    """The A An He She It They We I You This That These Those There Here In On At But And So If When While As For With
    After Before By From His Her Their Its Our My Your However Meanwhile Although Though Since Because Then Now Yet
    Not No Some Many Most Few Several All Both Each Another Other Others What Why How Who Where Once Until Under Over
    During According Also Still Even Earlier Later Today Yesterday Despite Nor Or Such Only Nearly About Among Between
    Through Without Instead Officials Critics It's That's He's She's They're We're I'm There's"""
)
"""Words that begin a sentence where they are capitalised after an abbreviation, and are no part of a name."""
_TITLES = _words(
    """Dr Drs Mr Mrs Ms Mx Messrs Mme Mlle Prof Sen Sens Rep Reps Gov Govs Lt Gen Col Capt Sgt Cpl Pvt Maj Cmdr Adm Rev
    Hon Pres Supt Det Insp Fr Amb Atty Sec Asst Br Msgr Pfc Rabbi"""
)
_BEFORE_NUMBERS = _words(
    """No Nos no nos Art Arts Fig Figs fig figs Vol Vols vol vols Ch Sec p pp c ca Ca Eq Ex Op Rs
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"""
)
_NEVER_LAST = _words("vs viz cf approx e.g i.e v")
_OFTEN_INSIDE = _words(
    """Inc Corp Co Cos Ltd LLC Bros Plc Jr Sr St Ste Mt Ft Ave Blvd Rd Dept Univ Assn Assoc Intl Natl al est Est
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn
    Tex Va Vt Wash Wis Wyo Ph Mfg"""
)
_AFTER_AN_HOUR = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur
    Thurs Fri Sat Sun EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST EET IST JST AEST AEDT Eastern
    Central Mountain Pacific"""
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of the paragraph `text[start:end]`, as offsets into `text`.

    In order, apart from each other, with no white space at their ends, and together every other character of
    the paragraph; the paragraph must begin and end with one.
    """
    found: list[tuple[int, int]] = []
    begin, seen, has_words = start, start, False
    lower_case = text[start:end].islower()
    for stop in _STOP.finditer(text, start, end):
        has_words = has_words or _WORD.search(text, seen, stop.start()) is not None
        seen = stop.end()
        if has_words and _ends(text, begin, stop, end, lower_case=lower_case):
            found.append((begin, seen))
            begin, has_words = _after_space(text, seen, end), False
    if begin < end:
        if found and not has_words and _WORD.search(text, seen, end) is None:
            begin = found.pop()[0]
        found.append((begin, end))
    return found


def ends_sentence(words: str) -> bool:
    """Whether the last character of `words`, leaving out closing quotes and brackets, is a stop."""
    return _SENTENCE_END.search(words, max(0, len(words) - _LOOKED_BACK)) is not None


def _after_space(text: str, position: int, end: int) -> int:
    space = _SPACE.match(text, position, end)
    return space.end() if space else position


def _ends(text: str, begin: int, stop: re.Match[str], end: int, *, lower_case: bool) -> bool:
    after = stop.end()
    if after >= end or stop["full"]:
        return True
    if not text[after].isspace():
        return _glued(text, begin, stop, end)
    following = _FOLLOWING.match(text, after, end)
    word = (following and following["word"]) or ""
    place = following.end() - len(word) if following else after
    if not word and place < end and text[place] in _GOES_ON:
        return False
    detached = stop.start() > begin and text[stop.start() - 1].isspace()
    if _in_lower_case(word) and not lower_case and not (detached and stop["mark"] == "."):
        return False
    if lower_case:
        word = word.capitalize()
    mark = stop["mark"]
    if mark.strip(".… "):
        quoted = not _CLOSING_QUOTES.isdisjoint(stop["closers"])
        return not (quoted and word not in _STARTERS and _CUE.match(text, place, end))
    if mark != ".":
        return not detached or word in _STARTERS
    if stop.start() - begin <= _LONGEST_ITEM_NUMBER and text[begin : stop.start()].isdigit():
        return False
    return not _is_abbreviated(_token_before(text, begin, stop.start(), lower_case=lower_case), word)


def _in_lower_case(word: str) -> bool:
    """Whether `word` goes on with a sentence; names such as iPhone may begin one."""
    return word[:1].islower() and not word[1:2].isupper()


def _glued(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a stop with no space after it ends a sentence all the same, as in `the talks.The minister`."""
    following = _GLUED.match(text, stop.end(), end)
    if following is None or len(stop["mark"]) > 1:
        return False
    before = _token_before(text, begin, stop.start(), lower_case=False)
    if not before.isalpha() or len(before) < _SHORTEST_GLUED:
        return False
    return following["word"] in _STARTERS or (before.islower() and len(following["word"]) > _SHORTEST_GLUED)


def _token_before(text: str, begin: int, position: int, *, lower_case: bool) -> str:
    """The characters directly before `position`, back to white space, a dash or an opening bracket or quote."""
    token = _TOKEN_BEFORE.search(text[max(begin, position - _LOOKED_BACK) : position])
    words = token.group() if token else ""
    return words.capitalize() if lower_case and words not in _BEFORE_NUMBERS else words


def _is_abbreviated(token: str, following: str) -> bool:
    """Whether the stop after `token` only abbreviates it, seeing the word that follows."""
    starter = following.replace("’", "'") in _STARTERS
    if token.lower() in _NEVER_LAST or token in _TITLES:
        return True
    if token.lower() in ("a.m", "p.m"):
        return following in _AFTER_AN_HOUR or following[:1].isdigit()
    if token in _BEFORE_NUMBERS and (following[:1].isdigit() or following in _AFTER_AN_HOUR):
        return True
    if len(token) == 1:
        return token.isupper() and not starter
    return (token in _OFTEN_INSIDE or _ABBREVIATION_WITH_STOPS.fullmatch(token) is not None) and not starter
