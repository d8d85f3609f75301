"""What a reader can do with a chart: come near it, be led to it, read its data, take it away, print it."""

from __future__ import annotations

import csv
import io
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

DESK = (1440, 900)
PAGE = "notebooks/labs/m3_votes.html"  # a dozen charts, most of them far below the first screen


@pytest.fixture
def lab(watched: Callable, address: str) -> Callable:
    """Opens the lab, or the address that is given, and draws no more than a reader sees."""

    def open_(address_: str = f"{address}/{PAGE}", size: tuple[int, int] = DESK) -> object:
        browser = watched("light", *size)
        browser.page.goto(address_, wait_until="load")
        browser.page.wait_for_function("Boolean(window.courseCharts?.drawAll)")
        return browser

    return open_


def drawn(page: object) -> list[bool]:
    """Which charts are drawn, in order."""
    return page.evaluate("[...document.querySelectorAll('.chart-picture')].map((one) => 'drawn' in one.dataset)")


def test_a_chart_is_drawn_when_the_reader_comes_near(lab: Callable) -> None:
    browser = lab()
    page = browser.page
    page.wait_for_timeout(300)
    assert not any(drawn(page))  # the first lies further down than a screen and a half
    page.locator("figure.chart").last.scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('.chart-picture')].at(-1).dataset.drawn")
    assert drawn(page).count(True) < len(drawn(page)) / 2
    browser.settle()
    assert all(drawn(page))
    assert not browser.errors


@pytest.mark.parametrize("disk", [False, True], ids=["server", "disk"])
def test_an_address_leads_to_a_chart(lab: Callable, site: Path, address: str, disk: bool) -> None:
    mark = re.findall(r'<figure class="chart" id="([^"]+)"', (site / PAGE).read_text("utf-8"))[7]
    start = (site / PAGE).as_uri() if disk else f"{address}/{PAGE}"
    browser = lab(f"{start}#{mark}")
    page = browser.page
    page.wait_for_function(f"document.querySelector('#{mark} .chart-picture').dataset.drawn")
    page.wait_for_function(f"Math.abs(document.getElementById('{mark}').getBoundingClientRect().top) < innerHeight / 2")
    assert page.locator(f"#{mark} .chart-row a", has_text="Link to this chart").get_attribute("href") == f"#{mark}"
    assert not browser.errors


def test_paper_has_every_chart(lab: Callable) -> None:
    """The browser takes its copy right after the event, so nothing may be left to a later turn."""
    page = lab().page
    count = len(drawn(page))
    page.wait_for_function(f"Object.keys(courseCharts.specs).length >= {count}")  # fetched while nothing else was to do
    assert not all(drawn(page))
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); return new Promise((done) => setTimeout(done)); }")
    assert all(drawn(page))


def test_the_table_opens_by_keyboard_and_equals_the_file(lab: Callable, site: Path) -> None:
    browser = lab()
    page = browser.page
    html = (site / PAGE).read_text("utf-8")
    names = re.findall(r'href="([^"]+\.csv)" download', html)
    charts = page.locator("figure.chart").all()
    assert len(charts) == len(names) > 10
    for figure, name in zip(charts, names, strict=True):
        head, *body = csv.reader(io.StringIO((site / PAGE).parent.joinpath(name).read_bytes().decode("utf-8-sig")))
        figure.locator("summary").focus()
        page.keyboard.press("Enter")
        figure.locator("table").wait_for(timeout=5_000)
        cells = figure.locator("table").evaluate(
            "(table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
        )
        assert cells[0] == head
        assert [
            [float(cell) if re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell) else cell or "no data" for cell in row]
            for row in body[:400]
        ] == [[float(cell) if re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell) else cell for cell in row] for row in cells[1:]]
        finding = figure.locator(".chart-finding").inner_text()
        region = figure.get_by_role("region", name=f"Data of the chart: {finding}")
        page.keyboard.press("Tab")
        assert region.evaluate("(region) => region === document.activeElement")
        cut = f"(the first 400 of {len(body):,} rows)" in figure.locator("caption").inner_text()
        assert cut == (len(body) > 400)
        assert figure.locator("summary").evaluate("(summary) => summary.getBoundingClientRect().height") >= 24
    assert not browser.errors


