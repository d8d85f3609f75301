"""The addresses that the course has given out, compared with those that its site has.

``book/addresses.txt`` keeps every page and every anchor that people cite: claims, events, terms, columns, quiz questions.
One that the site lacks must have an entry in ``book/redirects.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from course_utils.book.moved import MARK, MOVED, redirects
from course_utils.book.public import NOT_PAGES
from course_utils.errors import CourseError

KEPT = Path("book/addresses.txt")
_ANCHOR = re.compile(r'\bid="((?:claim-c\d|event-e\d|term-|column-)[^"]*)"|class="quiz-question" id="([^"]+)"')


def published(site: Path) -> set[str]:
    """Every address of a built site that is to last: pages, and pages with an anchor."""
    found = set()
    for path in site.rglob("*.html"):
        page = path.relative_to(site).as_posix()
        if page.startswith(("_static/", "_sources/")) or page.removesuffix(".html") in NOT_PAGES | {"404", "index"}:
            continue
        html = path.read_text("utf-8")
        if MARK not in html:
            found |= {page} | {f"{page}#{one or other}" for one, other in _ANCHOR.findall(html)}
    return found


def kept(root: Path) -> list[str]:
    """The addresses that have been given out. root: the course folder."""
    path = root / KEPT
    return path.read_text("utf-8").split() if path.is_file() else []


def faults(there: set[str], moved: Mapping[str, str]) -> list[str]:
    """What is wrong with the redirects of a site. there: its addresses.

    >>> faults({"a.html"}, {"b.html": "c.html"})
    ['b.html leads to c.html, which is not there']
    """
    found = [
        f"{old} leads to {new}, which is not there" for old, new in moved.items() if _place(new, there) not in there
    ]
    return found + [f"{old} leads to {moved[old]}, but it is still there" for old in moved if old in there]


def lost(given: Iterable[str], there: set[str], moved: Mapping[str, str]) -> list[str]:
    """The addresses that were given out and lead nowhere. there: the site's addresses.

    The anchors of a page that moved as a whole move with it.

    >>> lost(["a.html#term-x", "b.html"], {"c.html", "c.html#term-x"}, {"a.html": "c.html"})
    ['b.html']
    """
    gone = []
    for address in given:
        page, _, anchor = address.partition("#")
        whole = moved.get(page, "")
        follows = whole and (f"{whole}#{anchor}" if anchor and "#" not in whole else whole) in there
        if address not in there and address not in moved and not follows:
            gone.append(address)
    return gone


def _place(address: str, there: set[str]) -> str:
    """An address itself where its anchor is one that lasts; else its page, as headings come and go."""
    return (
        address
        if address in there or re.search(r"#(?:claim|event|term|column|quiz)-", address)
        else address.split("#")[0]
    )


@dataclass(frozen=True)
class Comparison:
    """What the site has that the list lacks, and what the list has that leads nowhere."""

    new: list[str]
    lost: list[str]


def compare(root: Path, site: Path) -> Comparison:
    """Compare a built site with the list. root: the course folder. CourseError where a redirect is wrong."""
    there, moved, given = published(site), redirects(root), kept(root)
    if wrong := faults(there, moved):
        raise CourseError(f"In {MOVED}: {'; '.join(wrong)}.")
    return Comparison(sorted(there - set(given)), lost(given, there, moved))


def add_new(root: Path, site: Path) -> Comparison:
    """Write the site's new addresses into the list; none is ever taken out. root: the course folder."""
    found = compare(root, site)
    if found.new:
        (root / KEPT).write_text("".join(f"{one}\n" for one in sorted({*kept(root), *found.new})), "utf-8")
    return found
