"""Links in what people write: pages, README, labs, exercises and their hints, the bibliography."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from course_utils.book.checks import addresses
from course_utils.book.checks.finding import Finding, line_of
from course_utils.book.checks.texts import MARKDOWN, NOTEBOOKS, files
from course_utils.exercises.authoring import anchor

BIBLIOGRAPHY = "book/references.bib"
_HEADING = re.compile(r"^#{1,6} +(.+?)(?: +#+)?$", re.MULTILINE)
_TARGET = re.compile(r"^\(([\w-]+)\)=|\bid=\"([\w-]+)\"|^:name: *([\w-]+)", re.MULTILINE)
_FIELD = re.compile(r"^\s*(url|doi)\s*=\s*[{\"](.*)[}\"],?\s*$", re.MULTILINE)
_PATH = re.compile(r"`((?:src|book|data|notebooks|tests)/[\w./-]+)`")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links(markdown: str) -> Iterator[tuple[int, str]]:
    """The links and pictures of a Markdown text, each with its line.

    >>> list(links("a\\n[b](c.md#d) `[e](f)` <https://g.example/>"))
    [(2, 'c.md#d'), (2, 'https://g.example/')]
    """
    from markdown_it import MarkdownIt

    for token in MarkdownIt("commonmark").parse(markdown):
        start = token.map[0] if token.map else 0
        breaks = 0
        for child in token.children or ():
            breaks += child.type in ("softbreak", "hardbreak")
            if address := child.attrGet("href") or child.attrGet("src"):
                yield start + breaks + 1, str(address)


@cache
def anchors(path: Path) -> frozenset[str]:
    """What a link to a page or a notebook can lead to: its headings, and names that were given."""
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    plain = re.sub(r"^(`{3,}|~{3,}).*?^\1\s*$", "", text, flags=re.DOTALL | re.MULTILINE)
    shown = (
        re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})|[*`]|\{\w+\}(?=`)", r"\1", title)
        for title in _HEADING.findall(plain)
    )
    return frozenset(anchor(title) for title in shown) | {
        name for found in _TARGET.findall(text) for name in found if name
    }


def problem(root: Path, holder: Path, address: str) -> str:
    """What is wrong with a link, a sentence; empty when nothing is.

    holder: the file that has the link. address: as it is written there.
    """
    if _OUTSIDE.match(address) or address.startswith("//"):
        return " ".join(addresses.problems(address))
    parts = urlsplit(address)
    path, mark = unquote(parts.path), unquote(parts.fragment)
    if path.startswith("/"):
        return "It begins at the root of a disk or host. Write it as seen from the file that has it."
    target = (holder.parent / path).resolve() if path else holder
    if not target.is_relative_to(root.resolve()):
        return "It leads out of the course's folder. Link to what a reader has."
    if not target.exists():
        return f"There is no {target.relative_to(root.resolve()).as_posix()}. Correct the link."
    if mark and target.suffix in (".md", ".ipynb") and mark not in anchors(target):
        return f"{target.name} has no heading or name #{mark}. Correct the part after #."
    return ""


def in_pages(root: Path) -> Iterator[Finding]:
    """Every faulty link of a page or a notebook's text, and every path that a page names and that is not there."""
    for path in files(root, MARKDOWN):
        text, where = path.read_text("utf-8"), path.relative_to(root).as_posix()
        for line, address in links(text):
            if wrong := problem(root, path, address):
                yield Finding(where, line, f"The link {address!r} is faulty. {wrong}")
        for match in _PATH.finditer(text):
            if not (root / match[1]).exists():
                yield Finding(where, line_of(text, match.start()), f"There is no {match[1]}. Correct the path.")
    for path in files(root, NOTEBOOKS):
        where = path.relative_to(root).as_posix()
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] != "markdown":
                continue
            for line, address in links("".join(cell["source"])):
                if wrong := problem(root, path, address):
                    yield Finding(
                        f"{where} cell {cell.get('id', '?')}", line, f"The link {address!r} is faulty. {wrong}"
                    )


def in_hints(root: Path) -> Iterator[Finding]:
    """Every hint of an exercise that leads to a page or a heading that is not there."""
    from course_utils.exercises import shelf

    for checks in sorted((root / "notebooks" / "exercises").glob("*/checks.py")):
        where = checks.relative_to(root).as_posix()
        for question in shelf.exercise(checks.parent).questions:
            if wrong := problem(root, root / "README.md", question.hints.link):  # hints name paths from the root
                yield Finding(where, 0, f"A hint of {question.id} leads to {question.hints.link!r}. {wrong}")


def in_bibliography(root: Path) -> Iterator[Finding]:
    """Every address and DOI of the bibliography that is not well-formed."""
    path = root / BIBLIOGRAPHY
    text = path.read_text("utf-8") if path.is_file() else ""
    for match in _FIELD.finditer(text):
        name, value = match[1], match[2].strip().replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")
        line = line_of(text, match.start(1))
        if name == "doi" and not addresses.DOI.fullmatch(value):
            yield Finding(
                BIBLIOGRAPHY, line, f"{value!r} is no DOI; one has the form 10.number/name, without https://doi.org/."
            )
        for wrong in addresses.problems(value) if name == "url" else ():
            yield Finding(BIBLIOGRAPHY, line, f"{value!r}: {wrong}")


def check(root: Path) -> Iterator[Finding]:
    """Every faulty link in the sources of a course."""
    anchors.cache_clear()
    yield from in_pages(root)
    yield from in_hints(root)
    yield from in_bibliography(root)
