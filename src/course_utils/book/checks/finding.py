"""What a check found: where, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from course_utils.errors import CourseError


@dataclass(frozen=True, order=True)
class Finding:
    """One fault.

    >>> print(Finding("README.md", 12, "There is no file data/x.csv. Correct the link."))
    README.md:12: There is no file data/x.csv. Correct the link.
    """

    where: str
    """file, seen from the folder that was checked; for a cell of a notebook followed by the cell's id"""
    line: int
    """counted from 1 in the file or the cell; 0 where the fault has no line"""
    message: str
    """what was found, what was expected, what to do"""

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.message}" if self.line else f"{self.where}: {self.message}"


def line_of(text: str, place: int) -> int:
    r"""The line on which a character stands, counted from 1.

    >>> line_of("a\nbc", 3)
    2
    """
    return text.count("\n", 0, place) + 1


def needs(name: str, load: Callable[[], Any]) -> Any:
    """A package that only these checks need; CourseError that says how to get it.

    >>> needs("a package", lambda: 1)
    1
    """
    try:
        return load()
    except ImportError:
        raise CourseError(
            f"The checks need {name}, which is not installed here. Run `make test` once: it sets up an environment "
            "with everything, .venv; then use .venv/bin/course."
        ) from None


def one_line(text: str, most: int = 80) -> str:
    r"""A text without line breaks, cut at ``most`` characters.

    >>> one_line("a\n  b c", 4)
    'a b …'
    """
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0].rstrip() + " …"


def sorted_once(found: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of files and lines, each once."""
    return sorted(set(found))
