"""Every page of the built site, in light and dark, on a phone and a desk, with every other host out of reach."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from course_utils.book.assets import has_class
from course_utils.book.weight import weigh
from course_utils.grading import release

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE, DESK = (360, 740), (1440, 900)
TABLES = "book/reference/data/"
REFERENCE = "book/reference/api/"
SPHINXS = {"searchtools.js", "language_data.js"}  # the search page names them so
STANDARD = {  # WCAG 2.2, levels A and AA
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,  # it would ask for imported style sheets at wrong addresses
}
CONTRAST = {**STANDARD, "runOnly": ["color-contrast"]}  # nothing else changes with the theme


def with_class(site: Path, pages: list[str], name: str) -> list[str]:
    """The pages that hold an element of a class. What stands in a template is for a script to use, and not on the page."""
    shown = {page: re.sub(r"<template\b.*?</template>", "", (site / page).read_text("utf-8")) for page in pages}
    return [page for page in pages if has_class(shown[page], name)]


def breaches(page: Page) -> list[str]:
    """What is wrong with an open page in its present theme and size."""
    return page.evaluate(
        r"""() => {
            const found = [];
            const root = document.documentElement;
            if (root.scrollWidth > window.innerWidth) found.push(`page ${root.scrollWidth} wide in ${window.innerWidth}`);
            document.querySelectorAll("figure.chart").forEach((figure) => {
                const picture = figure.querySelector(".chart-picture");
                if (!picture.clientWidth && !figure.checkVisibility()) return;  // in a folded part of the page
                const svg = picture.querySelector("svg");
                const box = svg && svg.getBoundingClientRect();
                if (!box || box.width < 50 || box.height < 20 || !svg.querySelector("path, text"))
                    found.push(`chart ${figure.id} not drawn`);
                else if (box.width > picture.clientWidth + 1 && picture.tabIndex !== 0)
                    found.push(`chart ${figure.id} is ${box.width} wide in ${picture.clientWidth}`);
                if (box && picture.tabIndex !== 0) svg.querySelectorAll("text").forEach((text) => {
                    const {left, right, bottom, width} = text.getBoundingClientRect();
                    if (!width) return;
                    if (left < box.left - 1.5 || right > box.right + 1.5 || bottom > box.bottom + 1.5)
                        found.push(`chart ${figure.id} cuts off '${text.textContent}'`);
                    if (parseFloat(getComputedStyle(text).fontSize) < 10)
                        found.push(`chart ${figure.id} has '${text.textContent}' too small to read`);
                });
                if (figure.querySelectorAll(".chart-inputs :is(input, select)").length
                    !== figure.querySelectorAll(".chart-inputs label :is(input, select)").length)
                    found.push(`chart ${figure.id} has an input without a label`);
            });
            document.querySelectorAll(".math").forEach((place) => {
                const formula = place.querySelector("math");
                if (!formula || !formula.getBoundingClientRect().width || formula.textContent.includes("\\"))
                    found.push(`formula not shown: ${place.textContent}`);
            });
            const ids = [...document.querySelectorAll("[id]")].map((element) => element.id)
                .filter((id) => id !== "search-input");  // the theme has it twice on its search page
            const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
            if (twice.length) found.push(`ids used twice: ${twice}`);
            if (root.lang !== "en") found.push("no language");
            return found;
        }"""
    )


def inaccessible(page: Page, options: dict) -> list[str]:
    """Violations that axe-core finds."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    # Examples in the reference have a thousand coloured words each, in the colours of every other code block.
    context = "{exclude: ['.highlight']}" if REFERENCE in page.url else "document"
    violations = page.evaluate(f"options => axe.run({context}, options)", options)["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for one in violations
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("size", "first", "second"), [(PHONE, "dark", "light"), (DESK, "light", "dark")], ids=["phone", "desk"]
)
def test_every_page(
    watched: Callable, address: str, pages: list[str], size: tuple[int, int], first: str, second: str
) -> None:
    """Loads in one theme, then changes to the other under the open page: charts are drawn again."""
    browser = watched(first, *size)
    found = []
    for name in pages:
        browser.page.emulate_media(color_scheme=first)
        browser.open(f"{address}/{name}")
        for theme in (first, second) if name != "index.html" else ():  # index.html leads to the first page
            browser.theme(theme)
            wrong = breaches(browser.page)
            # The pages of tables and of measures come from a template each; in dark, the list of them stands for all.
            twin = theme == "dark" and name.startswith((TABLES, REFERENCE)) and not name.endswith("/index.html")
            if size == DESK and not twin:
                wrong += inaccessible(browser.page, STANDARD if theme == "light" else CONTRAST)
            found += [f"{name} ({theme}): {one}" for one in wrong]
        found += [f"{name}: {one}" for one in browser.errors + [f"asks {url}" for url in browser.elsewhere]]
    assert not found, "\n".join(found)


