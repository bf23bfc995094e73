"""The passages that a verdict rests on: what the judge names and quotes, and where the rules find something else."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checks.comparison import SourceReading
from assistant.schema import Evidence, Finding, Judgement, Level, Passage


def resolve(judgement: Judgement, reading: SourceReading) -> Evidence | None:
    """Where the judge's quote stands: in a sentence that the judge names before anywhere else.

    A judge that names sentences and quotes none of their words means the first of them.
    """
    offered = (judgement.quote or "").strip()
    if not offered:
        return next(iter(_cited(judgement.rests_on, reading)), None)
    finders = reading.index.finders
    for cited in _cited(judgement.rests_on, reading):
        named = finders[cited.source].find(offered, within=cited.span)
        if named is not None:
            return named
    found = (finder.find(offered) for finder in finders.values())
    return next((evidence for evidence in found if evidence is not None), None)


def gather(
    judgement: Judgement, quoted: Evidence | None, found: Sequence[Finding], reading: SourceReading
) -> tuple[Evidence, ...]:
    """The sentences in which the rules find something else, the judge's quote, the other sentences that it names."""
    evidence = [cited for finding in found if finding.level is Level.FAULT and (cited := around(finding, reading))]
    evidence += [quoted] if quoted else []
    evidence += [
        cited
        for cited in _cited(judgement.rests_on, reading)
        if quoted is None or cited.source != quoted.source or not cited.span.overlaps(quoted.span)
    ]
    return tuple(dict.fromkeys(evidence))


def around(finding: Finding, reading: SourceReading) -> Evidence | None:
    """The sentence in which a finding's words of the source stand, else those words; None where it points at none."""
    if finding.source is None or finding.source_span is None:
        return None
    source, span = reading.source(finding.source), finding.source_span
    whole = next((sentence.span for sentence in source.sentences if sentence.span.overlaps(span)), span)
    return Evidence.cite(source, whole)


def _cited(passages: Sequence[Passage], reading: SourceReading) -> list[Evidence]:
    return [
        Evidence.cite(source, source.sentences[passage.sentence].span)
        for passage in passages
        for source in [reading.source(passage.source)]
    ]
