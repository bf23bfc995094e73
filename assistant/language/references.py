"""Sentences that lean on the one before: "She", "The two", "However", or speech that is "his"."""

from __future__ import annotations

import re

_SAID_BY_PRONOUN = re.compile(
    r"""[”"’',]\s+(?:(?:he|she|they)\s+(?:said|says|added|told|explained|warned|insisted|wrote|noted)
    |(?:said|says|added|wrote)\s+(?:he|she|they))\b
    |\A[^,]{1,40},\s+(?:his|her|their|its)\s""",
    re.VERBOSE,
)
_DANGLES = re.compile(
    r"""^["“‘'(]*(?:
        he | she | it | they | we | his | her | hers | its | their | theirs | this | that | these | those | such
        | there | here | both | neither | another | others | one | some
        | the \s+ (?:two|three|former|latter|same|other|move|decision|pair|pact|deal)
        | but | and | or | so | yet | nor | however | also | moreover | furthermore | additionally | meanwhile
        | instead | then | thus | therefore | still | nevertheless | nonetheless | concurrently | similarly
        | likewise | consequently | otherwise | even | besides | indeed | rather | later | afterwards | earlier
        | separately | in \s+ (?:addition|contrast|turn|response|particular) | as \s+ a \s+ result
        | on \s+ the \s+ other \s+ hand | for \s+ (?:example|instance) | at \s+ the \s+ same \s+ time
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)

_OFTEN_ALONE = frozenset(["", "there", "here", "one", "some", "even"])


def dangles(sentence: str) -> bool:
    """Whether it opens with a word whose referent stands before it, or is said by "him" or by "her campaign"."""
    return _DANGLES.match(sentence) is not None or _SAID_BY_PRONOUN.search(sentence) is not None


def reference(sentence: str) -> str | None:
    """The word or words that a sentence opens with and that lean on the one before it; "there" may lean on nothing."""
    found = _DANGLES.match(sentence)
    words = found[0].strip("\"“‘'(") if found else ""
    return None if words.lower() in _OFTEN_ALONE else words
