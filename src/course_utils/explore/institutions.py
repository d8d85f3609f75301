"""Explore an index of institutionalisation: any weights, any set of pairs to rank in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils import states
from course_utils.errors import CourseError
from course_utils.explore.explorer import Explorer
from course_utils.measures.institutions import contributions
from course_utils.measures.tables import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import altair as alt
    import ipywidgets
    import pandas as pd

Pair = tuple[str, str]

# column -> name of its slider
COMPONENTS = {
    "missions": "Embassies",
    "investment": "Investment treaty",
    "trade": "Trade agreement",
    "clubs": "Small organisations",
}
WEIGHTS = (0, 10)  # the ends of a slider
START = 5  # every component weighs the same
SET = "Ranked among"
NO_WEIGHT = "Give at least one component a weight above 0."
SOURCE = "Wikidata embassies 2022; UNCTAD investment treaties 2025; DESTA 2.2; Factbook memberships 2026"


def label(pair: Pair) -> str:
    """The name of a pair.

    >>> label(("ARM", "AZE"))
    'Armenia – Azerbaijan'
    """
    return " – ".join(map(states.name, pair))


def profiles(ties: pd.DataFrame, shown: Sequence[Pair], components: Mapping[str, str] = COMPONENTS) -> pd.DataFrame:
    """The pairs of each set, with those that nobody names put together where all their components are the same.

    ties: columns set, state_a, state_b and those of ``components``; one row a pair in each set that it belongs to.
    shown: the pairs to name, in the order of the codes in ``ties``.

    Returns columns set, pair (its name; empty for a row that stands for pairs without one), n (pairs in the row) and
    each component, from 0 for the lowest of the set to 1 for the highest, in three digits.
    """
    import pandas as pd

    keys = ["state_a", "state_b"]
    require(ties, ["set", *keys, *components], "table of ties")
    names = {pair: label(pair) for pair in shown}
    tables = []
    for name, rows in ties.groupby("set", sort=False, observed=True):
        parts = contributions(rows, dict.fromkeys(components, 1.0))
        scaled = parts.pivot(index=keys, columns="component", values="scaled").round(3)[list(components)]
        scaled.insert(0, "pair", [names.get(pair, "") for pair in scaled.index])
        counted = scaled.groupby(["pair", *components], as_index=False).size().rename(columns={"size": "n"})
        tables.append(counted.assign(set=name))
    return pd.concat(tables, ignore_index=True)[["set", "pair", "n", *components]]


def place(table: pd.DataFrame, among: str, pair: str, weights: Mapping[str, float]) -> tuple[int, int, int] | None:
    """The place of a pair in a set (1 is the highest, ties share the better place), the pairs tied with it, and all pairs.

    table: as from :func:`profiles`. None where all weights are 0. Raises CourseError for a pair that the set lacks.
    """
    rows = table[table["set"] == among]
    total = sum(weights.values())
    if not total:
        return None
    score = sum((rows[name] * weight for name, weight in weights.items()), start=rows["n"] * 0.0) / total
    # As in the chart: sums in another order differ in the last digit, and equal scores must tie.
    score = (score * 1e6).round()
    own = score[rows["pair"] == pair]
    if len(own) != 1:
        raise CourseError(f"The set {among!r} has no pair {pair!r}. Name the pair as one of those shown.")
    above, tied = rows["n"][score > own.item()].sum(), rows["n"][score == own.item()].sum() - 1
    return int(above) + 1, int(tied), int(rows["n"].sum())


def _picture(
    table: pd.DataFrame, own: str, among: str, weights: Mapping[str, str], components: Mapping[str, str]
) -> alt.LayerChart:
    """The named pairs by their index, with their places. among and weights are expressions of Vega: names or values."""
    import altair as alt

    from course_utils.charts.palette import BLUE, GREY

    total = " + ".join(weights.values())
    summed = " + ".join(f"{weight} * datum.{name}" for name, weight in weights.items())
    first = "format(datum.place, ',') + ' of ' + format(datum.pairs, ',')"
    base = (
        alt.Chart()
        .transform_filter(f"datum.set == {among}")
        .transform_calculate(index=f"round(1e6 * ({summed}) / max({total}, 1)) / 1e6")
        # The window holds the rows of the same index too, so what is left over lies strictly above.
        .transform_window(reached="sum(n)", sort=[alt.SortField("index")], frame=[None, 0], ignorePeers=False)
        .transform_joinaggregate(pairs="sum(n)")
        .transform_calculate(place="datum.pairs - datum.reached + 1", said=first)
        .transform_filter("datum.pair != ''")
    )
    at: dict[str, Any] = {
        "x": alt.X(
            "index:Q", title="Index of institutionalisation (0 to 1)", axis=alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1])
        ).scale(
            domain=[0, 1.2],
            nice=False,  # room for the place of a pair at the top
        ),
        "y": alt.Y(
            "pair:N", title=None, sort=sorted(set(table["pair"]) - {""}), axis=alt.Axis(labelLimit=220, grid=True)
        ),
    }
    tips = [
        alt.Tooltip("pair:N", title="Pair"),
        alt.Tooltip("said:N", title="Place"),
        *[alt.Tooltip(f"{name}:Q", title=title, format=".2f") for name, title in components.items()],
    ]
    colour = alt.condition(f"datum.pair == {own!r}", alt.value(BLUE), alt.value(GREY))
    words = (
        base.transform_filter(f"datum.pair == {own!r}")
        .transform_calculate(says=f"{total} > 0 ? datum.pair + ': place ' + datum.said : {NO_WEIGHT!r}")
        .mark_text(align="left", baseline="bottom", fontSize=12)
        .encode(x=alt.value(0), y=alt.value(-6), text="says:N")
    )
    dots = base.encode(**at).mark_point(filled=True, size=110, opacity=1).encode(color=colour, tooltip=tips)
    places = base.encode(**at).mark_text(align="left", dx=9).encode(text="said:N")
    drawn: Any = alt.layer(dots, places, words, data=table)
    return drawn.properties(height={"step": 30})


def _published(
    chart: alt.LayerChart, table: pd.DataFrame, own: str, among: str, components: Mapping[str, str]
) -> alt.LayerChart:
    from course_utils.charts import publish

    first, tied, pairs = place(table, among, own, dict.fromkeys(components, 1.0)) or (0, 0, 0)
    return publish(
        chart,
        finding=f"With equal weights place {first:,} of {pairs:,} among {among}: choose the weights",
        source=SOURCE,
        alt=(
            f"Dots: the index of institutionalisation of {len(set(table['pair']) - {''})} pairs of states under weights that "
            f"the reader sets, with the place of each. With equal weights {own} takes place {first:,} of {pairs:,} "
            f"among {among}; {tied:,} pairs are tied with it."
        ),
        columns={"set": SET, "pair": "Pair", "n": "Pairs alike", **components},
    )


def _twin(table: pd.DataFrame, own: str, components: Mapping[str, str]) -> alt.LayerChart:
    import altair as alt

    low, high = WEIGHTS
    sets = list(dict.fromkeys(table["set"]))
    weights = {name: f"weight_{name}" for name in components}
    params = [
        alt.param(name="among", value=sets[0], bind=alt.binding_select(options=sets, name=f"{SET}: ")),
        *[
            alt.param(
                name=weights[name], value=START, bind=alt.binding_range(min=low, max=high, step=1, name=f"{title}: ")
            )
            for name, title in components.items()
        ],
    ]
    chart = _picture(table, own, "among", weights, components).add_params(*params)
    return _published(chart, table, own, sets[0], components)


def _widget(table: pd.DataFrame, own: str, components: Mapping[str, str]) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle

    low, high = WEIGHTS
    sets = list(dict.fromkeys(table["set"]))
    among = w.Dropdown(options=sets, value=sets[0], description=SET)
    sliders = {
        name: w.IntSlider(value=START, min=low, max=high, description=title, continuous_update=False)
        for name, title in components.items()
    }
    sentence, picture = w.HTML(), w.Output()

    def draw(_: object = None) -> None:
        chosen = {name: slider.value for name, slider in sliders.items()}
        found = place(table, among.value, own, chosen)
        if found is None:
            sentence.value, picture.outputs = NO_WEIGHT, ()
            return
        first, tied, pairs = found
        sentence.value = (
            f"{own}: place {first:,} of {pairs:,} among {among.value}; {tied:,} other pairs are tied with it."
        )
        weights = {name: str(weight) for name, weight in chosen.items()}
        chart = _picture(table, own, repr(among.value), weights, components)
        chart = _published(chart, table, own, sets[0], components)
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for control in (among, *sliders.values()):
        control.observe(draw, names="value")
    draw()
    return w.VBox([among, *sliders.values(), sentence, picture])


def institutions(
    ties: pd.DataFrame, own: Pair, shown: Sequence[Pair] = (), components: Mapping[str, str] = COMPONENTS
) -> Explorer:
    """An explorer of the institutionalisation index: set a weight for each component and the set of pairs to rank in.

    ties: columns set, state_a, state_b and those of ``components`` (numbers, none missing); one row a pair in each set
    that it belongs to. own: the pair whose place is put in words, in every set. shown: further pairs to draw. Components
    are put on a scale from the lowest to the highest of the set, so that the same pair has another index in another set.
    """
    table = profiles(ties, [own, *shown], components)
    name = label(own)
    return Explorer(lambda: _widget(table, name, components), _twin(table, name, components))
