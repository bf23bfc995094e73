"""How long a text takes to read: time that grows with the text, and not with its square. Run with `make bench`."""

from __future__ import annotations

import time

import pytest

from assistant.source import from_text

_NOTE = "The council of Merrow met on Monday, and a member of the public asked who would pay for the bridge."


@pytest.mark.benchmark
def test_time_grows_with_the_text() -> None:
    def seconds(paragraphs: int) -> float:
        text = "\n\n".join(f"{_NOTE} It is note {number} of the council." for number in range(paragraphs))
        begin = time.process_time()
        from_text(text, id="s")
        return time.process_time() - begin

    taken = {count: seconds(count) for count in (400, 1_600)}
    print("\n" + ", ".join(f"{count:,} like paragraphs: {1000 * each:.0f} ms" for count, each in taken.items()))  # noqa: T201 - the result
    assert taken[1_600] < 8 * taken[400]
