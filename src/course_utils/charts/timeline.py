"""The chronology as a timeline: pairs of states by date, colour for sign, shape for kind."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.charts.palette import SIGNS, scale
from course_utils.charts.publish import publish

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

# A five-pointed star as a path, for Vega has eight filled shapes and the chronology nine kinds.
STAR = "M0-1L.22-.31L.95-.31L.36.12L.59.81L0 .38L-.59.81L-.36.12L-.95-.31L-.22-.31Z"
SHAPES = {
    "conflict": "cross",
    "agreement": "square",
    "statement": "circle",
    "vote": "diamond",
    "visit": "triangle-right",
    "recognition": "triangle-up",
    "membership": "triangle-down",
    "mediation": "triangle-left",
    "ruling": STAR,
}
PERIODS = {1918: "all years", 1988: "since 1988", 2020: "since 2020"}
# The Soviet Union acts in a few events; the voting tables carry its seat under RUS.
SOVIET_UNION = "SUN"
WORDS = 50  # characters of an event that its tooltip shows; the chronology page has the whole text
_SIGN = {1: "friendly", 0: "neutral", -1: "hostile"}


def actor(code: str) -> str:
    """The short name of an actor of the chronology.

    >>> actor("AZE"), actor("SUN")
    ('Azerbaijan', 'Soviet Union')
    """
    return "Soviet Union" if code == SOVIET_UNION else states.name(code)


def by_pair(events: pd.DataFrame) -> pd.DataFrame:
    """One row per event and pair of states.

    events: the table ``events``. Returns columns id, date (ISO text), pair (names in alphabetical order),
    sign (friendly, neutral, hostile), kind and event (its first words), in order of time. Events that concern
    no pair drop out.

    >>> import pandas as pd
    >>> one = pd.DataFrame({"id": ["E1"], "date": pd.to_datetime(["1991-12-12"]), "event": ["Recognition."],
    ...                     "kind": ["recognition"], "dyad_signs": ["PAK-AZE:+1"]})
    >>> by_pair(one).to_dict("records")[0]["pair"]
    'Azerbaijan and Pakistan'
    """
    rows = events.dropna(subset=["dyad_signs"])
    rows = rows.assign(dyad=rows["dyad_signs"].str.split(";")).explode("dyad")
    pairs, signs = zip(*(dyad.split(":") for dyad in rows["dyad"]), strict=True)
    return rows.assign(
        date=rows["date"].dt.strftime("%Y-%m-%d"),
        pair=[" and ".join(sorted(actor(code) for code in pair.split("-"))) for pair in pairs],
        sign=[_SIGN[int(sign)] for sign in signs],
        kind=rows["kind"].astype("str"),
        event=rows["event"].map(lambda text: shorten(text, WORDS, placeholder=" …")),
    )[["id", "date", "pair", "sign", "kind", "event"]].reset_index(drop=True)


def _hostile(rows: pd.DataFrame, pair: str) -> tuple[int, int]:
    found = rows[rows["pair"] == pair]
    return int((found["sign"] == "hostile").sum()), len(found)


def timeline(events: pd.DataFrame) -> alt.Chart:
    """The published timeline of the table ``events``, with a choice of pair and of period.

    The pairs stand in order of their number of events. Both choices work without a kernel. A click on a dot
    leads to the event's row on the chronology page.

    >>> from course_utils import load
    >>> timeline(load("events")).mark.type
    'point'
    """
    import altair as alt

    rows = by_pair(events)
    pairs = rows["pair"].value_counts(sort=True).rename_axis("pair").reset_index()
    order = pairs.sort_values(["count", "pair"], ascending=[False, True])["pair"].tolist()
    pair = alt.param(
        name="pair_choice",
        value="all",
        bind=alt.binding_select(options=["all", *order], labels=["all pairs", *order], name="Pair of states "),
    )
    since = alt.param(
        name="since_choice",
        value=1988,
        bind=alt.binding_select(options=list(PERIODS), labels=list(PERIODS.values()), name="Period "),
    )
    chart = (
        alt.Chart(rows)
        .mark_point(filled=True, size=70, opacity=0.8)
        .encode(
            x=alt.X("date:T", title="Date", axis=alt.Axis(format="%Y", tickCount=8)),
            y=alt.Y("pair:N", title="Pair of states", sort=order, axis=alt.Axis(labelLimit=220)),
            color=alt.Color("sign:N", title="Sign", scale=scale(SIGNS)),
            shape=alt.Shape("kind:N", title="Kind", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values()))),
            tooltip=[
                alt.Tooltip("date:T", title="Date", format="%e %B %Y"),
                alt.Tooltip("pair:N", title="Pair"),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("id:N", title="Number"),
                alt.Tooltip("event:N", title="Event"),
            ],
            href="row:N",
        )
        .transform_calculate(row="'#event-' + lower(datum.id)")
        .transform_filter("pair_choice == 'all' || datum.pair == pair_choice")
        .transform_filter("year(datum.date) >= since_choice")
        .add_params(pair, since)
    )
    bad, all_ = _hostile(rows, "Azerbaijan and Pakistan")
    bad_india, all_india = _hostile(rows, "Azerbaijan and India")
    return publish(
        chart,
        finding=f"{bad} of the {all_} events listed between Azerbaijan and Pakistan are hostile, "
        f"against {bad_india} of {all_india} between Azerbaijan and India",
        source="course chronology, chosen for its bearing on the claims, so no sample",
        alt="Timeline of the course's chronology: dots for events by date and pair of states, coloured by sign "
        f"(friendly, neutral, hostile) and shaped by kind of event. Azerbaijan and Pakistan: {bad} of {all_} hostile; "
        f"Azerbaijan and India: {bad_india} of {all_india}.",
        columns={"date": "Date", "pair": "Pair of states", "sign": "Sign"},
    )
