"""The page on any two states: its address is a choice, its gaps are gaps, and it is open to everybody."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from course_utils import states

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGE = "book/explorer.html"
PHONE, DESK = (360, 740), (1440, 900)
STANDARD = {  # WCAG 2.2, levels A and AA
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
WEIGHT = 150_000  # bytes, compressed: the index, the two states with the longest records and all pairs beside them


def status(page: Page) -> str:
    return page.locator(".pair-status").inner_text()


def test_address_back_and_forward(explorer: Callable) -> None:
    """A link shows its pair and window; a choice makes a link; the back button takes it back."""
    browser = explorer("?a=npl&b=Bhutan&from=1992&to=2024&with=NOR-SWE")
    page = browser.page
    assert status(page).startswith("Nepal and Bhutan, 1992 to 2024: the same vote on")
    assert page.title().startswith("Nepal and Bhutan")
    assert page.locator("#pair-a").input_value() == "NPL"
    boxes = {box.input_value(): box.is_checked() for box in page.locator(".pair-references input").all()}
    assert boxes == {"AZE-PAK": False, "ARM-AZE": False, "IND-PAK": False, "NOR-SWE": True}
    page.locator("#pair-from").select_option("2000")
    page.wait_for_url("**/explorer.html?a=NPL&b=BTN&from=2000&to=2024&with=NOR-SWE")
    page.wait_for_function("document.querySelector('.pair-status').textContent.includes('2000 to 2024')")
    page.locator(".pair-references input").first.check()
    page.wait_for_url("**with=AZE-PAK.NOR-SWE")
    browser.settle()
    page.go_back()
    page.go_back()
    page.wait_for_function("document.querySelector('.pair-status').textContent.includes('1992 to 2024')")
    assert page.locator("#pair-from").input_value() == "1992"
    page.go_forward()
    page.wait_for_function("document.querySelector('.pair-status').textContent.includes('2000 to 2024')")
    assert browser.errors == browser.elsewhere == []


WRONG = {
    "?a=NPX&b=BTN": "“NPX” is no state in this course.",
    "?a=NPL&b=NPL": "Choose two different states: Nepal came twice.",
    "?a=NPL&b=BTN&from=2010&to=2000": "The window ends before it begins: 2010 to 2000.",
    "?a=NPL&b=BTN&from=19x2": "“19x2” is no year",
    "?a=NPL&b=BTN&with=NPL-XXX": "“NPL-XXX” is no pair of states",
    "?a=NPL&b=BTN&from=1900": "“1900” is no year of the record, which goes from 1946 to 2025.",
}


def test_what_cannot_be_had_is_said(explorer: Callable) -> None:
    """A wrong address gives a sentence and working controls, no figures of another pair."""
    browser = explorer()
    page = browser.page
    for query, sentence in WRONG.items():
        page.goto(f"{page.url.split('?')[0]}{query}")
        page.wait_for_function("document.querySelector('.pair-problem').textContent")
        assert sentence in page.locator(".pair-problem").inner_text()
        assert status(page) == ""
        assert not page.locator(".pair-panel").first.is_visible()
    page.locator("#pair-from").select_option("1993")
    page.wait_for_function("document.querySelector('.pair-status').textContent.startsWith('Nepal and Bhutan, 1993 to')")
    assert page.locator(".pair-problem").inner_text() == ""
    assert page.locator(".pair-panel").first.is_visible()
    assert browser.errors == []


def test_two_states_by_keyboard(explorer: Callable) -> None:
    """Tab, the first letters of a name, Tab, the first letters of another: the change is announced."""
    browser = explorer()
    page = browser.page
    page.locator("#pair-a").focus()
    page.keyboard.type("Nep")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "pair-b"
    page.keyboard.type("Bhu")
    page.wait_for_function("document.querySelector('.pair-status').textContent.startsWith('Nepal and Bhutan')")
    assert page.locator(".pair-status").get_attribute("role") == "status"
    assert "a=NPL&b=BTN" in page.url
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first pair beside it
    page.wait_for_url("**with=ARM-AZE.IND-PAK.NOR-SWE")
    assert page.evaluate("document.activeElement.value") == "AZE-PAK"  # the focus stays where it was
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Chile")
    page.keyboard.press("Tab")
    page.keyboard.type("Bolivia")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelector('.pair-added').textContent.includes('Chile – Bolivia now stands beside')"
    )
    page.wait_for_url("**with=ARM-AZE.IND-PAK.NOR-SWE.BOL-CHL")
    browser.settle()
    page.locator('figure[data-chart="yearly"] .chart-picture[aria-label*="Chile – Bolivia"]').wait_for()
    assert browser.errors == []


def test_gaps_are_gaps_and_have_a_reason(explorer: Callable) -> None:
    """No line across a year without a figure; a sentence on why."""
    browser = explorer("?a=TUR&b=SRB&from=1946&to=2025&with=none")
    notes = browser.page.locator(".pair-gaps").inner_text()
    assert "No figure for 1964: no roll call is on record." in notes
    assert "No figure for 1993 to 1999: Serbia is not in the record." in notes
    assert "No figure for 2024: Türkiye is not in the record." in notes
    assert "2023: Türkiye is in the record of 75 of 88 roll calls, 66 of its votes are not known." in notes
    assert "because its name changed" in notes
    assert "The row of Serbia is that of Yugoslavia" in notes
    assert re.search(r"Hollow points are years with fewer than 20 common roll calls.*1992 \(2\)", notes)
    assert "2025 is drawn as a diamond" in notes
    # The line is in three pieces: to 1963, 1965 to 1992, 2000 to 2023; 2025 is no part of it.
    paths = browser.page.locator('figure[data-chart="yearly"] svg .mark-line path').all()
    assert sorted(path.get_attribute("d").count("M") for path in paths)[-1] == 3
    table = browser.page.locator('figure[data-chart="yearly"] table')
    assert "no data" in table.locator("tr", has_text="1995").text_content()


def test_a_new_member_begins_where_it_joined(explorer: Callable) -> None:
    """No figure before the seat."""
    page = explorer("?a=SSD&b=MNE&from=2000&to=2024&with=none").page
    notes = page.locator(".pair-gaps").inner_text()
    assert "No figure for 2000 to 2005: neither South Sudan nor Montenegro is in the record." in notes
    assert "No figure for 2006 to 2010: South Sudan is not in the record." in notes


def test_states_without_a_vote(explorer: Callable) -> None:
    """What is on record is shown; what is not is said."""
    browser = explorer()
    page = browser.page
    for pair in ("a=XKX&b=VAT", "a=PSE&b=TWN", "a=DDR&b=CSK", "a=VDR&b=EAZ"):
        page.goto(f"{page.url.split('?')[0]}?{pair}&with=none")
        page.wait_for_function("document.querySelector('.pair-status').textContent")
        assert "no common roll call" in status(page)
        assert page.locator(".pair-gaps li").count() >= 2
        assert page.locator('[data-panel="place"] table tr').count() > 8
        assert "never had a vote to count" in page.locator(".pair-silent").inner_text()
        assert not page.locator(".pair-code").is_visible()
    assert browser.errors == []


def test_codings_that_part_are_both_shown(explorer: Callable) -> None:
    page = explorer("?a=ARM&b=AZE").page
    place = page.locator('[data-panel="place"]').inner_text()
    assert "The codings disagree on whether the two share a former ruler" in place
    assert re.search(r"ICOW: the same most important ruler\s+no", place)
    assert re.search(r"ICOW: independent from the same state\s+yes", place)
    assert "Türkiye for the Ottoman Empire" in place


def test_every_figure_has_words_a_source_and_a_table(explorer: Callable) -> None:
    """As all charts of the site: a finding, an alt text with figures, a source line with years and n, a data table."""
    page = explorer("?a=IND&b=PAK&from=1960&to=2024").page
    figures = page.locator("figure.chart:visible").all()
    assert len(figures) == 7
    for figure in figures:
        assert re.search(r"\d", figure.locator(".chart-finding").inner_text())
        assert len(figure.locator(".chart-picture").get_attribute("aria-label")) > 40
        assert re.match(r"Source: .+\. Years: .+", figure.locator("figcaption").inner_text())
        figure.locator("summary").click()
        assert figure.locator("tbody tr").first.is_visible()


def test_opens_from_the_disk(watched: Callable, site: Path) -> None:
    """Without a server the page shows a link's pair, and changes it."""
    browser = watched("light", *DESK)
    browser.open(f"{(site / PAGE).as_uri()}?a=NPL&b=BTN")
    page = browser.page
    page.wait_for_function("document.querySelector('.pair-status').textContent.startsWith('Nepal and Bhutan')")
    page.locator("#pair-b").select_option("IND")
    page.wait_for_function("document.querySelector('.pair-status').textContent.startsWith('Nepal and India')")
    browser.settle()
    assert "b=IND" in page.url
    assert browser.errors == browser.elsewhere == []


