"""What a page of the built site weighs for its reader, against a budget.

A first visit loads the page and all that it needs. A next one comes from another page with charts, so that the browser
has kept what such pages share. Text travels compressed (gzip), as every host of static pages sends it. Charts are
counted whole, though a reader who does not scroll down to them loads none.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from course_utils.errors import CourseError

# Bytes: the HTML as it lies on the disk; what a first and a next visit bring over the wire.
RAW, FIRST, NEXT = 150_000, 700_000, 100_000
SEARCH = "search.html"  # brings the index of all words, which no budget for a page can hold
_TEXT = {".css", ".csv", ".html", ".js", ".json", ".svg"}
_URL = re.compile(r"""(?:@import\s*|src:[^;}]*?)?url\(\s*["']?([^"')]+)""")


@dataclass(frozen=True)
class Weight:
    """The weight of a page, in bytes."""

    page: str
    raw: int
    packed: int
    first: int
    next: int

    def breaches(self) -> list[str]:
        """A sentence for each budget that the page breaks.

        >>> Weight("a.html", 160_000, 40_000, 500_000, 50_000).breaches()
        ['a.html: the HTML weighs 160 KB; 150 KB is the most']
        """
        told = [("the HTML weighs", self.raw, RAW), ("a first visit loads", self.first, FIRST)]
        if self.page != SEARCH:
            told.append(("a next visit loads", self.next, NEXT))
        return [
            f"{self.page}: {words} {found / 1000:.0f} KB; {most / 1000:.0f} KB is the most"
            for words, found, most in told
            if found > most
        ]


class _Needs(HTMLParser):
    """The addresses of what a page loads by itself, and the classes on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.classes: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.classes |= set(values.get("class", "").split())
        rel = set(values.get("rel", "").split())
        if tag == "link" and rel & {"stylesheet", "icon", "preload"}:
            self.addresses.add(values.get("href", ""))
        if tag in ("script", "img"):
            self.addresses.add(values.get("src", ""))
        self.addresses.add(values.get("data-spec", ""))


def _used(font: Path, classes: set[str]) -> bool:
    """Whether a page shows a sign of an icon font: the browser loads no other. fa-solid-900 has the classes fa-solid, fas."""
    family = font.stem.rpartition("-")[0]
    return font.suffix == ".woff2" and bool(
        classes & {family, "".join(part[: 1 + (part == "fa")] for part in family.split("-"))}
    )


@cache
def _in_style(path: Path) -> tuple[Path, ...]:
    text = path.read_text("utf-8")
    found = {urlsplit(address).path for address in _URL.findall(text) if not address.startswith("data:")}
    return tuple(sorted((path.parent / unquote(name)).resolve() for name in found if name))


def needs(path: Path) -> set[Path]:
    """The files of the site that a page loads besides itself, as far as they are there."""
    page = _Needs(path.read_text("utf-8"))
    local = (urlsplit(address).path for address in page.addresses if not urlsplit(address).netloc)
    found = {(path.parent / unquote(name)).resolve() for name in local if name}
    for style in [file for file in found if file.suffix == ".css" and file.is_file()]:
        found |= {file for file in _in_style(style) if file.suffix == ".css" or _used(file, page.classes)}
    return {file for file in found if file.is_file()}


@cache
def _sent(path: Path) -> int:
    data = path.read_bytes()
    return len(gzip.compress(data, 6)) if path.suffix in _TEXT else len(data)


def weigh(site: Path) -> list[Weight]:
    """The weight of every page of a built site, heaviest HTML first.

    Raises CourseError where there is no site.
    """
    site = site.resolve()
    names = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    pages = [site / name for name in names if not name.startswith(("_static/", "_sources/"))]
    if not pages:
        raise CourseError(f"There is no built site in {site}. Build it first: make book.")
    _sent.cache_clear()
    _in_style.cache_clear()
    loaded = {path: needs(path) for path in pages}
    with_charts = [files for files in loaded.values() if any(file.name == "charts.js" for file in files)]
    kept = set.intersection(*with_charts) if with_charts else set[Path]()

    def sent(files: Iterable[Path]) -> int:
        return sum(map(_sent, files))

    found = [
        Weight(
            path.relative_to(site).as_posix(),
            path.stat().st_size,
            _sent(path),
            _sent(path) + sent(files),
            _sent(path) + sent(files - kept),
        )
        for path, files in loaded.items()
    ]
    return sorted(found, key=lambda weight: (-weight.raw, weight.page))


def table(weights: list[Weight]) -> str:
    """The weights as text, in KB.

    >>> print(table([Weight("a.html", 90_000, 20_000, 400_000, 50_000)]))
      HTML   gzip  first   next  (KB)
        90     20    400     50  a.html
    """
    lines = [f"{'HTML':>6} {'gzip':>6} {'first':>6} {'next':>6}  (KB)"]
    for one in weights:
        figures = " ".join(f"{value / 1000:6.0f}" for value in (one.raw, one.packed, one.first, one.next))
        lines.append(f"{figures}  {one.page}")
    return "\n".join(lines)
