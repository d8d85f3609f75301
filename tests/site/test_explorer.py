"""The page on any two states: its figures are the measures' own, its address is a choice, its gaps are gaps."""

from __future__ import annotations

import csv
import gzip
import io
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from axe_playwright_python.base import AXE_SCRIPT

from course_utils import load, states
from course_utils.book.two_states.votes import DIVIDED, TOPICS
from course_utils.capstone import fought, world
from course_utils.measures.agreement import agreement, clustered_interval, dyad, family, largest_camp, select

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
GAPS = [  # a block of unknown votes, a successor with a pause, new members, a seat that went, late joiners, and absence
    ("TUR", "AZE"), ("SRB", "HRV"), ("SSD", "MNE"), ("TWN", "USA"), ("CHE", "KIR"), ("CHN", "TWN"), ("VEN", "ZAF"),
    ("FJI", "TUR"), ("YEM", "DEU"), ("VNM", "RUS"),
]  # fmt: skip


@pytest.fixture
def explorer(watched: Callable, address: str) -> Callable:
    """Opens the page with a query and waits until it shows a pair, or says why not."""

    def opened(query: str = "", theme: str = "light", size: tuple[int, int] = DESK, base: str = address) -> Any:
        browser = watched(theme, *size)
        browser.open(f"{base}/{PAGE}{query}")
        browser.page.set_default_timeout(15_000)
        browser.page.wait_for_function("document.querySelector('.pair-status, .pair-problem').parentElement && "
            "(document.querySelector('.pair-status').textContent || document.querySelector('.pair-problem').textContent)")  # fmt: skip
        browser.settle()
        return browser

    return opened


def status(page: Page) -> str:
    return page.locator(".pair-status").inner_text()


def drawn() -> list[tuple[str, str]]:
    """Fifty pairs by a fixed draw, and those with gaps."""
    codes = sorted(load("votes")["state"].cat.categories)
    draw = random.Random(11)
    return [*(tuple(draw.sample(codes, 2)) for _ in range(50)), *GAPS]


NOTHING = {"n": 0, "clusters": 0, **dict.fromkeys(["effective", "agreement", "kappa", "low", "high"])}


def measured(rows: pd.DataFrame, by: list[str]) -> dict[tuple, dict[str, Any]]:
    """The measures of the course, with the interval of the page, by what the rows are grouped by."""
    table = clustered_interval(rows, "family", by).assign(kappa=agreement(rows, by)["kappa"])
    table = table.astype("object").where(table.notna(), None)
    return {tuple(row[name] for name in by): row for row in table.to_dict("records")}


