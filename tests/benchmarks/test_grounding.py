"""How long quotes take to find, and what preparing a source costs. Run with `make bench` on a quiet machine."""

from __future__ import annotations

import random
import statistics
import time
import tracemalloc
from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.grounding.alignment import QuoteFinder
from assistant.schema import Document
from assistant.settings import Settings
from assistant.source import from_text

RUNS = 5
QUOTES = 50
_SYLLABLES = "ba co du fe gi ha ko lu ma ne pi ro sa te vu wa yo zi bran dell fort gard hest marn nor pell rand".split()
_SMALL = "the of and to in a that is for on with as was at by it from be are this which or had".split()


def words(count: int, seed: int) -> list[str]:
    """Words of about the frequencies of English: many small ones, and a long tail (Zipf's law) of 8,000 others."""
    chance = random.Random(seed)  # noqa: S311 - generated text, no secret
    tail = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(8_000)]
    weights = [1 / rank for rank in range(1, len(tail) + 1)]
    rare = chance.choices(tail, weights, k=count)
    return [chance.choice(_SMALL) if chance.random() < 0.4 else word for word in rare]


def text_of(given: list[str]) -> str:
    """Sentences of 16 words, each fourth of them between quotation marks, in paragraphs of five."""
    sentences = [" ".join(given[at : at + 16]).capitalize() + "." for at in range(0, len(given), 16)]
    spoken = [f"“{one}”" if number % 4 == 0 else one for number, one in enumerate(sentences)]
    return "\n\n".join(" ".join(spoken[at : at + 5]) for at in range(0, len(spoken), 5))


def quotes_from(text: str, seed: int) -> list[str]:
    """Stretches of 12 words from all over the text, as they stand there."""
    chance = random.Random(seed)  # noqa: S311 - generated text, no secret
    parts = text.split(" ")
    starts = chance.sample(range(len(parts) - 12), QUOTES)
    return [" ".join(parts[start : start + 12]) for start in starts]


def changed(quote: str) -> str:
    """The quote with another word in its middle."""
    parts = quote.split(" ")
    return " ".join([*parts[:6], "unheard", *parts[7:]])


def fastest(work: Callable[[], object]) -> tuple[float, float]:
    """The median and the least of the seconds that `work` takes."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken), min(taken)


def report(name: str, seconds: tuple[float, float]) -> None:
    print(f"\n{name}: median {1000 * seconds[0]:.1f} ms, least {1000 * seconds[1]:.1f} ms, n={RUNS}")  # noqa: T201 - the result


def prepared(document: Document) -> QuoteFinder:
    finder = QuoteFinder(document)
    finder.find("nowhere at all")
    return finder


@pytest.mark.benchmark
@pytest.mark.parametrize("count", [20_000, 170_000], ids=["20,000 words", "1 MB"])
def test_quotes_of_a_long_source(count: int) -> None:
    text = text_of(words(count, seed=1))
    document = Document(id="s", text=text)
    report(f"preparing {len(text):,} characters", fastest(lambda: prepared(document)))
    finder = prepared(document)
    quotes = quotes_from(text, seed=2)
    misses = [changed(quote) for quote in quotes]
    assert all(finder.find(quote) is not None for quote in quotes)
    assert all(finder.find(miss) is None for miss in misses)
    assert sum(finder.nearest(miss) is not None for miss in misses) == QUOTES
    there = fastest(lambda: [finder.find(quote) for quote in quotes])
    near = fastest(lambda: [(finder.find(miss), finder.nearest(miss), finder.find_stitched(miss)) for miss in misses])
    report(f"{QUOTES} quotes that are there", there)
    report(f"{QUOTES} near misses", near)
    assert there[1] < 0.1
    assert near[1] < 2.5


@pytest.mark.benchmark
def test_memory_of_a_megabyte() -> None:
    document = Document(id="s", text=text_of(words(170_000, seed=1)))
    tracemalloc.start()
    finder = prepared(document)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"\n{len(document.text):,} characters prepared: {held / 1e6:.1f} MB held, {peak / 1e6:.1f} MB at most")  # noqa: T201 - the result
    assert finder.find("nowhere at all") is None
    assert peak < 200e6


def each(count: int) -> float:
    """Seconds for each of `count` quotes held against a source with as many."""
    given = words(count * 12, seed=3)
    lines = [
        f"“{' '.join(given[at : at + 12]).capitalize()},” said {given[at].title()} {given[at + 1].title()}."
        for at in range(0, len(given), 12)
    ]
    text = "\n\n".join(lines)
    started = time.perf_counter()
    Assistant(settings=Settings(engine="embedded")).check(from_text(text, id="t"), from_text(text, id="s"))
    taken = (time.perf_counter() - started) / count
    print(f"\n{count:,} quotes against {count:,}: {1000 * taken:.1f} ms each")  # noqa: T201 - the result
    return taken


@pytest.mark.benchmark
def test_a_quote_takes_no_longer_among_many() -> None:
    assert each(5_000) < 2 * each(1_000)
