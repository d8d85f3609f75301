"""The line of links below a notebook's title: download it, or open it where code runs.

The places come from ``launch_buttons`` and ``repository`` in _config.yml, as the theme reads them; where none is set, the
line has the download alone.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PLACES = ("binderhub_url", "jupyterhub_url", "colab_url", "deepnote_url")
LABS = "notebooks/labs/"


def links(what: str, source: str, places: list[dict[str, str]]) -> str:
    """The line as HTML. what: lab or notebook; source: the file's address; places: text and url of each, as the theme has them.

    >>> print(links("lab", "x.ipynb", [{"text": "Binder", "url": "https://b.example/x"}]))
    <ul class="launch" aria-label="Work on this lab"><li><a href="x.ipynb" download>Download this lab</a></li>
    <li><a href="https://b.example/x" rel="noopener">Open in Binder</a></li></ul>
    """
    items = [f'<li><a href="{escape(source)}" download>Download this {what}</a></li>']
    items += [
        f'<li><a href="{escape(at["url"])}" rel="noopener">Open in {escape(at["text"])}</a></li>' for at in places
    ]
    return f'<ul class="launch" aria-label="Work on this {what}">{chr(10).join(items)}</ul>'


def first_cell(repository: str, branch: str, page: str) -> str:
    """What to run first on Colab, which opens the notebook without the course's folder.

    >>> print(first_cell("https://github.com/someone/pair", "main", "notebooks/labs/m3_votes"))
    !git clone --depth 1 --branch main https://github.com/someone/pair course
    %pip install --quiet "./course[models]" myst-nb
    %cd course/notebooks/labs
    """
    folder = page.rpartition("/")[0]
    return (
        f"!git clone --depth 1 --branch {branch} {repository} course\n"
        f'%pip install --quiet "./course[models]" myst-nb\n%cd course/{folder}'
    )


def _colab(repository: str, branch: str, page: str, what: str) -> str:
    code = escape(first_cell(repository, branch, page))
    return (
        f'<details class="launch-first"><summary>On Colab, run this first</summary><pre>{code}</pre>'
        f"<p>Put it into a new cell above the first one. Colab has this {what} but neither the tables nor the course's code. "
        "Where it asks to restart the session, do so and run the line with <code>%cd</code> again.</p></details>"
    )


def add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Put the line below the title of each page that is a notebook."""
    if (
        app.builder.name != "html"
        or not str(context.get("sourcename", "")).endswith(".ipynb")
        or not context.get("body")
    ):
        return
    what = "lab" if pagename.startswith(LABS) else "notebook"
    groups = [group for group in context.get("header_buttons", ()) if group.get("label") == "launch-buttons"]
    places = groups[0]["buttons"] if groups else []
    line = links(what, f"{context['pathto']('_sources', 1)}/{context['sourcename']}", places)
    if any(place["text"] == "Colab" for place in places):
        theme = app.config.html_theme_options
        line += _colab(theme["repository_url"], theme.get("repository_branch") or "master", pagename, what)
    context["body"] = re.sub("</h1>", lambda end: end[0] + line, context["body"], count=1)
    app.add_css_file("launch.css", priority=910)


def check(app: Sphinx, config: Config) -> None:
    """Refuse places without the repository that they would open: the theme would break off without a word on why."""
    chosen = config.html_theme_options.get("launch_buttons") or {}
    named = [place for place in PLACES if chosen.get(place)]
    if not named or config.html_theme_options.get("repository_url"):
        return
    from sphinx.util import logging

    config.html_theme_options["launch_buttons"] = {}
    logging.getLogger(__name__).warning(
        "_config.yml sets launch_buttons.%s but not repository.url: set the address of the repository that they open",
        named[0], type="course", subtype="launch",
    )  # fmt: skip


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("config-inited", check)
    app.connect("html-page-context", add, priority=890)  # after the theme's buttons, before page.finish
