"""The search page: what the course's own index finds, how it ranks, and that every result leads somewhere."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from course_utils.book.finder import FILE
from course_utils.catalog import load, package

PHONE, DESK = (360, 740), (1440, 900)
MOST = 60_000  # bytes of the index, compressed


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, list]:
    """The index: group -> entries of name, sentence, detail, address and, for terms, words in other languages."""
    text = (site / FILE).read_text("utf-8")
    return json.loads(text.removeprefix("window.courseIndex=").rstrip().removesuffix(";"))


def test_index_has_everything(index: dict[str, list]) -> None:
    assert [entry[0] for entry in index["Claims"]] == load("claims")["id"].tolist()
    assert [entry[0] for entry in index["Terms"]] == load("glossary")["term"].tolist()
    assert [entry[0] for entry in index["Events"]] == load("events")["id"].tolist()
    tables = {one["name"] for one in package().descriptor["resources"]}
    columns = {
        f"{one['name']}.{field['name']}"
        for one in package().descriptor["resources"]
        for field in one["schema"]["fields"]
    }
    assert {entry[0] for entry in index["Data"]} == tables | columns
    assert len(index["Charts"]) > 100
    assert all(verdict.startswith("Verdict: ") for _, _, verdict, _ in index["Claims"])


def test_every_result_leads_to_a_place(index: dict[str, list], site: Path) -> None:
    pages: dict[str, set[str]] = {}
    lost = []
    for address in (entry[3] for entries in index.values() for entry in entries):
        page, _, anchor = address.partition("#")
        if page not in pages:
            pages[page] = set(re.findall(r'\bid="([^"]+)"', (site / page).read_text("utf-8")))
        if anchor and anchor not in pages[page]:
            lost.append(address)
    assert not lost
    assert len(pages) > 60


def test_index_is_small_and_on_the_search_page_only(site: Path, pages: list[str]) -> None:
    assert len(gzip.compress((site / FILE).read_bytes())) <= MOST
    asking = [
        page for page in pages if re.search(r"courseindex\.js|search\.(js|css)", (site / page).read_text("utf-8"))
    ]
    assert asking == ["search.html"]


RESULTS = """() => [...document.querySelectorAll("#course-results section")].map(part => [
    part.querySelector("h2").textContent,
    [...part.querySelectorAll("a")].map(link => [link.textContent, link.getAttribute("href")])])"""


def results(browser: Any, address: str, query: str) -> list:
    """Groups with their links, as the page shows them."""
    browser.open(f"{address}/search.html?q={quote(query)}")
    browser.page.wait_for_function(
        "[...document.querySelectorAll('#course-results [role=status]')].some(one => one.textContent)"
    )
    assert browser.errors == browser.elsewhere == []
    return browser.page.evaluate(RESULTS)


FIRST_HITS = (  # query, group, how the first result begins, and where it leads
    ("C13", "Claims (1)", "C13: ", "book/reference/claims.html#claim-c13"),
    ("e047", "Events (1)", "E047: ", "book/reference/chronology.html#event-e047"),
    ("kappa", "Terms (", "Cohen's kappa", "book/reference/glossary.html#term-cohen-s-kappa"),
    ("abstentions", "Terms (", "abstention", "book/reference/glossary.html#term-abstention"),
    ("roll_calls", "Data (", "roll_calls: ", "book/reference/data/roll_calls.html"),
    ("votes.vote", "Data (", "votes.vote", "book/reference/data/votes.html#column-vote"),
    ("Qarabag", "Terms (", "Nagorno-Karabakh", "book/reference/glossary.html#term-nagorno-karabakh"),
    ("QARABAĞ", "Terms (", "Nagorno-Karabakh", "book/reference/glossary.html#term-nagorno-karabakh"),
    ("كشمير", "Terms (", "", "book/reference/glossary.html#term-"),  # typed with Arabic letters, written in Urdu's
    ("संप्रभुता", "Terms (", "sovereignty", "book/reference/glossary.html#term-sovereignty"),
    ("Ինքնիշխանություն", "Terms (", "sovereignty", "book/reference/glossary.html#term-sovereignty"),
    (
        "where agreement is above kappa runs",
        "Charts (",
        "Where agreement is above",
        "notebooks/labs/m3_votes.html#chart-",
    ),
)


def test_first_hits(watched: Callable, address: str) -> None:
    browser = watched("light", *DESK)
    wrong = []
    for query, group, first, place in FIRST_HITS:
        (title, links), *_ = results(browser, address, query)
        text, target = links[0]
        if not (title.startswith(group) and text.startswith(first) and target.removeprefix("./").startswith(place)):
            wrong.append(f"{query}: {title}, {text}, {target}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_results_can_be_read_by_all(watched: Callable, address: str, theme: str) -> None:
    browser = watched(theme, *PHONE)
    browser.open(f"{address}/search.html?q=vote")
    browser.page.wait_for_function("document.querySelector('#search-results h2')?.textContent === 'Pages'")
    browser.page.evaluate("document.querySelectorAll('#course-results details').forEach(one => { one.open = true; })")
    assert browser.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    browser.page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}, "preload": False}
    violations = browser.page.evaluate("options => axe.run('#course-results', options)", options)["violations"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations] == []


def test_nothing_found_says_so(watched: Callable, address: str) -> None:
    browser = watched("dark", *PHONE)
    browser.open(f"{address}/search.html?q=zyxwvut")
    status = browser.page.locator("#course-results [role=status]")
    browser.page.wait_for_function("document.querySelector('#course-results [role=status]').textContent")
    assert status.inner_text() == "No claim, term, table, chart or event; pages below."


def test_keyboard_and_status_and_the_rest_of_a_group(watched: Callable, address: str) -> None:
    """From the field, each Tab goes to the next result; what is too much for a group unfolds by Enter."""
    browser = watched("light", *DESK)
    page = browser.page
    browser.open(f"{address}/search.html")
    page.set_default_timeout(10_000)
    field = page.locator(".bd-search-container input[name=q]")
    field.fill("Kashmir")
    field.press("Enter")
    page.wait_for_function("document.querySelector('#course-results [role=status]')?.textContent")
    assert re.fullmatch(
        r"(\d+ [a-z ]+, )*\d+ [a-z ]+; pages below\.", page.locator("#course-results [role=status]").inner_text()
    )
    page.locator(".bd-search-container input[name=q]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    seen = page.evaluate("[...document.querySelectorAll('#course-results a')].indexOf(document.activeElement)")
    assert seen in (0, 1)
    more = page.locator("#course-results summary").first
    more.focus()
    page.keyboard.press("Enter")
    assert page.locator("#course-results details[open] a").first.is_visible()
    page.wait_for_selector("#search-results li a")  # Sphinx's own, below
    page.wait_for_function("document.querySelector('#search-results h2').textContent === 'Pages'")


def test_search_works_from_the_disk(watched: Callable, site: Path) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{(site / 'search.html').as_uri()}?q=kappa")
    browser.page.wait_for_selector("#search-results li a")
    first = browser.page.locator("#course-results a").first
    assert first.inner_text() == "Cohen's kappa"
    first.click()
    browser.page.wait_for_url(re.compile(r"glossary\.html#term-cohen-s-kappa$"))
    assert browser.errors == browser.elsewhere == []


def test_a_query_is_text_and_no_markup(watched: Callable, address: str) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/search.html?q={quote('<img src=x onerror=alert(1)> vote')}")
    assert browser.page.locator("#course-results img").count() == 0
    assert browser.errors == []
