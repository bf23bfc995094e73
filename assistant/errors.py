"""What can go wrong, in one tree.

AssistantError                 anything this package raises on purpose
├── UsageError                 the caller asked for something that makes no sense: correct the call
├── ReadError                  a file, a URL or standard input cannot be read as a text
│   └── MissingExtraError      the reader needs a package that is not installed
├── PromptError                a prompt template is missing, broken, or asks for a variable nobody gives
├── TraceError                 a trace cannot be written, read, or replayed
├── DatasetError               a row of an evaluation file is not what it must be
└── ModelError                 the language model gave no usable answer
    ├── BudgetExceededError    the budget does not allow another request
    ├── ModelConnectionError   the endpoint is out of reach, timed out, or kept failing
    ├── ModelRejectedError     the endpoint refuses this request or key, and will again
    │   ├── RequestRejectedError   it finds fault with this request, and maybe not with others
    │   └── ContextOverflowError   the request is longer than the model can read
    ├── AnswerAwaitedError     no answer yet: it is asked for in a batch, whose answers come later
    └── ModelAnswerError       an answer came and cannot be used: refused, not of the schema
        └── AnswerCutError         it reached the model's limit of length before it was complete

A message is one line: what happened, then what to do about it.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Anything this package raises on purpose."""


class UsageError(AssistantError):
    """The call itself is wrong: an option, a setting, a combination."""


class ReadError(AssistantError):
    """A document cannot be read."""


class MissingExtraError(ReadError):
    """A reader needs an optional package that is not installed."""


class PromptError(AssistantError):
    """A prompt template cannot be found, parsed or rendered."""


class TraceError(AssistantError):
    """A trace cannot be written, read, or replayed."""


class DatasetError(AssistantError):
    """An evaluation file holds a row that cannot be scored."""


class ModelError(AssistantError):
    """The language model gave no usable answer."""

    usage: object = None
    """The `Usage` of the work that the error ended; None where none was begun."""


class BudgetExceededError(ModelError):
    """The budget of calls, tokens, money or seconds does not allow another request."""


class ModelConnectionError(ModelError):
    """The endpoint is out of reach, timed out, or kept failing; trying later may help."""


class ModelRejectedError(ModelError):
    """The endpoint refuses the request (key, model name, quota, size); trying again does not help."""


class RequestRejectedError(ModelRejectedError):
    """The endpoint finds fault with this request, and gives no reason that would hold for every other."""


class AnswerAwaitedError(ModelError):
    """The answer is not there yet: it is asked for in a batch, whose answers are collected later."""

    documents: int = 0
    """How many documents await one."""


class ModelAnswerError(ModelError):
    """An answer arrived and cannot be used."""


class ContextOverflowError(ModelRejectedError):
    """The request is longer than the model can read: send less."""

    limit: int | None = None
    """The tokens that the model can read, where the endpoint tells."""


class AnswerCutError(ModelAnswerError):
    """The answer reached the model's limit of length before it was complete: ask for less at once."""


def holds_for_all(error: AssistantError) -> bool:
    """Whether every other document would meet the same error, so that work on many of them is to end with it."""
    if isinstance(error, RequestRejectedError | ContextOverflowError):
        return False
    for_all = AnswerAwaitedError | BudgetExceededError | ModelRejectedError | PromptError | TraceError
    return isinstance(error, for_all)
