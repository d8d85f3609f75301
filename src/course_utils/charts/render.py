"""The one MIME bundle that every front end gets.

JupyterLab, VS Code and the course's site draw the specification; a terminal and a screen reader get the alt
text. Google Colab draws no Vega-Lite MIME type, so there, and only there, Altair's own HTML is added.
"""

from __future__ import annotations

import sys
from typing import Any

MIME = "application/vnd.vegalite.v5+json"


BARE = "Chart without an alt text. Before others see it, give it to charts.publish: finding, source, alt text, columns."


def text(spec: dict[str, Any]) -> str:
    """The chart in words: its finding and its description; for a chart without a description, how to give it one.

    A chart on the way to its final form must show, so an unpublished one is drawn like any other. Only what a
    screen reader says of it differs.

    >>> text({"title": {"text": ["A rises", "as B falls."]}, "description": "Line chart of A."})
    'Chart: A rises as B falls. Line chart of A.'
    >>> text({"mark": "line"})[:26]
    'Chart without an alt text.'
    """
    if not spec.get("description", "").strip():
        return BARE
    title = spec.get("title", "")
    words = title.get("text", "") if isinstance(title, dict) else title
    finding = " ".join(words) if isinstance(words, list) else words
    return f"Chart: {finding}".rstrip() + f" {spec['description']}"


def bundle(raw: dict[str, Any], **options: Any) -> dict[str, Any]:
    """Altair renderer: called by Altair with the specification of a chart that is displayed.

    >>> sorted(bundle({"mark": "line"}))
    ['application/vnd.vegalite.v5+json', 'text/plain']
    """
    from course_utils.charts.specification import normalise

    spec = normalise(raw)
    found: dict[str, Any] = {MIME: spec, "text/plain": text(spec)}
    if "google.colab" in sys.modules:
        from altair.utils.html import spec_to_html

        found["text/html"] = spec_to_html(
            spec, mode="vega-lite", vega_version="5", vegaembed_version="6", vegalite_version="5.20.1"
        )
    return found
