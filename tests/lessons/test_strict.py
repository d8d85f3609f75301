"""The comparison of notebooks is strict: it passes on a lab as saved, and sees the smallest change in its outputs."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from course_utils import charts

ROOT = Path(__file__).resolve().parents[2]
# The fewest cells of the lab that print a line, show a table and draw a chart.
CELLS = ("setup", "parameters", "load", "selected", "selected-chart")


def colour(cell: Any) -> None:
    """The colour of the marks, one step of blue."""
    mark = cell.outputs[-1]["data"][charts.MIME]["config"]["mark"]
    mark["color"] = mark["color"][:-1] + ("3" if mark["color"][-1] != "3" else "4")


def value(cell: Any) -> None:
    """One value of the data, in its third digit."""
    cell.outputs[-1]["data"][charts.MIME]["datasets"]["data-1"][0]["share"] += 0.001


def other_digit(text: str) -> str:
    """The text with its last digit replaced."""
    return re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), text)


def printed(cell: Any) -> None:
    """One digit of a printed line."""
    line = next(output for output in cell.outputs if output.get("name") == "stdout")
    line.text = other_digit(line.text)


def shown(cell: Any) -> None:
    """One digit of a table, in the form that the page shows; a terminal's form stays."""
    data = cell.outputs[-1]["data"]
    body, end = data["text/html"].rsplit("</td>", 1)
    data["text/html"] = f"{other_digit(body)}</td>{end}"


def glued(cell: Any) -> None:
    """One digit of a figure that the reading takes from the lab."""
    handed = next(output for output in cell.outputs if "scrapbook" in output.metadata)
    (kind,) = handed["data"]
    handed["data"][kind] = other_digit(handed["data"][kind])


# cell -> the change of its saved output
CHANGES: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("selected-chart", colour),
    ("selected-chart", value),
    ("load", printed),
    ("selected", shown),
    ("selected", glued),
)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What one run of the project's own comparison says of those cells, unchanged and each change on a copy of its cell."""
    lab = nbformat.read(ROOT / "notebooks" / "labs" / "m3_votes.ipynb", as_version=4)
    cells = {cell.id: cell for cell in lab.cells}
    notebook = nbformat.v4.new_notebook(cells=[cells[name] for name in CELLS], metadata=lab.metadata)
    for name, change in CHANGES:
        cell = copy.deepcopy(cells[name])
        before = copy.deepcopy(cell.outputs)
        cell.id = f"{name}-{change.__name__}"
        change(cell)
        assert cell.outputs != before
        notebook.cells.append(cell)
    folder = tmp_path_factory.mktemp("strict")
    nbformat.write(notebook, folder / "lab.ipynb")
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "-v", "lab.ipynb"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def result(compared: str, number: int) -> str:
    return re.search(rf"::Cell {number} (PASSED|FAILED)", compared)[1]


@pytest.mark.parametrize("number", range(len(CELLS)), ids=CELLS)
def test_the_lab_as_saved_passes(compared, number):
    assert result(compared, number) == "PASSED", compared


@pytest.mark.parametrize("number", range(len(CHANGES)), ids=[change.__name__ for _, change in CHANGES])
def test_a_change_fails(compared, number):
    assert result(compared, len(CELLS) + number) == "FAILED", compared


def test_every_run_of_the_tests_compares_every_lab():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    assert "--nbval" in settings["addopts"]
    assert not {"--nbval-lax", "--nbval-sanitize-with"} & {option.split("=")[0] for option in settings["addopts"]}
    assert "notebooks" in settings["testpaths"]  # labs and exercises alike
