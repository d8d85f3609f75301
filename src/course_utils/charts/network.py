"""A small signed network on a circle: solid blue ties and dashed vermilion ones."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Unpack

from course_utils.charts.palette import BLUE, GREY, VERMILION
from course_utils.charts.publish import Words, publish
from course_utils.errors import CourseError, unknown
from course_utils.measures.tables import require

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

SIZE = 270  # pixels, the width of a panel
MOST = 16  # nodes; with more on a circle the names run into each other
TIES = {1: "positive (+)", -1: "negative (−)"}
# In radii of the circle, from its centre: where a name stands, and how far the picture reaches.
NAME, WIDE, HIGH = 1.15, 1.55, 1.25


def circle(nodes: Sequence[str]) -> pd.DataFrame:
    """Places on a circle of radius 1, clockwise from the top in the given order.

    Returns columns node, x, y, name_x and name_y (where the name stands) and align (the side of the name that is
    nearer the node).

    >>> circle(["A", "B"])[["x", "y"]].to_numpy().tolist()
    [[0.0, 1.0], [0.0, -1.0]]
    """
    import pandas as pd

    turns = [2 * math.pi * number / len(nodes) for number in range(len(nodes))]
    x, y = [round(math.sin(turn), 6) for turn in turns], [round(math.cos(turn), 6) for turn in turns]
    places = pd.DataFrame({"node": list(nodes), "x": x, "y": y})
    align = ["center" if here == 0 else "left" if here > 0 else "right" for here in x]
    return places.assign(name_x=places["x"] * NAME, name_y=places["y"] * NAME, align=align)


def _edges(ties: pd.DataFrame, a: str, b: str, panel: str | None, nodes: Sequence[str] | None) -> pd.DataFrame:
    """The ties with the places of both ends, after all that can be wrong with them."""
    require(ties, [a, b, "sign", *([panel] if panel else [])], "ties")
    if ties.empty:
        raise CourseError("There are no ties to draw. Check the filter that came before.")
    known = list(nodes) if nodes is not None else sorted({*ties[a], *ties[b]})
    for node in {*ties[a], *ties[b]} - set(known):
        raise unknown("node", node, known)
    if len(known) > MOST:
        raise CourseError(f"The network has {len(known)} nodes; {MOST} are the most that a circle shows. Draw fewer.")
    if wrong := ties.loc[~ties["sign"].isin(list(TIES)), "sign"].tolist():
        raise CourseError(f"A sign must be 1 or -1, but {wrong[0]!r} came. Leave out pairs without a tie.")
    ends = ties[[a, b]].apply(lambda pair: " and ".join(sorted(pair)), axis=1)
    alone = ends[ties[a] == ties[b]]
    if len(alone):
        raise CourseError(f"A tie needs two nodes, but {ties.loc[alone.index[0], a]} was tied to itself.")
    twice = ends[(ties.assign(_ends=ends)).duplicated(["_ends", *([panel] if panel else [])])]
    if len(twice):
        raise CourseError(f"A pair has one tie, but {twice.iloc[0]} have two. Decide on a sign before drawing.")
    places = circle(known).set_index("node")
    return ties.assign(
        tie=ties["sign"].map(TIES),
        x=ties[a].map(places["x"]),
        y=ties[a].map(places["y"]),
        x2=ties[b].map(places["x"]),
        y2=ties[b].map(places["y"]),
    )


def network(
    ties: pd.DataFrame,
    *,
    a: str = "state_a",
    b: str = "state_b",
    nodes: Sequence[str] | None = None,
    panel: str | None = None,
    **words: Unpack[Words],
) -> alt.HConcatChart:
    """A published picture of a signed network; the nodes stand on a circle, at the same place in every panel.

    ties: columns ``a`` and ``b`` (names of nodes as they are to be read), sign (1 or -1), one row for each pair (and
    panel). nodes: the order on the circle, clockwise from the top; in alphabetical order by default. Nodes without a
    tie are drawn only if they are named here. panel: a column of which each value gets a picture of its own, beside
    each other, such as before and after. words: finding, source, alt and columns, as
    :func:`~course_utils.charts.publish` takes them.

    A positive tie is solid and blue, a negative one dashed and vermilion, so colour does not speak alone. Length and
    place mean nothing. Raises CourseError for no ties, a sign other than 1 and -1, a pair that is given twice, a node
    tied to itself, one that ``nodes`` lacks, more than 16 nodes, and what ``publish`` refuses.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"state_a": ["A", "B", "A"], "state_b": ["B", "C", "C"], "sign": [1, -1, -1]})
    >>> chart = network(ties, finding="A and B share an adversary", source="Made up",
    ...     alt="Network of three nodes: one positive tie between A and B, two negative ties to C.")
    >>> len(chart.hconcat)
    1
    """
    import altair

    edges = _edges(ties, a, b, panel, nodes)
    places = circle(list(nodes) if nodes is not None else sorted({*ties[a], *ties[b]}))

    def at(x: str, y: str) -> dict[str, Any]:
        across, up = ({"type": "quantitative", "axis": None, "scale": {"domain": [-far, far]}} for far in (WIDE, HIGH))
        return {"x": altair.X.from_dict({"field": x, **across}), "y": altair.Y.from_dict({"field": y, **up})}

    def kind(looks: list[Any]) -> dict[str, Any]:
        legend = {"orient": "top", "symbolType": "stroke", "symbolSize": 400}
        scale = {"domain": list(TIES.values()), "range": looks}
        return {
            "field": "tie",
            "type": "nominal",
            "title": "Positive and negative ties",
            "scale": scale,
            "legend": legend,
        }

    look = {
        "color": altair.Color.from_dict(kind([BLUE, VERMILION])),
        "strokeDash": altair.StrokeDash.from_dict(kind([[1, 0], [5, 4]])),
    }
    lines = altair.Chart(edges).mark_rule(strokeWidth=2.5).encode(**at("x", "y"), x2="x2:Q", y2="y2:Q", **look)
    dots = altair.Chart(places).mark_point(filled=True, size=120, opacity=1, color=GREY).encode(**at("x", "y"))
    names = [
        altair.Chart(places)
        .mark_text(align=side)
        .transform_filter(f"datum.align == '{side}'")
        .encode(**at("name_x", "name_y"), text="node:N")
        for side in sorted(set(places["align"]))
    ]
    panels = []
    for value in dict.fromkeys(ties[panel]) if panel else [None]:
        some = lines.transform_filter(f"datum[{panel!r}] == {json.dumps(value)}") if panel else lines
        drawn = altair.layer(some, *names, dots).properties(width=SIZE, height=SIZE * HIGH / WIDE)
        panels.append(drawn.properties(title={"text": str(value), "fontSize": 12}) if panel else drawn)
    return publish(altair.hconcat(*panels), **words)
