"""The exercise as the tests see it: its cells, a run of them in one process, and nbgrader's own release of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
SLUG = "m3_votes"
FOLDER = ROOT / "notebooks" / "exercises" / SLUG
# nbgrader calls alembic by its bare name; in an environment that is not activated it must be told where.
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


@dataclass(frozen=True)
class Exercise:
    """A notebook of an exercise: the source with solutions, a release, or a submission."""

    cells: list[Any]

    def graded(self, **kinds: Any) -> list[Any]:
        """The cells whose nbgrader metadata say this, such as ``solution=True``."""
        metas = [(cell, cell.metadata.get("nbgrader", {})) for cell in self.cells]
        return [cell for cell, meta in metas if all(meta.get(key) == value for key, value in kinds.items())]

    @property
    def answers(self) -> dict[str, str]:
        """What stands in each answer cell that holds code, by its id."""
        return {cell.id: cell.source for cell in self.graded(solution=True, grade=False)}

    @property
    def checks(self) -> list[str]:
        """The ids of the checks."""
        return [cell.id for cell in self.graded(grade=True, solution=False)]

    def cell(self, name: str) -> Any:
        """The cell with this id."""
        return next(cell for cell in self.cells if cell.id == name)

    def run(self, answers: Mapping[str, str] | None = None, question: str = "") -> dict[str, BaseException]:
        """Run the code cells in a fresh namespace, with these answers in place of those that are there.

        question: such as "q1"; later questions, and the checks and trials of earlier ones, are left out then.
        Returns what each cell that failed has raised. Like nbgrader, goes on after a failed cell.
        """
        namespace: dict[str, Any] = {"__name__": "__main__"}
        failed: dict[str, BaseException] = {}
        for cell in self.cells:
            named = re.match(r"m3-(q\d)", cell.id)
            own = not named or not question or named[1] == question
            needed = own or (cell.id in self.answers and named[1] < question)
            if cell.cell_type != "code" or not needed:
                continue
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # a kernel prints a warning and goes on
                    exec(compile((answers or {}).get(cell.id, cell.source), f"<{cell.id}>", "exec"), namespace)
            except Exception as error:
                failed[cell.id] = error
        return failed


def read(path: Path) -> Exercise:
    """An exercise from its file."""
    return Exercise(nbformat.read(path, as_version=4).cells)


class Course:
    """A course folder of nbgrader with a gradebook of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.release = root / "release" / SLUG

    def nbgrader(self, *arguments: str) -> str:
        """Run an nbgrader command; returns what it logs."""
        home = {"HOME": str(self.root), "USERPROFILE": str(self.root), "JUPYTER_CONFIG_DIR": str(self.root / "config")}
        home["PATH"] = PATH
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.root, env=os.environ | home, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stderr

    def grades(self, student: str) -> dict[str, Any]:
        """What the gradebook says of each graded cell of a student: nbgrader's grades, by the cell's id."""
        with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
            warnings.simplefilter("ignore")  # nbgrader's own, at import
            patch.setenv("PATH", PATH)
            from nbgrader.api import Gradebook

            with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as book:
                grades = book.find_submission_notebook(SLUG, SLUG, student).grades
                fields = ("auto_score", "max_score", "needs_manual_grade")
                return {grade.name: {field: getattr(grade, field) for field in fields} for grade in grades}

    def submit(self, student: str, answers: Mapping[str, str]) -> None:
        """Hand in the released notebook with these answers in its cells."""
        notebook = nbformat.read(self.release / f"{SLUG}.ipynb", as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        folder = self.root / "submitted" / student / SLUG
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{SLUG}.ipynb")


@pytest.fixture(scope="session")
def source() -> Exercise:
    """The source, with its solutions."""
    return read(FOLDER / f"{SLUG}.ipynb")


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which nbgrader has released the exercise, as the README says."""
    made = Course(tmp_path_factory.mktemp("course"))
    folder = made.root / "source" / SLUG
    folder.mkdir(parents=True)
    (folder / f"{SLUG}.ipynb").write_bytes((FOLDER / f"{SLUG}.ipynb").read_bytes())
    made.nbgrader("generate_assignment", SLUG)
    return made


@pytest.fixture(scope="session")
def released(course: Course) -> Exercise:
    """What students get."""
    return read(course.release / f"{SLUG}.ipynb")
