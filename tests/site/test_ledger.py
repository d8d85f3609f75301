"""The ledger of claims on the built site: complete, found by filter and address, printed and downloaded whole."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from course_utils.book.findings import LABS, Finding, decided, verdicts
from course_utils.catalog import load
from course_utils.verdicts import CONFIDENCE, VERDICTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
PHONE, DESK = (360, 740), (1440, 900)
PAGE = "book/reference/claims.html"
# Claims whose verdict is argued from texts and events, without a figure of a lab.
IN_WORDS = {"C18", "C21", "C31", "C32"}
# Claims where the readings cite no work in the sections that treat them.
WITHOUT_WORK = {"C06", "C11", "C36"}


READ = r"""() => [...document.querySelectorAll(".ledger > details")].map((claim) => {
    const plain = (element) => element.textContent.trim().replace(/\s+/g, " ");
    const parts = {};
    let term;
    for (const one of claim.querySelectorAll("dl > *"))
        if (one.tagName === "DT") term = plain(one).split(",")[0];
        else parts[term] = term in parts ? `${parts[term]} ${plain(one)}` : plain(one);
    return {
        id: claim.id, number: plain(claim.querySelector("b")), line: plain(claim.querySelector("summary")), parts,
        charts: [...claim.querySelectorAll("dd > ul > li")].map(plain),
        later: [...claim.querySelectorAll("template")].map((one) => one.dataset.later),
    };
})"""


@dataclass(frozen=True)
class Shown:
    """A claim as the built page has it: its line, what stands under each heading, the findings of its charts."""

    id: str
    number: str
    line: str
    parts: dict[str, str]
    charts: list[str]
    later: list[str]


@pytest.fixture(scope="module")
def ledger(browser: Browser, address: str) -> dict[str, Shown]:
    """Each claim of the built page."""
    page = browser.new_page()
    page.goto(f"{address}/{PAGE}")
    found = [Shown(**one) for one in page.evaluate(READ)]
    page.close()
    return {one.number: one for one in found}


@pytest.fixture(scope="module")
def found() -> dict[str, Finding]:
    """What the deciding lab found on each claim."""
    return decided(ROOT / LABS)


def plain(text: str) -> str:
    return " ".join(text.split())


def numbers(page: Page) -> list[str]:
    """The numbers of the claims that can be seen."""
    return page.locator(".ledger > details:visible > summary b").all_inner_texts()


def test_every_claim_is_complete(ledger: dict[str, Shown], found: dict[str, Finding]) -> None:
    """Verdict, confidence, reason and counter-reading as the lab states them; evidence, questions, events, sources."""
    claims = load("claims").set_index("id")
    assert list(ledger) == list(claims.index) and len(ledger) == 37
    for number, shown in ledger.items():
        verdict, told = found[number].verdict, shown.parts
        assert shown.id == f"claim-{number.lower()}"
        words = f"{verdict.verdict.capitalize()} confidence {verdict.confidence}"
        assert shown.line == f"{number} {claims.claim[number]} {words}"
        assert told["Finding"].startswith(f"{verdict.verdict.capitalize()}. {plain(verdict.because)}"), number
        assert told["Strongest counter-reading"].startswith(plain(verdict.counter)), number
        assert told["Confidence"].startswith(verdict.confidence.capitalize()), number
        assert ("argued in words" in told["Evidence"]) == (number in IN_WORDS), number
        assert "Exercises: m" in told["Asked"] and "Self-check: M" in told["Asked"], number
        assert re.search(r"Module \d: \w", told["Read"]), number
        assert told["Events"].split(", ") == claims.events[number].split(";"), number
        assert ("Cited there" not in told["Sources"]) == (number in WITHOUT_WORK), number
        assert told["Cite as"].endswith(f"{PAGE}#claim-{number.lower()} Copy link"), number
        for term, column in (("Counts as evidence", "evidence"), ("Other explanations", "rival_explanations")):
            assert told[term].startswith(plain(claims[column][number])), number


def test_charts_wait_in_files_of_their_own(site: Path, ledger: dict[str, Shown]) -> None:
    """Every verdict that rests on a lab's charts brings them, and every file that is there is asked for."""
    marks = [mark for shown in ledger.values() for mark in shown.later]
    files = {path.stem: path.read_text("utf-8") for path in (site / "_static/later").glob("*.js")}
    assert set(marks) <= set(files) and len(marks) >= 25
    for number, shown in ledger.items():
        assert sum(files[mark].count("<figure") for mark in shown.later) == len(shown.charts), number


