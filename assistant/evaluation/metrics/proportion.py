"""A share of independent trials, with the interval that few trials deserve."""

from __future__ import annotations

import math

from assistant.evaluation.metrics.bootstrap import LEVEL, Interval

_STANDARD_DEVIATIONS = 1.959964
"""Of a normal distribution: 95% of it lies within so many of its mean."""


def proportion_interval(successes: int, trials: int) -> Interval | None:
    """The 95% score interval of `successes` in `trials`, within 0 and 1; None where there were no trials.

    Wilson, Probable inference, the law of succession, and statistical inference, 1927. Unlike a bootstrap it does
    not shrink to a point where every trial went the same way.
    """
    if trials == 0:
        return None
    share, squared = successes / trials, _STANDARD_DEVIATIONS**2
    centre = (share + squared / (2 * trials)) / (1 + squared / trials)
    spread = _STANDARD_DEVIATIONS * math.sqrt(share * (1 - share) / trials + squared / (4 * trials**2))
    half = spread / (1 + squared / trials)
    return Interval(low=max(0.0, centre - half), high=min(1.0, centre + half), level=LEVEL)
