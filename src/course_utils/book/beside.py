"""Files that a page brings along: parts that load when the reader opens them, and tables to download."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "later"
_LATER = re.compile(r'<template class="later">(.*?)</template>', re.DOTALL)


def later(html: str) -> str:
    """HTML that the page loads when its surroundings open; until then, and without scripts, they show what they hold.

    The page's script asks for ``_static/later/<mark>.js``, which calls ``courseLater(mark, html)``. A script, since a
    page that is opened from the disk may read no other kind of file.

    >>> later("<p>A chart</p>")
    '<template class="later"><p>A chart</p></template>'
    """
    return f'<template class="later">{html}</template>'


def cut(body: str) -> tuple[str, dict[str, str]]:
    """A page without what it loads later, and the scripts that bring it: name of the file -> text.

    >>> body, files = cut('<p>Votes</p><template class="later"><p>A chart</p></template>')
    >>> body
    '<p>Votes</p><template data-later="76a2e6b5e683"></template>'
    >>> files
    {'76a2e6b5e683.js': 'courseLater("76a2e6b5e683", "<p>A chart</p>");\\n'}
    """
    files = {}

    def move(match: re.Match[str]) -> str:
        mark = hashlib.sha256(match[1].encode()).hexdigest()[:12]
        files[f"{mark}.js"] = f'courseLater("{mark}", {json.dumps(match[1], ensure_ascii=False)});\n'
        return f'<template data-later="{mark}"></template>'

    return _LATER.sub(move, body), files


def brings(node: nodes.Element, name: str, text: str) -> None:
    """Let the page that holds a node write a file into ``_static``, also when the page itself comes from the cache."""
    node["beside"] = {**node.get("beside", {}), name: text}


def write(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Write the files of a page."""
    if app.builder.format != "html" or doctree is None:
        return
    static = Path(app.outdir) / "_static"
    for node in doctree.findall(lambda node: isinstance(node, nodes.Element) and "beside" in node):
        for name, text in node["beside"].items():
            _write(static / name, text)
    context["body"], files = cut(context.get("body") or "")
    for name, text in files.items():
        _write(static / FOLDER / name, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")  # the same bytes on every system


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", write, priority=950)  # after the page's charts and tables have their last form