def test_numbers_stand_under_each_other(lab: Callable) -> None:
    page = lab().page
    figure = page.locator("figure.chart").first
    figure.locator("summary").click()
    cells = figure.locator("tbody tr").first.locator("th, td").all()
    kinds = {
        (
            bool(re.fullmatch(r"-?[\d.]+", cell.inner_text())),
            cell.evaluate("(cell) => getComputedStyle(cell).textAlign"),
        )
        for cell in cells
    }
    assert (True, "end") in kinds
    assert kinds <= {(True, "end"), (False, "start")}


def test_pictures_are_saved_by_keyboard_and_stand_alone(lab: Callable, tmp_path: Path) -> None:
    browser = lab()
    page = browser.page
    figure = page.locator("figure.chart").first
    finding = figure.locator(".chart-finding").inner_text()
    source = figure.locator("figcaption").evaluate("(caption) => caption.firstChild.textContent")
    saved = {}
    for kind in ("SVG", "PNG"):
        figure.get_by_role("button", name=f"{kind}, picture of: {finding}").focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        name = download.value.suggested_filename
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+-[0-9a-f]{6}\." + kind.lower(), name)
        assert name.startswith(re.sub(r"\W+", "-", finding.lower())[:20])
        saved[kind] = tmp_path / name
        download.value.save_as(saved[kind])
    svg = saved["SVG"].read_text("utf-8")
    words = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    assert "".join(finding.split()) in "".join(words.replace("&amp;", "&").split())
    assert "".join(source.split()) in "".join(words.replace("&amp;", "&").split())
    assert 'fill="white"' in svg
    png = saved["PNG"].read_bytes()
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG") and width >= 1000 and height >= 300
    assert not browser.errors


def test_a_saved_picture_says_what_was_chosen(watched: Callable, address: str, tmp_path: Path) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/book/reference/chronology.html")
    page = browser.page
    page.locator(".chart-inputs select").first.select_option(label="Azerbaijan and Pakistan")
    with page.expect_download() as download:
        page.locator("figure.chart").first.get_by_role("button", name="SVG").click()
    download.value.save_as(tmp_path / "a.svg")
    assert "Pair of states: Azerbaijan and Pakistan" in (tmp_path / "a.svg").read_text("utf-8")


def test_without_scripts_the_words_and_the_data_are_there(
    watched: Callable, address: str, site: Path, pages: list[str]
) -> None:
    browser = watched("light", *DESK, scripts=False)
    name = next(page for page in pages if "data-spec=" in (site / page).read_text("utf-8"))
    browser.page.goto(f"{address}/{name}")
    chart = browser.page.locator("figure.chart").first
    assert chart.locator(".chart-finding").inner_text().strip()
    assert len(chart.locator("noscript p").inner_text()) > 40
    assert chart.locator("figcaption").inner_text().startswith("Source: ")
    assert chart.locator(".chart-picture").bounding_box()["height"] == 0  # no empty frame
    link = chart.get_by_role("link", name="CSV").first
    assert (site / name).parent.joinpath(link.get_attribute("href")).stat().st_size > 20
    assert chart.locator("button, details").count() == 0


def test_a_chart_that_does_not_come_says_so_and_comes_at_the_next_try(watched: Callable, address: str) -> None:
    page = watched("light", *DESK).page
    page.route("**/_static/charts/*.js", lambda route: route.abort())
    page.goto(f"{address}/{PAGE}")
    figure = page.locator("figure.chart").first
    figure.scroll_into_view_if_needed()
    figure.get_by_text("could not be drawn").wait_for(timeout=5_000)
    figure.locator("summary").click()
    figure.get_by_text("could not be loaded; the CSV file").wait_for(timeout=5_000)
    page.unroute("**/_static/charts/*.js")
    page.emulate_media(color_scheme="dark")  # one of the reasons to draw again
    figure.locator(".chart-picture svg").wait_for(timeout=5_000)


def test_no_chart_is_in_a_page_and_none_is_left_over(site: Path, pages: list[str]) -> None:
    used = set()
    for name in pages:
        html = (site / name).read_text("utf-8")
        assert "vega-lite/v5" not in html, name
        used |= set(re.findall(r"_static/(charts/[\w-]+\.(?:js|csv))", html))
    there = {path.relative_to(site / "_static").as_posix() for path in (site / "_static" / "charts").iterdir()}
    assert used
    assert used <= there
