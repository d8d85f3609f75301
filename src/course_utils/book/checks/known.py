"""Faults that the course can't mend, most of the theme and of libraries, each with its reason. The list may only get shorter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from course_utils.book.checks.finding import Finding


@dataclass(frozen=True)
class Known:
    """Findings that are let pass."""

    where: str
    """pattern of the page"""
    message: str
    """a part of the finding's message"""
    reason: str


KNOWN = (
    Known(
        r"404\.html",
        "it begins at the host's root",
        "The page stands for addresses at any depth, so nothing relative to it would hold; its script finds the root.",
    ),
    Known(
        r"search\.html",
        "id search-input is used more than once",
        "The theme puts its search box on its search page again, with the id that its own script looks for.",
    ),
    Known(
        r"notebooks/.*",
        'admonition-title">, a block, stands in <summary>',
        "MyST-NB names the two states of a folded cell in paragraphs, and its style sheet hides one of them by that name.",
    ),
)


def unknown(found: Iterable[Finding], known: Iterable[Known] = KNOWN) -> list[Finding]:
    """The findings that no entry of the list explains.

    >>> twice = Finding("search.html", 293, "HTML does not allow this: id search-input is used more than once.")
    >>> unknown([twice, Finding("book/index.html", 1, "…")])
    [Finding(where='book/index.html', line=1, message='…')]
    """
    known = list(known)
    return [one for one in found if not any(explains(entry, one) for entry in known)]


def explains(entry: Known, finding: Finding) -> bool:
    """Whether an entry of the list explains a finding."""
    return re.fullmatch(entry.where, finding.where) is not None and entry.message in finding.message
