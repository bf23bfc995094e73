"""Spellings of one name: transliterations, accents, short forms of first names, and slips of the pen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_VARIANTS = (
    ("our", "or"),
    ("ise", "ize"),
    ("sch", "sh"),
    ("ph", "f"),
    ("ck", "k"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("dj", "j"),
    ("ks", "x"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("ou", "u"),
    ("ij", "i"),
    ("y", "i"),
    ("w", "v"),
)
"""Letters that transliterations and two orthographies of English exchange for each other, in the order applied."""

_SHORT_FORMS = """
alexander alex sandy alec sasha
alexandra alex sandra sasha
alfred alf fred alfie
andrew andy drew
anthony antony tony
barbara barb
benjamin ben
bernard bernie
bradley brad
catherine katherine kathryn katharine cathy kathy kate katie kitty cate
charles charlie chuck
christina christine chris tina
christopher chris kit
clifford cliff
daniel dan danny
david dave davy
deborah debbie deb
dennis denis denny
donald don donnie
dorothy dot dottie
douglas doug
edward ed eddie ted teddy ned
edwin ed eddie
elizabeth elisabeth liz lizzie beth betty eliza lisa
eleanor ellie nell
eugene gene
florence flo
francis frank fran
frances fran francie
franklin frank
frederick frederic fred freddie freddy
gabriel gabe
gareth gary
geoffrey jeffrey geoff jeff
gerald gerry jerry
gerard gerry
gregory greg
harold harry hal
henry harry hank
isabella isabel bella
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jennifer jen jenny
jessica jess jessie
john jack johnny jon
jonathan jon jonny johnny
joseph joe joey
joshua josh
judith judy
kenneth ken kenny
kimberly kim
lawrence laurence larry
leonard len lenny leo
leslie les
lewis louis lew lou
louise lou
margaret maggie meg peggy margie
martin marty
matthew matt
maximilian max
michael mike mick micky mickey
mohammed mohamed muhammad mohammad muhammed mohamad mo
nathaniel nathan nate
nicholas nicolas nick nicky
nigel nige
oliver ollie
pamela pam
patricia pat patty trish tricia
patrick pat paddy
peter pete
philip phillip phil
rachel rach
raymond ray
rebecca becky becca
richard dick rick ricky rich
robert bob bobby rob robbie bert
roger rog
ronald ron ronnie
rosemary rosie rose
russell russ
samantha sam
samuel sam sammy
simon si
stanley stan
stephen steven steve
stuart stewart stu
susan sue suzie susie
suzanne sue suzie
terence terry
theodore ted teddy theo
theresa teresa tess terri
thomas tom tommy
timothy tim
valerie val
victor vic
victoria vicky tori
vincent vince
vladimir volodymyr vlad
walter walt wally
wilfred wilf
william bill billy will willie liam
zachary zach zack
"""
_FORMS: dict[str, frozenset[int]] = {}
for _row, _line in enumerate(_SHORT_FORMS.split("\n")):
    for _form in _line.split():
        _FORMS[_form] = _FORMS.get(_form, frozenset()) | {_row}

_SHORTEST_SHORT_FORM = 3
_SHORTEST_MISSPELT = 5
_TWO_SLIPS, _TWO_SLIPS_IN_FULL_NAME = 9, 7
"""Letters that words must have for two slips to leave the name recognisable."""


@lru_cache(maxsize=16_384)
def spelling_key(word: str) -> str:
    """The form under which the spellings of one folded name meet: "zelenskyy" and "zelensky", "müller" and "mueller".

    Accents, doubled letters, hyphens and apostrophes are left out, and letters that transliterations exchange are
    made one. A vowel exchanged for another is a difference: "grey" is not "gray".
    """
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    key = "".join(character for character in decomposed if character.isalnum())
    for letters, plain in _VARIANTS:
        key = key.replace(letters, plain)
    key = re.sub(r"(.)\1+", r"\1", key)
    return key.removesuffix("h") if len(key) > _SHORTEST_SHORT_FORM else key


def without_accents(word: str) -> str:
    """`word` without the accents that one writer sets and another leaves out."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def same_given_name(one: str, other: str) -> bool:
    """Whether two folded first names may be one person's: an initial, a short form, another spelling."""
    one, other = one.rstrip("."), other.rstrip(".")
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return longer.startswith(shorter)
    if not _FORMS.get(one, frozenset()).isdisjoint(_FORMS.get(other, frozenset())):
        return True
    if len(shorter) >= _SHORTEST_SHORT_FORM and longer.startswith(shorter) and longer[len(shorter) :] != "a":
        return True
    return spelling_key(one) == spelling_key(other)


def is_misspelling(one: str, other: str, *, rest_agrees: bool = False) -> bool:
    """Whether two folded words of names differ by a slip: one letter, or two exchanged; two in long names.

    Where the rest of a full name agrees (`rest_agrees`), shorter words count too. The measure is the restricted
    Damerau-Levenshtein distance.
    """
    shortest = min(len(one), len(other))
    if one == other or shortest < _SHORTEST_MISSPELT - rest_agrees or (one[0] != other[0] and one[1:] != other[1:]):
        return False
    from rapidfuzz.distance import OSA  # imported where a name is unknown

    allowed = 2 if shortest >= (_TWO_SLIPS_IN_FULL_NAME if rest_agrees else _TWO_SLIPS) else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed
