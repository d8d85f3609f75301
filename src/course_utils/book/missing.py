"""404.html: what a server shows where there is no page, at whatever depth and below whatever folder.

Its styles stand in it. Its links are whole addresses where html.baseurl is set; else a script looks for the course's root
among the folders of the address that was asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.book.finder import read_order
from course_utils.book.public import base

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "404.html"
MODULES = "book/modules/"
LINKS = {"book/reference/claims": "The claims, each with its verdict", "book/reference/glossary": "The glossary"}


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the page, with links to the beginning, the modules, the claims and the glossary, as far as the book has them."""
    if exception or app.builder.name != "html":
        return
    from jinja2 import Environment

    links = {app.config.root_doc: "The beginning of the course"}
    links |= {page: title for page, title in read_order(app.env).items() if page.startswith(MODULES)}
    links |= {page: name for page, name in LINKS.items() if page in app.env.titles}
    template = Path(__file__).parent / "templates" / FILE
    text = Environment(autoescape=True, keep_trailing_newline=True).from_string(template.read_text("utf-8"))
    (Path(app.outdir) / FILE).write_text(
        text.render(
            language=app.config.language,
            title=app.config.html_title,
            root=base(app.config.html_baseurl) or "/",
            links=[(f"{page}.html", name) for page, name in links.items()],
            icon=f"_static/{Path(app.config.html_favicon).name}",
        ),
        "utf-8",
    )


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("build-finished", write)
