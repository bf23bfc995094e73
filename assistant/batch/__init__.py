"""Many documents: each is checked or summarized, and its result is written as soon as it is there.

A result is a line of JSON. `{"id", "input_sha256", "report"}` has the JSON of a `Report`; of a document that could not
be done the line is `{"id", "input_sha256", "error", "error_type"}`, with one line that says why and the name of its
class in `assistant.errors`. The lines stand in the order in which the documents were finished; ids tell them apart.

A run that is given the file of an earlier one goes on from there: documents with a report are passed over, those that
ended in an error are done again unless the model would answer the same again.
"""

from __future__ import annotations

from assistant.batch.files import texts_at
from assistant.batch.outcomes import Figures, Outcome
from assistant.batch.pairs import Pair, read_pairs
from assistant.batch.work import acheck_all, asummarize_all, undone_pairs, undone_sources

__all__ = [
    "Figures",
    "Outcome",
    "Pair",
    "acheck_all",
    "asummarize_all",
    "read_pairs",
    "texts_at",
    "undone_pairs",
    "undone_sources",
]
