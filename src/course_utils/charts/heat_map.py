"""A table of numbers as colours, with the numbers in ink that can be read on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from course_utils.charts.channels import LABELS, category, quantity
from course_utils.charts.gaps import grid
from course_utils.charts.palette import GREY
from course_utils.charts.publish import Words, publish
from course_utils.measures.tables import require

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

ROOM = 30  # pixels for a row
# Black and white have the same contrast with a colour of this relative luminance (WCAG 2.2), 4.58 to 1.
MIDDLE = 0.1791


def heat_map(
    table: pd.DataFrame, x: str, y: str, value: alt.Color, *, digits: int = 2, **words: Unpack[Words]
) -> alt.LayerChart:
    """A published heat map: one cell for each x and y, coloured by a value that is also written in it.

    table: one row for each cell. x, y: the columns that name columns and rows, in the order of the table. value: the
    channel of the value, with its title and scale, such as
    ``alt.Color("share:Q", title="Share identical", scale=charts.sequential(0, 1))``. digits: decimals of the numbers.
    words: finding, source, alt and columns, as :func:`~course_utils.charts.publish` takes them.

    A cell without a value shows a dash on the bare page, and so does one that the table lacks. Raises CourseError
    for two rows in one cell, a value that is no number, and what ``publish`` refuses.

    >>> import altair as alt, pandas as pd
    >>> table = pd.DataFrame({"topic": ["nuclear", "trade"], "pair": ["A and B", "C and D"], "share": [0.2, 0.9]})
    >>> chart = heat_map(table, "topic", "pair", alt.Color("share:Q", title="Share identical"),
    ...     finding="Topics matter", source="Made up", alt="Heat map of the share identical by topic and pair.")
    >>> chart.data["share"].tolist()
    [0.2, nan, nan, 0.9]
    """
    import altair

    require(table, [x, y], "table")
    shade = quantity(table, value)
    whole = grid(table, table[[y]].drop_duplicates(), table[[x]].drop_duplicates())
    cells = altair.Chart().encode(
        x=altair.X.from_dict(category(whole, x, axis={"labelAngle": -30, "domain": False, "ticks": False})),
        y=altair.Y.from_dict(category(whole, y, axis={"labelLimit": LABELS, "domain": False, "ticks": False})),
    )
    held = f"datum[{shade['field']!r}]"
    ink = (
        altair.when(f"!isValid({held})")
        .then(altair.value(GREY))
        .when(f"luminance(scale('color', {held})) > {MIDDLE}")
        .then(altair.value("black"))
        .otherwise(altair.value("white"))
    )
    figures = (
        cells.mark_text()
        .transform_calculate(figure=f"isValid({held}) ? format({held}, '.{digits}f') : '–'")
        .encode(text="figure:N", color=ink)
    )
    drawn: Any = altair.layer(cells.mark_rect().encode(color=altair.Color.from_dict(shade)), figures, data=whole)
    return publish(drawn.properties(height={"step": ROOM}), **words)
