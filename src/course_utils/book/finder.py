"""What the search finds besides the words of pages: claims, terms, tables and columns, charts, events.

Sphinx's search index knows the pages' prose and nothing of what the course's directives print. This writes a second,
small index beside it, which only the search page loads: a script that assigns data, so that it works from the disk.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.book.directives.base import CHRONOLOGY_PAGE, CLAIMS_PAGE, DATA_PAGE, claim_anchor, event_anchor
from course_utils.book.directives.chronology import when
from course_utils.book.directives.codebook import column_anchor
from course_utils.book.directives.glossary import LANGUAGES, term_anchor
from course_utils.book.findings import LABS, decided
from course_utils.catalog import load, package

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "courseindex.js"
GLOSSARY_PAGE = "book/reference/glossary"
MOST = 240  # characters of a description: enough to be found by, and to know what it is

# What counts as a name, what as a sentence, what as detail, where it is, and words in other languages: code -> word.
Entry = list[Any]

_CHART = re.compile(
    r'<figure class="chart" id="(chart-[0-9a-f]+)">\s*<p class="chart-finding">(.*?)</p>.*?'
    r'<div class="chart-picture" role="img" aria-label="([^"]*)"',
    re.DOTALL,
)


def short(text: str) -> str:
    """A text cut at a word.

    >>> short("Three words here"), len(short("word " * 100)) <= MOST
    ('Three words here', True)
    """
    return text if len(text) <= MOST else text[: MOST - 2].rsplit(" ", 1)[0] + " …"


def claims(labs: Path) -> Iterator[Entry]:
    """Each claim with the verdict of the module that decides it. labs: the folder of executed labs."""
    found = decided(labs)
    for row in load("claims").itertuples(index=False):
        verdict = found[row.id].verdict if row.id in found else None
        told = f"Verdict: {verdict.verdict}, confidence {verdict.confidence}." if verdict else "No verdict yet."
        yield [row.id, row.claim, told, f"{CLAIMS_PAGE}.html#{claim_anchor(row.id)}"]


def terms() -> Iterator[Entry]:
    """Each term of the glossary, with its translations."""
    for row in load("glossary").itertuples(index=False):
        words = {code: getattr(row, name) for name, code in LANGUAGES.items() if isinstance(getattr(row, name), str)}
        yield [row.term, "", short(row.definition), f"{GLOSSARY_PAGE}.html#{term_anchor(row.term)}", words]


def tables(pages: set[str]) -> Iterator[Entry]:
    """Each table that has a page, then its columns. pages: the names of all pages."""
    for table in package().descriptor["resources"]:
        page = f"{DATA_PAGE}/{table['name']}"
        if page not in pages:
            continue
        yield [table["name"], table["title"], short(table["description"]), f"{page}.html"]
        for field in table["schema"]["fields"]:
            name = field["name"]
            anchor = f"{page}.html#{column_anchor(name)}"
            yield [f"{table['name']}.{name}", "", short(field["description"]), anchor]


def charts(folder: Path, pages: dict[str, str]) -> Iterator[Entry]:
    """Each chart, where it stands first. folder: the built site. pages: page -> title, in the order of reading."""
    seen = set()
    for page, title in pages.items():
        path = folder / f"{page}.html"
        if not path.is_file():
            continue
        for anchor, finding, alt in _CHART.findall(path.read_text("utf-8")):
            if anchor not in seen:
                seen.add(anchor)
                yield [
                    "",
                    unescape(finding),
                    f"{title}{'' if title[-1] in '.?!' else '.'} {short(unescape(alt))}",
                    f"{page}.html#{anchor}",
                ]


def events() -> Iterator[Entry]:
    """Each event of the chronology."""
    for row in load("events").itertuples(index=False):
        yield [row.id, row.event, when(row.date, row.precision), f"{CHRONOLOGY_PAGE}.html#{event_anchor(row.id)}"]


def script(groups: dict[str, list[Entry]]) -> str:
    """The index as a script.

    >>> script({"Claims": [["C01", "It is so.", "", "claims.html#claim-c01"]]})
    'window.courseIndex={"Claims":[["C01","It is so.","","claims.html#claim-c01"]]};\\n'
    """
    return f"window.courseIndex={json.dumps(groups, ensure_ascii=False, separators=(',', ':'))};\n"


def read_order(env: Any) -> dict[str, str]:
    """Every page with its title, as the table of contents orders them."""
    waiting, order = [env.config.root_doc], {}
    while waiting:
        page = waiting.pop(0)
        if page not in order:
            order[page] = env.titles[page].astext()
            waiting = [*env.toctree_includes.get(page, ()), *waiting]
    return order


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the index when all pages are there. A group whose page is not in the book is left out."""
    if exception or app.builder.name != "html":
        return
    pages = read_order(app.env)
    groups = {
        "Claims": list(claims(Path(app.srcdir) / LABS)) if CLAIMS_PAGE in pages else [],
        "Terms": list(terms()) if GLOSSARY_PAGE in pages else [],
        "Data": list(tables(set(pages))),
        "Charts": list(charts(Path(app.outdir), pages)),
        "Events": list(events()) if CHRONOLOGY_PAGE in pages else [],
    }
    (Path(app.outdir) / FILE).write_text(script(groups), "utf-8")


def stamp(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give the search page's own files a fingerprint, so that a browser may keep them until they change."""
    if pagename == "search":
        static = Path(app.srcdir) / "book" / "_static"
        own = b"".join(path.read_bytes() for path in sorted(static.glob("search.*")))
        context["search_stamp"] = hashlib.sha256(own).hexdigest()[:8]


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", stamp)
    app.connect("build-finished", write)
