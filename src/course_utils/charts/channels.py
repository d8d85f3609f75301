"""What the functions that draw share: channels of Altair for quantities, names of columns for categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric, require

if TYPE_CHECKING:
    import pandas as pd

LABELS = 220  # pixels for the name of a pair of states
KINDS = 6  # lines or marks that a reader can tell apart in one picture; grey is for the rest


def definition(table: pd.DataFrame, channel: Any) -> dict[str, Any]:
    """The full definition of a channel of Altair, such as ``alt.X("share:Q", title="Share of votes")``.

    >>> import altair as alt, pandas as pd
    >>> definition(pd.DataFrame({"share": [0.5]}), alt.X("share", title="Share of votes"))
    {'field': 'share', 'title': 'Share of votes', 'type': 'quantitative'}
    """
    import altair as alt

    require(table, [], "table")
    if not isinstance(channel, (alt.X, alt.Y, alt.Color)):
        raise CourseError(
            f"A channel of Altair with a title is needed, but {channel!r} came. "
            "Write, for example, alt.X('share:Q', title='Share of votes')."
        )
    (found,) = alt.Chart(table).mark_point().encode(channel).to_dict()["encoding"].values()
    require(table, [found["field"]], "table")
    return found


def quantity(table: pd.DataFrame, channel: Any) -> dict[str, Any]:
    """The full definition of a channel that draws a column of numbers.

    >>> import altair as alt, pandas as pd
    >>> quantity(pd.DataFrame({"share": [0.5]}), alt.Y("share:Q", title="Share of votes"))["type"]
    'quantitative'
    """
    found = definition(table, channel)
    numeric(table, [found["field"]], "table")
    return found


def category(table: pd.DataFrame, name: str, **options: Any) -> dict[str, Any]:
    """The definition of a channel that draws a column of categories, in their order in the table.

    The domain is written out, so a category keeps its place even where it has no value to draw.

    >>> import pandas as pd
    >>> category(pd.DataFrame({"pair": ["B and C", "A and B", "B and C"]}), "pair")["scale"]
    {'domain': ['B and C', 'A and B']}
    """
    require(table, [name], "table")
    found = list(dict.fromkeys(table[name]))
    return {"field": name, "type": "nominal", "title": None, "scale": {"domain": found}, **options}


def kinds(table: pd.DataFrame, name: str, colours: dict[str, str] | None = None) -> dict[str, Any]:
    """The definitions of a colour and a shape for the kinds in a column, so that colour does not speak alone.

    colours: a fixed colour for each kind; without it the palette's, in the order of the table.

    >>> import pandas as pd
    >>> sorted(kinds(pd.DataFrame({"pair": ["A and B", "B and C"]}), "pair"))
    ['color', 'shape']
    """
    legend = {"orient": "top", "columns": 1, "labelLimit": 300, "symbolOpacity": 1}
    shown = category(table, name, legend=legend)
    found = shown["scale"]["domain"]
    if colours is None and len(found) > KINDS:
        raise CourseError(
            f"{name!r} has {len(found)} kinds; {KINDS} are the most that a reader tells apart by colour. "
            "Draw fewer, or one panel for each."
        )
    if colours is None:
        return {"color": shown, "shape": shown}
    lacking = [kind for kind in found if kind not in colours]
    if lacking:
        raise CourseError(f"There is no colour for {', '.join(map(str, lacking))}. Add it to colours.")
    return {"color": shown | {"scale": {"domain": found, "range": [colours[kind] for kind in found]}}, "shape": shown}
