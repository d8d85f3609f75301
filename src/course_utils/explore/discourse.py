"""Explore how often a state says a term in its speeches, beside two others, with what so few words allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils import states
from course_utils.explore.explorer import Explorer
from course_utils.measures.discourse import rates

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt
    import ipywidgets
    import pandas as pd

SOURCE = "Terms counted in General Debate speeches (UN General Debate Corpus)"
TITLE = "Occurrences per 1,000 words"
TWIN_FROM, TWIN_WINDOW = 1992, 6  # the static twin: first year, and years to a point
TWIN_TERMS = (
    "kinship",
    "karabakh",
    "kashmir",
    "cyprus",
    "palestine",
    "pakistan",
    "azerbaijan",
    "territorial_integrity",
)
ROLES = ("state", "first", "second")


def over_time(terms: pd.DataFrame, speeches: pd.DataFrame, spoken_by: Sequence[str], window: int) -> pd.DataFrame:
    """Rates per 1,000 words of each term by state and window of years, with exact intervals.

    terms: columns state, year, term, count. speeches: columns state, year, words. spoken_by: the states, in the order
    to draw them. window: years taken together.
    Returns columns name, window (first year), term, n (speeches), words, count, rate, low, high; a window without a
    speech has no row.
    """
    kept = speeches[speeches["state"].isin(list(spoken_by))]
    table = rates(terms, kept, by="state", window=window)
    code = table["state"].astype("str")
    table = table.assign(place=code.map(list(spoken_by).index), name=code.map(states.name))
    table = table.sort_values(["place", "term", "window"])
    columns = ["name", "window", "term", "n", "words", "count", "rate", "low", "high"]
    return table[columns].reset_index(drop=True)


def _lines(table: pd.DataFrame, names: list[str]) -> alt.LayerChart:
    import altair as alt

    from course_utils.charts import STATES

    own = {states.name(code): colour for code, colour in STATES.items()}
    scale = alt.Scale(domain=names)
    if set(names) <= set(own):  # a state keeps its colour from chart to chart
        scale = alt.Scale(domain=names, range=[own[name] for name in names])
    look = alt.Color("name:N", title=None, scale=scale, legend=alt.Legend(orient="top", symbolOpacity=1))
    base = alt.Chart(table).encode(
        x=alt.X("window:Q", title="First year of the window", axis=alt.Axis(format="d")).scale(zero=False), color=look
    )
    band = base.mark_area(opacity=0.2).encode(y=alt.Y("low:Q", title=TITLE), y2="high:Q")
    line = base.mark_line().encode(y=alt.Y("rate:Q", title=TITLE))
    points = base.mark_point(filled=True, size=50, opacity=1).encode(
        y=alt.Y("rate:Q", title=TITLE),
        shape=alt.Shape("name:N", title=None, scale=alt.Scale(domain=names)),
        tooltip=[
            alt.Tooltip("name:N", title="Speaker"),
            alt.Tooltip("window:Q", format="d", title="Window from"),
            alt.Tooltip("count:Q", title="Occurrences"),
            alt.Tooltip("words:Q", format=",", title="Words"),
            alt.Tooltip("rate:Q", format=".3f", title="Per 1,000 words"),
        ],
    )
    drawn: Any = alt.layer(band, line, points)
    return drawn


COLUMNS = {
    "name": "Speaker",
    "window": "Window from",
    "words": "Words",
    "count": "Occurrences",
    "rate": "Per 1,000 words",
}


def _twin(terms: pd.DataFrame, speeches: pd.DataFrame, chosen: list[str], term: str) -> alt.LayerChart:
    import altair as alt

    from course_utils.charts import publish

    speakers = sorted(speeches["state"].astype("str").unique(), key=states.name)
    offered = list(dict.fromkeys([term, *(name for name in TWIN_TERMS if name in set(terms["term"]))]))
    spoken = speeches[speeches["year"] >= TWIN_FROM]
    table = over_time(terms[terms["term"].isin(offered)], spoken, speakers, TWIN_WINDOW).drop(columns="n")
    table = table.round({"rate": 3, "low": 3, "high": 3})
    names = [states.name(code) for code in speakers]
    params = [alt.param(name="said", value=term, bind=alt.binding_select(options=offered, name="Term "))]
    params += [
        alt.param(name=role, value=states.name(code), bind=alt.binding_select(options=names, name=f" {label} "))
        for role, code, label in zip(ROLES, chosen, ("State", "beside", "and"), strict=True)
    ]
    wanted = " || ".join(f"datum.name == {role}" for role in ROLES)
    return publish(
        _lines(table, names).transform_filter(f"datum.term == said && ({wanted})").add_params(*params),
        finding="Who says a word, and when, with what so few words allow: choose a term and three states",
        source=SOURCE,
        alt=(
            f"Line chart of the occurrences of one of {len(offered)} terms per 1,000 words of speech, in windows of "
            f"{TWIN_WINDOW} years since {TWIN_FROM}, for three of {len(names)} states chosen from lists, each with its exact interval."
        ),
        columns={"term": "Term", **COLUMNS},
    )  # fmt: skip


def _widget(terms: pd.DataFrame, speeches: pd.DataFrame, chosen: list[str], term: str) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle, publish

    speakers = [(states.name(code), code) for code in sorted(speeches["state"].astype("str").unique(), key=states.name)]
    menus = [
        w.Dropdown(options=speakers, value=code, description=label)
        for code, label in zip(chosen, ("State", "beside", "and"), strict=True)
    ]
    said = w.Dropdown(
        options=[(t.replace("_", " "), t) for t in sorted(terms["term"].unique())], value=term, description="Term"
    )
    window = w.Dropdown(options=[1, 2, 3, TWIN_WINDOW, 12], value=TWIN_WINDOW, description="Window")
    low, high = int(speeches["year"].min()), int(speeches["year"].max())
    years = w.IntRangeSlider(
        value=(max(low, 1992), high), min=low, max=high, description="Years", continuous_update=False
    )
    sentence, picture = w.HTML(), w.Output()

    def draw(_: object = None) -> None:
        three = [menu.value for menu in menus]
        if len(set(three)) < len(three):
            sentence.value, picture.outputs = "Choose three different states.", ()
            return
        kept = speeches[speeches["state"].isin(three) & speeches["year"].between(*years.value)]
        counted = terms[terms["term"] == said.value]
        name = states.name(three[0])
        if three[0] not in set(kept["state"]):
            sentence.value, picture.outputs = f"{name}: no speech in these years.", ()
            return
        whole = rates(counted, kept).set_index("state").loc[three[0]]
        times = "once" if whole["count"] == 1 else f"{int(whole['count'])} times"
        sentence.value = (
            f"{name} says {said.value.replace('_', ' ')} {times} in {int(whole['words']):,} words: "
            f"{whole['rate']:.3f} per 1,000 (interval {whole['low']:.3f} to {whole['high']:.3f})."
        )
        drawn = over_time(counted, kept, three, window.value)
        chart = publish(
            _lines(drawn, list(dict.fromkeys(drawn["name"]))),
            finding=sentence.value,
            source=SOURCE,
            alt=f"Line chart of the occurrences of a term per 1,000 words over time for up to three states. {sentence.value}",
            columns=COLUMNS,
        )
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for control in (*menus, said, window, years):
        control.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox(menus), w.HBox([said, window, years]), sentence, picture])


def discourse(
    terms: pd.DataFrame,
    speeches: pd.DataFrame,
    state: str = "AZE",
    beside: Sequence[str] = ("PAK", "TUR"),
    term: str = "kinship",
) -> Explorer:
    """An explorer of terms in speeches: live for any term, states, window and years; static for some terms since 1990.

    terms: columns state, year, term, count, with a row of 0 where a term does not occur. speeches: columns state,
    year, words. state, beside: the speaker, and the two that it is compared with. term: the one shown first.
    """
    chosen = [state, *beside]
    return Explorer(lambda: _widget(terms, speeches, chosen, term), _twin(terms, speeches, chosen, term))
