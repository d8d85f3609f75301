"""Questions as a person meets them: in a JupyterLab that trusts the notebook or does not, and on the printed page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import nbformat
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from nbclient import NotebookClient

from course_utils.catalog.package import data_folder
from course_utils.quiz import bank, check, questions
from course_utils.quiz.paper import to_paper

if TYPE_CHECKING:
    from playwright.sync_api import Page

CELLS = ["from course_utils import quiz", 'quiz.show("m0_claims")', 'quiz.check("M0Q01", "B")']


@pytest.fixture(scope="module")
def notebook(jupyterlab: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a notebook with saved outputs, which this JupyterLab did not make and so does not trust."""
    folder = tmp_path_factory.mktemp("lab")
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(NotebookClient(made, timeout=60).execute(), folder / "quiz.ipynb")
    return f"{jupyterlab(folder, COURSE_DATA=str(data_folder()))}/lab/tree/quiz.ipynb?reset"


def opens_by(page: Page, key: str) -> str:
    """Press a key on the first option; the explanation that it brings into view."""
    option = page.locator(".jp-OutputArea-output summary").first
    why = page.locator(".jp-OutputArea-output details p").first
    option.focus()
    assert not why.is_visible()
    page.keyboard.press(key)
    why.wait_for(state="visible", timeout=5_000)
    said = why.inner_text()
    page.keyboard.press(key)
    why.wait_for(state="hidden", timeout=5_000)
    return said


def test_questions_answer_the_keyboard_whether_the_notebook_is_trusted_or_not(browser, notebook):
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.goto(notebook)
    page.wait_for_selector(".jp-OutputArea-output details", timeout=60_000)
    own = questions("m0_claims")
    status = page.locator(".jp-OutputArea-output [role=status]")
    # Not trusted: ARIA is gone, what counts is not.
    assert status.count() == 0
    assert page.locator(".jp-OutputArea-output fieldset").count() == len(own)
    wrong = check(own[0], "A").message
    assert opens_by(page, "Space") == opens_by(page, "Enter") == wrong
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == f"B. {own[0].options[1].text}"
    assert str(check(own[0], "B")) in page.locator(".jp-OutputArea-output").last.inner_text()
    # Run here, and so trusted: the same, and the answer is announced.
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    status.wait_for(timeout=30_000)
    assert status.inner_text() == str(check("M0Q01", "B"))
    assert opens_by(page, "Space") == opens_by(page, "Enter") == wrong
    page.close()


@pytest.mark.parametrize("part", [0, 1], ids=["sheet", "key"])
def test_a_printed_page_is_accessible_and_reflows_for_large_print(browser, tmp_path, part):
    (tmp_path / "page.html").write_text(to_paper(bank(), 3)[part], "utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 600})
    page.goto((tmp_path / "page.html").as_uri())
    # A phone, or a desk at four times the size: nothing sticks out at the side.
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})")
    assert not [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
    # Twice the size takes more than twice the pages: lines broke anew, nothing was cut.
    sheets = [page.pdf(format="A4", scale=scale).count(b"/Type /Page\n") for scale in (1, 2)]
    assert sheets[0] >= len({question.module for question in bank()})
    assert sheets[1] > 2 * sheets[0]
    page.close()
