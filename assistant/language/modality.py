"""Words that make of a fact a possibility, a plan or a duty."""

from __future__ import annotations

import re

_HEDGE = re.compile(
    r"""\b(?:
        could | may (?!\s+\d) | might | should | would | must | ought
        | can (?!['’]t) | possibl[ey] | perhaps | maybe | likely | unlikely | potential(?:ly)? | probabl[ey]
        | appear(?:s|ed|ing)? | seem(?:s|ed|ing)? | suggest(?:s|ed)?
        | plan(?:s|ned|ning)? \s+ to | expect(?:s|ed)? \s+ to | hop(?:e|es|ed|ing) \s+ to | aim(?:s|ed|ing)? \s+ to
        | consider(?:s|ed|ing)? | propos(?:e|es|ed|al|als) | reportedly | allegedly | alleged | if | whether | unless
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def hedged(text: str) -> bool:
    """Whether `text` puts something as possible, planned or due, and not as a fact."""
    return _HEDGE.search(text) is not None
