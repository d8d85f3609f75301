"""An author's tools: a skeleton to begin from, a run of the source, and a try of a notebook with all checks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.exercises.notebook import read_notebook
from course_utils.exercises.shelf import exercise, open_exercise, root
from course_utils.exercises.trial import DEMONSTRATION, run

if TYPE_CHECKING:
    from nbformat import NotebookNode

SKELETON = Path(__file__).with_name("skeleton")
FILES = ("checks", "hidden", "mistakes")


def new(slug: str, module: str = "") -> Path:
    """Write the folder of a new exercise: two questions that work, to be changed into one's own.

    slug: name of the folder. module: the reading that its hints lead into; without it the one of the same name.
    Returns the folder. Raises CourseError for a name that can't be one, for a folder or ids that exist, and where
    there is no reading.
    """
    import nbformat

    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", slug):
        raise CourseError(
            f"An exercise is named by small letters, digits and _, such as m3_votes, but {slug!r} came. Choose such a name."
        )
    folder = root() / "notebooks" / "exercises" / slug
    if folder.exists():
        raise CourseError(
            f"notebooks/exercises/{slug} exists already, and nothing in it was touched. Choose another name."
        )
    words = _reading(module or slug) | {
        "slug": slug,
        "title": slug.replace("_", " ").capitalize(),
        "prefix": _prefix(slug),
    }
    made = notebook(Template((SKELETON / "notebook.txt").read_text("utf-8")).substitute(words))
    files = {f"{name}.py": Template((SKELETON / f"{name}.txt").read_text("utf-8")).substitute(words) for name in FILES}
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    nbformat.write(made, folder / f"{slug}.ipynb")
    return folder


def _prefix(slug: str) -> str:
    """How the ids of an exercise begin: the first word of its name, or all of it where another exercise has that."""
    ids = {
        question.id.rpartition("-")[0]
        for path in (root() / "notebooks" / "exercises").glob("*/checks.py")
        for question in exercise(path.parent).questions
    }
    first = slug.partition("_")[0]
    return first if first not in ids else slug.replace("_", "-")


def _reading(module: str) -> dict[str, str]:
    """What the skeleton takes from a reading: its title, its page, a heading to link to, and two objectives."""
    import yaml

    page = f"book/modules/{module}.md"
    path = root() / page
    if not path.is_file():
        known = sorted(path.stem for path in (root() / "book" / "modules").glob("*.md"))
        raise CourseError(
            f"There is no reading {page}, into which the hints could lead. Write it first, or name another with "
            f"--module: {', '.join(known)}."
        )
    front, _, text = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
    objectives = yaml.safe_load(front)["lesson"]["objectives"]
    title, *headings = re.findall(r"^#{1,2} (.+)$", text, re.MULTILINE)
    first, second = objectives[0], objectives[min(1, len(objectives) - 1)]
    return {
        "page": page,
        "reading_title": title,
        "link": f"{page}#{anchor(headings[0])}" if headings else page,
        "objective_1": first,
        "objective_2": second,
        "objective_1_quoted": json.dumps(first, ensure_ascii=False),
        "objective_2_quoted": json.dumps(second, ensure_ascii=False),
    }


def anchor(heading: str) -> str:
    """The name of a heading in a link.

    >>> anchor("Chance, and a paradox")
    'chance-and-a-paradox'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def notebook(text: str) -> NotebookNode:
    """A notebook from text: before each cell a line ``%% type id``, then ``answer``, or ``check`` with its points.

    >>> cell = notebook("%% code q1-check check 2\\ncheck('q1', n)\\n").cells[0]
    >>> cell.source, cell.metadata.nbgrader.points
    ("check('q1', n)", 2)
    """
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    cells = []
    for part in re.split(r"^%% ", text, flags=re.MULTILINE)[1:]:
        head, _, source = part.partition("\n")
        kind, id, role, points = (*head.split(), "", "")[:4]
        marks: dict[str, Any] = {
            "grade": role == "check",
            "grade_id": id,
            "locked": role != "answer",
            "schema_version": 3,
            "solution": role == "answer",
            "task": False,
        }
        if role == "check":
            marks["points"] = int(points)
        make = new_code_cell if kind == "code" else new_markdown_cell
        cells.append(make(source.strip(), id=id, metadata={"nbgrader": marks}))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def source(slug: str) -> Path:
    """The notebook with the solutions of an exercise; CourseError where there is none."""
    folder, _ = open_exercise(slug)
    path = folder / f"{slug}.ipynb"
    if not path.is_file():
        raise CourseError(f"{folder.name} has no notebook {path.name}. Put it there under this name.")
    return path


def try_out(slug: str, path: Path | None = None, id: str = DEMONSTRATION, seconds: int = 120) -> str:
    """Run a notebook as an answer to an exercise, and tell of each question what its checks say, hidden ones too.

    path: the notebook; without it the source. id: the student whose pair counts. seconds: the limit for a cell.
    The code of the notebook runs with the rights of whoever calls this, and it could read the hidden checks: only
    for notebooks whose author is known.
    Raises CourseError for an unknown exercise and for a file that is no notebook.
    """
    folder, here = open_exercise(slug)
    return run(folder, here, read_notebook(path or source(slug)), id, seconds)
