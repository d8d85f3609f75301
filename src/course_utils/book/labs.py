"""Run a lab from the top and save its outputs in the one form that the repository keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.errors import CourseError

if TYPE_CHECKING:
    from nbformat import NotebookNode

LIVE = "application/vnd.jupyter.widget-view+json"  # model ids are random and mean nothing without the kernel
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def settle(notebook: NotebookNode) -> NotebookNode:
    """Drop what differs from run to run: widget models, time stamps, the kernel's exact version."""
    notebook.metadata = type(notebook.metadata)(
        {**{k: v for k, v in notebook.metadata.items() if k not in ("widgets", "language_info")}, "kernelspec": KERNEL}
    )
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
    return notebook


def _failed(notebook: NotebookNode) -> str:
    """The id of the first cell with an error among its outputs."""
    return next(
        cell.id for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"
    )


def run(path: Path, seconds: int = 120) -> None:
    """Execute a notebook from the top and save it with its outputs.

    Nothing is saved when a cell fails. Raises CourseError that names the notebook, the cell and the error,
    or the time limit (seconds a cell) that was passed.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=seconds, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise CourseError(f"{path.name}: cell {_failed(notebook)} raised {error.ename}: {error.evalue}") from None
    except CellTimeoutError:
        raise CourseError(
            f"{path.name}: a cell ran longer than {seconds} s. Make it lighter, or raise --seconds."
        ) from None
    nbformat.write(settle(notebook), path)
