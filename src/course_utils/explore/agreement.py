"""Explore how alike two states vote: any pair, any topic, any years."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.explore.explorer import Explorer
from course_utils.measures.agreement import agreement as measure
from course_utils.measures.agreement import dyad, select

if TYPE_CHECKING:
    import altair as alt
    import ipywidgets
    import pandas as pd

TOPICS = ("palestine", "nuclear", "disarmament", "human_rights", "colonialism", "development")
LEAST = 5  # roll calls in a year; below this a share says nothing
SOURCE = "UN General Assembly roll calls (Voeten et al.; 2025: UN Library)"


def yearly(votes: pd.DataFrame, roll_calls: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """Yearly agreement of a dyad, with a row without a value for every year that has too few roll calls.

    votes: columns roll_call, state, vote. roll_calls: columns roll_call, year.
    Returns columns year, n, agreement; a gap in the sources stays a gap.
    """
    both = dyad(votes, a, b, roll_calls=roll_calls[["roll_call", "year"]])
    table = measure(both, by="year")[["year", "n", "agreement"]]
    years = range(int(table["year"].min()), int(table["year"].max()) + 1)
    table = table.set_index("year").reindex(years).rename_axis("year").reset_index()
    table["n"] = table["n"].fillna(0).astype(int)
    table["agreement"] = table["agreement"].where(table["n"] >= LEAST)
    return table


def _line(table: pd.DataFrame) -> alt.Chart:
    import altair as alt

    return (
        alt.Chart(table)
        .mark_line(point=True)
        .encode(
            x=alt.X("year:Q", title="Year", axis=alt.Axis(format="d")),
            y=alt.Y("agreement:Q", title="Identical votes (share of common roll calls)").scale(domain=[0, 1]),
            tooltip=[
                alt.Tooltip("year:Q", format="d", title="Year"),
                alt.Tooltip("agreement:Q", format=".3f", title="Agreement"),
                alt.Tooltip("n:Q", title="Common roll calls"),
            ],
        )
    )


def _twin(votes: pd.DataFrame, roll_calls: pd.DataFrame, a: str, partners: list[str]) -> alt.Chart:
    import altair as alt
    import pandas as pd

    from course_utils.charts import publish

    label = states.names(partners)
    table = pd.concat([yearly(votes, roll_calls, a, b).assign(partner=label[b]) for b in partners])
    choice = alt.param(
        name="partner",
        value=label[partners[0]],
        bind=alt.binding_select(options=[label[b] for b in partners], name=f"{states.name(a)} and "),
    )
    return publish(
        _line(table).add_params(choice).transform_filter("datum.partner == partner"),
        finding=f"How often {states.name(a)} and another state vote alike moves by the year: choose the state",
        source=SOURCE,
        alt=(
            f"Line chart of the yearly share of identical votes of {states.name(a)} and one other state, chosen from a "
            f"list of {len(partners)}. Years with fewer than {LEAST} common roll calls have no point."
        ),
        columns={"partner": "Partner", "year": "Year", "n": "Common roll calls", "agreement": "Share identical"},
    )


def _widget(votes: pd.DataFrame, roll_calls: pd.DataFrame, a: str, b: str) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle, publish

    options = [(states.name(code), code) for code in sorted(votes["state"].astype("str").unique(), key=states.name)]
    first = w.Dropdown(options=options, value=a, description="State")
    second = w.Dropdown(options=options, value=b, description="and")
    topic = w.Dropdown(options=[("all topics", None), *[(t.replace("_", " "), t) for t in TOPICS]], description="Topic")
    low, high = int(roll_calls["year"].min()), int(roll_calls["year"].max())
    years = w.IntRangeSlider(value=(1992, high), min=low, max=high, description="Years", continuous_update=False)
    sentence, picture = w.HTML(), w.Output()

    def draw(_: object = None) -> None:
        if first.value == second.value:
            sentence.value = "Choose two different states."
            picture.outputs = ()
            return
        kept = select(roll_calls, years=years.value, topic=topic.value)
        names = f"{states.name(first.value)} and {states.name(second.value)}"
        both = dyad(votes, first.value, second.value, roll_calls=kept)
        if both.empty:
            sentence.value, picture.outputs = f"{names}: no common roll calls for this choice.", ()
            return
        whole = measure(both).iloc[0]
        table = yearly(votes, kept, first.value, second.value)
        kappa = "not defined" if math.isnan(whole["kappa"]) else f"{whole['kappa']:.2f}"
        sentence.value = (
            f"{names}: {whole['agreement']:.3f} identical on {int(whole['n']):,} roll calls; kappa {kappa}."
        )
        chart = publish(
            _line(table),
            finding=sentence.value,
            source=SOURCE,
            alt=f"Line chart of the yearly share of identical votes of {names}. {sentence.value}",
        )
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for control in (first, second, topic, years):
        control.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox([first, second]), w.HBox([topic, years]), sentence, picture])


def agreement(
    votes: pd.DataFrame, roll_calls: pd.DataFrame, a: str = "AZE", b: str = "PAK", partners: list[str] | None = None
) -> Explorer:
    """An explorer of voting agreement: live for any pair, topic and years; static for a and each partner.

    votes: columns roll_call, state, vote. roll_calls: columns roll_call, year and the topic flags.
    partners: the states that the static twin offers, b first by default among the focus states.
    """
    partners = partners or [b, *[code for code in states.FOCUS if code not in (a, b)]]
    return Explorer(lambda: _widget(votes, roll_calls, a, b), _twin(votes, roll_calls, a, partners))
