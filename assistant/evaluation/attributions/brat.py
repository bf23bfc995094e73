"""PolNeAR (Newell et al., LREC 2018) as published: folders of texts and of annotations in brat's standoff format.

A line of an annotation file is a span ("T3", "Content 29 61;70 80", its words) or an event that ties spans together
("E1", "Attribution:T4 Content:T3 Cue:T2 Source:T1"). The form is brat's own (Stenetorp et al., EACL 2012).
"""

from __future__ import annotations

import re
from pathlib import Path

from assistant.errors import DatasetError
from assistant.evaluation.attributions.annotated import AnnotatedText, GoldAttribution
from assistant.evaluation.cases.rows import regular
from assistant.schema import Mode, Span

_SPAN = re.compile(r"(T\d+)\t\w+ (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"E\d+\tAttribution:T\d+((?: \w+:T\d+)+)")
_QUOTES = "\"“”‘’'«»"


def read(directory: Path) -> tuple[AnnotatedText, ...]:
    """The texts that have annotations, in order of their names; where several people annotated one, the first.

    `directory` holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, as PolNeAR's `data/dev` does. Raises
    DatasetError with the file and line.
    """
    texts = sorted((directory / "text").glob("*.txt"))
    found = [(path, sorted((directory / "attributions").glob(f"{path.stem}_*.ann"))) for path in texts]
    annotated = tuple(_text(path, annotations[0]) for path, annotations in found if annotations)
    if not annotated:
        raise DatasetError(f"{directory}: no text has annotations in there: give PolNeAR's data/dev, or one like it")
    return annotated


def _text(path: Path, annotations: Path) -> AnnotatedText:
    try:
        text = regular(path).read_bytes().decode("utf-8-sig")
        lines = regular(annotations).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: this text or its annotations cannot be read ({error}): get both anew") from None
    spans: dict[str, tuple[Span, ...]] = {}
    for number, line in enumerate(lines, 1):
        if found := _SPAN.match(line):
            spans[found[1]] = _pieces(found[2], text, f"{annotations}:{number}:")
    events = [found[1].split() for line in lines if (found := _EVENT.match(line))]
    attributions = [one for event in events if (one := _attribution(event, spans, text)) is not None]
    return AnnotatedText(id=path.stem, text=text, attributions=tuple(attributions))


def _pieces(words: str, text: str, where: str) -> tuple[Span, ...]:
    pieces = []
    for piece in words.split(";"):
        start, end = map(int, piece.split())
        if not start < end <= len(text):
            raise DatasetError(
                f"{where} {start} to {end} is no stretch of a text of {len(text)} characters: correct it"
            )
        pieces.append(Span(start=start, end=end))
    return tuple(sorted(pieces, key=lambda one: one.start))


def _attribution(event: list[str], spans: dict[str, tuple[Span, ...]], text: str) -> GoldAttribution | None:
    """None where no content is marked. Of a role that is given twice the first counts."""
    roles: dict[str, tuple[Span, ...]] = {}
    for role in event:
        name, _, identifier = role.partition(":")
        if identifier in spans:
            roles.setdefault(name, spans[identifier])
    if "Content" not in roles:
        return None
    speaker, cue = roles.get("Source"), roles.get("Cue")
    return GoldAttribution(
        speaker=_whole(speaker) if speaker else None,
        cue=_whole(cue) if cue else None,
        content=roles["Content"],
        mode=_mode([piece.of(text).strip() for piece in roles["Content"]]),
    )


def _whole(pieces: tuple[Span, ...]) -> Span:
    return Span(start=pieces[0].start, end=pieces[-1].end)


def _mode(pieces: list[str]) -> Mode:
    """Direct where quotation marks enclose every piece, mixed where there are some, else indirect."""
    if all(piece[:1] in _QUOTES and piece.rstrip(".,;:!?")[-1:] in _QUOTES for piece in pieces if piece):
        return Mode.DIRECT
    return Mode.MIXED if any(mark in piece for piece in pieces for mark in '"“”«»') else Mode.INDIRECT
