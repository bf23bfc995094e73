"""The page of a run in Chromium: `python -m pytest -m browser`, with Debian's chromium or another on the path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from assistant.evaluation.reports.page import as_html
from tests.evaluation import sample

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "report.html"
    page = as_html(sample.summary(), sample.manifest(), sample.cases(), sample.results())
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, address: str, complaints: list[str]) -> Iterator[Page]:
    opened = browser.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: None if request.url == address else complaints.append(request.url))
    opened.goto(address)
    yield opened
    opened.close()
    assert complaints == []


def shown(page: Page) -> list[str]:
    return [one.get_attribute("data-state") or "" for one in page.locator("details.case:visible").all()]


def test_cases_are_filtered_and_opened(page: Page) -> None:
    assert page.text_content("#count") == "11 of 11 cases"
    page.select_option("select[name=state]", "unscored")
    assert shown(page) == ["unscored"]
    page.click("button[type=reset]")
    page.fill("input[name=text]", "9 TO 5")
    assert page.text_content("#count") == "1 of 11 cases"
    case = page.locator("details.case:visible")
    case.locator("summary").focus()
    page.keyboard.press("Enter")
    assert case.locator(".source mark").first.is_visible()
    assert "number_changed" in case.inner_text()
    assert "contradicted" in case.inner_text()


def test_filters_go_together(page: Page) -> None:
    page.select_option("select[name=dataset]", "harbour")
    page.select_option("select[name=label]", "0")
    assert len(shown(page)) == 3
    page.select_option("select[name=kind]", "number_changed")
    assert len(shown(page)) == 2
    page.click("button[type=reset]")
    page.select_option("select[name=kind]", "unsupported | made up")
    assert len(shown(page)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.locator("details.case").first.evaluate("one => one.open = true")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_nothing_in_the_texts_runs(page: Page) -> None:
    for case in page.locator("details.case").all():
        case.evaluate("one => one.open = true")
    assert page.title() == "Evaluation: cases.jsonl"


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_is_wider_than_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for case in page.locator("details.case").all():
        case.evaluate("one => one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_dark_has_colours_of_its_own(page: Page) -> None:
    def background() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = background()
    page.emulate_media(color_scheme="dark")
    assert background() != light


def test_without_scripts_all_cases_are_there_and_no_filter(browser: Browser, address: str) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(address)
    assert plain.locator("details.case:visible").count() == 11
    assert not plain.locator("#filter").is_visible()
    plain.locator("details.case summary").first.click()
    assert plain.locator(".source").first.is_visible()
