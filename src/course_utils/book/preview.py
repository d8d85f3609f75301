"""The picture that other sites show beside a link to the course: our own chart of the verdicts, made at each build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.application import Sphinx

FILE = "preview.png"
WIDTH, HEIGHT = 1200, 630  # pixels; what Open Graph's readers show without cutting
ALT = "Heat map: how many of the article's claims the data support, by verdict and kind of claim."
FONT = "Liberation Sans"  # comes with vl-convert, so that every system draws the same


def specification(claims: pd.DataFrame) -> dict[str, Any]:
    """The chart of verdicts by kind of claim, in the size and the letters of a picture for links.

    claims: as ``verdict_count.tally`` gives it.
    """
    from course_utils.book.directives.verdict_count import chart
    from course_utils.charts import spec

    drawn = spec(chart(claims))
    title = drawn["title"]
    finding = title["text"] if isinstance(title, dict) else title
    for layer in drawn["layer"]:  # the page's axes have turned and shortened labels
        for channel in ("x", "y"):
            layer["encoding"][channel]["axis"] |= {
                "labelAngle": 0,
                "labelLimit": WIDTH,
                "labelFontSize": 26,
                "labelPadding": 10,
            }
    config = drawn["config"] | {
        "font": FONT,
        "text": {"fontSize": 28},
        "title": drawn["config"]["title"]
        | {"fontSize": 44, "subtitleFontSize": 28, "subtitlePadding": 14, "offset": 28, "frame": "bounds"},
    }
    return drawn | {
        "title": {
            "text": f"{len(claims)} claims about Azerbaijan and Pakistan",
            "subtitle": ["Fraternal Nations: an opinion piece, tested with data.", f"{_line(finding)}."],
        },
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 48,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": "white",
        "config": config,
    }


def _line(title: str | list[str]) -> str:
    return title if isinstance(title, str) else " ".join(title)


def png(drawn: dict[str, Any]) -> bytes:
    """A Vega-Lite specification as a picture; the same bytes each time. Nothing is asked of another host."""
    import vl_convert

    from course_utils.charts.script import VEGA_LITE

    return vl_convert.vegalite_to_png(drawn, vl_version=VEGA_LITE, allowed_base_urls=[])


def shown(app: Sphinx) -> pd.DataFrame | None:
    """The claims with the verdicts of the book's labs; None in a book without any, which has no picture."""
    from course_utils.book.directives.claims import LABS
    from course_utils.book.directives.verdict_count import tally

    claims = tally(Path(app.srcdir) / LABS)
    return claims if claims["verdict"].notna().any() else None


def write(app: Sphinx, exception: Exception | None) -> None:
    """Draw the picture."""
    if exception or app.builder.name != "html":
        return
    claims = shown(app)
    if claims is not None:
        (Path(app.outdir) / "_static" / FILE).write_bytes(png(specification(claims)))


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("build-finished", write)