def test_without_scripts(watched: Callable, address: str) -> None:
    """A sentence, the tables and the lab."""
    browser = watched("light", *DESK, scripts=False)
    page = browser.page
    page.goto(f"{address}/{PAGE}")
    assert "Choosing needs JavaScript" in page.locator("article").inner_text()
    assert not page.locator(".pair-form").is_visible()
    assert not page.locator(".pair-csv").is_visible()
    assert page.locator('.pair-panel a[href="reference/data/votes.html"]').first.is_visible()
    assert page.locator('a[href="../notebooks/labs/m3_votes.html"]').first.is_visible()
    assert 'A, B = "AZE", "PAK"' in page.locator(".pair-code pre").inner_text()


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone", "desk"])
def test_accessible(explorer: Callable, size: tuple[int, int], theme: str) -> None:
    """WCAG 2.2 AA with everything unfolded, in both themes; nothing wider than the phone. A short window: each cell is looked at."""
    browser = explorer("?a=IND&b=PAK&from=2018&to=2025&with=AZE-PAK", theme, size)
    page = browser.page
    page.evaluate("document.querySelectorAll('article details').forEach((one) => (one.open = true))")
    page.evaluate(AXE_SCRIPT)
    other = "light" if theme == "dark" else "dark"
    for shown, options in ((theme, STANDARD), (other, {**STANDARD, "runOnly": ["color-contrast"]})):
        browser.theme(shown)
        violations = page.evaluate("options => axe.run(document, options)", options)["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert browser.errors == browser.elsewhere == []


def test_print_keeps_the_words_and_drops_the_controls(explorer: Callable) -> None:
    page = explorer().page
    page.emulate_media(media="print")
    assert not page.locator(".pair-form").is_visible()
    assert page.locator(".pair-status").is_visible()
    assert page.locator('figure[data-chart="yearly"] svg').is_visible()


def test_weight(site: Path) -> None:
    """Whatever pair a reader chooses, with all pairs beside it."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in (site / "_static" / "states").glob("*.js")}
    index = [name for name in sizes if name.startswith("index.")]
    assert len(index) == 1
    assert f"_static/states/{index[0]}" in (site / PAGE).read_text("utf-8")
    codes = {name.split(".")[0] for name in sizes} - {"index"}
    assert codes == set(states.codes(historical=True))
    beside = {"AZE", "PAK", "ARM", "IND", "NOR", "SWE"}
    others = sorted(
        (size for name, size in sizes.items() if name.split(".")[0] not in {"index", *beside}), reverse=True
    )
    total = (
        sizes[index[0]] + sum(size for name, size in sizes.items() if name.split(".")[0] in beside) + sum(others[:2])
    )
    assert total < WEIGHT, f"{total:,} bytes"
