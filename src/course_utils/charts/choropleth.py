"""Maps of a value by state, on which a disputed area takes nobody's colour.

The base map draws who controls an area and says nothing of who claims it. So the areas of the table
``disputed_areas`` lie on top in a fill of their own, with a dashed outline, and no argument leaves them out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

from course_utils import states
from course_utils.catalog import load
from course_utils.charts.channels import definition
from course_utils.charts.palette import GREY, PURPLE
from course_utils.charts.publish import Words, publish
from course_utils.charts.topology import topology
from course_utils.errors import unknown
from course_utils.measures.tables import unique

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

WIDTH = 560  # pixels
DASHES = [5, 3]  # pixels of the outline of a disputed area, drawn and left out
PALE = 0.35  # opacity of the fill of a state without a value
Box = tuple[float, float, float, float]  # west, south, east, north, in degrees


@dataclass(frozen=True)
class Extent:
    """What a map shows: between which corners (None: everywhere), how high in pixels, and how fine."""

    box: Box | None
    height: int
    step: float  # degrees, about half a pixel


EXTENTS = {
    "world": Extent(None, 270, 0.25),
    "caucasus": Extent((37, 36.5, 52, 44.5), 410, 0.02),
    "south asia": Extent((60, 5, 98, 39), 560, 0.05),
}
LINES = "outlines: Natural Earth, drawn by who controls; dashed: disputed"
# Columns of the second data table, below that of the values.
AREAS = {
    "area": "Disputed area",
    "claimed_by": "Claimed, or held open, by",
    "administered_by": "Administered by",
    "as_of": "As of",
    "note": "How the sides see it",
}


def _seen(table: pd.DataFrame, box: Box | None) -> pd.DataFrame:
    """The rows whose outline has a point between the corners."""
    if box is None:
        return table
    west, south, east, north = box

    def within(text: str) -> bool:
        geometry = json.loads(text)
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        return any(west <= x <= east and south <= y <= north for polygon in polygons for x, y in polygon[0])

    return table[table["geometry"].map(within)]


def disputed(extent: str = "world") -> pd.DataFrame:
    """The disputed areas that a map of this extent shows, in words.

    Returns columns area, claimed_by and administered_by (names of states), as_of (year), note, geometry.

    >>> disputed("caucasus")[["area", "as_of"]].to_numpy().tolist()
    [['Nagorno-Karabakh and districts around it', 2026]]
    """
    if extent not in EXTENTS:
        raise unknown("extent", extent, EXTENTS)
    areas = _seen(load("disputed_areas"), EXTENTS[extent].box)
    return areas.assign(
        area=areas["name"],
        claimed_by=[" and ".join(map(states.name, codes.split(";"))) for codes in areas["claimed_by"]],
        administered_by=areas["administered_by"].astype("str").map(states.name),
    )[[*AREAS, "geometry"]]


def _shapes(box: Box | None) -> pd.DataFrame:
    """Columns state (the code, or the name of a territory without one), name and geometry. Without Antarctica."""
    shapes = _seen(load("country_shapes"), box).query("name != 'Antarctica'")
    return shapes.assign(state=shapes["state"].astype("str").where(shapes["state"].notna(), shapes["name"]))


def _rows(table: pd.DataFrame, shapes: pd.DataFrame, everywhere: bool) -> pd.DataFrame:
    """The table with names, and with a row for each shape that it lacks; of a region, the region's states alone."""
    plain = table.drop(columns="name", errors="ignore")
    rows = shapes[["state", "name"]].merge(plain, on="state", how="outer" if everywhere else "left")
    nameless = rows["name"].isna()
    rows.loc[nameless, "name"] = rows.loc[nameless, "state"].map(states.name)
    return rows.sort_values("name", ignore_index=True)


def _layer(found: pd.DataFrame, key: str, outlines: pd.DataFrame, step: float) -> alt.Chart:
    """Outlines that know the columns of a table."""
    import altair

    made = topology(zip(outlines[key], outlines["geometry"], strict=True), step)
    form = altair.DataFormat.from_dict({"type": "topojson", "feature": "shapes"})
    return (
        altair.Chart(altair.InlineData(made, format=form, name=f"outlines_by_{key}"))
        .mark_geoshape(clip=True)
        .transform_lookup("id", from_=altair.LookupData(found, key=key, fields=list(found.columns)))
    )


def _sign(text: str, colour: str, **look: Any) -> dict[str, Any]:
    """A channel for one kind of thing on the map, with its place in the legend."""
    legend = {"orient": "bottom", "title": None, "symbolType": "square", "symbolSize": 180, **look}
    return {"field": "drawn_as", "type": "nominal", "scale": {"domain": [text], "range": [colour]}, "legend": legend}


