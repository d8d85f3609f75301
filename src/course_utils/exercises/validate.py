"""What is wrong with a notebook before it is handed in, each in a sentence that says what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_utils.errors import CourseError
from course_utils.exercises import shelf
from course_utils.exercises.notebook import Cell, Notebook, read_notebook
from course_utils.exercises.question import Exercise, Question

MOST_BYTES = 10_000_000  # what learning platforms take without complaint, with room for the rest of the zip file

_AGAIN = "Take it from the released notebook again"
_TYPES = {"code": "a code cell (click it, press Esc, then Y)", "markdown": "a text cell (click it, press Esc, then M)"}


@dataclass(frozen=True)
class Problem:
    """Something amiss. What "must" be mended keeps the notebook from being handed in; what "should" be, does not."""

    severity: Literal["must", "should"]
    text: str

    def __str__(self) -> str:
        return self.text


def validate(path: Path) -> list[Problem]:
    """The problems of a notebook, those that must be mended first; empty where there are none.

    Compared is what checks.py says of the exercise and what nbgrader noted in the notebook when it was released. Nothing
    runs. Tolerated, because editors do it: other line ends, further metadata, another minor version of the format,
    cell ids that are new, lacking or double (a cell is known by its nbgrader id).
    """
    try:
        notebook = read_notebook(path)
        exercise = exercise_of(path, notebook)[1]
    except CourseError as error:
        return [Problem("must", str(error))]
    return problems(notebook, exercise)


def exercise_of(path: Path, notebook: Notebook) -> tuple[Path, Exercise]:
    """Folder and exercise that a notebook belongs to: the one it lies in, else the one whose questions it holds."""
    ids = {cell.id for cell in notebook.cells}
    beside = path.resolve().parent
    for folder in [beside, *shelf.folders()]:
        if (folder / "checks.py").is_file():
            exercise = shelf.exercise(folder)
            if folder == beside or ids & {question.id for question in exercise.questions}:
                return folder, exercise
    raise CourseError(
        f"{path.name} belongs to none of the exercises here. Put it back into the folder that it came in, "
        "beside its checks.py, and start from the course folder."
    )


def problems(notebook: Notebook, exercise: Exercise) -> list[Problem]:
    """The problems of a notebook as the answer to an exercise, those that must be mended first."""
    expected = [id for question in exercise.questions for id in _cells(question)]
    if not any(notebook.named(id) for id in expected):
        return [Problem("must", _stranger(notebook, exercise))]
    found = [
        *_lacking(notebook, exercise),
        *_twice(notebook),
        *_wrong_type(notebook, exercise),
        *_order(notebook, exercise),
        *_changed(notebook),
        *_unanswered(notebook, exercise),
    ]
    if len(notebook.raw) > MOST_BYTES:
        found.append(Problem("should", (
            f"The file has {len(notebook.raw) / 1e6:.0f} MB, more than many learning platforms take. Clear the outputs "
            "(in JupyterLab: Edit, Clear Outputs of All Cells), save, and do without printing whole tables."
        )))  # fmt: skip
    return sorted(found, key=lambda problem: problem.severity != "must")


def _cells(question: Question) -> tuple[str, ...]:
    # A written answer is graded in its own cell; the check below it carries no points.
    return (question.id,) if question.by_hand else (question.id, f"{question.id}-check")


def _stranger(notebook: Notebook, exercise: Exercise) -> str:
    if any(f'check("{question.id}"' in cell.source for question in exercise.questions for cell in notebook.cells):
        return (
            "The cells have lost the marks by which they are known, so nobody could grade them: an editor dropped the "
            "metadata called nbgrader, or the cells were pasted into a new notebook. Open the released notebook in "
            "JupyterLab, copy the answers into it cell by cell, and hand that in."
        )
    return (
        f"None of the questions of {exercise.slug} is in {notebook.name}. Is it the right file? "
        "Hand in the notebook that the course gave out, with the answers in it."
    )


def _lacking(notebook: Notebook, exercise: Exercise) -> Iterator[Problem]:
    for question in exercise.questions:
        for id in _cells(question):
            if not notebook.named(id):
                what = "the answer to" if id == question.id else "the check of"
                yield Problem("must", (
                    f"The cell {id}, with {what} question {question.id}, is missing. {_AGAIN}: open both in JupyterLab, "
                    "copy the cell there with C and paste it here with V."
                ))  # fmt: skip


def _twice(notebook: Notebook) -> Iterator[Problem]:
    for id, n in Counter(cell.id for cell in notebook.cells if cell.id).items():
        if n > 1:
            places = " and ".join(str(cell.number) for cell in notebook.named(id))
            yield Problem("must", (
                f"{n} cells are called {id} (cells {places} from the top), because one was copied or split. Keep the one "
                "that holds the answer. For the other, open the gears at the top right of JupyterLab, choose Advanced "
                "Tools, empty the Cell Metadata to {} and press the tick; then delete the cell with D, D."
            ))  # fmt: skip


def _wrong_type(notebook: Notebook, exercise: Exercise) -> Iterator[Problem]:
    wanted = {question.id: "markdown" if question.by_hand else "code" for question in exercise.questions}
    for cell in notebook.cells:
        kind = wanted.get(cell.id, cell.marks.get("cell_type", cell.kind))
        if cell.id and cell.kind != kind and kind in _TYPES:
            yield Problem("must", (
                f"Cell {cell.number} from the top ({cell.id}) has become a {cell.kind or 'nameless'} cell. "
                f"Turn it back into {_TYPES[kind]}, and save."
            ))  # fmt: skip


def _order(notebook: Notebook, exercise: Exercise) -> Iterator[Problem]:
    for question in exercise.questions:
        answers, checks = notebook.named(question.id), notebook.named(f"{question.id}-check")
        if len(answers) == len(checks) == 1 and checks[0].number < answers[0].number:
            yield Problem("must", (
                f"The check of {question.id} stands above its answer, so in a run from the top it has nothing to look at. "
                "Move the answer above it (drag it by its left edge)."
            ))  # fmt: skip


def _changed(notebook: Notebook) -> Iterator[Problem]:
    locked = [cell for cell in notebook.cells if cell.id and cell.is_locked]
    if locked and not any("checksum" in cell.marks for cell in locked):
        yield Problem("must", (
            "This is not the notebook that the course gave out: its cells carry no checksums. Hand in the released "
            "notebook, with the answers in it."
        ))  # fmt: skip
        return
    for cell in locked:
        if cell.kind != cell.marks.get("cell_type", cell.kind):
            continue  # said already
        if "checksum" not in cell.marks:
            yield Problem("must", f"Cell {cell.number} from the top ({cell.id}) carries no checksum. {_AGAIN}.")
        elif cell.is_changed and cell.kind == "code":
            yield Problem("must", (
                f"Cell {cell.number} from the top ({cell.id}) was changed, but it must stay as it came: grading puts the "
                f"original in its place. {_AGAIN}, and put own code into a new cell."
            ))  # fmt: skip
        elif cell.is_changed:
            yield Problem("should", (
                f"The text of cell {cell.number} from the top ({cell.id}) was changed; grading puts the original in its "
                "place. If an answer stands there, move it into the cell of its question."
            ))  # fmt: skip


def _unanswered(notebook: Notebook, exercise: Exercise) -> Iterator[Problem]:
    for question in exercise.questions:
        if unanswered(notebook.named(question.id)):
            what = "text" if question.by_hand else "answer"
            at_stake = "1 point is" if question.points == 1 else f"{question.points} points are"
            yield Problem("should", f"{question.id} has no {what} yet; {at_stake} at stake.")


def unanswered(cells: list[Cell]) -> bool:
    """Whether none of the cells of a question holds an answer."""
    return bool(cells) and all(cell.is_unanswered for cell in cells)
