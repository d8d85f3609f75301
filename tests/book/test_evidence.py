"""What a verdict rests on is found in its lab's code."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.book.evidence import evidence
from course_utils.book.findings import verdicts

LABS = Path(__file__).resolve().parents[2] / "notebooks" / "labs"


def lab(*cells: str) -> nbformat.NotebookNode:
    """A lab of these cells: a heading where one begins with #, code with the ids c1, c2 … elsewhere."""
    made, number = [], 0
    for source in cells:
        if source.startswith("#"):
            made.append(new_markdown_cell(source))
        else:
            number += 1
            made.append(new_code_cell(source, id=f"c{number}"))
    return new_notebook(cells=made)


def found(*cells: str) -> list[tuple[str, str]]:
    """What the last cell rests on."""
    notebook = lab(*cells)
    return [(one.section, one.cell) for one in evidence(notebook, notebook.cells[-1].id)]


def test_a_name_leads_to_the_last_cell_above_that_computed_it():
    assert found("## 1. First", "n = f(1)", "## 2. Again", "n = f(2)", "## End", "say(n)") == [("Again", "c2")]


def test_one_link_a_section_to_its_last_cell():
    assert found("## One", "n = f(1)", "m = f(2)", "## End", "say(n, m)") == [("One", "c2")]


@pytest.mark.parametrize(
    "source",
    [
        "a, b = f(1)",
        "b += f(1)",
        "table = f(1)\ntable['b'] = g(2)",
        "for b in f(1):\n    pass",
        "print(b := f(1))",
        "x = b = f(1)",
    ],
)
def test_every_way_of_computing_counts(source):
    name = "table" if "table" in source else "b"
    assert found("## One", source, "## End", f"say({name})") == [("One", "c1")]


@pytest.mark.parametrize("source", ["from x import b", "b = 3", "b = ['AZE', 'PAK']", "def b():\n    return 1"])
def test_imports_constants_and_functions_are_no_evidence(source):
    assert found("## One", source, "## End", "say(b)") == []


def test_the_condition_under_which_a_verdict_is_given_is_no_evidence():
    assert found("## One", "ours = f(1)", "n = f(2)", "## End", "say(n) if ours else None") == [("One", "c2")]


def test_every_verdict_of_the_course_is_argued_in_words_or_rests_on_cells_above_it():
    resting = 0
    for claim, labs in verdicts(LABS).items():
        for name, finding in labs.items():
            ids = [cell.id for cell in nbformat.read(LABS / f"{name}.ipynb", as_version=4).cells]
            above = ids[: ids.index(finding.cell)]
            assert all(one.cell in above and one.section for one in finding.rests_on), (claim, name)
            resting += bool(finding.rests_on)
    assert resting >= 14  # so many of the first four modules' verdicts give figures