def test_weight_and_scripts(site: Path, pages: list[str]) -> None:
    """No page over the budget; the scripts that draw charts only where there are charts; every one with a fingerprint."""
    found = [breach for one in weigh(site) for breach in one.breaches()]
    for name in pages:
        html = (site / name).read_text("utf-8")
        for script, needs in (
            ("vega.", "chart"),
            ("chart-extras.js", "chart"),
            ("charts.js", "chart"),
            ("quiz.js", "quiz"),
        ):
            if (f"_static/{script}" in html) != has_class(html, needs):
                found.append(f"{name}: {script} loaded without need, or missing")
        if re.search(r"mathjax@|thebe|widget-state|all\.min\.js", html.lower()):
            found.append(f"{name}: a script that has no use here")
        bare = set(re.findall(r'_static/([\w.-]+\.(?:js|css))"', html)) - SPHINXS
        in_name = re.compile(r"\.[0-9a-f]{10,64}\.")
        found += [f"{name}: {file} without fingerprint" for file in sorted(bare) if not in_name.search(file)]
    assert not found, "\n".join(found)


def test_chart_answers_the_keyboard(watched: Callable, address: str, site: Path, pages: list[str]) -> None:
    """Choosing another value in a chart's list changes the picture, also after a change of theme."""
    browser = watched("light", *DESK)
    for name in with_class(site, pages, "chart"):
        browser.open(f"{address}/{name}")
        select = browser.page.locator(".chart-inputs select").first
        if select.count():
            break
    else:
        pytest.fail("no page has a chart with a list to choose from")
    chart = browser.page.locator("figure.chart", has=browser.page.locator(".chart-inputs select")).first
    before = chart.locator("svg").inner_html()
    chosen = select.input_value()
    select.focus()
    browser.page.keyboard.press("Home")
    if select.input_value() == chosen:  # it was the first of the list
        browser.page.keyboard.press("End")
    browser.page.wait_for_function(
        "([chart, before]) => chart.querySelector('svg').innerHTML !== before", arg=[chart.element_handle(), before]
    )
    chosen = select.input_value()
    browser.theme("dark")
    assert chart.locator("svg").count() == 1
    assert select.input_value() == chosen


def test_quiz_answers_the_keyboard(watched: Callable, address: str, site: Path, pages: list[str]) -> None:
    """An answer chosen and checked without a mouse gets a sentence back."""
    quizzes = with_class(site, pages, "quiz")
    assert quizzes, "no page has a quiz"
    browser = watched("light", *DESK)
    browser.open(f"{address}/{quizzes[0]}")
    page = browser.page
    question = page.locator(".quiz fieldset", has=page.locator("input[type=radio]")).first
    page.set_default_timeout(5_000)
    question.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    page.keyboard.press("Enter")
    page.wait_for_function("[...document.querySelectorAll('.quiz [role=status]')].some(one => one.textContent.trim())")
    assert not browser.errors


def test_site_opens_from_the_disk(watched: Callable, site: Path, pages: list[str]) -> None:
    """The path that `course book` prints works without a server."""
    browser = watched("light", *DESK)
    browser.open((site / "index.html").as_uri())
    browser.page.wait_for_url(re.compile(r"book/index\.html"))
    browser.open((site / with_class(site, pages, "chart")[0]).as_uri())
    assert not breaches(browser.page)
    assert browser.errors == browser.elsewhere == []


def test_no_answer_is_on_the_site(site: Path) -> None:
    assert [str(leak) for leak in release.check(site)] == []
