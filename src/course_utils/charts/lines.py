"""Values over time, with bands of uncertainty, gaps where nothing was observed, and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from course_utils.charts.channels import kinds, quantity
from course_utils.charts.gaps import gaps
from course_utils.charts.publish import Words, publish
from course_utils.measures.tables import numeric, unique

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

PANEL = (240, 150)  # pixels, two beside each other


def lines(
    table: pd.DataFrame,
    x: alt.X,
    y: alt.Y,
    *,
    group: str | None = None,
    panel: str | None = None,
    band: tuple[str, str] | None = None,
    every: int | None = 1,
    steps: bool = False,
    colours: dict[str, str] | None = None,
    **words: Unpack[Words],
) -> alt.LayerChart | alt.FacetChart:
    """A published line chart that breaks where a year is missing; with a band and panels if asked.

    table: one row for each value of ``x`` (and ``group`` and ``panel``). x, y: channels with their titles, such as
    ``alt.X("year:Q", title="Year", axis=alt.Axis(format="d"))``. group: the column that names the lines. panel: a
    column of which each value gets a picture of its own, two to a row, on the same axes. band: the columns of the
    lower and upper end of a shaded band, such as ``("low", "high")``. every: the years from one value to the next,
    filled as :func:`~course_utils.charts.gaps` does; None where x is no calendar (a lag, a threshold, a duration).
    steps: flat from one value to the next, as a survival curve is. colours: a fixed colour for each group. words:
    finding, source, alt and columns, as :func:`~course_utils.charts.publish` takes them.

    Raises CourseError for what ``gaps`` and ``publish`` refuse, columns that hold no numbers, and more than six groups.

    >>> import altair as alt, pandas as pd
    >>> table = pd.DataFrame({"year": [1998, 2000], "share": [0.5, 0.7]})
    >>> chart = lines(table, alt.X("year:Q", title="Year"), alt.Y("share:Q", title="Share of identical votes"),
    ...     finding="Nothing is known of 1999", source="Made up",
    ...     alt="Line chart of the share of identical votes by year, with a gap in 1999.")
    >>> chart.data["year"].tolist()
    [1998, 1999, 2000]
    """
    import altair

    across, up = quantity(table, x), quantity(table, y)
    names = [name for name in dict.fromkeys((panel, group)) if name]
    if every is not None:
        table = gaps(table, over=across["field"], by=names, every=every)
    unique(table, [across["field"], *names], "table")
    base = altair.Chart().encode(x=altair.X.from_dict(across))
    shape: dict[str, Any] = {}
    if group:
        look = kinds(table, group, colours)
        base = base.encode(color=altair.Color.from_dict(look["color"]))
        shape["shape"] = altair.Shape.from_dict(look["shape"])
    bend: Any = "step-after" if steps else "linear"
    layers = []
    if band:
        numeric(table, list(band), "table")
        ends = {"y": altair.Y.from_dict({**up, "field": band[0]}), "y2": altair.Y2(band[1])}
        layers.append(base.mark_area(opacity=0.2, interpolate=bend).encode(**ends))
    layers.append(base.mark_line(interpolate=bend).encode(y=altair.Y.from_dict(up)))
    if not steps:
        # A year between two gaps is no line, but it is a point.
        points = base.mark_point(filled=True, size=30, opacity=1)
        layers.append(points.encode(y=altair.Y.from_dict(up), **shape))
    drawn: Any = altair.layer(*layers, data=table)
    if not panel:
        return publish(drawn, **words)
    width, height = PANEL
    own = {"sort": list(dict.fromkeys(table[panel])), "header": {"labelAnchor": "start", "labelLimit": width}}
    facet = altair.Facet.from_dict({"field": panel, "type": "nominal", "title": None, **own})
    return publish(drawn.properties(width=width, height=height).facet(facet=facet, columns=2), **words)
