"""References beside the text on a wide screen, in a note on a narrow one, and in the list on each."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

READING = "book/modules/m3_votes.html"
PHONE, DESK = (360, 740), (1440, 900)
OPEN = ".note:popover-open"


@pytest.mark.parametrize("name", [READING, "notebooks/labs/m8_institutions.html"])
def test_on_a_wide_screen_each_source_stands_once_beside_the_text(watched: Callable, address: str, name: str) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/{name}")
    found = browser.page.evaluate(
        """() => {
            const links = [...document.querySelectorAll(".bibtex-citation a")];
            const box = (element) => element.getBoundingClientRect();
            const article = box(document.querySelector(".bd-article"));
            const notes = [...document.querySelectorAll(".margin-reference")];
            const boxes = notes.map(box);
            const text = [...document.querySelectorAll(".bd-article section > p")].filter((p) => p.textContent.length > 100);
            return {
                sources: new Set(links.map((link) => link.href)).size,
                notes: notes.filter((note) => note.checkVisibility()).length,
                titles: links.filter((link) => link.title).length,
                described: notes.every((note) => document.querySelector(`[aria-describedby="${note.id}"]`)),
                outside: boxes.filter((one) => one.right > article.right + 1 || one.left < box(text[0]).right).length,
                overlaps: boxes.filter((one, i) => boxes.some((two, j) => i < j && one.bottom > two.top + 1)).length,
                lines: Math.max(...text.map((p) => p.clientWidth)),
            };
        }"""
    )
    assert found["sources"] == found["notes"] > 0
    assert found["described"] and found["titles"] == 0
    assert found["outside"] == found["overlaps"] == 0
    assert found["lines"] <= 620  # 80 characters of 17 pixels
    assert not browser.errors


def test_a_reference_has_its_doi_and_says_when_nobody_verified_it(watched: Callable, address: str, site: Path) -> None:
    html = (site / READING).read_text("utf-8")
    dois = set(re.findall(r'title="[^"]*doi:(10\.[^" ]+?)\.?"', html))
    assert dois
    browser = watched("light", *DESK)
    browser.open(f"{address}/{READING}")
    links = browser.page.locator(".margin-reference a[href^='https://doi.org/']")
    assert {link.get_attribute("href").removeprefix("https://doi.org/") for link in links.all()} == dois
    unverified = html.count("not yet verified") and browser.page.locator(
        ".margin-reference", has_text="not yet verified"
    )
    assert unverified.count() > 0
    assert browser.elsewhere == []


def test_on_a_narrow_screen_a_tap_shows_the_reference(watched: Callable, address: str) -> None:
    browser = watched("dark", *PHONE)
    browser.open(f"{address}/{READING}")
    page = browser.page
    page.set_default_timeout(5_000)
    assert page.locator(".margin-reference:visible").count() == 0
    link = page.locator(".bibtex-citation a", has_text="Häge and Hug, 2016")
    link.scroll_into_view_if_needed()
    link.click()
    note = page.locator(OPEN)
    note.wait_for()
    assert "Consensus decisions and similarity measures" in note.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.note') !== null")
    page.keyboard.press("Escape")
    assert note.count() == 0
    # The window grows wide under the open page: the same link is a link again, and its note stands in the margin.
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert page.locator(".margin-reference:visible").count() > 0
    assert link.get_attribute("role") is None
    assert not browser.errors


def test_print_and_no_script_keep_the_list(watched: Callable, address: str) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/{READING}")
    browser.page.emulate_media(media="print")
    assert browser.page.locator(".margin-reference:visible").count() == 0
    assert browser.page.locator("section#sources li").count() > 10
    plain = watched("light", *DESK, scripts=False).page
    plain.goto(f"{address}/{READING}")
    link = plain.locator(".bibtex-citation a", has_text="Häge and Hug, 2016")
    assert "Consensus decisions" in link.get_attribute("title")
    link.click()
    assert "/book/reference/bibliography.html#" in plain.url


def test_the_next_page_is_the_one_that_the_contents_name(site: Path) -> None:
    """Reading, lab, next reading: the links at each page's foot follow the sidebar, and say the title of where they lead."""
    import yaml

    toc = yaml.safe_load((Path(__file__).resolve().parents[2] / "_toc.yml").read_text("utf-8"))
    chapters = [chapter for part in toc["parts"] for chapter in part["chapters"]]
    order = [toc["root"]]
    for chapter in chapters:
        order += [item["file"] for item in (chapter, *chapter.get("sections", [])) if "file" in item]
        if any("glob" in item for item in chapter.get("sections", [])):
            order.append("")  # many pages in the order of the alphabet
    html = {name: (site / f"{name}.html").read_text("utf-8") for name in order if name}

    def title(name: str) -> str:
        heading = re.search(r'<h1>((?:(?!<h1>).)*?)<a class="headerlink"', html[name], re.DOTALL)
        return re.sub(r"<[^>]+>", "", heading[1])

    def foot(name: str, side: str) -> tuple[str, str]:
        found = re.search(rf'class="{side}"\s+href="([^"]+)".*?prev-next-title">(.*?)</p>', html[name], re.DOTALL)
        target = (site / name).parent.joinpath(found[1]).resolve().relative_to(site.resolve())
        return target.with_suffix("").as_posix(), re.sub(r"<[^>]+>", "", found[2])

    for name, follower in pairwise(order):
        if name and follower:
            assert foot(name, "right-next") == (follower, title(follower))
            assert foot(follower, "left-prev") == (name, title(name))
