"""Common nouns that may speak: bodies, offices, and people whom a text does not name."""

from __future__ import annotations

import re

from assistant.language.tokens import fold, stem

_UNNAMED = frozenset(
    """
        official source person people diplomat aide insider witness resident adviser advisor negotiator
        executive employee worker staffer lawmaker officer soldier neighbour neighbor expert analyst critic
        supporter colleague friend relative survivor lawyer mediator representative protester participant
        passenger parent teacher doctor nurse student farmer man woman
    """.split()
)
_BODIES = frozenset(
    """
        government ministry department leadership group police company union army military court party report
        study statement office agency council committee spokesman spokeswoman spokesperson president minister
        mayor chairman chairwoman chief director secretary governor senator judge prosecutor authority
        commission administration campaign team family firm bank board university institute organisation
        organization association federation embassy letter document survey poll paper newspaper agency
        regulator operator coalition delegation attorney leader head author researcher scientist economist
        coach captain manager owner founder professor leaders doctor king queen pope bishop ambassador envoy
        commander general inspector detective coroner campaigner activist organiser organizer investor trader
        forecaster magistrate jury panel hospital school airline museum charity watchdog ombudsman inquiry
        filing indictment complaint lawsuit memo email tweet post side camp faction movement church club
        league
    """.split()
)
UNNAMED_FORMS = _UNNAMED | {f"{word}s" for word in _UNNAMED} | {"men", "women", "witnesses", "parties"}
BODY_STEMS = frozenset(map(stem, _BODIES))
_INDIVIDUALS = frozenset(
    """
        member player parent neighbour neighbor buyer engineer tenant pensioner guest driver pilot sailor miner nun monk
        guard clerk cook chef victim accomplice suspect prisoner inmate youth boy girl child mother father wife husband
        widow son daughter brother sister cousin aunt uncle friend colleague councillor councilor senator deputy
        delegate volunteer veteran patient client customer visitor tourist fan spectator bystander passer-by
        villager islander local shopkeeper landlord tutor pupil graduate academic professional banker broker dealer
        partner associate ally rival opponent donor backer insider newcomer recruit cadet nominee candidate minister
        ambassador envoy captain coach manager director executive founder author researcher scientist economist
        professor prefect curator
    """.split()
)
_AGENT = re.compile(r"(?:ist|ologist|grapher|ician|arian|man|woman|worker|keeper|holder|maker|goer|er|or)$")
_NO_INDIVIDUALS = frozenset(
    """
        paper newspaper letter number center centre tower computer poster order power tribunal regulator operator
        insurer carrier maker carmaker drugmaker retailer broadcaster publisher developer supplier lender manufacturer
        employer provider figure charter chapter register counter matter offer border barometer indicator tracker
        monitor banner sticker flyer folder calculator ledger semester winter summer dinner weather water river error
        mirror floor door spokesman spokeswoman spokesperson motor prosecutor judge coroner magistrate ombudsman
        people other another former later latter order explorer distributor contractor producer exporter importer carer
    """.split()
)
"""Bodies and things that end as agents do, and those who speak for a body or from an office."""
_OCCUPATION = re.compile(r"(?:[a-z]ist|grapher|ician|arian|sman|swoman|worker|keeper)$")


def is_common_noun(word: str) -> bool:
    """Whether a word says what somebody is ("official", "ministry") and not who."""
    folded = fold(word)
    return stem(word) in BODY_STEMS or folded in UNNAMED_FORMS or folded in _INDIVIDUALS


def is_individual(word: str) -> bool:
    """Whether a noun in the singular is one for a person who has no public office by it: "engineer", "player"."""
    folded = fold(word)
    if folded in _NO_INDIVIDUALS:
        return False
    return folded in _INDIVIDUALS or folded in _UNNAMED or _AGENT.search(folded) is not None


def is_person(word: str) -> bool:
    """Whether a noun, in the singular or the plural, is one for such people: "players", "one of the engineers"."""
    folded = fold(word)
    return folded in UNNAMED_FORMS or is_individual(folded) or (folded.endswith("s") and is_individual(folded[:-1]))


def is_occupation(word: str) -> bool:
    """Whether a capitalised word before a name is what the person is: "Oceanographer", "Prosecutor"."""
    folded = fold(word)
    return folded in _INDIVIDUALS or folded in _UNNAMED or folded in _BODIES or _OCCUPATION.search(folded) is not None


def is_role(word: str) -> bool:
    """Whether a noun before a name may be what its bearer is: "the reviewer Ann Lee", not "the tunnel"."""
    return is_common_noun(word) or is_occupation(word) or _AGENT.search(fold(word)) is not None or word.endswith("ant")
