"""Last touches to each page: only scripts that work here, a description, tables in boxes, a front door."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.book import chart_files, code_marks
from course_utils.book.render import HTML_BUILDERS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_BOX = re.compile(r'<div class="table-box"[^>]*>\s*')
_FRAME = re.compile(r'<table\b[^>]*class="dataframe.*?</table>', re.DOTALL)
_GAP = re.compile(r">\s+<")
_NEEDLESS = re.compile(r'</(?:t[hdr]|thead|tbody)>|(?<=<tr) style="text-align: right;"')
_FRAME_STYLE = re.compile(r"<style scoped(?:=\"\")?>\s*\.dataframe .*?</style>\s*", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
DESCRIPTION = 160  # characters that search engines show


def boxed(body: str) -> str:
    """Put each table into a box that scrolls by itself and that the keyboard reaches.

    >>> boxed("<p>1</p><table><tr></table>")
    '<p>1</p><div class="table-box" role="region" tabindex="0" aria-label="Table 1"><table><tr></table></div>'
    """
    count = 0

    def box(match: re.Match[str]) -> str:
        nonlocal count
        before = body.rfind("<div", 0, match.start())
        if before >= 0 and _BOX.fullmatch(body, before, match.start()):
            return match.group(0)
        count += 1
        caption = _CAPTION.search(match.group(0))
        name = unescape(_TAG.sub("", caption.group(1))).strip().rstrip("#¶") if caption else ""
        label = escape(f"Table {count}: {' '.join(name.split())}" if name else f"Table {count}")
        return f'<div class="table-box" role="region" tabindex="0" aria-label="{label}">{match.group(0)}</div>'

    return _TABLE.sub(box, body)


def unique(body: str) -> str:
    """Number the ids of charts that a page shows more than once.

    >>> unique('<figure id="chart-a1"></figure><figure id="chart-a1"></figure>')
    '<figure id="chart-a1"></figure><figure id="chart-a1-2"></figure>'
    """
    seen: Counter[str] = Counter()

    def number(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] += 1
        return match.group(0) if seen[name] == 1 else f'id="{name}-{seen[name]}"'

    return re.sub(r'id="(chart-[0-9a-f]+)"', number, body)


def lighter(body: str) -> str:
    """Drop what pandas sends with each table and HTML can do without: styles, indents, end tags of rows and cells.

    The course has a style for tables of its own. The indents and end tags are two thirds of a small table.

    >>> lighter('<table border="1" class="dataframe">\\n  <thead>\\n    <tr>\\n      <th>a</th>\\n    </tr>\\n  </thead>\\n</table>')
    '<table border="1" class="dataframe"><thead>\\n<tr><th>a</table>'
    """

    def bare(match: re.Match[str]) -> str:
        return _NEEDLESS.sub("", _GAP.sub("><", match.group(0))).replace("<tr", "\n<tr")

    return _FRAME.sub(bare, _FRAME_STYLE.sub("", body))


def named(navigation: str) -> str:
    """Give the theme's fold buttons, which are icons only, a name.

    >>> named('<a href="x">Votes</a><details><summary></summary></details>')
    '<a href="x">Votes</a><details><summary aria-label="Pages of Votes"></summary></details>'
    """
    return re.sub(
        r"(<a\b[^>]*>)((?:(?!</a>).)*)(</a>\s*<details\b[^>]*>\s*<summary)",
        lambda match: (
            f'{match.group(1)}{match.group(2)}{match.group(3)} aria-label="Pages of {_TAG.sub("", match.group(2)).strip()}"'
        ),
        navigation,
        flags=re.DOTALL,
    )


def valid(body: str) -> str:
    """Take out what libraries write and HTML does not allow: pandas' valign, which our style sheet has anyway, and
    letters in the address of an old DOI that have to be encoded.

    >>> valid('<th rowspan="2" valign="top">a</th> <a href="https://doi.org/10.1175/1520&lt;0001:V&gt;2">b</a>')
    '<th rowspan="2">a</th> <a href="https://doi.org/10.1175/1520%3C0001:V%3E2">b</a>'
    """
    body = re.sub(r'(<t[hd]\b[^>]*?) valign="top"', r"\1", body)
    encoded = {"&lt;": "%3C", "&gt;": "%3E"}
    return re.sub(
        r'href="https://doi\.org/[^"]*"',
        lambda match: re.sub("&[lg]t;", lambda sign: encoded[sign.group()], match.group()),
        body,
    )


def described(text: str) -> str:
    """The beginning of a text, cut at a word, as a page's description.

    >>> described("One two  three.")
    'One two three.'
    """
    words = " ".join(text.split())
    if len(words) <= DESCRIPTION:
        return words
    return words[:DESCRIPTION].rsplit(" ", 1)[0] + " …"


def _unwanted(file: object) -> bool:
    """Thebe's style sheet, and the state of widgets: it means nothing without a kernel."""
    kind = getattr(file, "attributes", {}).get("type")
    return "sphinx-thebe" in str(getattr(file, "filename", "")) or kind == "application/vnd.jupyter.widget-state+json"


