"""A real module of the built site as PDF and as ePub: every chart and formula there, with words for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from course_utils.book.editions import audit, browser, epub, epub_check, pdf
from course_utils.book.editions.contents import contents
from course_utils.errors import CourseError

ROOT = Path(__file__).parents[2]
MODULE = "book/modules/m3_votes"
SHEET = 643  # pixels between the margins of an A4 sheet


@pytest.fixture(scope="module")
def module() -> list:
    """The pages of a module."""
    return [entry for entry in contents(ROOT) if MODULE in (entry.page, entry.below)]


@pytest.fixture(scope="module")
def promised(module: list) -> audit.Count:
    """What the module's sources promise."""
    counts = [audit.in_source(audit.source(ROOT, entry.page)) for entry in module]
    return audit.Count(sum(one.charts for one in counts), sum(one.formulas for one in counts))


def test_the_site_shows_every_chart_and_formula_of_its_sources(site: Path) -> None:
    for entry in contents(ROOT):
        shown = audit.in_page((site / f"{entry.page}.html").read_text("utf-8"))
        source = audit.in_source(audit.source(ROOT, entry.page))
        assert (shown.charts, shown.formulas) >= (source.charts, source.formulas), entry.page


def test_a_module_as_epub(site: Path, module: list, promised: audit.Count, tmp_path: Path) -> None:
    """The writer checks it too; here with the sources' own counts, and made twice for equal bytes."""
    assert promised.charts > 10
    assert promised.formulas == 3
    first = epub.write(ROOT, site, tmp_path / "a.epub", lambda line: None, module)
    assert epub_check.faults(first, promised.charts, promised.formulas) == []


def test_a_module_as_pdf(
    site: Path, module: list, promised: audit.Count, tmp_path: Path, watched: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        browser.find()
    except CourseError:  # Playwright's own serves too
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            monkeypatch.setenv(browser.VARIABLE, playwright.chromium.executable_path)
    path = pdf.write(ROOT, site, tmp_path / "a.pdf", lambda line: None, module)
    reader = PdfReader(path)
    assert len(reader.pages) > 30
    width, height = (round(float(side) * 25.4 / 72) for side in reader.pages[5].mediabox[2:])
    assert (width, height) == (210, 297)
    assert path.read_bytes().count(b"/S /Figure\n/Alt") == promised.charts + promised.formulas + 1  # and the cover
    chapters = [item.title for item in reader.outline if not isinstance(item, list)]
    assert chapters == ["About this edition", "Contents", "Do brothers vote alike?"]
    begins = {name: number + 1 for number, name in _first_pages(reader, ("Do brothers", "Lab 3.", "Answers to"))}
    listed = reader.pages[2].extract_text().split()
    assert [listed[listed.index(word) - 1] for word in ("Lab",)] == [str(begins["Do brothers"])]
    assert reader.metadata["/CreationDate"] == "D:20260101000000+00'00'"
    page = watched("light", SHEET, 900).page
    page.emulate_media(media="print")
    page.goto((path.parent / "sheets" / "course.html").as_uri())
    assert page.evaluate(
        f"""[...document.querySelectorAll("main *, nav *")].filter(one => one.getBoundingClientRect().right > {SHEET} + 1)
            .map(one => one.tagName + one.textContent.slice(0, 60))"""
    ) == [], "wider than the sheet: the browser would shrink every page"  # fmt: skip


def _first_pages(reader: PdfReader, titles: tuple[str, ...]) -> list[tuple[int, str]]:
    """Where each title stands first after the contents."""
    texts = [page.extract_text() for page in reader.pages]
    return [(next(n for n, text in enumerate(texts) if n > 2 and title in text), title) for title in titles]
