"""A student's way through the released m3 notebook in a real JupyterLab: a wrong answer, hints, a right one, hand in."""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course_utils.grading.release import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PLACE = "notebooks/exercises/m3_votes/m3_votes.ipynb"
PER_CENT = """def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return 100 * (both["a"] == both["b"]).mean(), len(both)"""
ENDLESS = """def share_identical(vote_a, vote_b):
    while True:
        pass"""
RIGHT = PER_CENT.replace("100 * ", "")


@dataclass
class Notebook:
    """The open notebook: its cells, as somebody at the keyboard finds and runs them."""

    page: Page

    def cell(self, words: str) -> Locator:
        """The code cell that holds these words."""
        return self.page.locator(".jp-CodeCell", has=self.page.locator(".cm-content", has_text=words)).first

    def write(self, words: str, code: str) -> None:
        """Replace what stands in a cell."""
        editor = self.cell(words).locator(".cm-content")
        editor.scroll_into_view_if_needed()
        editor.fill(code)

    def run(self, words: str) -> str:
        """Run a cell, wait until its number is there; what it shows."""
        cell = self.cell(words)
        cell.scroll_into_view_if_needed()
        before = cell.locator(".jp-InputPrompt").inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            "([prompt, before]) => /\\d/.test(prompt.innerText) && prompt.innerText !== before",
            arg=[cell.locator(".jp-InputPrompt").element_handle(), before],
            timeout=120_000,
        )
        return cell.locator(".jp-OutputArea").inner_text() if cell.locator(".jp-OutputArea-output").count() else ""

    def look(self, name: str) -> None:
        """Keep a picture in the folder $COURSE_PICTURES, where somebody wants one."""
        if os.environ.get("COURSE_PICTURES"):
            self.page.screenshot(path=Path(os.environ["COURSE_PICTURES"]) / f"{name}.png")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that students get."""
    return build(["m3_votes"], tmp_path_factory.mktemp("release")).folder


@pytest.fixture(scope="module")
def notebook(browser: Browser, jupyterlab: Callable[..., str], bundle: Path) -> Iterator[Notebook]:
    """The released notebook, open in JupyterLab with nothing run yet."""
    own = {"COURSE_DATA": str(bundle / "data"), "COURSE_HOME": str(bundle / ".course"), "COURSE_ID": ""}
    address = jupyterlab(bundle, **own)
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(f"{address}/lab/tree/{PLACE}?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.wait_for_selector("text=/Python 3.*Idle/", timeout=60_000)
    yield Notebook(page)
    page.close()


def test_a_student_goes_from_a_wrong_answer_to_a_receipt(notebook: Notebook, bundle: Path) -> None:
    for words in ("import altair", "FIRST, LAST"):
        notebook.run(words)

    # Without an id one sentence says how to set one, and nothing else.
    said = notebook.run("= my_pair()")
    assert said.startswith("CourseError: No student id is set") and "Traceback" not in said
    trial = 'share_identical(votes_of("AZE"'
    notebook.write(trial, 'from course_utils.exercises import me\nme("student-17")')
    assert "student-17: the pair is" in notebook.run('me("student-17")')
    assert re.search(r"A is .+, B is .+\.", notebook.run("= my_pair()"))
    notebook.run("def made_up_votes")

    # The stub, a wrong answer, and an endless loop: the first message of each, and the notebook goes on.
    first = 'check("m3-q1"'
    notebook.run("def share_identical")
    assert "is not written yet" in notebook.run(first)
    notebook.write("def share_identical", PER_CENT)
    notebook.run("def share_identical")
    said = notebook.run(first)
    assert "m3-q1: not yet" in said and "per cent" in said.casefold()
    notebook.look("wrong")
    notebook.write("def share_identical", ENDLESS)
    notebook.run("def share_identical")
    assert "so it was stopped" in notebook.run(first)

    # After the third failed try the first hint has opened by itself; the next comes on request.
    assert "Hint 1 of 4" in notebook.cell(first).inner_text()
    notebook.write('me("student-17")', 'hint("m3-q1")')
    said = notebook.run('hint("m3-q1")')
    assert "Hint 2 of 4" in said
    link = notebook.cell('hint("m3-q1")').locator("section a").first.get_attribute("href")
    assert link and "book/modules/m3_votes.md" in link and (bundle / "book/modules/m3_votes.md").is_file()
    notebook.look("hints")

    notebook.write("def share_identical", RIGHT)
    notebook.run("def share_identical")
    assert re.search(r"m3-q1: all \d+ first checks pass", notebook.run(first))
    notebook.look("right")
    said = notebook.run("progress()")
    assert "1 of 13" in said
    notebook.look("progress")

    # Handing in reads the saved file.
    notebook.page.keyboard.press("Escape")
    notebook.page.keyboard.press("Control+s")
    notebook.page.wait_for_timeout(1_000)
    notebook.write("# submit()", "submit()")
    said = notebook.run("submit()")
    assert "receipt" in said
    notebook.look("submitted")
    folder = (bundle / PLACE).parent
    receipt = json.loads((folder / "m3_votes.receipt.json").read_text("utf-8"))
    assert receipt["student"] == "student-17" and receipt["questions"]["m3-q1"]["result"] == "passed"
    [upload] = folder.glob("*.zip")
    assert {"m3_votes.ipynb", "m3_votes.receipt.json"} <= set(zipfile.ZipFile(upload).namelist())


def test_what_the_cards_show_meets_wcag_in_both_themes(notebook: Notebook) -> None:
    from axe_playwright_python.base import AXE_SCRIPT

    page = notebook.page
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        page.get_by_role("menuitem", name="Settings", exact=True).click()
        page.get_by_text("Theme", exact=True).hover()
        page.get_by_text(theme, exact=True).click()
        page.wait_for_timeout(1_000)
        card = notebook.cell('check("m3-q1"').locator("section")
        card.scroll_into_view_if_needed()
        notebook.look(theme.replace(" ", "-").lower())
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("axe.run('section[aria-label^=m3-q1]', {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})")
        assert found["passes"] and not [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
