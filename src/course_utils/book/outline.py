"""The course as a reader goes through it: parts, and in each part its pages with the minutes that they take.

A reading says its minutes in its front matter, a notebook in its first cell, where a student in JupyterLab sees them too:

    **Time:** about 90 minutes. **You need:** pandas basics and the reading of module 3, *Do brothers vote alike?*
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.book.lesson import FOLDER, front_matter
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

NOTEBOOKS = "notebooks/"
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_TIME = re.compile(r"\*\*Time:\*\* about (\d+) minutes\.")


@dataclass(frozen=True)
class Page:
    """A page that takes time: a reading, with its objectives and self-check questions counted, or a notebook."""

    name: str
    """as Sphinx calls it: the path without its ending"""
    title: str
    minutes: int
    objectives: int = 0
    questions: int = 0

    @property
    def kind(self) -> str:
        """What the page is.

        >>> Page("notebooks/labs/m3_votes", "Lab 3", 90).kind, Page("notebooks/python_you_need", "Python", 60).kind
        ('lab', 'notebook')
        """
        if self.name.startswith(FOLDER):
            return "reading"
        return "lab" if "/labs/" in self.name else "notebook"


@dataclass(frozen=True)
class Part:
    """A chapter of the table of contents: a module with its reading and its lab, or a page that stands alone."""

    pages: tuple[Page, ...]

    @property
    def title(self) -> str:
        """The title of its first page, with the module's number where it has one.

        >>> Part((Page("book/modules/m3_votes", "Do brothers vote alike?", 45),)).title
        'Module 3. Do brothers vote alike?'
        """
        first = self.pages[0]
        number = re.match(rf"{FOLDER}m(\d)_", first.name)
        return f"Module {number[1]}. {first.title}" if number else first.title


def minutes_of(source: str, name: str) -> int:
    """The minutes that a notebook's first cell gives; CourseError, with what to write, where it gives none.

    >>> minutes_of("# Lab\\n\\n**Time:** about 90 minutes. **You need:** nothing.", "lab")
    90
    """
    found = _TIME.search(source)
    if not found:
        raise CourseError(
            f"The first cell of {name}.ipynb does not say how long the page takes. "
            "Add a paragraph such as: **Time:** about 90 minutes. **You need:** the reading of module 3."
        )
    return int(found[1])


def _page(root: Path, name: str) -> Page:
    from course_utils.quiz import bank

    path = root / f"{name}.md"
    if path.is_file():
        text = path.read_text("utf-8")
        meta = front_matter(text)
        asked = sum(question.module == meta.get("module") for question in bank()) if "```{quiz}" in text else 0
        return Page(name, _title(text, name), int(meta["minutes"]), len(meta["objectives"]), asked)
    import nbformat

    source = nbformat.read(root / f"{name}.ipynb", as_version=4).cells[0].source
    return Page(name, _title(source, name), minutes_of(source, name))


def _title(text: str, name: str) -> str:
    found = _TITLE.search(text)
    if not found:
        raise CourseError(f"{name} has no title. Begin it with a line such as: # Do brothers vote alike?")
    return found[1].strip()


def outline(root: Path) -> list[Part]:
    """The parts of the course in the order of its table of contents.

    root: the course's folder, with _toc.yml. Pages that are looked things up in, such as the reference, take no time and are
    left out. Raises CourseError for a notebook that does not say how long it takes.
    """
    import yaml

    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    chapters = [chapter for part in toc.get("parts", [toc]) for chapter in part.get("chapters", [])]
    found = []
    for chapter in chapters:
        pages = tuple(_page(root, name) for name in _files(chapter) if name.startswith((FOLDER, NOTEBOOKS)))
        if pages:
            found.append(Part(pages))
    return found


def _files(chapter: dict[str, Any]) -> list[str]:
    return [item["file"] for item in (chapter, *chapter.get("sections", [])) if "file" in item]


def lift_time(app: Sphinx, doctree: nodes.document) -> None:
    """Put a notebook's line on time and needs below its title, in the box that readings have there."""
    from docutils import nodes

    page = app.env.docname
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is None or not page.startswith(NOTEBOOKS):
        return
    line = next((p for p in title.parent.findall(nodes.paragraph) if p.astext().startswith("Time: about ")), None)
    if line is not None:
        line.parent.remove(line)
        title.parent.insert(title.parent.index(title) + 1, nodes.container("", line, classes=["lesson-header"]))


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("doctree-read", lift_time)
