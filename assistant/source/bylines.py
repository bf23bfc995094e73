"""Lines of an article that say who wrote it and when, and those that belong to the page and not to the article."""

from __future__ import annotations

import re

from assistant.language.dates import dates
from assistant.language.names import names
from assistant.language.times import clock_times

_LONGEST = 16
"""Words."""
_OF_THE_PAGE = re.compile(
    r"""\W*(?:
        advert(?:isement|ising)? | sponsored(?:\s+content)? | promoted | paid\s+post | skip\s+(?:past\s+)?advert\w*
        | read\s+more | related(?:\s+(?:articles?|stories|topics|content))? | recommended | most\s+(?:read|popular)
        | share(?:\s+this(?:\s+\w+)?)? | save | print | comments? | listen(?:\s+to\s+this\s+\w+)?
        | watch(?:\s+(?:live|now))? | live | breaking(?:\s+news)? | exclusive | newsletter | sign\s+up | subscribe
        | (?:image|photo|picture|video)\s+(?:source|caption|credit)s? | media\s+caption | getty\s+images
        | (?:updated|posted|published)\s+\w+\s+\w+\s+ago | \d+\s+min(?:ute)?s?\s+read
        | story\s+continues\s+below(?:\s+advertisement)?
    )\W*""",
    re.VERBOSE | re.IGNORECASE,
)
_BY = re.compile(r"(?:[Ww]ords\s+)?(?:[Bb]y|BY|[Rr]eporting\s+by|[Ww]ritten\s+by|[Ss]tory\s+by)\s+(?=[A-Z])")
_BESIDE_NAMES = re.compile(
    r"""\b(?:and|in|for|with|of|the|at|on|from|by|our|staff|chief|senior|special|foreign|political|local|business
        |science|health|sports?|legal|home|news|correspondent|reporter|editor|writer|agency|agencies|desk)\b|[\W\d_]""",
    re.VERBOSE | re.IGNORECASE,
)
_BESIDE_DATE = re.compile(
    r"""\b(?:first|last|published|updated|posted|modified|on|at|from|gmt|bst|utc|cet|est|edt|et|pst|pdt|ago|am|pm|today
        |yesterday|\d+\s+(?:minutes?|hours?|days?))\b|[\W\d_]""",
    re.VERBOSE | re.IGNORECASE,
)


def is_byline(line: str) -> bool:
    """Whether a line is a byline, a date of publication or an inset of the page: "By Ada Brandt", "Advertisement"."""
    words = line.strip()
    if not words or len(words.split()) > _LONGEST or words[-1] in ".?!":
        return False
    return _OF_THE_PAGE.fullmatch(words) is not None or _names_writers(words) or _is_date(words)


def _names_writers(words: str) -> bool:
    opening = _BY.match(words)
    return opening is not None and not _without(words[opening.end() :], _BESIDE_NAMES, with_names=True)


def _is_date(words: str) -> bool:
    return bool(dates(words) or clock_times(words)) and not _without(words, _BESIDE_DATE, with_names=False)


def _without(words: str, beside: re.Pattern[str], *, with_names: bool) -> str:
    """What is left of a line without its dates, its hours, the names in it, and the words that stand beside those."""
    found = [(date.start, date.end) for date in dates(words)]
    found += [(time.start, time.end) for time in clock_times(words)]
    found += [(name.start, name.end) for name in names(words)] if with_names else []
    kept = "".join(letter for at, letter in enumerate(words) if not any(start <= at < end for start, end in found))
    return beside.sub("", kept)
