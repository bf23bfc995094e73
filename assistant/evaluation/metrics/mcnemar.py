"""McNemar's test: of the cases that two systems decide differently, does one win more than chance would have it?"""

from __future__ import annotations

from math import comb

_EXACT_UP_TO = 2000
"""Discordant cases; beyond, the sum is of numbers too long to be quick."""


def mcnemar(only_first: int, only_second: int) -> float | None:
    """The two-sided p of as uneven a split, were each discordant case a fair coin; None where there are none.

    `only_first` cases are right in the first system alone, `only_second` in the second alone. Exact, by the binomial
    distribution (McNemar, Psychometrika 12, 1947; exact form in Agresti, Categorical Data Analysis, 2002, 10.1); beyond
    2,000 discordant cases by the normal approximation with continuity correction. It takes cases for independent, which
    those of one document are not: the interval over documents decides, this is what readers know.
    """
    discordant = only_first + only_second
    if discordant == 0:
        return None
    fewer = min(only_first, only_second)
    if discordant > _EXACT_UP_TO:
        from math import erfc, sqrt

        distance = max(0.0, abs(only_first - only_second) - 1) / sqrt(discordant)
        return erfc(distance / sqrt(2))
    tail = sum(comb(discordant, number) for number in range(fewer + 1))
    return min(1.0, float(2 * tail / 2**discordant))
