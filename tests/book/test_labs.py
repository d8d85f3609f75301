"""Running a lab: what is saved, what is left out, and what is said when it fails."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from course_utils.book.labs import KERNEL, LIVE, run, settle
from course_utils.errors import CourseError

WIDGET = """import ipywidgets
class Both:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "twin", **{k: v for k, v in ipywidgets.IntSlider()._repr_mimebundle_().items() if "widget" in k}}
Both()"""


def write(path: Path, *cells: str) -> Path:
    made = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(cells, start=1)]
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    return path


def test_what_differs_from_run_to_run_is_dropped():
    output = nbformat.v4.new_output("display_data", data={LIVE: {"model_id": "a1"}, "text/plain": "twin"})
    cell = nbformat.v4.new_code_cell(
        "1", outputs=[output], metadata={"execution": {"iopub.execute_input": "2026"}, "tags": ["t"]}
    )
    metadata = {
        "widgets": {"a1": {}},
        "language_info": {"name": "python", "version": "3.11.1"},
        "kernelspec": {"name": "mine", "display_name": "Mine"},
        "title": "kept",
    }
    notebook = settle(nbformat.v4.new_notebook(cells=[cell, nbformat.v4.new_markdown_cell("# A")], metadata=metadata))
    assert notebook.metadata == {"kernelspec": KERNEL, "title": "kept"}
    assert notebook.cells[0].metadata == {"tags": ["t"]}
    assert notebook.cells[0].outputs[0]["data"] == {"text/plain": "twin"}


def test_a_lab_runs_beside_itself_and_its_file_is_the_same_each_time(tmp_path):
    (tmp_path / "beside.txt").write_text("near", "utf-8")
    path = write(tmp_path / "lab.ipynb", "print(open('beside.txt').read())", WIDGET)
    run(path)
    first = path.read_bytes()
    run(path)
    assert path.read_bytes() == first
    printed, shown = (cell.outputs[0] for cell in nbformat.read(path, as_version=4).cells)
    assert printed.text == "near\n"
    assert shown["data"] == {"text/plain": "twin"}


def test_a_cell_that_raises_is_named_and_nothing_is_saved(tmp_path):
    path = write(tmp_path / "lab.ipynb", "x = 1", "x / 0", "print(x)")
    before = path.read_bytes()
    with pytest.raises(CourseError, match=r"^lab\.ipynb: cell cell-2 raised ZeroDivisionError: division by zero$"):
        run(path)
    assert path.read_bytes() == before


def test_a_cell_that_never_ends_is_stopped_and_nothing_is_saved(tmp_path):
    path = write(tmp_path / "lab.ipynb", "import time\ntime.sleep(60)")
    before = path.read_bytes()
    with pytest.raises(CourseError, match=r"^lab\.ipynb: a cell ran longer than 1 s\. .*--seconds"):
        run(path, seconds=1)
    assert path.read_bytes() == before
