"""Glossary terms in the text: shown on hover, on focus and by tap, dismissed with Escape, and plain links without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from course_utils.book.assets import has_class
from course_utils.book.directives.glossary import term_anchor
from course_utils.catalog import load

READING = "book/modules/m3_votes.html"
PHONE, DESK = (360, 740), (1440, 900)
OPEN = ".note:popover-open"
TERM = "territorial integrity"  # has a definition and all four translations


def test_each_term_is_a_link_to_its_entry_once_a_page_and_never_where_it_would_harm(site: Path) -> None:
    anchors = {term_anchor(term) for term in load("glossary")["term"]}
    ids = set(re.findall(r'<dt id="([^"]+)"', (site / "book/reference/glossary.html").read_text("utf-8")))
    marked = 0
    for path in [*site.glob("book/modules/*.html"), *site.glob("notebooks/labs/*.html")]:
        html = path.read_text("utf-8")
        targets = re.findall(r'<a class="term" href="\.\./(?:\.\./book/)?reference/glossary\.html#([^"]+)">', html)
        assert len(targets) == html.count('class="term"') >= 5, path.name
        assert len(targets) == len(set(targets)), path.name
        assert set(targets) <= anchors & ids
        for element in ("h1", "h2", "h3", "pre", "label", "code"):
            for inside in re.findall(rf"<{element}\b.*?</{element}>", html, re.DOTALL):
                assert 'class="term"' not in inside, (path.name, inside[:80])
        marked += len(targets)
    assert marked > 150


def test_the_scripts_are_loaded_where_they_have_something_to_do(site: Path, pages: list[str]) -> None:
    for name in pages:
        html = (site / name).read_text("utf-8")
        terms = has_class(html, "term") or has_class(html, "std-term")
        assert bool(re.search(r"_static/terms\.[0-9a-f]{8}\.js", html)) == terms, name
        assert ("_static/notes.js" in html) == (terms or has_class(html, "bibtex-citation")), name
        assert ("_static/progress_page.js" in html) == has_class(html, "course-progress"), name


@pytest.mark.parametrize("how", ["hover", "focus", "tap"])
def test_a_definition_opens_moves_nothing_and_goes_away(watched: Callable, address: str, how: str) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/{READING}")
    page = browser.page
    page.set_default_timeout(5_000)
    term = page.locator("a.term", has_text=TERM)
    term.scroll_into_view_if_needed()
    before = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    if how == "hover":
        term.hover()
    elif how == "focus":
        # The Tab key from the link before it, as a reader without a mouse comes there.
        page.evaluate(
            """text => {
                const links = [...document.querySelectorAll("main a[href], main summary, main [tabindex='0']")];
                links[links.findIndex((link) => link.textContent === text) - 1].focus();
            }""",
            TERM,
        )
        page.keyboard.press("Tab")
    else:
        term.dispatch_event("click", {"detail": 1})
    note = page.locator(OPEN)
    note.wait_for()
    assert page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == before
    row = load("glossary").set_index("term").loc[TERM]
    text = note.inner_text()
    assert row["definition"] in text and "Unreviewed translations" in text
    for lang, column in (("az", "azerbaijani"), ("ur", "urdu"), ("hy", "armenian"), ("hi", "hindi")):
        word = note.locator(f"[lang={lang}]")
        assert word.inner_text() == row[column]
        assert word.get_attribute("dir") == ("rtl" if lang == "ur" else "ltr")
    assert term.get_attribute("aria-expanded") == "true"
    assert term.get_attribute("aria-describedby") == note.get_attribute("id")
    if how == "hover":  # the pointer may go into the note, and back out
        note.locator("a").hover()
        page.wait_for_timeout(400)
        assert note.count() == 1
        page.mouse.move(5, 5)
        note.wait_for(state="detached")
        term.hover()
        note.wait_for()
    if how == "focus":  # Tab leads into the note, Escape back to the word
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "In the glossary"
        assert note.count() == 1
    page.keyboard.press("Escape")
    note.wait_for(state="detached")
    assert term.get_attribute("aria-expanded") == "false"
    if how == "focus":
        assert page.evaluate("document.activeElement.textContent") == TERM
        page.keyboard.press("Space")
        note.wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # out of the note; what comes next may be a term as well
        assert term.get_attribute("aria-expanded") == "false"
    assert not browser.errors


def test_on_a_phone_the_definition_stays_inside_the_page(watched: Callable, address: str) -> None:
    browser = watched("dark", *PHONE)
    browser.open(f"{address}/{READING}")
    page = browser.page
    for place in range(page.locator("a.term").count()):
        page.locator("a.term").nth(place).dispatch_event("click", {"detail": 1})
        box = page.locator(OPEN).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0]
    page.locator(".bd-article h1").dispatch_event("click")
    assert page.locator(OPEN).count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_term_without_scripts_is_a_link(watched: Callable, address: str) -> None:
    page = watched("light", *DESK, scripts=False).page
    page.goto(f"{address}/{READING}")
    term = page.locator("a.term", has_text=TERM)
    assert term.get_attribute("role") is None
    term.click()
    assert page.url.endswith("/book/reference/glossary.html#term-territorial-integrity")


def test_terms_open_from_the_disk(watched: Callable, site: Path) -> None:
    browser = watched("light", *DESK)
    browser.open((site / READING).as_uri())
    browser.page.locator("a.term").first.hover()
    browser.page.locator(OPEN).wait_for()
    assert browser.errors == browser.elsewhere == []
