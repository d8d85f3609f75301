"""An author's exercise folder, taken apart: what a student may see of its notebook, and what not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError

# nbgrader's marks, and what stands between them.
MARKS = {"SOLUTION": "solution", "HIDDEN TESTS": "hidden check", "MARK SCHEME": "mark scheme"}
_MARK = re.compile(rf"\b(BEGIN|END) ({'|'.join(MARKS)})\b")


@dataclass(frozen=True)
class Region:
    """A piece of the notebook that stays with the instructor.

    what: "solution", "hidden check", "mark scheme" or "model answer". cell: the cell's grade_id.
    """

    what: str
    cell: str
    text: str


@dataclass(frozen=True)
class Source:
    """The notebook of an exercise with its regions, and the rest, which students get."""

    folder: Path
    regions: tuple[Region, ...]
    given: tuple[str, ...]
    grade_ids: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The name of the exercise, its folder and its notebook."""
        return self.folder.name


def notebook_of(folder: Path) -> Path:
    """The notebook of an exercise folder; CourseError where it lacks one, or its checks."""
    for path in (folder / f"{folder.name}.ipynb", folder / "checks.py"):
        if not path.is_file():
            raise CourseError(
                f"The exercise {folder.name} lacks {path.name}. An exercise is a folder of notebooks/exercises with "
                f"{folder.name}.ipynb and checks.py in it."
            )
    return folder / f"{folder.name}.ipynb"


def read_source(folder: Path) -> Source:
    """Take an exercise's notebook apart."""
    import nbformat

    regions: list[Region] = []
    given: list[str] = []
    ids: list[str] = []
    for cell in nbformat.read(notebook_of(folder), as_version=4).cells:
        own = cell.metadata.get("nbgrader", {})
        name = own.get("grade_id", cell.get("id", ""))
        ids += [name] if own else []
        rest, found = _apart(cell)
        # Without marks the whole cell is the solution: nbgrader takes all of it away.
        if own.get("solution") and not any(what == "solution" for what, _ in found):
            rest, found = "", [("solution", cell.source), *found]
        given.append(rest)
        for what, text in found:
            kind = "model answer" if what == "solution" and cell.cell_type == "markdown" else what
            regions.append(Region(kind, name, text))
    return Source(folder, tuple(regions), tuple(given), tuple(ids))


def _apart(cell: Any) -> tuple[str, list[tuple[str, str]]]:
    """A cell's text outside all marks, and each piece between marks with what it is."""
    rest: list[str] = []
    found: list[tuple[str, list[str]]] = []
    inside = ""
    for line in cell.source.split("\n"):
        mark = _MARK.search(line)
        if mark and mark[1] == "BEGIN":
            inside = MARKS[mark[2]]
            found.append((inside, []))
        elif mark:
            inside = ""
        elif inside:
            found[-1][1].append(line)
        else:
            rest.append(line)
    return "\n".join(rest), [(what, "\n".join(lines)) for what, lines in found]