def same(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether the page has the figures of the measures, or has none where they have none."""
    return all(ours[name] == (value if value is None else pytest.approx(value, abs=1e-6)) for name, value in
               ((name, theirs[name]) for name in NOTHING))  # fmt: skip


def test_figures_are_those_of_the_measures(explorer: Callable) -> None:
    """Share, kappa and interval: in all, by year, by topic and in a divided hall, for sixty pairs and windows."""
    page = explorer().page
    pairs = drawn()
    draw = random.Random(12)
    windows = [sorted(draw.sample(range(1946, 2026), 2)) for _ in pairs]
    asked = [[a, b, *window] for (a, b), window in zip(pairs, windows, strict=True)]
    found = page.evaluate(
        """async (asked) => {
            const { load, votes } = courseStates;
            await load(asked.flatMap(([a, b]) => [a, b]));
            return asked.map((one) => ({ all: votes.measure(...one), years: votes.yearly(...one), topics: votes.topics(...one) }));
        }""",
        asked,
    )
    table = load("votes")
    roll_calls = load("roll_calls")
    roll_calls = roll_calls.assign(family=family(roll_calls), divided=largest_camp(roll_calls) < DIVIDED)
    kept = roll_calls[["roll_call", "year", "family", "divided", *TOPICS]]
    own = dict(iter(table.groupby("state", observed=True)))
    parts = [
        dyad(pd.concat([own[a], own[b]]), a, b, roll_calls=select(kept, years=(first, last))).assign(pair=place)
        for place, (a, b, first, last) in enumerate(asked)
    ]
    both = pd.concat(parts, ignore_index=True)
    by_year = measured(both, ["pair", "year"])
    flags = {"all": None, "divided": "divided"} | {topic: topic for topic in TOPICS}
    by_topic = {
        topic: measured(both if flag is None else both[both[flag].eq(True).fillna(False).astype(bool)], ["pair"])
        for topic, flag in flags.items()
    }
    wrong = []
    for place, ((a, b, first, last), page_says) in enumerate(zip(asked, found, strict=True)):
        if not same(page_says["all"], by_topic["all"].get((place,), NOTHING)):
            wrong.append((a, b, "all"))
        assert [row["year"] for row in page_says["years"]] == list(range(first, last + 1))
        for row in page_says["years"]:
            theirs = by_year.get((place, row["year"]), NOTHING)
            if not same(row, theirs) or bool(row["reason"]) != (theirs["n"] == 0):
                wrong.append((a, b, row["year"]))
        assert {row["topic"] for row in page_says["topics"]} == set(flags)
        for row in page_says["topics"]:
            if not same(row, by_topic[row["topic"]].get((place,), NOTHING)):
                wrong.append((a, b, row["topic"]))
    assert len(by_year) > 1000
    assert not wrong, wrong[:20]


def test_ties_are_those_of_the_tables(explorer: Callable) -> None:
    """Ideal points, organisations, treaties, conflicts and codings of the same sixty pairs."""
    page = explorer().page
    pairs = [sorted(pair) for pair in drawn()] + [["AZE", "PAK"], ["ARM", "AZE"], ["IND", "PAK"], ["CHN", "RUS"]]
    found = page.evaluate(
        """async (pairs) => {
            const { load, tables, places } = courseStates;
            await load(pairs.flat());
            return pairs.map(([a, b]) => ({
                distance: tables.idealDistance(a, b, 1980, 2010),
                seats: tables.organisations(a, b),
                shared: tables.sharedYears(a, b, 2000, 2014),
                treaties: tables.treaties(a, b, 1946, 2025),
                fought: tables.foughtYears(a, b, 1946, 2025),
                quarrels: tables.quarrels(a, b, 1946, 2025),
                codings: places.codings(a, b),
            }));
        }""",
        pairs,
    )
    points = load("ideal_points").query("1980 <= year <= 2010").set_index(["state", "year"])["ideal_point"]
    trade, investment = load("trade_agreements"), load("investment_treaty_parties").dropna(subset=["state"])
    defence = load("defence_agreements")
    years = fought().groupby(["state_a", "state_b"])["year"].agg(list)
    shared = load("shared_organisations").query("year >= 2000").set_index(["state_a", "state_b", "year"])["shared"]
    empire = load("same_empire").set_index(["state_a", "state_b"])
    disputes = load("disputes")
    parties = investment.groupby("state", observed=True)["treaty"].agg(set)
    both_known = 0
    for (a, b), page_says in zip(pairs, found, strict=True):
        one, other = (points[points.index.get_level_values("state") == code].droplevel("state") for code in (a, b))
        distance = (one - other).abs().dropna()
        assert page_says["distance"] == (pytest.approx(distance.mean(), abs=1e-6) if len(distance) else None)
        if (a, b) in world().index and page_says["seats"]["known"]:
            assert len(page_says["seats"]["small"]) == world().loc[(a, b), "shared"]
            overlap = world().loc[(a, b), "organisations"]
            assert page_says["seats"]["overlap"] == (None if pd.isna(overlap) else pytest.approx(overlap, abs=1e-6))
        kinds = [row["kind"] for row in page_says["treaties"]]
        own = trade[(trade["state_a"] == a) & (trade["state_b"] == b)]
        assert sum(kind.startswith("Trade") for kind in kinds) == own["agreement"].nunique()
        joint = parties.get(a, set()) & parties.get(b, set())
        assert sum(kind.startswith("Investment") for kind in kinds) == len(joint)
        assert kinds.count("Defence cooperation") == ((defence["state_a"] == a) & (defence["state_b"] == b)).sum()
        assert page_says["fought"] == sorted(years.get((a, b), []))
        listed = disputes[(disputes["state_a"] == a) & (disputes["state_b"] == b)]
        assert sum(row["kind"].startswith("Dispute") for row in page_says["quarrels"]) == len(listed)
        if (a, b) in empire.index:
            both_known += 1
            columns = ["by_cepii", "by_coldat", "by_ruler", "by_independence"]
            assert [bool(answer) for _, answer in page_says["codings"]["shared"]] == empire.loc[
                (a, b), columns
            ].tolist()
        if page_says["shared"] is not None:
            for row in page_says["shared"]:
                assert row["shared"] == shared.get((a, b, row["year"]))
    assert both_known >= 4


def test_the_cell_gives_the_figure_of_the_page(explorer: Callable) -> None:
    """The code under the page is what it says."""
    page = explorer("?a=NPL&b=BTN&from=1995&to=2012").page
    code = page.locator(".pair-code pre").inner_text()
    *lines, last = code.strip().splitlines()
    space: dict[str, Any] = {}
    exec("\n".join(lines), space)
    row = eval(last, space).iloc[0]
    said = status(page)
    assert f"{row['agreement']:.2f} of {row['n']:,.0f} common roll calls" in said
    assert f"{row['low']:.2f} to {row['high']:.2f}" in said


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


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?a=NPX&b=BTN", "“NPX” is no state in this course."),
        ("?a=NPL&b=NPL", "Choose two different states: Nepal came twice."),
        ("?a=NPL&b=BTN&from=2010&to=2000", "The window ends before it begins: 2010 to 2000."),
        ("?a=NPL&b=BTN&from=1900", "“1900” is no year of the record, which goes from 1946 to 2025."),
        ("?a=NPL&b=BTN&from=19x2", "“19x2” is no year"),
        ("?a=NPL&b=BTN&with=NPL-XXX", "“NPL-XXX” is no pair of states"),
    ],
)
def test_what_cannot_be_had_is_said(explorer: Callable, query: str, sentence: str) -> None:
    """A wrong address gives a sentence and working controls, no figures of another pair."""
    browser = explorer(query)
    page = browser.page
    assert sentence in page.locator(".pair-problem").inner_text()
    assert not page.locator(".pair-panel").first.is_visible()
    page.locator("#pair-a").select_option("IND")
    page.locator("#pair-b").select_option("BTN")
    page.locator("#pair-from").select_option("1992")
    page.locator("#pair-to").select_option("2024")
    page.wait_for_function(
        "document.querySelector('.pair-status').textContent.startsWith('India and Bhutan, 1992 to 2024')"
    )
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
    assert "Chile – Bolivia" in page.locator('figure[data-chart="yearly"] .chart-picture').get_attribute("aria-label")
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


@pytest.mark.parametrize("pair", ["XKX&b=VAT", "PSE&b=TWN", "DDR&b=CSK", "VDR&b=EAZ"])
def test_states_without_a_vote(explorer: Callable, pair: str) -> None:
    """What is on record is shown; what is not is said."""
    browser = explorer(f"?a={pair}&with=none")
    page = browser.page
    assert "no common roll call" in status(page)
    assert page.locator(".pair-gaps li").count() >= 2
    assert page.locator('[data-panel="place"] table tr').count() > 8
    assert "never had a vote to count" in page.locator(".pair-silent").inner_text()
    assert not page.locator(".pair-code").is_visible()
    assert browser.errors == []


def test_download(explorer: Callable) -> None:
    """One click: a file with its pair, window, sources, and the figures shown."""
    page = explorer("?a=ARM&b=AZE&from=1990&to=2024&with=IND-PAK").page
    with page.expect_download() as download:
        page.locator(".pair-csv").click()
    assert download.value.suggested_filename == "ARM-AZE-1990-2024.csv"
    text = Path(download.value.path()).read_text("utf-8-sig")
    head = [line for line in text.splitlines() if line.startswith("# ")]
    assert head[0] == "# Armenia – Azerbaijan (ARM, AZE), 1990 to 2024"
    assert "India – Pakistan" in head[1]
    assert any("UN General Assembly Voting Data (Voeten, Strezhnev and Bailey)" in line for line in head)
    assert any("No figure for 1990 to 1991" in line for line in head)
    rows = list(csv.DictReader(io.StringIO("\n".join(line for line in text.splitlines() if not line.startswith("# ")))))
    assert all(None not in row and None not in row.values() for row in rows)  # as many cells as headings
    overall = next(row for row in rows if row["panel"] == "overall" and row["pair"] == "Armenia – Azerbaijan")
    roll_calls = load("roll_calls")
    both = dyad(load("votes"), "ARM", "AZE", roll_calls=select(roll_calls, years=(1990, 2024)))
    assert float(overall["value"]) == pytest.approx(agreement(both)["agreement"].item(), abs=1e-9)
    assert int(overall["n"]) == len(both)
    by_year = {
        int(row["year"]): row["value"] for row in rows if row["panel"] == "yearly" and row["pair"] == overall["pair"]
    }
    assert list(by_year) == list(range(1990, 2025))
    assert by_year[1990] == ""
    panels = {row["panel"] for row in rows}
    assert panels == {
        "overall",
        "yearly",
        "topics",
        "ideal",
        "shared",
        "treaties",
        "quarrels",
        "organisations",
        "place",
    }


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
    for shown in (theme, "light" if theme == "dark" else "dark"):
        browser.theme(shown)
        violations = page.evaluate("options => axe.run(document, options)", STANDARD)["violations"]
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
