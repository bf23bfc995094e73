"""Words that name one act or event, as verb and as noun: "resigned" and "departure", "hurt" and "injured"."""

from __future__ import annotations

from assistant.language.tokens import stem

_HAPPENING_ONCE = """
resign resigned resigns resignation departure quit stepped
die died dies death dead
arrest arrested arrests detained detention
born birth
marry married wedding marriage wed
sentence sentenced jailed
open opened opens opening reopen reopened reopening inauguration inaugurated
launch launched launches
borrow borrowed loan loans lend lending lent
buy bought buys buying purchase purchased acquire acquired acquisition takeover paid pay pays paying price
sell sold sale selling
crash crashed collision collided derailed derailment accident
fire blaze
explosion exploded blast
earthquake quake
attack attacked assault
shooting
robbery robbed raid theft stole stolen
sign signed signing
close closed closure shut
strike walkout
election vote referendum
funeral buried burial
appointment appointed named
trial hearing
release released freed
festival
ceremony
conference summit
exhibition
parade rally
concert performance premiere premiered
crossing crossed
landing landed
discovery discovered found
"""
_SYNONYMS = """
injure injured injuring injury hurt wound wounded
buy bought purchase purchased acquire acquired acquisition
resign resigned resignation quit
fire blaze
begin began begun start started
crash collision
arrest arrested detain detained
kill killed die died dead death
pupil student schoolchild
car vehicle
firm company
film movie
physician doctor
"""


def _by_stem(table: str) -> dict[str, str]:
    return {stem(word): stem(line.split()[0]) for line in table.split("\n") for word in line.split()}


_EVENTS, _SAME = _by_stem(_HAPPENING_ONCE), _by_stem(_SYNONYMS)


def event(word: str) -> str | None:
    """What kind of event a word stands for, where it is of those that mostly happen once in a story; else None."""
    return _EVENTS.get(stem(word))


def meaning(word_stem: str) -> str:
    """The stem that stands for all synonyms of the word with this stem; its own where none are known."""
    return _SAME.get(word_stem, word_stem)
