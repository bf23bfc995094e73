"""Every way in which an endpoint's answer can fall short, each as a `Fault` for the server to play."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tests.loopback.answers import claims_of
from tests.loopback.replies import Body, Reply, completion, failure
from tests.loopback.server import Fault

Verdicts = list[dict[str, Any]]
_DRIP = 0.02
"""Seconds a byte: slower than any answer would be finished within the time of a test, and each read soon over."""


def verdicts(change: Callable[[Verdicts], Verdicts]) -> Fault:
    """The verdicts as they are after `change`."""

    def fault(_: Body, reply: Reply) -> Reply:
        given: Verdicts = json.loads(_content(reply))["verdicts"]
        return completion(json.dumps({"verdicts": change(given)}))

    return fault


def missing(identifier: str) -> Fault:
    return verdicts(lambda given: [verdict for verdict in given if verdict["id"] != identifier])


def repeated(identifier: str, label: str) -> Fault:
    """A second verdict on one claim, with that label."""
    return verdicts(lambda given: given + [{**one, "label": label} for one in given if one["id"] == identifier])


reordered = verdicts(lambda given: given[::-1])
unknown = verdicts(lambda given: [{**verdict, "id": f"c{7 + number}"} for number, verdict in enumerate(given)])
extra = verdicts(lambda given: [*given, {**given[0], "id": "c9"}])
no_verdicts = verdicts(lambda _: [])


def says(content: str | None) -> Fault:
    return lambda _body, _reply: completion(content)


def truncated(_: Body, reply: Reply) -> Reply:
    """An answer that ends in the middle, and calls itself whole."""
    return completion(_content(reply)[: len(_content(reply)) // 2])


def cut(_: Body, reply: Reply) -> Reply:
    """An answer that ends at the limit of length."""
    return completion(_content(reply)[: len(_content(reply)) // 2], finish="length")


def cut_above(most: int) -> Fault:
    """The same, but only for more than `most` claims at once."""
    return lambda body, reply: cut(body, reply) if len(claims_of(body)) > most else reply


def refusal(_body: Body, _reply: Reply) -> Reply:
    return completion(None, refusal="I cannot help with that.")


def status(number: int, *, headers: Mapping[str, str] | None = None, **error: object) -> Fault:
    return lambda _body, _reply: failure(number, headers=headers, **error)


def silent(_: Body, reply: Reply) -> Reply:
    """An answer that does not come within any time that a test waits."""
    return replace(reply, pause=60.0)


def broken_off(_: Body, reply: Reply) -> Reply:
    """A connection that is reset in the middle of the answer."""
    return replace(reply, breaks_after=len(reply.body) // 2)


def drip(_: Body, reply: Reply) -> Reply:
    return replace(reply, between_bytes=_DRIP)


def page(_body: Body, _reply: Reply) -> Reply:
    """What a proxy says in place of the endpoint."""
    return Reply(body=b"<html>Sign in to the network</html>", headers={"content-type": "text/html"})


def _content(reply: Reply) -> str:
    return str(json.loads(reply.body)["choices"][0]["message"]["content"])
