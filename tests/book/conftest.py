"""A small book with the course's own configuration."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
TOC = """format: jb-book
root: book/index
chapters:
  - file: book/reading
  - file: notebooks/labs/lab
"""
LAB = """import altair as alt
import pandas as pd
from course_utils import charts
chart = charts.publish(
    alt.Chart(pd.DataFrame({"year": [1992, 1993], "share": [0.5, 0.75]})).mark_line().encode(x=alt.X("year:Q", title="Year"), y=alt.Y("share:Q", title="Share of votes")),
    finding="The share rises", source="Made up", alt="Line chart of a made-up share by year, 1992 and 1993; it rises.",
)
chart"""
READING = """---
lesson:
  module: m3_votes
  minutes: 20
  objectives: [Compute a share.]
  prerequisites: [none]
  data: []
  claims: []
---
# A reading

The share is {glue:text}`../notebooks/labs/lab.ipynb::share:.2f`, and $p_o = a / n$.

```{glue:} chart
:doc: ../notebooks/labs/lab.ipynb
```

| a | b |
|---|---|
| 1 | 2 |
"""


class Book:
    """A book in a folder: pages to write, a build to run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "book" / "_static", root / "book" / "_static")
        shutil.copy(ROOT / "_config.yml", root)
        (root / "_toc.yml").write_text(TOC, "utf-8")
        (root / "notebooks" / "labs").mkdir(parents=True)
        self.page("references.bib", "")
        self.page("index.md", "# The course\n\nA course in one page.\n")
        self.page("reading.md", READING)
        self.lab(
            LAB, 'from myst_nb import glue\nglue("share", 0.7549, display=False)\nglue("chart", chart, display=False)'
        )

    def page(self, name: str, text: str) -> None:
        """Write a file below book/."""
        (self.root / "book" / name).write_text(text, "utf-8")

    def lab(self, *cells: str, timeout: int | None = None) -> None:
        """Write the lab with these code cells."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("# A lab"), *map(nbformat.v4.new_code_cell, cells)],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        if timeout:
            notebook.metadata["execution"] = {"timeout": timeout}
        nbformat.write(notebook, self.root / "notebooks" / "labs" / "lab.ipynb")

    def html(self, name: str) -> str:
        """A built page."""
        return (self.root / "_build" / "html" / f"{name}.html").read_text("utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A fresh small book."""
    return Book(tmp_path)