def test_counts_are_the_tally_of_the_labs(site: Path, ledger: dict[str, Shown], found: dict[str, Finding]) -> None:
    tally = Counter(one.verdict.verdict for one in found.values())
    html = (site / PAGE).read_text("utf-8")
    tiles = re.search(r'<ul class="ledger-summary".*?</ul>', html, re.DOTALL)
    assert tiles
    assert [int(count) for count in re.findall(r"<b>(\d+)</b>", tiles[0])] == [tally[verdict] for verdict in VERDICTS]
    levels = Counter(dict.fromkeys(CONFIDENCE, 0))
    for count, level in re.findall(r"(\d+) (low|medium|high)", tiles[0]):
        levels[level] += int(count)
    assert levels == Counter(one.verdict.confidence for one in found.values())
    on_page = Counter(shown.line.partition(" confidence")[0].rpartition(". ")[2].lower() for shown in ledger.values())
    assert on_page == tally


def test_the_file_says_what_the_page_says(site: Path, ledger: dict[str, Shown]) -> None:
    text = (site / "_static/claims.csv").read_bytes()
    assert b"\r" not in text
    rows = {row["claim"]: row for row in csv.DictReader(text.decode().splitlines())}
    assert list(rows) == list(ledger)
    every = verdicts(ROOT / LABS)
    for number, shown in ledger.items():
        row, told = rows[number], shown.parts
        assert shown.line == f"{number} {row['text']} {row['verdict'].capitalize()} confidence {row['confidence']}"
        assert plain(row["because"]) in told["Finding"], number
        assert plain(row["counter_reading"]) in told["Strongest counter-reading"], number
        assert row["events"].replace(" | ", ", ") == told["Events"], number
        assert f"Exercises: {row['exercise_questions'].replace(' | ', ', ')}." in told["Asked"], number
        assert bool(row["other_verdict"]) == (len(every[number]) > 1), number
        assert row["sources"].count(" | ") == told["Sources"].partition(" Tables:")[0].count("; "), number
        tables = row["tables"].replace(" | ", ", ")
        assert told["Sources"].endswith(f"Tables: {tables}." if tables else "No table of the data package."), number
        assert [plain(one) for one in row["charts"].split(" | ") if one] == shown.charts, number
        for address in (row["page"], row["lab"]):
            path, _, mark = address.partition("#")
            assert f'id="{mark}"' in (site / path).read_text("utf-8"), address


def test_filters_by_keyboard(watched: Callable, address: str, found: dict[str, Finding]) -> None:
    """Tab to a list, choose, hear the count, send the address; the button takes everything back."""
    browser = watched("light", *DESK)
    browser.open(f"{address}/{PAGE}")
    page = browser.page
    page.locator("[name=words]").focus()
    page.keyboard.type("c1")
    page.keyboard.press("Tab")
    page.keyboard.type("3, votes")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Mixed")
    page.wait_for_function("location.search === '?words=c1&module=m3_votes&verdict=mixed'")
    claims = load("claims")
    expected = [
        row.id
        for row in claims.itertuples()
        if "m3_votes" in f"{row.module};{row.also_in}" and found[row.id].verdict.verdict == "mixed" and "C1" in row.id
    ]
    assert numbers(page) == expected and len(expected) == 3
    assert page.locator(".ledger-status").inner_text() == "3 of 37 claims are shown."
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show all claims"
    page.keyboard.press("Enter")
    page.wait_for_function("location.search === ''")
    assert len(numbers(page)) == 37
    assert page.locator(".ledger-status").inner_text() == "All 37 claims are shown."
    assert browser.errors == browser.elsewhere == []


@pytest.mark.parametrize(
    ("query", "count", "words"),
    [
        ("?module=m4_legacies", 3, "3 of 37"),
        ("?contested=no", None, "of 37"),
        ("?kind=causal&confidence=low", None, "of 37"),
        ("?words=KARABAKH%20council", None, "of 37"),
        ("?verdict=true", 37, "The address asks for verdict ‘true’, which is not in the list."),
        ("?words=xyzzy", 0, "No claim fits."),
    ],
)
def test_an_address_keeps_its_choice(one_page: Page, address: str, query: str, count: int | None, words: str) -> None:
    one_page.goto(f"{address}/{PAGE}{query}")
    if count is None:
        assert 0 < len(numbers(one_page)) < 37
    else:
        assert len(numbers(one_page)) == count
    assert words in one_page.locator(".ledger-status").inner_text()


@pytest.fixture
def one_page(watched: Callable) -> Page:
    return watched("light", *DESK).page


