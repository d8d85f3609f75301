"""The student's notebook, made from the author's by nbgrader's own preprocessors."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.grading.source import notebook_of

KEPT = ("nbgrader", "deletable", "editable", "tags")  # of a cell's metadata


def student_notebook(folder: Path) -> str:
    """The notebook that students get, as the text of its file.

    Solutions, hidden tests, mark schemes and outputs are gone; the cells that nbgrader counts are locked and carry its
    checksums. The same source gives the same text.
    Raises CourseError where a mark has no end, an id occurs twice or the metadata are not nbgrader's.
    """
    import nbformat

    path = notebook_of(folder)
    notebook = nbformat.read(path, as_version=4)
    for step in _steps():
        try:
            notebook, _ = step.preprocess(notebook, {})
        except Exception as error:  # nbgrader raises RuntimeError, ValueError and a ValidationError of its own
            raise CourseError(
                f"The exercise {folder.name} can't be released: nbgrader's {type(step).__name__} says: {error}. "
                f"Mend {path.name}."
            ) from error
    return nbformat.writes(_reduced(notebook), version=4) + "\n"


def _steps() -> list[Any]:
    """The steps of nbgrader's generate_assignment, in its order, without those that need a gradebook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, at import
        from nbgrader import preprocessors
    from traitlets.config import Config

    names = (
        "LockCells", "ClearSolutions", "ClearOutput", "CheckCellMetadata", "ClearHiddenTests", "ClearMarkScheme",
        "ComputeChecksums", "CheckCellMetadata",
    )  # fmt: skip
    # An empty configuration: what lies in an instructor's home must not change what students get.
    return [getattr(preprocessors, name)(config=Config()) for name in names]


def _reduced(notebook: Any) -> Any:
    """The notebook with only the metadata that a student's Jupyter and nbgrader need."""
    kernel = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}
    notebook.metadata = type(notebook.metadata)(kernel)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.pop("attachments", None)  # pictures of the model answer
        cell.metadata = type(notebook.metadata)({key: cell.metadata[key] for key in KEPT if key in cell.metadata})
    return notebook
