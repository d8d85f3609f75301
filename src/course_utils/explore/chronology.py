"""Explore what a chronology says of two states, and how much of that is the choice of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils.explore.explorer import Explorer
from course_utils.measures.balance import event_signs

if TYPE_CHECKING:
    import altair as alt
    import ipywidgets
    import pandas as pd

SIGN = {1: "friendly", 0: "neutral", -1: "hostile"}
ALL_KINDS = "all kinds"
NO_VOTES = "all kinds but votes"
# Which rows count: label -> the column and the value that it must have.
ROWS: dict[str, tuple[str, str] | None] = {
    "every event": None,
    "not flagged as disputed": ("disputed", "no"),
    "first source is the record itself": ("quality", "primary"),
}
PERIODS = {1918: "all years", 1988: "since 1988", 2012: "since 2012", 2020: "since 2020"}
START = {"kind": ALL_KINDS, "rows": "every event"}
SINCE = 1988
SOURCE = "course chronology, chosen for its bearing on the claims, so no sample"
COLUMNS = {"pair": "Pair of states", "year": "Year", "kind": "Kind", "sign": "Sign"}


def label(a: str, b: str) -> str:
    """Two states in words, in the order of their codes.

    >>> label("PAK", "AZE")
    'Azerbaijan – Pakistan'
    """
    from course_utils.charts.timeline import actor

    return " – ".join(actor(code) for code in sorted((a, b)))


def rows(events: pd.DataFrame) -> pd.DataFrame:
    """One row an event and pair of states, with what the explorer can filter on.

    events: the table ``events``.
    Returns columns pair (in words), year, kind, sign (in words), disputed, quality (of the first source), in order of
    time.
    """
    signs = event_signs(events).merge(events[["id", "kind", "disputed", "source_quality"]], on="id")
    pairs = [label(a, b) for a, b in zip(signs["state_a"], signs["state_b"], strict=True)]
    signs = signs.assign(
        pair=pairs, year=signs["date"].dt.year, sign=signs["sign"].map(SIGN), quality=signs["source_quality"]
    )
    return signs[["pair", "year", "kind", "sign", "disputed", "quality"]].astype(
        {"kind": "str", "disputed": "str", "quality": "str"}
    )


def kept(table: pd.DataFrame, pair: str, kind: str, choice: str, years: tuple[int, int]) -> pd.DataFrame:
    """The rows of a pair that a choice leaves.

    table: as :func:`rows` gives it. kind: a kind, or ``all kinds``, or ``all kinds but votes``. choice: one of ROWS.
    years: first and last, both included.
    """
    keep = (table["pair"] == pair) & table["year"].between(*years)
    if kind == NO_VOTES:
        keep &= table["kind"] != "vote"
    elif kind != ALL_KINDS:
        keep &= table["kind"] == kind
    if condition := ROWS[choice]:
        column, value = condition
        keep &= table[column] == value
    return table[keep]


def _bars(table: pd.DataFrame) -> alt.Chart:
    import altair as alt

    from course_utils.charts import SIGNS, scale

    return (
        alt.Chart(table)
        .mark_bar(width=5)
        .encode(
            x=alt.X("year:Q", title="Year", axis=alt.Axis(format="d", tickMinStep=1)).scale(
                zero=False, nice=False, padding=10
            ),
            y=alt.Y("count():Q", title="Events listed", axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color("sign:N", title="Sign", scale=scale(SIGNS)),
            tooltip=[
                alt.Tooltip("year:Q", format="d", title="Year"),
                alt.Tooltip("sign:N", title="Sign"),
                alt.Tooltip("count():Q", title="Events"),
            ],
        )
    )


def _pairs(table: pd.DataFrame, first: str) -> list[str]:
    """The chosen pair, then the others from the most events to the fewest."""
    counts = table["pair"].value_counts().rename_axis("pair").reset_index()
    order = counts.sort_values(["count", "pair"], ascending=[False, True])["pair"].tolist()
    return [first, *[pair for pair in order if pair != first]]


def _twin(table: pd.DataFrame, first: str) -> alt.LayerChart:
    import altair as alt

    from course_utils.charts import publish

    pairs = _pairs(table, first)
    kinds = [ALL_KINDS, NO_VOTES, *sorted(set(table["kind"]))]
    menus = [
        alt.param(name="pair_chosen", value=first, bind=alt.binding_select(options=pairs, name="Pair ")),
        alt.param(name="kind_chosen", value=START["kind"], bind=alt.binding_select(options=kinds, name="Kind ")),
        alt.param(name="rows_chosen", value=START["rows"], bind=alt.binding_select(options=list(ROWS), name="Rows ")),
        alt.param(
            name="since_chosen",
            value=SINCE,
            bind=alt.binding_select(options=list(PERIODS), labels=list(PERIODS.values()), name="Period "),
        ),
    ]
    by_kind = (
        f"kind_chosen == '{ALL_KINDS}' || datum.kind == kind_chosen"
        f" || (kind_chosen == '{NO_VOTES}' && datum.kind != 'vote')"
    )
    conditions = {name: f"datum.{rule[0]} == '{rule[1]}'" if rule else "true" for name, rule in ROWS.items()}
    by_rows = " || ".join(f"(rows_chosen == '{name}' && {condition})" for name, condition in conditions.items())
    where = f"datum.pair == pair_chosen && datum.year >= since_chosen && ({by_kind}) && ({by_rows})"
    said = (
        alt.Chart(table)
        .transform_filter(where)
        .transform_calculate(good="datum.sign == 'friendly' ? 1 : 0", bad="datum.sign == 'hostile' ? 1 : 0")
        .transform_aggregate(n="count()", good="sum(good)", bad="sum(bad)")
        .transform_calculate(
            says="'Events listed: ' + datum.n + '; friendly ' + (datum.good || 0) + ', hostile ' + (datum.bad || 0)"
        )
        .mark_text(align="left", baseline="bottom", fontSize=12)
        .encode(x=alt.value(0), y=alt.value(-6), text="says:N")
    )
    layers: Any = alt.layer(_bars(table).transform_filter(where), said).add_params(*menus)
    friendly = int((table["sign"] == "friendly").sum())
    return publish(
        layers,
        finding=f"{friendly} of {len(table)} signs in the chronology are friendly: see what each choice of rows does",
        source=SOURCE,
        alt="Bar chart of the events listed in the chronology by year and sign (friendly, neutral, hostile), for one of "
        f"{len(pairs)} pairs of states, chosen from a list, and for the kinds, rows and period chosen.",
        columns=COLUMNS,
    )


def _widget(table: pd.DataFrame, first: str) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle, publish

    pair = w.Dropdown(options=_pairs(table, first), value=first, description="Pair")
    kind = w.Dropdown(options=[ALL_KINDS, NO_VOTES, *sorted(set(table["kind"]))], description="Kind")
    choice = w.Dropdown(options=list(ROWS), description="Rows")
    low, high = int(table["year"].min()), int(table["year"].max())
    years = w.IntRangeSlider(
        value=(max(low, SINCE), high), min=low, max=high, description="Years", continuous_update=False
    )
    sentence, picture = w.HTML(), w.Output()

    def draw(_: object = None) -> None:
        some = kept(table, pair.value, kind.value, choice.value, years.value)
        counts = some["sign"].value_counts().reindex(list(SIGN.values()), fill_value=0)
        if some.empty:
            sentence.value, picture.outputs = f"{pair.value}: no event is listed for this choice.", ()
            return
        tally = ", ".join(f"{sign} {number}" for sign, number in counts.items())
        sentence.value = (
            f"{pair.value}. Events listed: {len(some)}; {tally} ({counts['friendly'] / len(some):.0%} friendly)."
        )
        chart = publish(
            _bars(some),
            finding=sentence.value,
            source=SOURCE,
            alt=f"Bar chart of the events listed in the chronology by year and sign. {sentence.value}",
            columns=COLUMNS,
        )
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for control in (pair, kind, choice, years):
        control.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox([pair, kind]), w.HBox([choice, years]), sentence, picture])


def chronology(events: pd.DataFrame, a: str = "AZE", b: str = "PAK") -> Explorer:
    """An explorer of the chronology: how friendly does a pair look, with which rows?

    events: the table ``events``. a, b: the pair shown first, which need not have an event. Both faces let the reader
    choose the pair, the kinds of event, which rows count, and the years.
    """
    table, first = rows(events), label(a, b)
    return Explorer(lambda: _widget(table, first), _twin(table, first))
