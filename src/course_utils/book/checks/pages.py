"""A built site as the checks see it: its files, and each page parsed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.book.checks.finding import needs, one_line
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from turbohtml import Document, Element

NOT_OURS = ("_static/", "_sources/")  # what themes and libraries bring along, and copies of the sources


def parsed(html: str) -> Document:
    """A page as browsers understand it, each element with its line."""

    def load() -> Any:
        import turbohtml

        return turbohtml

    return needs("turbohtml", load).parse(html)


def shown(element: Element) -> str:
    """An element's start tag, for messages.

    >>> shown(parsed('<main><a class="b" href="x.html">c</a></main>').select_one("a"))
    '<a class="b" href="x.html">'
    """
    attributes = "".join(f' {name}="{_text(value)}"' for name, value in element.attrs.items())
    return one_line(f"<{element.tag}{attributes}>", 140)


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def attribute(element: Element, name: str) -> str | None:
    """An attribute's value as text, None where there is none.

    >>> attribute(parsed('<p class="a b">c</p>').select_one("p"), "class")
    'a b'
    """
    value = element.attrs.get(name)
    return None if value is None and name not in element.attrs else _text(value)


@dataclass(frozen=True)
class Page:
    """One page."""

    name: str
    """its path below the site's folder"""
    html: str

    @cached_property
    def tree(self) -> Document:
        """The page, parsed."""
        return parsed(self.html)

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in their order."""
        return list(self.tree.iter_elements())

    @cached_property
    def ids(self) -> frozenset[str]:
        """What a link can lead to."""
        found = {attribute(element, "id") for element in self.elements}
        found |= {attribute(element, "name") for element in self.elements if element.tag == "a"}
        return frozenset(name for name in found if name)

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True)
class Site:
    """All pages of a built site, and the names of all its files."""

    folder: Path
    pages: dict[str, Page]
    files: frozenset[str]


def read_site(folder: Path) -> Site:
    """Read a built site; CourseError where there is none."""
    if not (folder / "index.html").is_file():
        raise CourseError(f"There is no built site in {folder}: it has no index.html. Run `course book` first.")
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names = sorted(name for name in files if name.endswith(".html") and not name.startswith(NOT_OURS))
    return Site(folder, {name: Page(name, (folder / name).read_text("utf-8")) for name in names}, files)
