"""Find whatever a page would load from another host. A link that a reader may follow is fine."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.book.chart_files import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LOADS = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_LINKS_THAT_LOAD_NOTHING = {"alternate", "author", "canonical", "help", "index", "license", "next", "prev", "search"}
_OTHER_HOST = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_STYLE = re.compile(
    r"""@import\s+(?:url\()?\s*["']?\s*((?:https?:)?//[^"')\s]+)|url\(\s*["']?\s*((?:https?:)?//[^"')\s]+)""",
    re.IGNORECASE,
)
_IMPORT = re.compile(r"""\bimport\s*\(?\s*["']((?:https?:)?//[^"']+)""")
_DATA = re.compile(r'"url"\s*:\s*"((?:https?:)?//[^"]+)')  # of a chart, in the page or in a file beside it


def in_style(text: str) -> list[str]:
    """Addresses of other hosts that a style sheet loads.

    >>> in_style('@import "https://a.example/x.css"; p { background: url(//b.example/y.png) }')
    ['https://a.example/x.css', '//b.example/y.png']
    """
    return [first or second for first, second in _STYLE.findall(text)]


class _Loads(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""
        self.chart = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.inside = tag if tag in ("script", "style") else ""
        self.chart = values.get("type") == "application/json"
        names: tuple[str, ...] = _LOADS.get(tag, ())
        if tag == "link" and not set(values.get("rel", "").lower().split()) & _LINKS_THAT_LOAD_NOTHING:
            names = ("href",)
        for name in names:
            value = values.get(name, "")
            addresses = value.split(",") if name == "srcset" else [value]
            self.found += [f"<{tag} {name}={one.strip()}>" for one in addresses if _OTHER_HOST.match(one)]
        self.found += [f"<{tag} style={address}>" for address in in_style(values.get("style", ""))]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.found += [f"<style> {address}" for address in in_style(data)]
        elif self.inside == "script":
            pattern = _DATA if self.chart else _IMPORT
            self.found += [f"<script> {address}" for address in pattern.findall(data)]


def in_page(html: str) -> list[str]:
    """What a page would load from another host: element and address.

    >>> in_page('<a href="https://a.example/">a</a> <script src="//b.example/c.js"></script>')
    ['<script src=//b.example/c.js>']
    """
    parser = _Loads()
    parser.feed(html)
    parser.close()
    return parser.found


def in_site(folder: Path) -> list[tuple[str, str]]:
    """Every load from another host in a built site, as (file, load), sorted."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html" and not name.startswith(("_static/", "_sources/")):
            found += [(name, load) for load in in_page(path.read_text("utf-8"))]
        elif path.suffix == ".css":
            found += [(name, load) for load in in_style(path.read_text("utf-8"))]
        elif name.startswith(f"_static/{FOLDER}/") and path.suffix == ".js":
            found += [(name, load) for load in _DATA.findall(path.read_text("utf-8"))]
    return found


def check(app: Sphinx, exception: Exception | None) -> None:
    """Warn of every such load; `course book` turns warnings into a failed build."""
    if exception or app.builder.format != "html":
        return
    from sphinx.util import logging

    for name, load in in_site(Path(app.outdir)):
        logging.getLogger(__name__).warning(
            "%s would load %s from another host; bring the file into the site or leave it out",
            name, load, type="course", subtype="offline",
        )  # fmt: skip


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("build-finished", check, priority=900)  # after every file is written
