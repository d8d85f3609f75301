"""The sections of a lab: the charts that each shows, and the figures that it hands to other pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from course_utils.book.evidence import HEADING
from course_utils.charts.render import MIME

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True)
class Picture:
    """A chart of a lab: the cell that shows it and its Vega-Lite specification."""

    cell: str
    spec: dict[str, Any]


@dataclass(frozen=True)
class Section:
    """What one section of a lab shows, and the keys under which it glues figures."""

    pictures: list[Picture] = field(default_factory=list)
    glued: set[str] = field(default_factory=set)


def sections(notebook: NotebookNode) -> dict[str, Section]:
    """The sections of an executed lab by heading, as the verdicts' evidence names them.

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
    >>> shown = new_output("display_data", data={MIME: {"mark": "bar"}}, metadata={"scrapbook": {"name": "m3-n"}})
    >>> lab = new_notebook(cells=[new_markdown_cell("## 1. Votes"), new_code_cell("chart", id="draw", outputs=[shown])])
    >>> sections(lab)
    {'Votes': Section(pictures=[Picture(cell='draw', spec={'mark': 'bar'})], glued={'m3-n'})}
    """
    found: dict[str, Section] = {}
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = next(iter(reversed(HEADING.findall(cell.source))), heading)
        for output in cell.get("outputs", ()):
            here = found.setdefault(heading, Section())
            if spec := output.get("data", {}).get(MIME):
                here.pictures.append(Picture(cell.id, spec))
            if name := output.get("metadata", {}).get("scrapbook", {}).get("name"):
                here.glued.add(name)
    return found
