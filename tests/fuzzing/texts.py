"""Generated sources, and texts drawn from them: shuffled, cut, damaged, or with one digit altered."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

_PEOPLE = ["Ada Brandt", "Tomas Okoro", "Li Wen", "Sefa Tui", "Noor el-Amin", "J.P. O’Hara", "María Núñez", "Ø. Dahl"]
_PLACES = ["Lund", "Port Ellery", "São Brás", "Oster", "the Marn valley", "Kőris"]
_BODIES = ["the harbour board", "Northline Ltd", "the county council", "UNX", "the Ministry of Tides"]
_CUES = ["said", "denied", "warned", "told reporters", "wrote", "did not say", "refused to confirm"]
_WEEKDAYS = ["Monday", "Tuesday", "Friday"]
_MONTHS = ["January", "May", "September", "Dec."]
_DAMAGE = [
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\x00",
    "\u202e",
    "“",
    '"',
    "'",
    "«",
    "…",
    "(",
    "]",
    "\r\n",
    "\t",
    "🙂",
    "é",
    "½",
    "―",
    ".",
]


def _number(draw: random.Random) -> str:
    n = draw.randint(1, 99_999)
    return draw.choice(
        [
            f"{n}", f"{n:,}", f"{n / 10:.1f}", f"{n / 100:.2f}%", f"${n:,}", f"€{n / 10:.1f}m", f"{n % 100} per cent",
            f"{n % 30}-{n % 7}", f"{n % 12 + 1}.{n % 60:02}", f"{n % 90} km", f"{n % 500}bn crowns",
            f"{n % 9 + 1} of {n % 80 + 10}",
            f"nearly {n}", f"about {n % 900}", f"at least {n}", f"{n % 40}th", f"{n % 20}–{n % 20 + 9}", f"No. {n}",
            f"A{n % 900}",
            f"{n % 24:02}:{n % 60:02}", f"{n % 28 + 1} {draw.choice(_MONTHS)} {1950 + n % 80}", f"{1900 + n % 130}",
        ]
    )  # fmt: skip


_SENTENCES: tuple[Callable[[random.Random], str], ...] = (
    lambda d: f"{d.choice(_BODIES)} spent {_number(d)} on repairs in {d.choice(_PLACES)} last year.",
    lambda d: f"“We counted {_number(d)} of them, and none was safe,” said {d.choice(_PEOPLE)}.",
    lambda d: f"{d.choice(_PEOPLE)} {d.choice(_CUES)} that {_number(d)} people could leave {d.choice(_PLACES)}.",
    lambda d: f"The vote was {_number(d)} on {d.choice(_WEEKDAYS)}, {d.choice(_BODIES)} said.",
    lambda d: f"It will not cost more than {_number(d)}, according to {d.choice(_PEOPLE)} of {d.choice(_BODIES)}.",
    lambda d: f"{d.choice(_PEOPLE)}, {_number(d)}, was taken to {d.choice(_PLACES)}; {_number(d)} others were not.",
    lambda d: f"Between {_number(d)} and {_number(d)} boats are expected by {d.choice(_MONTHS)}.",
    lambda d: f"Officials who asked not to be named {d.choice(_CUES)} that the figure was {_number(d)}!",
)  # fmt: skip
_DIGIT = re.compile(r"[0-9]")
_FIGURE = re.compile(r"[0-9][0-9.,:]*")


@dataclass(frozen=True)
class Pair:
    """A source and a text; where the text has a figure that the source has not, the place of its altered digit."""

    source: str
    text: str
    altered: int | None = None


def generate(seed: int) -> Pair:
    """The pair of this seed, always the same: in a third one digit is altered, in a third the text is damaged."""
    draw = random.Random(seed)  # noqa: S311 - test data keep no secrets, and have to be repeatable
    sentences = [draw.choice(_SENTENCES)(draw) for _ in range(draw.randint(1, 9))]
    source = "".join(sentence + draw.choice([" ", " ", "\n\n", "\n"]) for sentence in sentences)
    if draw.random() < 0.2:
        source = f"{draw.choice(_PLACES).title()} waits for news\n\n{source}"
    copied = draw.sample(sentences, draw.randint(1, len(sentences)))
    text = " ".join(copied)
    way = seed % 3
    if way == 0:
        return _altered(draw, source, text)
    if way == 1:
        return Pair(_damaged(draw, source), _damaged(draw, text))
    return Pair(source, text)


def _altered(draw: random.Random, source: str, text: str) -> Pair:
    """One digit of the text is another, so that the figure that it is part of stands nowhere in the source."""
    known = {_plain(figure[0]) for figure in _FIGURE.finditer(source)}
    places = [match.start() for match in _DIGIT.finditer(text)]
    draw.shuffle(places)
    for place in places:
        changed = text[:place] + draw.choice("123456789".replace(text[place], "")) + text[place + 1 :]
        figure = next(found[0] for found in _FIGURE.finditer(changed) if found.start() <= place < found.end())
        if _plain(figure) not in known:
            return Pair(source, changed, place)
    return Pair(source, text)


def _plain(figure: str) -> str:
    return figure.replace(",", "").rstrip(".,:").lstrip("0")


def _damaged(draw: random.Random, text: str) -> str:
    characters = list(text)
    for _ in range(draw.randint(1, 12)):
        place = draw.randrange(len(characters) + 1)
        match draw.randrange(4):
            case 0:
                characters[place:place] = draw.choice(_DAMAGE)
            case 1:
                del characters[place : place + draw.randint(1, 20)]
            case 2:
                characters[place:place] = characters[max(0, place - 30) : place]
            case _:
                characters[place : place + 1] = draw.choice(_DAMAGE)
    return "".join(characters) or "."
