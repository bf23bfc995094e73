"""The page of a report in Chromium, as a reader works with it: `make browser`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.repair.passages import assemble, passages_of
from assistant.reports import render
from assistant.schema import Change, Document, ExtractionReport, Repair, Report, Scores, Span, Verdict
from assistant.source import from_text
from tests.reports.sample import (
    ARTICLE,
    checked_report,
    cite,
    claim,
    extraction_report,
    record,
    repaired_report,
    summary_report,
)
from tests.reports.test_hostile_text import HOSTILE, report_of

pytestmark = pytest.mark.browser

REPORTS: dict[str, Callable[[], Report | ExtractionReport]] = {
    "check": checked_report,
    "repair": repaired_report,
    "summary": summary_report,
    "extraction": extraction_report,
    "hostile": lambda: report_of(HOSTILE),
}
Opened = Callable[[Report | ExtractionReport], Page]


def of_two_sources() -> Report:
    """The sample with a second source, which an eighth claim rests on."""
    boats = Document(id="s2", title="Supply boat timetable", text="Notice.\n\nThe boat sails on Monday and Thursday.")
    report = checked_report()
    place = Span(start=len(report.text) - 5, end=len(report.text))
    evidence = (cite("The boat sails on Monday", boats),)
    sails = claim(8, "The boat sails twice.", place, Verdict.SUPPORTED, "So it says.", evidence=evidence)
    return report.model_copy(update={"sources": (*report.sources, record(boats)), "claims": (*report.claims, sails)})


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens the page of a report at 1280 by 900; nothing may be complained of, asked for or popped up."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints: list[str] = []

    def open_page(report: Report | ExtractionReport) -> Page:
        path = tmp_path / "report.html"
        path.write_text(render(report, "html"), encoding="utf-8")
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda asked: None if asked.url.startswith(path.as_uri()) else complaints.append(asked.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    context.close()
    assert complaints == []


def chosen(page: Page) -> list[str | None]:
    return [item.get_attribute("id") for item in page.locator(".item.on").all()]


def marked(page: Page, pane: str) -> str:
    return "".join(page.locator(f"{pane} [data-for].on").all_inner_texts())


def in_view(element: Locator) -> bool:
    """Whether it can be seen: in the window, and in the pane that scrolls."""
    seen: bool = element.evaluate(
        """element => {
          const place = element.getBoundingClientRect();
          const frame = element.closest(".source, .text").getBoundingClientRect();
          return place.top >= Math.max(0, frame.top - 1) && place.bottom <= Math.min(innerHeight, frame.bottom + 1);
        }"""
    )
    return seen


def test_a_click_on_a_claim_shows_its_evidence_and_the_words_that_decide(opened: Opened) -> None:
    page = opened(checked_report())
    page.get_by_text("It will be out of service for nine weeks.").first.click()
    assert chosen(page) == ["claim-2"]
    assert marked(page, ".text") == "It will be out of service for nine weeks."
    assert marked(page, ".source") == "The work is expected to take six weeks and to cost 1.2 million crowns."
    decisive = page.locator(".source .on.decides")
    assert decisive.all_inner_texts() == ["six weeks ", "and to cost"]
    assert in_view(decisive.first)
    assert "claim-2" in (page.locator(".map rect.on").first.get_attribute("data-for") or "")
    assert (page.text_content("#said") or "").endswith("contradicted. Its evidence is marked in the source.")
    page.keyboard.press("Escape")
    assert chosen(page) == []


def test_a_claim_is_chosen_by_keyboard_from_the_text_and_from_the_source(opened: Opened) -> None:
    page = opened(checked_report())
    page.locator(".text .note[href='#claim-4']").focus()
    assert page.locator("#tip").is_visible()
    assert "speaker identified" in page.locator("#tip").inner_text()
    page.keyboard.press("Enter")
    assert chosen(page) == ["claim-4"]
    page.locator(".source .note[href='#claim-1']").first.focus()
    page.keyboard.press("Enter")
    assert chosen(page) == ["claim-1"]
    page.locator("#claim-2 blockquote a").focus()
    page.keyboard.press("Enter")
    assert chosen(page) == ["claim-2"]


def test_hovering_says_what_a_claim_has_come_to(opened: Opened) -> None:
    page = opened(checked_report())
    page.locator(".text [data-for='claim-2']").first.hover()
    assert "contradicted · confidence 78%" in page.locator("#tip").inner_text()
    page.mouse.move(5, 5)
    assert page.locator("#tip").is_hidden()


def test_faults_one_after_the_other_by_key(opened: Opened) -> None:
    page = opened(checked_report())
    seen = []
    for _ in range(7):
        page.keyboard.press("j")
        seen += chosen(page)
    assert seen == ["claim-2", "claim-3", "claim-4", "claim-6", "claim-7", "attribution-1", "claim-2"]
    page.keyboard.press("k")
    page.click("#previous")
    assert chosen(page) == ["claim-7"]
    page.click("#next")
    assert chosen(page) == ["attribution-1"]


def test_the_filter_goes_by_verdict_and_by_kind_and_faults_follow_it(opened: Opened) -> None:
    page = opened(checked_report())
    assert page.text_content("#count") == "7 of 7 claims"
    page.uncheck("input[value=contradicted]")
    assert page.text_content("#count") == "4 of 7 claims"
    assert page.locator("#claim-3").is_hidden()
    faded = page.locator(".text [data-for='claim-3']").first
    assert faded.evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgba(0, 0, 0, 0)"
    faded.click()
    assert chosen(page) == []
    page.keyboard.press("j")
    assert chosen(page) == ["claim-6"]
    page.check("input[value=contradicted]")
    page.select_option("select[name=kind]", "quote_altered")
    assert page.text_content("#count") == "1 of 7 claims"
    assert page.locator("#claim-3").is_visible()


def test_sources_are_tabs_and_a_claim_opens_its_own(opened: Opened) -> None:
    page = opened(of_two_sources())
    first, second = page.locator(".panel").all()
    assert (first.is_visible(), second.is_visible()) == (True, False)
    page.get_by_role("tab", name="Supply boat timetable").click()
    assert (first.is_visible(), second.is_visible()) == (False, True)
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", selected=True).inner_text() == ARTICLE.title
    page.locator(".text .note[href='#claim-8']").click()
    assert second.is_visible()
    assert marked(page, ".source") == "The boat sails on Monday"


def test_a_repair_is_taken_change_by_change_and_copied(opened: Opened) -> None:
    report = repaired_report()
    assert report.repair is not None
    page = opened(report)

    def copied() -> str:
        page.click("#copy")
        expect(page.locator("#copied")).to_have_text("Copied.")
        return str(page.evaluate("navigator.clipboard.readText()"))

    assert copied() == report.repair.text
    page.uncheck(".accept [data-change='1']")
    assert "nine weeks" in copied()
    assert "“We looked at every way of keeping a boat running" not in copied()
    page.uncheck(".accept [data-change='2']")
    assert copied() == report.repair.original


def test_whichever_changes_are_taken_the_text_has_its_spaces(opened: Opened) -> None:
    text = "The mayor paid 83 crowns. The ferry has 9 boats. Nobody knows why. The sun shines. The pier is new."
    document = from_text(text, id="t")
    passages = passages_of(document)
    fates = {0: "The mayor paid 38 crowns.", 1: "The ferry has 8 boats.", 2: "", 4: ""}
    repair = Repair(
        original=text,
        text=assemble(text, passages, fates).text,
        scores_before=Scores(),
        scores=Scores(),
        claims=(),
        changes=tuple(
            Change(span=passages[at].span, before=passages[at].words, after=after or None, reason="So it is.")
            for at, after in fates.items()
        ),
    )
    plain = {"text": text, "claims": (), "attributions": (), "findings": (), "omissions": ()}
    page = opened(checked_report().model_copy(update={**plain, "repair": repair}))
    for taken in product([True, False], repeat=len(fates)):
        for number, wanted in enumerate(taken, 1):
            page.locator(f".accept [data-change='{number}']").set_checked(wanted)
        page.evaluate("document.getElementById('copied').textContent = ''")
        page.click("#copy")
        expect(page.locator("#copied")).to_have_text("Copied.")
        chosen_ = {at: after for (at, after), wanted in zip(fates.items(), taken, strict=True) if wanted}
        assert page.evaluate("navigator.clipboard.readText()") == assemble(text, passages, chosen_).text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*REPORTS, "two sources"])
def test_axe_finds_nothing_wrong(opened: Opened, name: str, scheme: str) -> None:
    page = opened(of_two_sources() if name == "two sources" else REPORTS[name]())
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    if name == "check":
        page.keyboard.press("j")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_the_dark_has_colours_of_its_own(opened: Opened) -> None:
    page = opened(checked_report())
    light: list[str] = []
    dark: list[str] = []
    for scheme, found in (("light", light), ("dark", dark)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found += [
            page.evaluate(f"getComputedStyle(document.querySelector('{one}')).backgroundColor")
            for one in ("body", ".text", ".source .decides", ".text .contradicted")
        ]
    assert all(one != other for one, other in zip(light, dark, strict=True))


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_is_wider_than_the_window(opened: Opened, name: str, width: int) -> None:
    page = opened(REPORTS[name]())
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_a_tap_leads_to_the_claim_and_a_link_to_its_evidence(opened: Opened) -> None:
    page = opened(checked_report())
    page.set_viewport_size({"width": 400, "height": 800})
    page.get_by_text("It will be out of service for nine weeks.").first.click()
    assert page.locator("#claim-2").evaluate("card => Math.abs(card.getBoundingClientRect().top) < 400")
    page.locator("#claim-2 blockquote a").click()
    passage = page.locator(".source [data-for~='claim-2']").first
    assert passage.evaluate("mark => { const at = mark.getBoundingClientRect().top; return 0 <= at && at < 800; }")


def test_on_paper_both_texts_are_whole_and_the_tools_are_gone(opened: Opened) -> None:
    page = opened(of_two_sources())
    page.emulate_media(media="print")
    assert page.locator(".panel:visible").count() == 2
    assert all(title.evaluate("h2 => h2.offsetHeight > 10") for title in page.locator(".panel h2").all())
    assert not page.locator("#tools").is_visible()
    for pane in page.locator(".text, .source").all():
        assert pane.evaluate("one => one.scrollHeight <= one.clientHeight + 1")


def test_without_scripts_everything_is_there_but_the_filter(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render(of_two_sources(), "html"), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".item[data-verdict]:visible").count() == 8
    assert page.locator(".panel:visible").count() == 2
    for hidden in ("#tools", "#tabs", "#keys", "#tip"):
        assert not page.locator(hidden).is_visible()
    page.locator(".text .note[href='#claim-6']").click()
    assert page.url.endswith("#claim-6")
    context.close()


def test_a_link_from_elsewhere_opens_the_words_that_it_leads_to(opened: Opened) -> None:
    page = opened(of_two_sources())
    place = page.locator("#source-2 span[id]").first.get_attribute("id")
    page.goto(f"{page.url}#{place}")
    assert page.locator("#source-2").is_visible()
    page.goto(f"{page.url.partition('#')[0]}#claim-4")
    assert chosen(page) == ["claim-4"]


def test_where_nothing_is_wrong_that_is_said(opened: Opened) -> None:
    page = opened(summary_report())
    page.keyboard.press("j")
    assert page.text_content("#said") == "No fault is shown."


def test_what_is_wrong_is_listed_first(opened: Opened) -> None:
    page = opened(checked_report())
    first = page.locator(".wrong li").first
    assert "✗2 number changed" in first.inner_text()
    first.locator("a").click()
    assert chosen(page) == ["claim-2"]


def test_with_colours_of_the_system_the_chosen_claim_is_outlined(opened: Opened) -> None:
    page = opened(checked_report())
    page.emulate_media(forced_colors="active")
    page.keyboard.press("j")
    assert page.locator(".item.on").evaluate("item => getComputedStyle(item).outlineStyle") == "solid"


def test_nothing_in_the_texts_runs(opened: Opened) -> None:
    page = opened(report_of(HOSTILE))
    page.keyboard.press("j")
    page.locator(".text [data-for]").first.hover()
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.images.length") == 0
    assert "<script>alert(1)</script>" in page.locator(".source").inner_text()
    assert r"\u202eesrever" in page.locator(".text").inner_text()


def test_a_script_that_was_smuggled_in_would_not_run(browser: Browser, tmp_path: Path) -> None:
    page_ = render(checked_report(), "html")
    path = tmp_path / "report.html"
    path.write_text(page_.replace("<main>", "<main><script>document.title = 'broken'</script>"), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.title() != "broken"
    page.close()