def _disputed(areas: pd.DataFrame, step: float) -> alt.Chart:
    """The layer on top: white, for it is no value of the scale, and dashed on the light page as on the dark one."""
    import altair

    stroke = _sign("disputed area", PURPLE, symbolFillColor="white", symbolDash=DASHES, symbolStrokeWidth=2)
    told = [altair.Tooltip(f"{name}:N", title=title) for name, title in AREAS.items() if name != "note"]
    return (
        _layer(areas.drop(columns="geometry"), "area", areas, step)
        .mark_geoshape(clip=True, fill="white", strokeDash=DASHES, strokeWidth=2)
        .transform_calculate(drawn_as="'disputed area'")
        .encode(stroke=altair.Stroke.from_dict(stroke), tooltip=told)
    )


def _projection(box: Box | None) -> dict[str, Any]:
    """Equal Earth for the world, turned so that it cuts no country in two; Mercator between the corners of a region.

    Source: Šavrič, B., Patterson, T. and Jenny, B. (2019), The Equal Earth map projection.
    """
    if box is None:
        return {"type": "equalEarth", "rotate": [-11, 0, 0]}
    west, south, east, north = box
    corners = {"type": "MultiPoint", "coordinates": [[west, south], [east, north]]}
    return {"type": "mercator", "fit": {"type": "Feature", "properties": {}, "geometry": corners}}


def choropleth(
    table: pd.DataFrame, value: alt.Color, *, extent: str = "world", **words: Unpack[Words]
) -> alt.LayerChart:
    """A published map of a value by state, with disputed areas drawn as disputed.

    table: columns state (ISO 3166-1 alpha-3) and the value's; other columns can go into the data table. value: the
    channel of the value, with its title and scale, such as ``alt.Color("share:Q", title="Share identical",
    scale=charts.sequential(0, 1))`` or ``alt.Color("vote:N", title="Vote", scale=charts.scale(charts.VOTES))``.
    extent: world (in equal areas), caucasus or south asia. words: finding, source, alt and columns, as
    :func:`~course_utils.charts.publish` takes them; the data table may show ``name``, the state's, as well.

    A state without a value is pale grey, the legend says so, and its row says "no data". On a map of the world, states
    too small to be drawn are in the table only, and the source line counts them. A disputed area has a fill of its
    own, a dashed outline, a tooltip that says who claims and who administers it, and a row in a second data table.

    Raises CourseError for an unknown extent or state, two rows for a state, and what ``publish`` refuses.

    >>> import altair as alt, pandas as pd
    >>> table = pd.DataFrame({"state": ["AZE", "ARM"], "share": [0.8, 0.6]})
    >>> chart = choropleth(table, alt.Color("share:Q", title="Share"), extent="caucasus",
    ...     finding="Neighbours differ", source="Made up",
    ...     alt="Map of the share by state in the Caucasus: 0.8 in Azerbaijan, 0.6 in Armenia.")
    >>> chart.layer[-1].mark.strokeDash
    [5, 3]
    """
    import altair

    areas = disputed(extent)
    view = EXTENTS[extent]
    unique(table, ["state"], "table")
    if strange := sorted(set(table["state"]) - set(states.codes())):
        raise unknown("state", strange[0], states.codes())
    shown = definition(table, value)
    field, title = shown["field"], shown.get("title", shown["field"])
    shapes = _shapes(view.box)
    rows = _rows(table, shapes, everywhere=view.box is None)
    known = set(rows.loc[rows[field].notna(), "state"])

    base = _layer(rows, "state", shapes, view.step).encode(stroke=altair.value(GREY), strokeWidth=altair.value(0.5))
    there = f"isValid(datum[{field!r}])"
    name = altair.Tooltip("name:N", title="State")
    number = {"format": ".3~g"} if shown["type"] == "quantitative" else {}
    told = altair.Tooltip.from_dict({"field": field, "type": shown["type"], "title": title, **number})
    legend = {"orient": "bottom", **(shown.get("legend") or {})}
    colour = altair.Color.from_dict({**shown, "legend": legend})
    layers = [base.transform_filter(there).encode(color=colour, tooltip=[name, told])]
    if set(shapes["state"]) - known:
        fill = altair.Fill.from_dict(_sign("no data", GREY, symbolOpacity=PALE))
        missing = base.transform_filter(f"!{there}").transform_calculate(drawn_as="'no data'")
        layers.append(missing.encode(fill=fill, fillOpacity=altair.value(PALE), tooltip=name))
    small = len(known - set(shapes["state"]))
    if words.get("source", "").strip():
        words["source"] += f"; {LINES}" + (f"; too small to draw, see the table: {small}" if small else "")
    words["columns"] = {**(words.get("columns") or {"name": "State", field: title}), **AREAS}
    # The layers of the states share one copy of their outlines.
    drawn: Any = altair.layer(altair.layer(*layers), _disputed(areas, view.step))
    return publish(drawn.properties(width=WIDTH, height=view.height).project(**_projection(view.box)), **words)
