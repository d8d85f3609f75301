"""A written answer, as it stands in the saved notebook."""

from __future__ import annotations

import re

from course_utils.errors import CourseError
from course_utils.exercises.notebook import Notebook, read_notebook
from course_utils.exercises.shelf import open_exercise

# nbgrader's marks around a solution stand in the author's notebook only.
_MARKS = re.compile(r"^### (BEGIN|END) SOLUTION\s*$", re.MULTILINE)


def written(slug: str, grade_id: str) -> str:
    """The text of the cell with this nbgrader id, from the notebook as it was last saved."""
    folder, _ = open_exercise(slug)
    path = folder / f"{slug}.ipynb"
    if not path.is_file():
        raise CourseError(
            f"The notebook {path.name} is not in the folder {folder.name}. Save it there under this name."
        )
    return text_of(read_notebook(path), grade_id)


def text_of(notebook: Notebook, grade_id: str) -> str:
    """The text of the cell with this nbgrader id; CourseError where it is gone."""
    found = notebook.named(grade_id)
    if not found:
        raise CourseError(f"The notebook has no cell {grade_id} any more. Take it from the released notebook again.")
    return _MARKS.sub("", found[0].source).strip()
