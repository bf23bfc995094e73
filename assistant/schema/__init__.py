"""The domain: what a document, a claim, an attribution, a verdict and a report are.

Everything here is frozen. Offsets are Python code points, half-open, into the text of the document that
they speak of. The JSON of a `Report` is the product's interface: fields are added, never renamed, within a
`SCHEMA_VERSION`.
"""

from __future__ import annotations

from assistant.schema.base import Span
from assistant.schema.document import STANDARD_INPUT, Document, Origin, Part, Sentence
from assistant.schema.engine import Draft, Engine, Length, Progress, Trace, no_progress, no_trace
from assistant.schema.finding import FINDING_LEVELS, Finding, FindingKind, Level, Policy, Waiver
from assistant.schema.repair import Fault, Rewrite
from assistant.schema.report import (
    SCHEMA_VERSION,
    Change,
    EngineIdentity,
    ExtractionReport,
    Left,
    Omission,
    Repair,
    Report,
    Score,
    Scores,
    SourceRecord,
    SummarySentence,
    Usage,
)
from assistant.schema.speech import Attribution, Claim, Extraction, Modality, Mode, Polarity
from assistant.schema.verdict import (
    Alignment,
    AttributionVerdicts,
    CheckedAttribution,
    CheckedClaim,
    DecidedBy,
    Evidence,
    Judgement,
    Passage,
    Position,
    SourceVerdict,
    Verdict,
    Vote,
)

__all__ = [
    "FINDING_LEVELS",
    "SCHEMA_VERSION",
    "STANDARD_INPUT",
    "Alignment",
    "Attribution",
    "AttributionVerdicts",
    "Change",
    "CheckedAttribution",
    "CheckedClaim",
    "Claim",
    "DecidedBy",
    "Document",
    "Draft",
    "Engine",
    "EngineIdentity",
    "Evidence",
    "Extraction",
    "ExtractionReport",
    "Fault",
    "Finding",
    "FindingKind",
    "Judgement",
    "Left",
    "Length",
    "Level",
    "Modality",
    "Mode",
    "Omission",
    "Origin",
    "Part",
    "Passage",
    "Polarity",
    "Policy",
    "Position",
    "Progress",
    "Repair",
    "Report",
    "Rewrite",
    "Score",
    "Scores",
    "Sentence",
    "SourceRecord",
    "SourceVerdict",
    "Span",
    "SummarySentence",
    "Trace",
    "Usage",
    "Verdict",
    "Vote",
    "Waiver",
    "no_progress",
    "no_trace",
]
