"""Scripts that only some pages need: Vega for charts, ours for charts, quizzes, notes to the text and progress."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.book import two_states
from course_utils.book.terms import write_definitions
from course_utils.charts.script import vega

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def has_class(body: str, name: str) -> bool:
    """Whether an element of the page has this class.

    >>> has_class('<div class="a quiz">', "quiz"), has_class('<p class="quizzes">quiz</p>', "quiz")
    (True, False)
    """
    return re.search(rf'class="(?:[^"]*\s)?{re.escape(name)}(?:\s[^"]*)?"', body) is not None


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add to a page the scripts that its content needs, and no others."""
    if app.builder.format != "html":
        return
    body = context.get("body") or ""
    if has_class(body, "chart"):
        name, script = vega()
        target = Path(app.outdir) / "_static" / name
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(script, "utf-8")
        app.add_css_file("charts.css", priority=901)
        # Ours first: they ask for the charts while Vega is on its way.
        for file in ("chart-fit.js", "chart-extras.js", "charts.js", name):
            app.add_js_file(file, loading_method="defer")
    if has_class(body, "pair-panel"):
        app.add_css_file("states.css")
        app.add_js_file("states-data.js", loading_method="defer")
        app.add_js_file(two_states.write(Path(app.outdir) / "_static"), loading_method="defer")
        for part in ("votes", "words", "ties", "places", "charts", "export", "panels", "page"):
            app.add_js_file(f"states-{part}.js", loading_method="defer")
    if has_class(body, "quiz"):
        app.add_js_file("quiz.js", loading_method="defer")
    terms = has_class(body, "term") or has_class(body, "std-term")
    if terms:
        app.add_js_file(write_definitions(Path(app.outdir) / "_static"), loading_method="defer")
    if terms or has_class(body, "bibtex-citation"):
        app.add_js_file("notes.js", loading_method="defer")
        app.add_css_file("notes.css", priority=901)
    app.add_js_file("progress.js", loading_method="defer")  # marks the sidebar of every page
    app.add_css_file("progress.css", priority=901)
    if has_class(body, "course-progress"):
        app.add_js_file("progress_page.js", loading_method="defer")
    if has_class(body, "ledger"):
        app.add_css_file("ledger.css", priority=910)
        app.add_js_file("ledger.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_css_file("course.css", priority=900)  # after the theme's, which it amends
    app.add_css_file("reading.css", priority=900)
    app.connect("html-page-context", add)
