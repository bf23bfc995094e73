"""The correction notes of an article: where they stand, what they take back, and what they put in its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from assistant.schema import Span
from assistant.source.sentences import split_sentences

_PIECE = r"(?:article|story|report|piece|post|page|headline|caption|item|column|dispatch|version|text|chart|photograph)"
_AMENDED = r"(?:corrected|amended|updated|revised|edited|changed|clarified)"
_EARLIER = r"(?:earlier|previous|prior|original|first|initial)"
_DAY = r"(?:[A-Z][a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+)(?:,?\s+\d{4})?"
_TITLE = r"(?:(?:Corrections?|Clarifications?|Erratum|Amendment)(?:\s+and\s+clarifications?)?|For\s+the\s+record)"
_NOTE = r"(?:(?:Editor['’]s|Editors['’]|Publisher['’]s)\s+)?Note"
_ADVERB = r"(?:(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|falsely)\s+)"
_SAID = r"(?:said|stated|reported|suggested|claimed|indicated|wrote|implied|asserted)"
_MARK = re.compile(
    rf"""
    (?P<head>(?<![^\s.!?”"»)(\[*•])(?:{_TITLE}\b(?:[\s,(–-]+{_DAY})?\)?|{_NOTE})\s*:)
    | \b(?:an?|the|our)\s+{_EARLIER}\s+version\s+of\s+(?:this|the|our)\s+(?:\w+\s+)?{_PIECE}\b
    | \b(?:an?|the|our)\s+{_EARLIER}\s+(?:version|headline|caption)\s+
        {_ADVERB}?(?:{_SAID}|gave|had|misstated|misidentified|misspel\w+|misquoted|described|identified|named)\b
    | \b(?:this|the|our)\s+{_PIECE}\s+(?:has\s+been|was|is)\s+(?:since\s+)?{_AMENDED}\b
    | \b(?:this|the|our)\s+{_PIECE}\s+(?:originally|previously|initially|at\s+first|first)\s+(?:{_SAID}|gave|named)\b
    | \b(?:this|the|our|an)\s+{_PIECE}\b[^.\n]{{0,120}}?\b
        (?:incorrectly|wrongly|mistakenly|erroneously|misstated|misidentified|misspelled|misspelt|misquoted)\b
    | (?<![^\s.!?”"»)(\[*])[Ww]e\s+
        (?:(?:previously|originally|initially|earlier|wrongly|incorrectly|mistakenly)\s+{_SAID}
        | {_SAID}\s+(?:above|earlier|previously|wrongly|incorrectly|mistakenly|in\s+error))\b
    | \b(?:the|this)\s+(?:figure|number|name|spelling|date|day|amount|sum|age|title|headline|caption)\b[^.\n]{{0,60}}
        \s(?:has|have)\s+(?:since\s+)?been\s+corrected\b
    | \bin\s+(?:an?\s+{_EARLIER}\s+version|our\s+{_EARLIER}\s+{_PIECE})\b
    | \bthis\s+{_DAY}\s+{_PIECE}\s+corrects\b
    | \b(?:due|owing)\s+to\s+an\s+(?:editing|editorial|agency|production)\s+error\b
    | (?:^|(?<=[(\[\n]))(?P<wire>Correct(?:s|ed|ing)\b)(?=\s+[^.\n]{{2,200}}(?:[)\].]|$))
    | (?P<loud>\bCORRECT(?:S|ED|ING)\b)  # the mark of a wire; in small letters it is a verb like any other
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEAD = re.compile(
    rf"\W*(?:(?:{_TITLE}|Update|{_NOTE})\b[^:.\n]{{0,40}}:\s*)?"
    rf"(?:[^:.\n]{{0,80}}\b(?:{_AMENDED}|error|mistake)\b[^:.;\n]{{0,80}}:\s*)?",
    re.IGNORECASE,
)
_MOST_SENTENCES, _HEADING_WORDS, _LONGEST_NOTE = 3, 5, 600
_GOES_ON = re.compile(
    r"\s*\n(?:It|He|She|They|There|In\s+fact|The\s+(?:earlier|previous|original|correct))\b[^\n]{1,300}"
)
_LINE = re.compile(r"\s*[^\n]{1,600}")
_EDGES = " \t\r\n.,;:()[]*"
_ERRED = re.compile(
    rf"""\b(?:
        {_ADVERB}?{_SAID}(?:\s+(?:above|earlier|previously|wrongly|incorrectly|mistakenly|in\s+error|(?:yester|\w+)day))?
        | {_ADVERB}?(?:gave|had|read)
        | {_ADVERB}(?:described|identified|listed|named|quoted|called|attributed|placed|put|spelled|spelt|referred\s+to)
        | misidentified | (?:given|described|identified|named|spelled|spelt|reported)\s+{_ADVERB}?as | named
    )\s+(?:that\s+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_ITSELF = re.compile(rf"\b(?:{_PIECE}|we|our)\b|\A\s*It\b", re.IGNORECASE)
"""What tells that it is the article that said so, and not somebody in it."""
_MISSTATED = re.compile(
    r"\b(?:misstated|misspelled|misspelt|misquoted|misreported|omitted|referred\s+incorrectly\s+to"
    r"|gave\s+(?:the\s+wrong|an?\s+(?:incorrect|wrong|inaccurate)))\b",
    re.IGNORECASE,
)
_MISSTATED_AS = re.compile(
    r"\b(?:misstated|misspelled|misspelt|misquoted|misreported)\b[^.;\n]{0,120}?\bas\s+(?P<wrong>[^.;\n]{1,80})",
    re.IGNORECASE,
)
_TO_SAY = re.compile(
    rf"(?:\b(?i:{_AMENDED})\b[^.\n]{{0,40}}?|(?i:\bcorrect(?:s|ed|ing))\s+[^.()\n]{{0,60}}?)\bto\s+"
    r"(?:(?:say|state|show|reflect|make\s+(?:it\s+)?clear|clarify|read)\s+(?:that\s+)?(?:the\s+fact\s+that\s+)?"
    r"|correct\s+(?:the\s+)?(?:spelling|name)\s+of\s+|(?=[\d$£€A-Z]))",
)
_SHOULD = re.compile(
    r"\b(?:should\s+(?:have\s+)?(?:said|say|stated|read|been|be|given)|the\s+(?:correct|right)\s+\w+\s+(?:is|was|are|were))"
    r"\s+(?:that\s+)?",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s+(?P<wrong>[^.;\n]{1,80}?)\s+to\s+(?P<right>[^.;\n]{1,80})")
_TO_FROM = re.compile(
    rf"\b(?i:correct(?:s|ed|ing)|{_AMENDED})\b[^.;\n]{{0,160}}?\bto\s+(?P<right>[^.;\n]{{1,80}}?),?\s+from\s+"
    r"(?P<wrong>[^.,;)\]\n]{1,80})"
)
_WORD_MEANT = re.compile(r"[“\"‘'](?P<wrong>[^”\"’\n]{1,60})[”\"’']\s+where\s+[“\"‘'](?P<right>[^”\"’\n]{1,60})[”\"’']")
_NOT_BUT = re.compile(r"\bnot\s+(?P<wrong>[^.,;\n]{1,80}?),?\s+but\s+(?P<right>[^.;\n]{1,120})")
_NOT = re.compile(r"(?:,|\s+and|\s+but)\s+not\s+|,?\s+(?:rather\s+than|instead\s+of)\s+", re.IGNORECASE)
_GOES_ON_AFTER_COMMA = re.compile(r",\s+(?=[a-z]+\s+\w)")
"""The end of what is set apart: "Lund, not Oster, bought the mill"."""
_TURN = re.compile(r";\s*|,\s+(?:when|but|whereas|while)\s+(?:in\s+fact,?\s+)?|\s+when\s+in\s+fact,?\s+", re.IGNORECASE)
_AS_STATED = re.compile(
    rf",?\s+as\s+(?:(?:was|were|we|it|had|has|have|been|is|an?|the|our|this)\s+)*(?:{_EARLIER}\b|\w+ly\b|at\s+first\b|{_PIECE}\b"
    rf"|{_SAID}\b|given\b|written\b|published\b|appeared\b|appears\b)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    rf"\b(?:{_PIECE}|paragraph|above|first\s+published|previously|stated|reported|given|originally|appears|appeared|we\s+\w+)\b",
    re.IGNORECASE,
)
"""Words that say where the wrong wording stood and not what it was: "not the date in the first paragraph"."""
_WRONG_ONE = re.compile(r"\s*(?:an?|the)\s+(?:wrong|incorrect|inaccurate|outdated|false)\b", re.IGNORECASE)
_WHERE = re.compile(rf",?\s+in\s+(?:an?|our|the)\s+{_EARLIER}\s+{_PIECE}\b", re.IGNORECASE)
_WHAT_AS = re.compile(r"\s*(?:the|its|his|her|their)\s+(?:[\w’'-]+\s+){1,8}?as\s+", re.IGNORECASE)
"""What stands before a wrong wording: "gave the height of the tower as 45 metres"."""
_OPENS_ON_ITSELF = re.compile(rf"(?:{_DAY}\s+)?(?:An?|The|This|Our)\s+(?:\w+\s+)?{_PIECE}\b")
_IN_FACT = re.compile(r"(?:in\s+fact|actually|rather)\b,?\s*", re.IGNORECASE)
_ADMITS = re.compile(
    r"\b(?:correct\w*|clarif\w+|err(?:or|ed|atum)|mis(?:stat|identif|spel|quot|report|tak)\w+|incorrect\w*|wrong\w*"
    rf"|inaccura\w+|we\s+(?:\w+ly\s+)?{_SAID}|{_EARLIER}\s+version\s+(?:of\s+this\s+\w+\s+)?(?:{_SAID}|gave|had)"
    rf"|(?:given|reported|described)\s+as\s+[^.;\n]{{1,60}}\s+in\s+an?\s+{_EARLIER}\s+version)\b",
    re.IGNORECASE,
)
"""That a piece "was updated", and no more, says of no error."""
_NO_CONTENT = re.compile(
    rf"\b(?:regret|apologi[sz]e|we\s+are\s+(?:sorry|happy)|for\s+the\s+error|the\s+(?:error|mistake|figure\s+given)"
    rf"|{_PIECE}\s+(?:has\s+been|was)\s+{_AMENDED})\b",
    re.IGNORECASE,
)


class Note(NamedTuple):
    """A source's note about an error of its own; spans point into its text."""

    span: Span
    """The whole note."""
    wrong: Span | None
    """The wording that it takes back; None where it does not repeat it."""
    right: Span | None
    """What it puts in its place; None where it does not say."""


@lru_cache(maxsize=16)
def notes(text: str) -> tuple[Note, ...]:
    """The corrections and clarifications that stand in `text`, in order."""
    found: list[Note] = []
    read_until = 0
    for mark in _MARK.finditer(text):
        if mark.start() < read_until or not _is_meant(mark):
            continue
        span = _note_at(text, mark)
        note = Note(span, *_wordings(text, span))
        read_until = span.end
        admits = _ADMITS.search(text, span.start, span.end) is not None
        if admits or ((note.wrong or note.right) and _is_titled_correction(mark)):
            found.append(note)
    return tuple(found)


def _is_meant(mark: re.Match[str]) -> bool:
    """Whether capitals show the words that have other uses in small letters to be the mark of a correction."""
    if mark["loud"]:
        return mark["loud"].isupper()
    first = mark["head"] or mark["wire"]
    return not first or first[0].isupper()


def _is_titled_correction(mark: re.Match[str]) -> bool:
    """Whether the mark itself says of an error: an editor's note may say anything."""
    return not (mark["head"] and re.search("note", mark["head"], re.IGNORECASE))


def _note_at(text: str, mark: re.Match[str]) -> Span:
    """The sentence of the mark and those after it in its paragraph, a few at most; below a heading, the next line."""
    opening = max(text.rfind("\n", 0, mark.start()) + 1, mark.start() - _LONGEST_NOTE)
    line_end = text.find("\n", mark.end())
    end = min(line_end if line_end >= 0 else len(text), mark.end() + _LONGEST_NOTE)
    if len(text[mark.start() : end].split()) <= _HEADING_WORDS and (below := _LINE.match(text, end)):
        end = below.end()
    if goes_on := _GOES_ON.match(text, end):
        end = goes_on.end()
    sentences = split_sentences(text, opening, end)
    found = [span for span in sentences if span[1] > mark.start()][:_MOST_SENTENCES]
    start = mark.start() if mark["head"] or not found else found[0][0]
    start = max(start, text.rfind("(", start, mark.start()), text.rfind("[", start, mark.start()))
    return Span(start=start, end=found[-1][1] if found else mark.end())


def _wordings(text: str, note: Span) -> tuple[Span | None, Span | None]:
    """What a note takes back, and what it puts in its place, as far as it gives them."""
    head = _HEAD.match(text, note.start, note.end)
    start = head.end() if head else note.start
    sentences = split_sentences(text, start, note.end)
    wrong = right = None
    for opening, end in sentences:
        empty = _NO_CONTENT.search(text, opening, end) is not None
        taken_back, put = _correcting(text, opening, end)
        if wrong is not None and right is None and not empty and taken_back is None:
            right = put or _span(text, opening, end)
            continue
        wrong, right = wrong or taken_back, right or put
    if right is None:
        rest = [one for one in sentences if _puts_right(text, *one)]
        right = _span(text, *rest[0]) if rest else None
    return wrong, right


def _puts_right(text: str, start: int, end: int) -> bool:
    """Whether a sentence of a note that gives no wrong wording may say how it is."""
    if _OPENS_ON_ITSELF.match(text, start, end):
        return False
    about_the_error = (pattern.search(text, start, end) for pattern in (_NO_CONTENT, _MISSTATED, _MARK))
    return not any(about_the_error) and _erring(text, start, end) is None


def _correcting(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The wrong and the right wording that one sentence of a note gives."""
    for pattern in (_WORD_MEANT, _TO_FROM, _FROM_TO, _NOT_BUT):
        if pair := pattern.search(text, start, end):
            return _taken_back(text, *pair.span("wrong")), _span(text, *pair.span("right"))
    if stated := _AS_STATED.search(text, start, end):
        end = stated.start()
    if where := _WHERE.search(text, start, end):
        end = where.start()
    erred, said = _erring(text, start, end), _TO_SAY.search(text, start, end) or _SHOULD.search(text, start, end)
    opening = erred.end() if erred else said.end() if said else start
    turn = _TURN.search(text, opening, end)
    if (against := _NOT.search(text, opening, end)) and not (turn and turn.start() < against.start()):
        goes_on = _GOES_ON_AFTER_COMMA.search(text, against.end(), end)
        before = _span(text, opening, against.start())
        after = _taken_back(text, against.end(), goes_on.start() if goes_on else end)
        return (before, after) if erred else (after, before)
    misstated = _MISSTATED_AS.search(text, start, end)
    if turn and (erred or _MISSTATED.search(text, start, turn.start())):
        wrong = _span(text, opening, turn.start()) if erred else None
        if misstated and not erred:
            wrong = _span(text, misstated.start("wrong"), min(turn.start(), misstated.end("wrong")))
        return wrong, _span(text, turn.end(), end)
    if erred:
        return _taken_back(text, opening, end), None
    if misstated:
        return _span(text, *misstated.span("wrong")), None
    return None, _span(text, opening, end) if said else None


def _erring(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words by which a sentence says that the article has erred."""
    found = _ERRED.search(text, start, end)
    if found is None or re.match(_ADVERB, found.group(), re.IGNORECASE) or " as " in found.group():
        return found
    if found.group().startswith("misidentified") or _ITSELF.search(text[start : found.start()]):
        return found
    return None


def _taken_back(text: str, start: int, end: int) -> Span | None:
    """The wrong wording, where these words give it and do not only say where it stood."""
    if what := _WHAT_AS.match(text, start, end):
        start = what.end()
    pointer = _POINTER.search(text, start, end)
    names_it = re.search(r"\d|[A-Z]\w", text[start:end]) is not None
    unsaid = (pointer and not names_it) or _WRONG_ONE.match(text, start, end)
    return None if unsaid else _span(text, start, end)


def _span(text: str, start: int, end: int) -> Span | None:
    """`start` to `end` without white space, brackets and stops at its edges; None where nothing is left."""
    if in_fact := _IN_FACT.match(text, start, end):
        start = in_fact.end()
    words = text[start:end]
    left = len(words) - len(words.lstrip(_EDGES))
    right = len(words.rstrip(_EDGES))
    return Span(start=start + left, end=start + right) if right > left else None
