"""A chart as HTML that says the same with and without JavaScript: finding, picture, source, data."""

from __future__ import annotations

import hashlib
import json
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from docutils import nodes
    from myst_nb.core.render import MimeData, NbElementRenderer

    from course_utils.book.data_table import Spec

HTML_BUILDERS = ("html", "dirhtml", "singlehtml")


def finding(spec: Spec) -> str:
    """The chart's title as one line of text; empty when it has none.

    >>> finding({"title": {"text": ["They agree", "less often."]}})
    'They agree less often.'
    """
    title = spec.get("title") or ""
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else text


def packed(spec: Spec) -> Spec:
    """The specification with its rows as lists, which halves its weight; charts.js turns them back into records.

    >>> packed({"datasets": {"data-1": [{"x": 1, "y": 2}, {"x": 3, "y": 4}]}})
    {'datasets': {'data-1': {'columns': ['x', 'y'], 'rows': [[1, 2], [3, 4]]}}}
    """
    datasets = {}
    for name, rows in spec.get("datasets", {}).items():
        columns = list(rows[0]) if rows and isinstance(rows[0], dict) else []
        even = columns and all(row.keys() == rows[0].keys() for row in rows)
        datasets[name] = {"columns": columns, "rows": [[row[c] for c in columns] for row in rows]} if even else rows
    return {**spec, "datasets": datasets} if datasets else spec


def figure(spec: Spec) -> str:
    """HTML of a published chart. ``spec`` is a Vega-Lite specification as ``charts.spec`` gives it.

    It carries specification and choice of tables inside; where the page is written, ``chart_files`` moves them into
    files. The title is HTML and not part of the picture, so that it wraps on a phone; the id is a hash of the chart,
    so equal charts give equal pages.
    """
    from course_utils.book.data_table import chosen

    tables = [[name, list(columns.items())] for name, columns in chosen(spec)]
    text = json.dumps({"spec": packed(spec), "tables": tables}, ensure_ascii=False, separators=(",", ":"))
    mark = hashlib.sha256(text.encode()).hexdigest()[:12]
    title = finding(spec)
    alt = spec.get("description", "")
    source = spec.get("usermeta", {}).get("course", {}).get("source", "")
    parts = [f'<figure class="chart" id="chart-{mark}">']
    if title:
        parts.append(f'<p class="chart-finding">{escape(title)}</p>')
    parts.append('<div class="chart-inputs"></div>')
    parts.append(f'<div class="chart-picture" role="img" aria-label="{escape(alt or title or "Chart")}"></div>')
    parts.append(f"<noscript><p>{escape(alt)} The picture needs JavaScript; its data do not.</p></noscript>")
    # "<" is the only character that can end a script element early.
    parts.append(f'<script type="application/json">{text.replace("<", chr(92) + "u003c")}</script>')
    parts.append(f"<figcaption>{escape(f'Source: {source}') if source else ''}</figcaption></figure>")
    return "\n".join(parts)


class ChartRenderer:
    """MyST-NB plug-in (entry point ``myst_nb.mime_renderers``): which outputs the site shows, and how."""

    # Before the widget view: a widget means nothing on a page without a kernel, its static twin does.
    mime_priority_overrides: ClassVar[list[tuple[str, str, int | None]]] = [
        (builder, "application/vnd.vegalite.v5+json", 1) for builder in HTML_BUILDERS
    ]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Nodes for a chart; none for the machine-readable twin of a verdict or a check; None for anything else."""
        from docutils import nodes

        from course_utils import verdicts
        from course_utils.exercises.card import OUTCOME

        if data.mime_type == "application/vnd.vegalite.v5+json":
            spec: Any = data.content
            return [nodes.raw("", figure(spec), format="html")]
        if data.mime_type in (verdicts.MIME, OUTCOME):
            return []
        return None
