"""A small exercise in a course folder of its own, released as nbgrader does it, and its notebook with answers."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SLUG = "demo"
CHECKS = """
from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.kinds import Choice, Function, Number, Written

HINTS = Hints("What is a roll call?", "One row a roll call.", "book/modules/m3_votes.md", "4", "2 + 2 = 4")
count = Question("d-q1", 2, "Count roll calls", ("n",), Number(low=0, whole=True), HINTS, public_points=1)
share = Question(
    "d-q2", 3, "Measure agreement",
    ("share",), Function(("same", "n"), lambda: (1, 2), Number(low=0, high=1)), HINTS, public_points=2,
)
letter = Question("d-q3", 1, "Measure agreement", ("letter",), Choice({"A": "yes", "B": "no"}), HINTS, public_points=1)
memo = Question("d-q4", 4, "Write a memo", ("d-q4",), Written(3, 50), HINTS, by_hand=True)


@share.check("toy case", "one of four")
def one_of_four(share):
    came = share(1, 4)
    assert came == 0.25, f"One of four is 0.25, but {came} came."


EXERCISE = Exercise("demo", "Do friends vote alike?", 30, (count, share, letter, memo))
"""
ANSWERS = {
    "d-q1": "n = 4",
    "d-q2": "def share(same, n):\n    return same / n\n",
    "d-q3": 'letter = "b"',
    "d-q4": "They vote alike. Şuşa/Shushi comes up once.",
}


def _cell(kind: str, id: str, source: str, **marks: Any) -> Any:
    cell = (new_code_cell if kind == "code" else new_markdown_cell)(source)
    if id:
        same = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        cell.metadata["nbgrader"] = same | {"grade_id": id} | marks
    return cell


def _source() -> Any:
    """What an author writes."""
    answer = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
    locked, points = {"locked": True}, {"locked": True, "grade": True}
    return new_notebook(metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}}, cells=[
        _cell("markdown", "d-opening", "# Do friends vote alike?", **locked),
        _cell("code", "d-setup", "from course_utils.exercises import check, hint, progress, submit", **locked),
        _cell("code", "d-q1", answer.format(ANSWERS["d-q1"]), solution=True),
        _cell("code", "d-q1-check", 'check("d-q1", n)', points=2, **points),
        _cell("code", "", "2 + 2"),
        _cell("code", "d-q2", "def share(same, n):\n    ### BEGIN SOLUTION\n    return same / n\n    ### END SOLUTION", solution=True),
        _cell("code", "d-q2-check", 'check("d-q2", share)', points=3, **points),
        _cell("code", "d-q3", 'letter = ""\n' + answer.format(ANSWERS["d-q3"]), solution=True),
        _cell("code", "d-q3-check", 'check("d-q3", letter)', points=1, **points),
        _cell("markdown", "d-q4", answer.format(ANSWERS["d-q4"]), solution=True, grade=True, points=4),
        _cell("code", "", 'check("d-q4")'),
        _cell("code", "", "submit()"),
    ])  # fmt: skip


@dataclass
class Workshop:
    """A course folder with one exercise in it, and ways to change its notebook."""

    root: Path
    stub: Any

    @property
    def folder(self) -> Path:
        """The folder of the exercise."""
        return self.root / "notebooks" / "exercises" / SLUG

    @property
    def path(self) -> Path:
        """The notebook as the student saves it."""
        return self.folder / f"{SLUG}.ipynb"

    @property
    def answers(self) -> dict[str, str]:
        """A right answer to each question."""
        return dict(ANSWERS)

    def stub_of(self, id: str) -> str:
        """What the release has in the place of an answer."""
        cells = [cell for cell in self.stub.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == id]
        return str(cells[0].source)

    def notebook(self, answers: Mapping[str, str] = ANSWERS) -> Any:
        """The released notebook with these answers in its cells."""
        made = nbformat.from_dict(json.loads(json.dumps(self.stub)))
        for cell in made.cells:
            cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
        return made

    def save(self, notebook: Any, name: str = f"{SLUG}.ipynb") -> Path:
        """Write a notebook into the folder, as it is and without repairs."""
        path = self.folder / name
        path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")
        return path


@pytest.fixture(scope="session")
def released() -> Any:
    """What nbgrader makes of the author's notebook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, at import
        from nbgrader.preprocessors import ClearSolutions, ComputeChecksums, LockCells

    notebook = _source()
    for step in (ClearSolutions, LockCells, ComputeChecksums):
        notebook, _ = step().preprocess(notebook, {})
    return notebook


@pytest.fixture(scope="session")
def make_workshop(released: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Workshop]:
    """Makes course folders, in a path with blanks and letters beyond ASCII."""

    def make() -> Workshop:
        made = Workshop(tmp_path_factory.mktemp("the course") / "Kurs Şuşa", released)
        made.folder.mkdir(parents=True)
        (made.root / "data").mkdir()
        (made.root / "data" / "datapackage.json").write_text('{"name": "demo", "resources": []}', "utf-8")
        (made.folder / "checks.py").write_text(CHECKS, "utf-8")
        made.save(made.notebook())
        return made

    return make


@pytest.fixture
def workshop(make_workshop: Callable[[], Workshop], monkeypatch: pytest.MonkeyPatch) -> Any:
    """A fresh course folder, as the one that commands work in."""
    made = make_workshop()
    settle(made, monkeypatch)
    yield made
    shutil.rmtree(made.root)


@pytest.fixture(scope="session")
def settled() -> Callable[[Workshop, pytest.MonkeyPatch], None]:
    """Lets the course be this one, for as long as a patch lasts."""
    return settle


def settle(made: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the course be this one."""
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("COURSE_DATA", str(made.root / "data"))
    monkeypatch.setenv("COURSE_HOME", str(made.root / "home"))
    monkeypatch.setenv("COURSE_ID", "ayla-17")
    for name in ("JPY_SESSION_NAME", "NBGRADER_EXECUTION", "COURSE_SUBMIT"):
        monkeypatch.delenv(name, raising=False)
