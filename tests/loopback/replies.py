"""What the server sends back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Body = dict[str, Any]

CHARACTERS_A_TOKEN = 4
"""By this rule the server counts the tokens of everybody who asks it."""


@dataclass(frozen=True)
class Reply:
    """What goes back over the wire, and how."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    """Seconds before the first byte."""
    between_bytes: float = 0.0
    """Seconds between the bytes of the body."""
    breaks_after: int | None = None
    """The bytes of the body after which the connection is reset."""


def completion(
    content: str | None,
    *,
    refusal: str | None = None,
    finish: str = "stop",
    tokens: int = 0,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """A chat completion that says `content`."""
    written = len(content or "") // CHARACTERS_A_TOKEN
    message = {"role": "assistant", "content": content, "refusal": refusal}
    said = {
        "id": "loopback",
        "object": "chat.completion",
        "created": 0,
        "model": "loopback",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": tokens, "completion_tokens": written, "total_tokens": tokens + written},
    }
    return Reply(body=json.dumps(said).encode(), headers=headers or {})


def failure(status: int, *, headers: Mapping[str, str] | None = None, **error: object) -> Reply:
    """An error in OpenAI's form."""
    body = {"error": {"message": "played failure", "type": None, "param": None, "code": None, **error}}
    return Reply(status, json.dumps(body).encode(), headers or {})
