"""Estimates with their intervals: a dot and a whisker for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from course_utils.charts.channels import LABELS, category, kinds, quantity
from course_utils.charts.publish import Words, publish
from course_utils.measures.tables import numeric, unique

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

ROOM, DODGED = 32, 20  # pixels for a row, and for each group in it


def intervals(
    table: pd.DataFrame,
    value: alt.X,
    by: str,
    *,
    low: str = "low",
    high: str = "high",
    group: str | None = None,
    reference: float | None = None,
    **words: Unpack[Words],
) -> alt.LayerChart:
    """A published dot-and-whisker plot: one row for each ``by``, a dot at the value, a line from low to high.

    table: one row for each ``by`` (and ``group``). value: the channel of the estimate, with its title, such as
    ``alt.X("odds_ratio:Q", title="Odds ratio").scale(type="log")``. by: the column that names the rows, top to
    bottom in the order of the table. low, high: the columns of the interval's ends. group: a column of kinds that
    share a row, told apart by colour and shape. reference: where no effect lies, drawn as a dashed line. words:
    finding, source, alt and columns, as :func:`~course_utils.charts.publish` takes them.

    A row without an estimate keeps its place and stays empty; an estimate without an interval is a dot alone.
    Raises CourseError for columns that are lacking or hold no numbers, two rows for one place, more than six groups,
    and what ``publish`` refuses.

    >>> import altair as alt, pandas as pd
    >>> table = pd.DataFrame({"coding": ["by ruler"], "ratio": [1.5], "low": [0.85], "high": [2.8]})
    >>> chart = intervals(table, alt.X("ratio:Q", title="Odds ratio"), "coding", reference=1,
    ...     finding="The interval holds 1", source="Made up",
    ...     alt="Dot with an interval: the odds ratio by coding is 1.5, from 0.85 to 2.8.")
    >>> [layer.mark.type for layer in chart.layer]
    ['rule', 'rule', 'point']
    """
    import altair
    import pandas as pd

    unique(table, [by, group] if group else [by], "table")
    numeric(table, [low, high], "table")
    shown = quantity(table, value)
    rows = category(table, by, axis={"labelLimit": LABELS, "grid": True})
    base = altair.Chart().encode(y=altair.Y.from_dict(rows))
    colour: dict[str, Any] = {}
    shape: dict[str, Any] = {}
    if group:
        look = kinds(table, group)
        colour["color"], shape["shape"] = altair.Color.from_dict(look["color"]), altair.Shape.from_dict(look["shape"])
        base = base.encode(yOffset=altair.YOffset.from_dict(category(table, group)))
    ends = {"x": altair.X.from_dict({**shown, "field": low}), "x2": altair.X2(high)}
    layers = [
        base.mark_rule(strokeWidth=2).encode(**ends, **colour),
        base.mark_point(filled=True, size=80, opacity=1).encode(x=altair.X.from_dict(shown), **colour, **shape),
    ]
    if reference is not None:
        # One row under the same name: the axis is the same, and the line is drawn once.
        at = pd.DataFrame({shown["field"]: [reference]})
        layers.insert(0, altair.Chart(at).mark_rule(strokeDash=[4, 4]).encode(x=altair.X.from_dict(shown)))
    drawn: Any = altair.layer(*layers, data=table).properties(height={"step": DODGED if group else ROOM})
    return publish(drawn, **words)