def test_an_address_opens_its_claim_and_draws_its_charts(watched: Callable, address: str) -> None:
    """Also when the filter leaves it out, and from another claim on the page; the link can be copied."""
    browser = watched("light", *DESK)
    page = browser.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser.open(f"{address}/{PAGE}?module=m8_institutions#claim-c13")
    claim = page.locator("#claim-c13")
    claim.locator("figure.chart svg").first.wait_for()
    assert claim.get_attribute("open") is not None and claim.locator("summary").first.is_visible()
    top = claim.bounding_box()["y"]
    assert 0 <= top < 200, "the claim should stand at the top of the window"
    assert claim.locator(".chart-finding").count() >= 1
    claim.locator(".claim-copy").click()
    claim.get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/{PAGE}#claim-c13"
    assert f"{address}/{PAGE}#claim-c13" in claim.locator("dd").last.inner_text()
    page.evaluate("location.hash = '#claim-c20'")
    page.locator("#claim-c20 figure.chart svg").first.wait_for()
    browser.theme("dark")
    assert page.locator("#claim-c13 figure.chart svg").count() == claim.locator("figure.chart").count()
    assert browser.errors == browser.elsewhere == []


def test_a_claim_opens_by_keyboard(watched: Callable, address: str) -> None:
    browser = watched("light", *PHONE)
    browser.open(f"{address}/{PAGE}")
    page = browser.page
    page.locator("#claim-c01 summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    chart = page.locator("#claim-c02 figure.chart").first
    chart.wait_for(state="attached")
    chart.scroll_into_view_if_needed()  # a chart is drawn when the reader comes near
    chart.locator("svg").wait_for()
    assert page.locator("#claim-c02").get_attribute("open") is not None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_every_claim_is_there(watched: Callable, address: str) -> None:
    page = watched("light", *DESK, scripts=False).page
    page.goto(f"{address}/{PAGE}")
    assert len(numbers(page)) == 37 and not page.locator(".ledger-filter").is_visible()
    page.locator("#claim-c13 > summary").click()
    body = page.locator("#claim-c13 dl").inner_text()
    assert "Support fell from" in body and "The Karabakh votes" in body
    assert page.locator("button:visible", has_text="Copy").count() == 0


def test_from_the_disk(watched: Callable, site: Path) -> None:
    """No server: the address keeps the choice, and the charts come all the same."""
    browser = watched("light", *DESK)
    browser.open(f"{(site / PAGE).as_uri()}?verdict=contested#claim-c28")
    browser.page.locator("#claim-c28 figure.chart svg").first.wait_for()
    assert len(numbers(browser.page)) == 3
    browser.page.locator("[name=verdict]").select_option("mixed")
    browser.page.wait_for_function("location.search === '?verdict=mixed'")
    assert browser.errors == browser.elsewhere == []


@pytest.mark.parametrize("scripts", [True, False])
def test_printed_open_and_without_the_form(watched: Callable, address: str, scripts: bool) -> None:
    """Each claim whole on paper, with scripts and without; of a choice, what was chosen."""
    page = watched("light", *DESK, scripts=scripts).page
    page.goto(f"{address}/{PAGE}?module=m4_legacies")
    page.emulate_media(media="print")
    tall = page.evaluate("""() => [...document.querySelectorAll(".ledger > details:not([hidden]) > dl")]
        .map((parts) => parts.lastElementChild.getBoundingClientRect().bottom - parts.getBoundingClientRect().top)""")
    assert len(tall) == (3 if scripts else 37) and min(tall) > 200
    for gone in (".ledger-filter", ".ledger-files", ".claim-copy"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    assert len(page.pdf(format="A4")) > 50_000


def test_all_charts_come_before_printing(watched: Callable, address: str) -> None:
    """The button opens what is shown, waits for the charts, prints, and leaves the page as it was."""
    browser = watched("light", *DESK)
    page = browser.page
    page.add_init_script(
        """window.print = () => { window.printed = [...document.querySelectorAll(".ledger > [open] .chart-picture svg")].length; };"""
    )
    browser.open(f"{address}/{PAGE}?module=m4_legacies")
    page.get_by_role("button", name="Print").click()
    page.wait_for_function("window.printed !== undefined")
    assert page.evaluate("window.printed") == 3
    assert page.locator(".ledger > [open]").count() == 0


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_accessible_with_claims_open(watched: Callable, address: str, size: tuple[int, int]) -> None:
    """WCAG 2.2 AA in both themes, and nothing wider than the window."""
    browser = watched("light", *size)
    browser.open(f"{address}/{PAGE}?confidence=high#claim-c15")  # two labs, and charts
    page = browser.page
    page.evaluate("document.querySelector('#claim-c12').open = true")
    page.locator("#claim-c15 figure.chart svg").first.wait_for()
    page.evaluate(AXE_SCRIPT)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    for theme, only in (("light", rules), ("dark", ["color-contrast"])):  # nothing else changes with the theme
        browser.theme(theme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), theme
        options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
        violations = page.evaluate("options => axe.run('.ledger-filter, .ledger', options)", options)["violations"]
        assert [f"{one['id']}: {node['html'][:160]}" for one in violations for node in one["nodes"]] == [], theme
    assert browser.errors == browser.elsewhere == []
