"""How long Chromium takes to open a large report. Run with `make bench`."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser

from assistant.reports import render
from tests.reports.large import CLAIMS, large_report


@pytest.mark.benchmark
def test_three_hundred_claims_and_a_megabyte_open_in_a_second(browser: Browser, tmp_path: Path) -> None:
    report = large_report()
    begun = time.perf_counter()
    page_ = render(report, "html")
    drawn = time.perf_counter() - begun
    path = tmp_path / "report.html"
    path.write_text(page_, encoding="utf-8")
    opened = []
    for _ in range(5):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(path.as_uri())
        opened.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        begun = time.perf_counter()
        page.keyboard.press("j")
        page.wait_for_selector(".source .on")
        chosen = time.perf_counter() - begun
        page.close()
    source = len(report.sources[0].text.encode())
    print(  # noqa: T201 - the result
        f"\nopened in {median(opened):.0f} ms (least {min(opened):.0f}), first fault chosen in {chosen * 1000:.0f} ms; "
        f"drawn in {drawn * 1000:.0f} ms; {len(page_.encode()) / 1e6:.2f} MB, without the source "
        f"{(len(page_.encode()) - source) / CLAIMS:.0f} bytes a claim"
    )
    assert median(opened) < 1000
