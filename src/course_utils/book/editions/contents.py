"""Which pages of the site an edition holds, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# Looked up one at a time and by search, never read in a row; the site has them, with the data themselves beside it.
# The instructors' pages are not for students, to whom an edition is handed.
LEFT_OUT = ("book/reference/data/", "book/reference/api/", "book/instructors/")


@dataclass(frozen=True)
class Entry:
    """A page: the part it stands in, its name without ending, and the page it stands below (empty: below none)."""

    part: str
    page: str
    below: str = ""


def contents(root: Path) -> list[Entry]:
    """The pages of an edition in the order of _toc.yml, which lies in ``root``.

    Raises CourseError where _toc.yml can't be read.
    """
    from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

    from course_utils.errors import CourseError

    try:
        toc = parse_toc_yaml(root / "_toc.yml")
    except (OSError, MalformedError) as error:
        raise CourseError(f"The table of contents {root / '_toc.yml'} can't be read: {error}") from None
    found = [Entry("", toc.root.docname)]

    def add(page: str, part: str, below: str) -> None:
        if page.startswith(LEFT_OUT):
            return
        found.append(Entry(part, page, below))
        for tree in toc[page].subtrees:
            for name in tree.items:
                if name in toc:  # not a pattern such as book/reference/data/*
                    add(str(name), part, below or page)

    for tree in toc.root.subtrees:
        for name in tree.items:
            if name in toc:
                add(str(name), tree.caption or "", "")
    return found
