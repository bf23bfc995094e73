"""Cue verbs: the words that report speech or thought, and what each makes of what was said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.schema import Span

_SAYING = """say tell state add announce explain note report claim argue insist maintain declare assert contend remark
observe comment reply respond answer write tweet post testify recall reveal disclose confirm acknowledge admit concede
stress emphasize emphasise underline reiterate repeat suggest propose recommend urge warn caution predict forecast
estimate believe think hope fear expect conclude find signal indicate hint promise vow pledge threaten demand
ask question accuse complain joke quip shout whisper mutter shoot point describe call praise criticize criticise
condemn welcome allege charge deny dispute reject refuse decline rule dismiss counter rebut refute doubt agree
disagree determine advise inform assure notify remind swear order decide vote know understand see
consider worry lament boast brag guess speculate imply cite quote mention continue begin inquire lie"""
_DENYING = frozenset(
    ["deny", "dispute", "reject", "refuse", "refute", "rebut", "dismiss", "doubt", "decline", "disagree"]
)
_WEAK = frozenset(
    """
        shoot point call charge find see know order rule decide vote expect think hope fear begin continue
        report post question answer consider understand describe welcome quote cite mention demand ask counter
        determine recall praise criticize criticise condemn lie propose promise pledge vow swear
    """.split()
)

_IRREGULAR_FORMS = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "find": "finds found finding",
    "shoot": "shoots shot",
    "see": "sees saw seen",
    "know": "knows knew known",
    "understand": "understands understood",
    "swear": "swears swore sworn",
    "begin": "begins began",
    "forecast": "forecasts forecast",
    "admit": "admits admitted admitting",
    "quip": "quips quipped",
    "brag": "brags bragged",
    "signal": "signals signaled signalled signaling signalling",
}


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR_FORMS:
        return [verb, *_IRREGULAR_FORMS[verb].split()]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith(("sh", "ch", "ss", "x")):
        return [verb, verb + "es", verb + "ed", verb + "ing"]
    return [verb, verb + "s", verb + "ed", verb + "ing"]


_LEMMA_OF = {form: verb for verb in _SAYING.split() for form in _forms(verb)}
_FINITE = frozenset(form for form in _LEMMA_OF if not form.endswith("ing"))
_PLAIN = frozenset(["clear", "plain", "known"])
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z]+(?![\w’'-])(?!\s+out\b)")
_LONGEST_BEFORE = 60
_AUXILIARIES = re.compile(
    r"(?<![\w'’-])(?:(?:has|have|had|did|does|do|would|will)(?:n['’]t)?\s+)?(?:(?:not|never)\s+)?"
    r"(?:(?:\w+ly|also|later)\s+)?$",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"(?<![\w'’-])(?:(?:has|have|had)\s+(?:(?:also|repeatedly|previously|long)\s+)?)?made\s+(?:it\s+)?(?:\w+ly\s+)?$",
    re.IGNORECASE,
)


def cues(text: str, start: int, end: int) -> Iterator[Span]:
    """The cues of `text` from `start` to `end`, in order: finite verbs of saying and thinking with their auxiliaries.

    "made it clear" is one of them. Whether a cue's word is a verb at all ("the report") is for the caller to see.
    """
    for word in _WORD.finditer(text, start, end):
        lower = word.group().lower()
        before = _MADE if lower in _PLAIN else _AUXILIARIES if lower in _FINITE else None
        if before is None:
            continue
        opening = before.search(text, max(start, word.start() - _LONGEST_BEFORE), word.start())
        if opening is not None:
            yield Span(start=opening.start(), end=word.end())


def lemma(cue: str) -> str:
    """The verb of `cue` without its auxiliaries, in its base form; "made it clear" is "state"."""
    words = re.findall(r"[a-z]+", cue.lower())
    if any(word in ("clear", "plain", "known") for word in words) and any(word in ("made", "make") for word in words):
        return "state"
    return next((_LEMMA_OF[word] for word in reversed(words) if word in _LEMMA_OF), cue.lower())


def denies(cue: str) -> bool:
    """Whether `cue` rejects its content: "denied", "did not say"."""
    return lemma(cue) in _DENYING or re.search(r"\bnot\b|n['’]t\b|\bnever\b", cue) is not None


_PLAIN_REPORTS = frozenset(
    "say tell state announce explain report claim argue insist assert confirm warn write add declare testify".split()
)


def reports_plainly(cue: str) -> bool:
    """Whether `cue` puts words into a speaker's mouth and nothing else: "said", "according to"; not "believed"."""
    return cue.lower() == "according to" or lemma(cue) in _PLAIN_REPORTS


def reports_only_with_that(cue: str) -> bool:
    """Whether `cue` has other uses so common ("found", "called") that only a following "that" makes it report."""
    return lemma(cue) in _WEAK