def without_thebe(app: Sphinx) -> None:
    """Switch off an extension that Jupyter Book always loads.

    Thebe starts code on a server of another host; even unused it writes scripts into every page, one of
    which declares a name twice and so raises an error.
    """
    for listeners in list(app.events.listeners.values()):
        for listener in list(listeners):
            if listener.handler.__module__ == "sphinx_thebe":
                app.disconnect(listener.id)


def finish(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Amend a page's template context."""
    if app.builder.format != "html":
        return
    if context.get("body"):
        # Docutils marks references with a role that ARIA 1.3 withdrew and that no list may hold.
        body = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')
        body = valid(unique(boxed(body)))
        if app.builder.name in HTML_BUILDERS:  # a book for e-readers is XML and holds its charts itself
            body = code_marks.lighter(lighter(body), code_marks.marks(*code_marks.styles(app)))
            body = chart_files.moved(body, Path(app.outdir) / "_static", f"{context['content_root']}_static")
        context["body"] = body
    for files in (context["script_files"], context["css_files"]):
        files[:] = [file for file in files if not _unwanted(file)]
    if "generate_toctree_html" in context:
        draw = context["generate_toctree_html"]
        context["generate_toctree_html"] = lambda *args, **options: named(str(draw(*args, **options)))
    text = ((context.get("meta") or {}).get("description") or "").strip()
    if not text and doctree is not None:
        from docutils import nodes

        paragraphs = (p for p in doctree.findall(nodes.paragraph) if "lesson-header" not in _classes(p))
        text = next((p.astext() for p in paragraphs if p.astext().strip()), "")
    if text:
        context["course_description"] = described(text)
        context["metatags"] = context.get("metatags", "") + (
            f'\n<meta name="description" content="{escape(context["course_description"])}">'
        )


def _classes(node: Any) -> list[str]:
    found: list[str] = []
    while node.parent is not None:
        node = node.parent
        found += node.get("classes", [])
    return found


def without_blank_lines(app: Sphinx) -> None:
    """Leave out the lines of a template that hold nothing but its commands: 2 KB of each page."""
    if app.builder.format == "html":
        environment = app.builder.templates.environment  # type: ignore[attr-defined]
        environment.trim_blocks = environment.lstrip_blocks = True


def use_templates(app: Sphinx, config: Config) -> None:
    """Let templates/ amend the theme's."""
    config.templates_path.append(str(Path(__file__).parent / "templates"))


def front_door(app: Sphinx, exception: Exception | None) -> None:
    """Write index.html, which leads to the book's first page."""
    root = app.config.root_doc
    if exception or app.builder.name != "html" or root == "index":
        return
    title = escape(app.config.html_title)
    icon = Path(app.config.html_favicon or "").name
    (Path(app.outdir) / "index.html").write_text(
        f'<!DOCTYPE html>\n<html lang="{app.config.language}"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={root}.html">\n'
        f'<link rel="icon" href="_static/{icon}"></head>\n'
        f'<body><main><h1>{title}</h1><p><a href="{root}.html">Go to the course</a></p></main></body></html>\n',
        "utf-8",
    )


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    without_thebe(app)
    app.connect("config-inited", use_templates)
    app.connect("builder-inited", without_blank_lines)
    app.connect("html-page-context", finish, priority=900)  # after every other extension has added its scripts
    app.connect("build-finished", front_door, priority=400)  # before the table of contents writes a bare one
