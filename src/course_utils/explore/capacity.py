"""Explore how a count of treaties changes its story with what it is divided by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.explore.explorer import Explorer
from course_utils.measures.capacity import by_period, normalise

if TYPE_CHECKING:
    import altair as alt
    import ipywidgets
    import pandas as pd

UNITS = {"n": "number a year", "per_100_states": "per 100 states", "per_1000_pairs": "per 1,000 possible pairs"}
WIDTH = 5  # years in a period of the static twin


def rates(counts: pd.DataFrame, width: int = WIDTH) -> pd.DataFrame:
    """Yearly means over periods for each kind: the number, per 100 states, and per 1,000 possible pairs of states.

    counts: columns kind, year, n, states, one row for each kind and year. width: years in a period.
    Returns columns kind, first, years (how many of the period are there), n, per_100_states, per_1000_pairs.
    """
    import pandas as pd

    each = normalise(counts)
    each = each.assign(per_100_states=100 * each["per_state"], per_1000_pairs=1000 * each["per_pair"])
    tables = [by_period(rows, list(UNITS), width).assign(kind=kind) for kind, rows in each.groupby("kind", sort=False)]
    return pd.concat(tables, ignore_index=True)[["kind", "first", "years", *UNITS]]


def _line(table: pd.DataFrame, field: str, title: str) -> alt.Chart:
    import altair as alt

    return (
        alt.Chart(table)
        .mark_line(point=True)
        .encode(
            x=alt.X("first:Q", title="First year of the period", axis=alt.Axis(format="d")).scale(zero=False),
            y=alt.Y(f"{field}:Q", title=title).scale(zero=True),
            tooltip=[
                alt.Tooltip("first:Q", format="d", title="Period from"),
                alt.Tooltip("years:Q", title="Years in it"),
                *[alt.Tooltip(f"{name}:Q", format=".2f", title=label) for name, label in UNITS.items()],
            ],
        )
    )


def _twin(counts: pd.DataFrame, kind: str, source: str) -> alt.Chart:
    import altair as alt

    from course_utils.charts import publish

    table = rates(counts).round(dict.fromkeys(UNITS, 2))
    kinds = list(dict.fromkeys(table["kind"]))
    menus = [
        alt.param(name="kind", value=kind, bind=alt.binding_select(options=kinds, name="Kind ")),
        alt.param(
            name="unit",
            value="n",
            bind=alt.binding_select(options=list(UNITS), labels=list(UNITS.values()), name=" As "),
        ),
    ]
    line = _line(table, "value", "Yearly mean, in the unit chosen")
    return publish(
        line.add_params(*menus).transform_filter("datum.kind == kind").transform_calculate(value="datum[unit]"),
        finding="The same treaties, counted, per state, or per possible pair: choose a kind and a unit",
        source=source,
        alt=f"Line chart of yearly means over periods of {WIDTH} years for one of {len(kinds)} kinds of treaty, chosen "
        f"from a list, in one of {len(UNITS)} units: {', '.join(UNITS.values())}.",
        columns={"kind": "Kind", "first": "Period from", "years": "Years in it"}
        | {name: label.capitalize() for name, label in UNITS.items()},
    )


def _widget(counts: pd.DataFrame, kind: str, source: str) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle, publish

    kinds = w.Dropdown(options=list(dict.fromkeys(counts["kind"])), value=kind, description="Kind")
    units = w.Dropdown(options=[(label, name) for name, label in UNITS.items()], description="As")
    width = w.Dropdown(options=[1, 2, 5, 10], value=WIDTH, description="Period")
    low, high = int(counts["year"].min()), int(counts["year"].max())
    years = w.IntRangeSlider(value=(low, high), min=low, max=high, description="Years", continuous_update=False)
    sentence, picture = w.HTML(), w.Output()

    def draw(_: object = None) -> None:
        kept = counts[(counts["kind"] == kinds.value) & counts["year"].between(*years.value)]
        if kept.empty:
            sentence.value, picture.outputs = f"{kinds.value}: no data in these years.", ()
            return
        table = rates(kept, width.value)
        unit, label = units.value, UNITS[units.value]
        top = table.loc[table[unit].idxmax()]
        last = table.iloc[-1]
        sentence.value = (
            f"{kinds.value}, {label}: highest in the period from {top['first']:.0f} ({top[unit]:.2f}), "
            f"{last[unit]:.2f} in the period from {last['first']:.0f}."
        )
        chart = publish(
            _line(table, unit, f"{kinds.value}, {label}"),
            finding=sentence.value,
            source=source,
            alt=f"Line chart of yearly means over periods of {width.value} years. {sentence.value}",
        )
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for control in (kinds, units, width, years):
        control.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox([kinds, units]), w.HBox([width, years]), sentence, picture])


def capacity(counts: pd.DataFrame, kind: str | None = None, source: str = "Treaty counts of the course") -> Explorer:
    """An explorer of treaty counts: live for any kind, unit, period and years; static for each kind and unit.

    counts: columns kind, year, n (a count), states (how many could take part), one row for each kind and year.
    kind: the one that is shown first, by default the first of the table. source: for the chart's source line.
    """
    kind = kind or str(counts["kind"].iloc[0])
    return Explorer(lambda: _widget(counts, kind, source), _twin(counts, kind, source))
