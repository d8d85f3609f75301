"""Checks for authors: links, markup, access and languages of the built site; links, spelling and style of the sources.

`course site check` runs them all; the tests run them too. They need no network and write nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from course_utils import errors
from course_utils.book.checks.finding import Finding, sorted_once

OF_SITE = ("links", "markup", "access", "languages")
OF_SOURCES = ("sources", "spelling", "prose")
ALL = (*OF_SITE, *OF_SOURCES)


def _site(folder: Path, names: Collection[str]) -> Iterator[Finding]:
    from course_utils.book.checks import access, known, languages, links, markup
    from course_utils.book.checks.pages import read_site

    site = read_site(folder)
    checks = {"links": links.check, "markup": markup.check, "access": access.check, "languages": languages.check}
    for name in names:
        yield from known.unknown(checks[name](site))


def _sources(root: Path, names: Collection[str]) -> Iterator[Finding]:
    from course_utils.book.checks import prose, sources, spelling
    from course_utils.book.checks.texts import texts

    if "sources" in names:
        yield from sources.check(root)
    pieces = list(texts(root)) if {"spelling", "prose"} & set(names) else []
    if "spelling" in names:
        yield from spelling.check(root, pieces)
    if "prose" in names:
        yield from prose.check(pieces)


def check(root: Path, site: Path | None = None, only: Collection[str] = ()) -> list[Finding]:
    """Run checks; return what they find, in the order of files and lines.

    root: the course's folder. site: the built site, else where `course book` puts it. only: names of ``ALL``; else
    all of them. Raises CourseError for another name, and where there is no built site for a check that needs one.
    """
    for name in only:
        if name not in ALL:
            raise errors.unknown("check", name, ALL)
    names = [name for name in ALL if not only or name in only]
    found: list[Finding] = []
    if of_site := [name for name in names if name in OF_SITE]:
        found += _site(site or root / "_build" / "html", of_site)
    if of_sources := [name for name in names if name in OF_SOURCES]:
        found += _sources(root, of_sources)
    return sorted_once(found)
