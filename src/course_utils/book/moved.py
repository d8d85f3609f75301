"""Where readers go from addresses that are no more: book/redirects.yml, and the pages and scripts that lead on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Any

from course_utils.book.public import base
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MOVED = Path("book/redirects.yml")
MARK = "<!-- a page that moved -->"  # how a page that leads on is told from a page


def redirects(root: Path) -> dict[str, str]:
    """Old address -> new address, as book/redirects.yml has them. root: the course folder.

    Raises CourseError where the file is anything else than such a list.
    """
    import yaml

    path = root / MOVED
    if not path.is_file():
        return {}
    try:
        found = yaml.safe_load(path.read_text("utf-8")) or {}
    except yaml.YAMLError as error:
        raise CourseError(f"{MOVED} is not YAML: {error}") from None
    if not isinstance(found, dict):
        raise CourseError(f"{MOVED} must hold lines such as `old.html: new.html`, but it holds {found!r:.60}.")
    odd = [f"{old}: {new}" for old, new in found.items() if not (_is_address(old) and _is_address(new))]
    if odd:
        raise CourseError(
            f"{MOVED} leads from one address below the site's root to another, each ending in .html or in .html#anchor, "
            f"but it has {'; '.join(odd)}."
        )
    return found


def _is_address(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch(r"(?!/)[\w./-]+\.html(?:#[^\s#]+)?", text) is not None


def _from(page: str, target: str) -> str:
    return relpath(target, dirname(page) or ".")


def leading(page: str, targets: Mapping[str, str], otherwise: str = "") -> str:
    """A script that leads on from anchors of a page, and from the whole of it where there is another place.

    targets: anchor -> new address; otherwise: the new address of all else; all below the site's root.

    >>> print(leading("a/b.html", {"term-x": "a/c.html#term-y"}))
    <script>(to=>{const go=to[location.hash];if(go)location.replace(go)})({"#term-x": "c.html#term-y"})</script>
    """
    table = json.dumps({f"#{anchor}": _from(page, new) for anchor, new in targets.items()}).replace("<", "\\u003c")
    whole = ""
    if otherwise:
        whole = f"||{json.dumps(_from(page, otherwise))}" + ("" if "#" in otherwise else "+location.hash")
    return f"<script>(to=>{{const go=to[location.hash]{whole};if(go)location.replace(go)}})({table})</script>"


def anchors(page: str, moved: Mapping[str, str]) -> dict[str, str]:
    """The anchors of a page that moved by themselves: anchor -> new address."""
    return {old.split("#")[1]: new for old, new in moved.items() if old.startswith(f"{page}#")}


def stub(page: str, moved: Mapping[str, str], root: str, language: str) -> str:
    """The page at an old address: it leads on, with the anchor that was asked for. root: the site's address, or empty."""
    new = moved[page]
    here = escape(_from(page, new))
    return (
        f'<!DOCTYPE html>\n{MARK}\n<html lang="{language}"><head><meta charset="utf-8"><title>This page has moved</title>\n'
        f'<link rel="canonical" href="{escape(root + new) if root else here}"><link rel="icon" href="data:,">\n'
        f"{leading(page, anchors(page, moved), new)}\n"
        f'<noscript><meta http-equiv="refresh" content="0; url={here}"></noscript></head>\n'
        f'<body><main><h1>This page has moved</h1><p><a href="{here}">Go to its new place</a></p></main></body></html>\n'
    )


def lead_anchors(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add the script to a page some of whose anchors have moved."""
    moved = anchors(f"{pagename}.html", redirects(Path(app.srcdir)))
    if app.builder.name == "html" and moved and context.get("body"):
        context["body"] += leading(f"{pagename}.html", moved)


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write a page at each old page's address; warn of redirects that lead nowhere, which fails the build."""
    if exception or app.builder.name != "html":
        return
    from sphinx.util import logging

    from course_utils.book.addresses import faults, published

    site, moved = Path(app.outdir), redirects(Path(app.srcdir))
    if not moved:
        return
    pages = {f"{page}.html" for page in app.env.found_docs}  # of an earlier build, the site may still have others
    there = {address for address in published(site) if address.split("#")[0] in pages}
    for wrong in faults(there, moved):
        logging.getLogger(__name__).warning("In %s: %s", MOVED, wrong, type="course", subtype="redirects")
    for old in moved:
        if "#" not in old and old not in pages:
            (site / old).parent.mkdir(parents=True, exist_ok=True)
            (site / old).write_text(stub(old, moved, base(app.config.html_baseurl), app.config.language), "utf-8")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", lead_anchors, priority=920)
    app.connect("build-finished", write)
