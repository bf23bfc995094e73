"""The words of a claim that say how many, how much, how often and when."""

from __future__ import annotations

from assistant.language.comparatives import comparatives, superlatives
from assistant.language.dates import dates
from assistant.language.mention import Mention
from assistant.language.numbers import quantities
from assistant.language.quantifiers import quantifiers
from assistant.language.times import clock_times, periods, relative_times, seasons


def measures(text: str) -> list[Mention]:
    """Every figure, date, time and quantifier of `text`, sort by sort."""
    found: list[Mention] = []
    for read in (dates, clock_times, relative_times, seasons, periods, quantifiers, superlatives, comparatives):
        found += read(text)
    return found + [
        quantity if quantity.opening is None else quantity._replace(start=quantity.opening)
        for quantity in quantities(text)
    ]
