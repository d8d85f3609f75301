"""validate: what is wrong with a notebook before it is handed in, and what editors may do to it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course_utils.exercises.notebook import Cell, checksum, parse, read_notebook
from course_utils.exercises.validate import MOST_BYTES, validate


def at(notebook: Any, id: str) -> int:
    """Where the cell with this nbgrader id stands."""
    return next(n for n, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == id)


def said(path: Path) -> list[tuple[str, str]]:
    """Severity and text of each problem."""
    return [(problem.severity, str(problem)) for problem in validate(path)]


def test_the_checksum_is_nbgraders(released: Any) -> None:
    marked = [cell for cell in released.cells if "checksum" in cell.metadata.get("nbgrader", {})]
    assert len(marked) == 9
    for number, cell in enumerate(marked):
        marks = cell.metadata["nbgrader"]
        assert checksum(Cell(number, cell.cell_type, cell.source, marks), cell.source) == marks["checksum"]


def test_an_answered_notebook_has_no_problem(workshop: Any) -> None:
    assert validate(workshop.path) == []


def test_a_stub_may_be_handed_in_and_says_what_is_at_stake(workshop: Any) -> None:
    assert said(workshop.save(workshop.notebook({}))) == [
        ("should", "d-q1 has no answer yet; 2 points are at stake."),
        ("should", "d-q2 has no answer yet; 3 points are at stake."),
        ("should", "d-q3 has no answer yet; 1 point is at stake."),
        ("should", "d-q4 has no text yet; 4 points are at stake."),
    ]


@pytest.mark.parametrize(
    ("id", "source", "open"),
    [
        (
            "d-q2",
            "def share(same, n):\n    # my idea: divide\n    # YOUR CODE HERE\n    raise NotImplementedError()",
            True,
        ),
        ("d-q2", "def share(same, n):\n    # YOUR CODE HERE\n    return same / n", False),
        ("d-q1", "  \n", True),
        ("d-q4", "\nYOUR ANSWER HERE  ", True),
        ("d-q4", "", True),
        ("d-q4", "YOUR ANSWER HERE They vote alike.", False),
    ],
)
def test_unanswered_is_what_still_stops_at_the_stub(workshop: Any, id: str, source: str, open: bool) -> None:
    found = said(workshop.save(workshop.notebook({**workshop.answers, id: source})))
    assert any(text.startswith(f"{id} has no") for _, text in found) == open


# ------------------------------------------------------------------------------- what must be mended


def lose_answer(notebook: Any) -> None:
    del notebook.cells[at(notebook, "d-q2")]


def lose_check(notebook: Any) -> None:
    del notebook.cells[at(notebook, "d-q1-check")]


def copy_cell(notebook: Any) -> None:
    notebook.cells.append(copy.deepcopy(notebook.cells[at(notebook, "d-q1")]))


def turn_into_text(notebook: Any) -> None:
    cell = notebook.cells[at(notebook, "d-q3")]
    cell.cell_type = "markdown"
    del cell["outputs"], cell["execution_count"]


def turn_check_into_text(notebook: Any) -> None:
    notebook.cells[at(notebook, "d-q3-check")].cell_type = "raw"


def turn_memo_into_code(notebook: Any) -> None:
    notebook.cells[at(notebook, "d-q4")].cell_type = "code"


def check_first(notebook: Any) -> None:
    notebook.cells.insert(2, notebook.cells.pop(at(notebook, "d-q1-check")))


def change_check(notebook: Any) -> None:
    notebook.cells[at(notebook, "d-q1-check")].source = 'check("d-q1", 4)'


def drop_marks(notebook: Any) -> None:
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)


def drop_checksums(notebook: Any) -> None:
    for cell in notebook.cells:
        cell.metadata.get("nbgrader", {}).pop("checksum", None)


def drop_one_checksum(notebook: Any) -> None:
    del notebook.cells[at(notebook, "d-setup")].metadata["nbgrader"]["checksum"]


def other_notebook(notebook: Any) -> None:
    notebook.cells = notebook.cells[4:5]


MUST = [
    (lose_answer, "The cell d-q2, with the answer to question d-q2, is missing. Take it from the released notebook again"),
    (lose_check, "The cell d-q1-check, with the check of question d-q1, is missing."),
    (copy_cell, "2 cells are called d-q1 (cells 3 and 13 from the top), because one was copied or split."),
    (turn_into_text, "Cell 8 from the top (d-q3) has become a markdown cell. Turn it back into a code cell"),
    (turn_check_into_text, "Cell 9 from the top (d-q3-check) has become a raw cell. Turn it back into a code cell"),
    (turn_memo_into_code, "Cell 10 from the top (d-q4) has become a code cell. Turn it back into a text cell"),
    (check_first, "The check of d-q1 stands above its answer"),
    (change_check, "Cell 4 from the top (d-q1-check) was changed, but it must stay as it came"),
    (drop_marks, "The cells have lost the marks by which they are known"),
    (drop_checksums, "This is not the notebook that the course gave out: its cells carry no checksums."),
    (drop_one_checksum, "Cell 2 from the top (d-setup) carries no checksum."),
    (other_notebook, "None of the questions of demo is in demo.ipynb. Is it the right file?"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "message"), MUST, ids=[spoil.__name__ for spoil, _ in MUST])
def test_what_must_be_mended(workshop: Any, spoil: Callable[[Any], None], message: str) -> None:
    notebook = workshop.notebook()
    spoil(notebook)
    [(severity, text)] = said(workshop.save(notebook))
    assert (severity, text[: len(message)]) == ("must", message)


def test_what_must_be_mended_comes_first(workshop: Any) -> None:
    notebook = workshop.notebook({})
    lose_check(notebook)
    severities = [severity for severity, _ in said(workshop.save(notebook))]
    assert severities == ["must", "should", "should", "should", "should"]


def test_a_changed_text_is_no_obstacle(workshop: Any) -> None:
    notebook = workshop.notebook()
    notebook.cells[0].source += "\n\nMy answer: 4"
    [(severity, text)] = said(workshop.save(notebook))
    assert severity == "should"
    assert "The text of cell 1 from the top (d-opening) was changed" in text


def test_a_file_too_big_for_a_platform_is_told(workshop: Any) -> None:
    notebook = workshop.notebook()
    notebook.cells[4].outputs = [{"output_type": "stream", "name": "stdout", "text": "x" * MOST_BYTES}]
    [(severity, text)] = said(workshop.save(notebook))
    assert severity == "should"
    assert text.startswith("The file has 10 MB")
    assert "Clear the outputs" in text


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"PK\x03\x04\xff\xfe", "not text in UTF-8"),
        (b'{"cells": [', "is damaged: it can't be read as a notebook"),
        (b'<<<<<<< HEAD\n{"cells": []}', "is damaged"),
        (b"[]", "it has no list of cells"),
        (b'{"cells": {}}', "it has no list of cells"),
        (b'{"nbformat": 3, "worksheets": []}', "notebook format of 2014"),
        (b"[" * 100_000, "nested without end"),
        (b'{"cells": []}', "None of the questions"),
        (b'{"cells": [1, {}, {"metadata": 3, "source": null}, {"metadata": {"nbgrader": []}}]}', "None of the questions"),
    ],
)  # fmt: skip
def test_what_is_no_notebook(workshop: Any, raw: bytes, message: str) -> None:
    workshop.path.write_bytes(raw)
    [(severity, text)] = said(workshop.path)
    assert severity == "must"
    assert message in text


def test_a_file_that_is_not_there(workshop: Any) -> None:
    assert "can't be opened" in said(workshop.folder / "other.ipynb")[0][1]


# ------------------------------------------------------------------------------- what editors do


def windows(notebook: Any) -> str:
    for cell in notebook.cells:
        cell.source = cell.source.replace("\n", "\r\n")
    return json.dumps(notebook, indent=1).replace("\n", "\r\n")


def colab(notebook: Any) -> str:
    # No cell ids, an older minor version, its own metadata, source as lists of lines.
    notebook["nbformat_minor"] = 0
    notebook.metadata["colab"] = {"provenance": []}
    for cell in notebook.cells:
        del cell["id"]
        cell.metadata["id"] = "Xy12"
        cell["source"] = cell.source.splitlines(keepends=True)
    return json.dumps(notebook)


def vscode(notebook: Any) -> str:
    # New ids, no ids, twice the same id; a language for every cell; a line end after the last line.
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"{number // 2:08x}"
        cell.metadata["vscode"] = {"languageId": "python"}
        cell.source += "\n"
    return json.dumps(notebook, indent=4, ensure_ascii=False)


def with_mark(notebook: Any) -> str:
    return "\ufeff" + json.dumps(notebook)


def rerun(notebook: Any) -> str:
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell["execution_count"] = number
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": f"{number}"}]
    notebook.cells.append({"cell_type": "code", "source": "", "metadata": {}, "outputs": [], "execution_count": None})
    return json.dumps(notebook)


@pytest.mark.parametrize("editor", [windows, colab, vscode, with_mark, rerun])
def test_what_editors_do_is_tolerated_and_leaves_the_content_the_same(workshop: Any, editor: Any) -> None:
    before = read_notebook(workshop.path)
    workshop.path.write_bytes(editor(workshop.notebook()).encode())
    assert validate(workshop.path) == []
    after = read_notebook(workshop.path)
    assert after.file_hash != before.file_hash
    assert after.content_hash == before.content_hash


def answer(notebook: Any) -> None:
    notebook.cells[at(notebook, "d-q1")].source = "n = 5"


def own_cell(notebook: Any) -> None:
    notebook.cells[4].source = "2 + 3"


def swap(notebook: Any) -> None:
    notebook.cells[4], notebook.cells[5] = notebook.cells[5], notebook.cells[4]


def picture(notebook: Any) -> None:
    notebook.cells[at(notebook, "d-q4")]["attachments"] = {"chart.png": {"image/png": "iVBORw0KGgo="}}


@pytest.mark.parametrize("change", [answer, own_cell, swap, picture, turn_check_into_text, drop_marks])
def test_what_is_written_makes_the_content(workshop: Any, change: Callable[[Any], None]) -> None:
    notebook = workshop.notebook()
    before = parse("a", json.dumps(notebook).encode()).content_hash
    change(notebook)
    assert parse("a", json.dumps(notebook).encode()).content_hash != before


def test_a_notebook_from_elsewhere_is_known_by_its_questions(workshop: Any, tmp_path: Path) -> None:
    away = tmp_path / "demo (1).ipynb"
    away.write_bytes(workshop.path.read_bytes())
    assert validate(away) == []
    away.write_text('{"cells": []}', "utf-8")
    assert "belongs to none of the exercises here" in said(away)[0][1]
