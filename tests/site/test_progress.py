"""The reader's own progress: kept on the lessons, summed up on its page, taken out, read in, erased."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

READING, LAB, PROGRESS = "book/modules/m3_votes", "notebooks/labs/m3_votes", "book/progress"
PHONE, DESK = (360, 740), (1440, 900)
KEY = "fraternal-nations.progress"
GOOD = {
    "format": "fraternal-nations-progress",
    "version": 1,
    "pages": {
        READING: {"objectives": ["An objective of an older edition."], "right": ["quiz-m3q02"], "opened": "2025-01-02"}
    },
}


def kept(page: Page) -> dict:
    """What the browser keeps of all pages."""
    text = page.evaluate(f"localStorage.getItem('{KEY}')")
    return json.loads(text)["pages"] if text else {}


def scroll_through(page: Page) -> None:
    """Down the page, screen by screen, as a reader does."""
    page.evaluate(
        """async () => {
            for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
                scrollTo({ top: y, behavior: "instant" });
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }
        }"""
    )


def row(page: Page, title: str) -> str:
    return " ".join(page.locator("table.course-progress tr", has_text=title).inner_text().split())


def test_a_reader_ticks_answers_reads_and_finds_it_on_the_page(watched: Callable, address: str) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/{READING}.html")
    page = browser.page
    page.set_default_timeout(5_000)
    boxes = page.locator(".lesson-objectives input")
    total = boxes.count()
    assert total >= 5
    boxes.first.focus()
    page.keyboard.press("Space")  # without a mouse
    page.locator(".lesson-objectives label").nth(1).click()  # the words are part of the box
    line = page.locator(".lesson-progress")
    assert f"2 of {total} objectives ticked, 0 of 15 questions" in line.inner_text()
    # Every right answer of a question with choices, then a wrong one: what was right once stays.
    question = page.locator(".quiz-question[data-type=multiple_choice]").first
    question.locator("input[data-correct]").check()
    question.locator(".quiz-check").click()
    question.locator("input:not([data-correct])").first.check()
    question.locator(".quiz-check").click()
    assert "1 of 15 questions answered right, not read to the end" in line.inner_text()
    scroll_through(page)
    page.wait_for_function("document.querySelector('.lesson-progress').textContent.includes('read on ')")
    assert page.locator(".lesson-read input").is_checked()
    assert page.locator(".bd-links .progress-mark").count() == 1

    browser.open(f"{address}/{READING}.html")  # and it is all there again
    assert boxes.nth(0).is_checked() and boxes.nth(1).is_checked() and not boxes.nth(2).is_checked()
    browser.open(f"{address}/{LAB}.html")
    assert "not read to the end" in page.locator(".lesson-progress").inner_text()

    browser.open(f"{address}/{PROGRESS}.html")
    # A third each: two of the objectives, one of the questions, read; half of the lab's minutes for opening it.
    expected = round(45 * (2 / total + 1 / 15 + 1) / 3 + 90 / 2)
    assert f"{expected} of 135" in row(page, "Module 3.")
    assert f"2 of {total} objectives, 1 of 15 questions, read" in row(page, "Module 3.")
    assert f"{expected} of " in row(page, "The whole course")
    assert "Next: Python you need, about 60 minutes." in page.locator("#progress-next").inner_text()
    assert not browser.errors and not browser.elsewhere


def test_a_jump_to_the_sources_is_no_reading_and_the_box_can_be_cleared(watched: Callable, address: str) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/{READING}.html#sources")
    page = browser.page
    page.wait_for_timeout(1_500)
    assert "read" not in kept(page)[READING]
    box = page.locator(".lesson-read input")
    box.check()
    assert "read" in kept(page)[READING]
    box.uncheck()
    scroll_through(page)
    page.wait_for_timeout(1_300)
    assert "read" not in kept(page)[READING]


def test_export_import_and_erase(watched: Callable, address: str, tmp_path: Path) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/{READING}.html")
    page = browser.page
    page.set_default_timeout(5_000)
    page.locator(".lesson-objectives label").first.click()
    before = kept(page)
    browser.open(f"{address}/{PROGRESS}.html")
    with page.expect_download() as download:
        page.locator("#progress-export").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    written = json.loads(file.read_text("utf-8"))
    assert written == {"format": "fraternal-nations-progress", "version": 1, "pages": before}

    # Erase: asked first, the default is to keep; Escape keeps as well.
    page.locator("#progress-erase").click()
    said = page.locator("#progress-dialog").inner_text()
    assert "1 ticked objective, 0 questions answered right and 0 pages read (1 page opened)" in said
    assert page.evaluate("document.activeElement.value") == "keep"
    page.keyboard.press("Escape")
    assert kept(page) == before
    page.locator("#progress-erase").click()
    page.locator("#progress-dialog button[value=keep]").click()
    assert kept(page) == before
    page.locator("#progress-erase").click()
    page.locator("#progress-dialog button[value=erase]").click()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    assert "0 of 135" in row(page, "Module 3.")
    assert page.locator("#progress-erase").is_disabled() and page.locator("#progress-export").is_disabled()

    # Import: adds, twice the same; another file on top takes nothing away.
    for _ in range(2):
        page.locator("#progress-file").set_input_files(file)
        page.wait_for_function("document.getElementById('progress-status').textContent.startsWith('Added')")
        assert kept(page) == before
    other = tmp_path / "other.json"
    other.write_text(json.dumps(GOOD), "utf-8")
    page.locator("#progress-file").set_input_files(other)
    page.wait_for_function(f"localStorage.getItem('{KEY}').includes('quiz-m3q02')")
    merged = kept(page)[READING]
    assert merged["objectives"] == [*before[READING]["objectives"], "An objective of an older edition."]
    assert merged["opened"] == "2025-01-02"
    # The lesson forgets an objective that it does not have.
    browser.open(f"{address}/{READING}.html")
    assert kept(page)[READING]["objectives"] == before[READING]["objectives"]
    assert not browser.errors


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not json", "no JSON file"),
        ("[]", "not one of this course's progress"),
        ('{"format": "other"}', "not one of this course's progress"),
        (json.dumps(GOOD | {"version": 2}), "has version 2, this site reads version 1"),
        (json.dumps(GOOD | {"version": "1"}), "must be a whole number"),
        (json.dumps(GOOD | {"pages": []}), "has no pages"),
        (json.dumps(GOOD | {"pages": {READING: {"right": "all"}}}), f"“{READING}” is damaged"),
        (json.dumps(GOOD | {"pages": {READING: {"read": "<img src=x>"}}}), f"“{READING}” is damaged"),
        (json.dumps(GOOD | {"pages": {READING: None}}), f"“{READING}” is damaged"),
    ],
)
def test_a_bad_import_is_told_in_a_sentence_and_changes_nothing(
    progress_page: Page, tmp_path: Path, text: str, words: str
) -> None:
    before = kept(progress_page)
    assert before
    file = tmp_path / "bad.json"
    file.write_text(text, "utf-8")
    progress_page.evaluate("document.getElementById('progress-status').textContent = ''")
    progress_page.locator("#progress-file").set_input_files(file)
    progress_page.wait_for_function("document.getElementById('progress-status').textContent")
    said = progress_page.locator("#progress-status").inner_text()
    assert said.startswith("Nothing was changed.") and words in said
    assert kept(progress_page) == before


@pytest.fixture(scope="module")
def progress_page(browser, address: str):
    """The page with something on it, for tests that may change nothing."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/{PROGRESS}.html")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, json.dumps(GOOD)])
    page.reload()
    yield page
    context.close()


