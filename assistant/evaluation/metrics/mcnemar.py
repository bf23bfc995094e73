"""McNemar's test: of the cases that two systems decide differently, does one win more than chance would have it?"""

from __future__ import annotations

from math import exp, lgamma, log


def mcnemar(only_first: int, only_second: int) -> float | None:
    """The two-sided p of as uneven a split, were each discordant case a fair coin; None where there are none.

    `only_first` cases are right in the first system alone, `only_second` in the second alone. Exact, by the binomial
    distribution (McNemar, Psychometrika 12, 1947; exact form in Agresti, Categorical Data Analysis, 2002, 10.1). It
    takes cases for independent, which those of one document are not: the interval over documents decides, this is
    what readers know.
    """
    discordant = only_first + only_second
    if discordant == 0:
        return None
    all_ways = lgamma(discordant + 1) - discordant * log(2)
    tail = sum(
        exp(all_ways - lgamma(number + 1) - lgamma(discordant - number + 1))
        for number in range(min(only_first, only_second) + 1)
    )
    return min(1.0, 2 * tail)
