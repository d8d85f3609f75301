"""Exercise m3_votes as the tests see it: its folder, its notebook, and nbgrader's own release and grading of it."""

from __future__ import annotations

import os
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
class Source:
    """The notebook with its solutions."""

    cells: list[Any]

    def cell(self, id: str) -> Any:
        """The cell with this id."""
        return next(cell for cell in self.cells if cell.id == id)

    @property
    def answers(self) -> dict[str, str]:
        """What stands in each answer cell, by its id."""
        return {cell.id: cell.source for cell in self.cells if cell.metadata.get("nbgrader", {}).get("solution")}


@pytest.fixture(scope="session")
def source() -> Source:
    """The source of m3_votes."""
    return Source(nbformat.read(FOLDER / f"{SLUG}.ipynb", as_version=4).cells)


class Course:
    """A course folder of nbgrader with a gradebook of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.release = root / "release" / SLUG

    def nbgrader(self, *arguments: str) -> str:
        """Run an nbgrader command; returns what it logs."""
        home = {"HOME": str(self.root), "USERPROFILE": str(self.root), "JUPYTER_CONFIG_DIR": str(self.root / "config")}
        own = {"COURSE_ID": "demonstration", "COURSE_HOME": str(self.root / "home"), "PATH": PATH}
        own["COURSE_DATA"] = str(ROOT / "data")  # the course folder lies elsewhere
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.root, env=os.environ | home | own, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stderr

    def submit(self, student: str, answers: Mapping[str, str]) -> None:
        """Hand in the released notebook with these answers in its cells."""
        notebook = nbformat.read(self.release / f"{SLUG}.ipynb", as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        folder = self.root / "submitted" / student / SLUG
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{SLUG}.ipynb")

    def graded(self, student: str) -> Any:
        """The notebook of a student after it was graded."""
        return nbformat.read(self.root / "autograded" / student / SLUG / f"{SLUG}.ipynb", as_version=4)

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


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which nbgrader has released the exercise: the notebook, and beside it the public checks."""
    made = Course(tmp_path_factory.mktemp("course"))
    folder = made.root / "source" / SLUG
    folder.mkdir(parents=True)
    for name in (f"{SLUG}.ipynb", "checks.py"):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    made.nbgrader("generate_assignment", SLUG)
    return made