def test_where_nothing_can_be_kept_the_page_says_so_and_works(watched: Callable, address: str) -> None:
    browser = watched("dark", *PHONE)
    page = browser.page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    browser.open(f"{address}/{READING}.html")
    page.locator(".lesson-objectives label").first.click()
    assert "1 of" in page.locator(".lesson-progress").inner_text()
    assert "keeps nothing" in page.locator(".lesson-progress-note").inner_text()
    browser.open(f"{address}/{PROGRESS}.html")
    assert "keeps nothing" in page.locator("#progress-kept").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    # The theme's own script asks for the storage too and does not expect a refusal; ours must not be among the errors.
    assert not [error for error in browser.errors if "progress" in error]


def test_damaged_storage_is_begun_anew(watched: Callable, address: str) -> None:
    browser = watched("light", *DESK)
    browser.open(f"{address}/{PROGRESS}.html")
    browser.page.evaluate(f"localStorage.setItem('{KEY}', '{{')")
    browser.open(f"{address}/{READING}.html")
    assert list(kept(browser.page)) == [READING]
    assert not browser.errors


def test_progress_from_the_disk_and_with_an_open_dialog_passes_axe(watched: Callable, site: Path) -> None:
    browser = watched("light", *DESK)
    browser.open((site / f"{READING}.html").as_uri())
    page = browser.page
    page.locator(".lesson-objectives label").first.click()
    browser.open((site / f"{PROGRESS}.html").as_uri())
    assert "1 of " in row(page, "Module 3.")
    assert page.locator("#progress-disk").is_visible()
    page.locator("#progress-erase").click()
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({ preload: false, resultTypes: ['violations'] })")["violations"]
    ours = [one["id"] for one in found if any("progress" in node["html"] for node in one["nodes"])]
    assert ours == []
    assert browser.errors == browser.elsewhere == []


def test_without_scripts_the_page_is_a_plan_of_the_course(watched: Callable, address: str) -> None:
    page = watched("light", *DESK, scripts=False).page
    page.goto(f"{address}/{PROGRESS}.html")
    assert "needs JavaScript" in page.locator("noscript").inner_text()
    assert row(page, "Module 3.").endswith("135")
    assert not page.locator("#progress-export").is_visible()
    page.goto(f"{address}/{READING}.html")
    assert page.locator(".lesson-objectives li").count() >= 5
    assert page.locator(".lesson-objectives input").count() == 0
