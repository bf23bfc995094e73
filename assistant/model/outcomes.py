"""What became of a question to the model: an answer, or the error that it ended with. In either form it can be kept."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from pydantic import BaseModel, Field

from assistant.errors import (
    AnswerAwaitedError,
    AnswerCutError,
    BudgetExceededError,
    ContextOverflowError,
    ModelAnswerError,
    ModelConnectionError,
    ModelError,
    ModelRejectedError,
    RequestRejectedError,
)
from assistant.schema.base import Frozen

Answer = TypeVar("Answer", bound=BaseModel)

_ERRORS: dict[str, type[ModelError]] = {
    kind.__name__: kind
    for kind in (
        AnswerAwaitedError,
        AnswerCutError,
        BudgetExceededError,
        ContextOverflowError,
        ModelAnswerError,
        ModelConnectionError,
        ModelRejectedError,
        RequestRejectedError,
    )
}


class Outcome(Frozen):
    """An answer, or the name and the message of an error."""

    answer: dict[str, Any] = Field(default_factory=dict)
    certainties: tuple[float, ...] = ()
    """How sure the model was of each value of the field that was asked about, where the endpoint tells."""
    error: str = ""
    message: str = ""
    limit: int | None = None
    """The tokens that the model can read, where the request was too long and the endpoint told."""

    @classmethod
    def of(cls, answer: BaseModel, certainties: tuple[float, ...] = ()) -> Self:
        return cls(answer=answer.model_dump(mode="json"), certainties=certainties)

    @classmethod
    def failed(cls, error: ModelError) -> Self:
        limit = error.limit if isinstance(error, ContextOverflowError) else None
        return cls(error=type(error).__name__, message=str(error), limit=limit)

    @property
    def lasts(self) -> bool:
        """Whether the same question would end so again: it was answered, or its answer is too long, or it is."""
        return not self.error or self.error == AnswerCutError.__name__ or self.limit is not None

    def result(self, answer_type: type[Answer]) -> Answer:
        """The answer. Raises the error, where it is one."""
        if self.error:
            raise _ERRORS[self.error](self.message)
        return answer_type.model_validate(self.answer)
