"""Explore a signed graph read from a chronology: any date, any rule for a sign, any kind of event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils import states
from course_utils.explore.explorer import Explorer
from course_utils.measures.balance import balance_shares, signed_graph, ties_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import altair as alt
    import ipywidgets
    import pandas as pd

RULES: dict[str, int | None] = {
    "the last event": None,
    "sum of 5 years": 5,
    "sum of 10 years": 10,
    "sum of 30 years": 30,
}
DATES = {
    "end of 1999": "1999-12-31",
    "end of 2008": "2008-12-31",
    "end of 2019": "2019-12-31",
    "end of 2020": "2020-12-31",
    "end of 2023": "2023-12-31",
    "30 August 2025": "2025-08-30",
    "31 August 2025": "2025-08-31",
    "February 2026": "2026-02-28",
}
EVENTS = ("all events", "deeds alone", "undisputed alone")
WORDS = ("statement", "vote")  # kinds of event that are words and no deeds
START = {"date": "30 August 2025", "rule": "the last event"}
TITLES = {"date": "Date", "rule": "A sign is"}
SAYS = "datum.balanced + ' of ' + datum.triads + ' triads balanced; ' + datum.ties + ' ties'"
SENTENCE = "{balanced} of {triads} triads balanced; {ties} ties"
SOURCE = "course chronology, chosen for its bearing on the claims, so no sample"


def subset(events: pd.DataFrame, kept: str) -> pd.DataFrame:
    """The chronology without the events that a choice of :data:`EVENTS` leaves out.

    events: the table ``events``. "deeds alone" drops statements and votes, "undisputed alone" what the sources
    disagree on.
    """
    if kept == "deeds alone":
        return events[~events["kind"].astype("str").isin(WORDS)]
    return events[events["disputed"].astype("str") != "yes"] if kept == "undisputed alone" else events


def label(one: str, other: str) -> str:
    """The name of a tie.

    >>> label("AZE", "ARM")
    'Armenia – Azerbaijan'
    """
    return " – ".join(sorted(map(states.name, (one, other))))


def signs(
    events: pd.DataFrame,
    nodes: Sequence[str],
    dates: Mapping[str, str] = DATES,
    rules: Mapping[str, int | None] = RULES,
) -> pd.DataFrame:
    """The signed graph and its balance at every date and by every rule.

    events: columns id, date, dyad_signs. nodes: codes of states, each of them in the chronology. dates: labels and
    dates. rules: labels, and the years that a rule adds up over (None: the last event that is not neutral).

    Returns one row a date and rule: date, rule (labels), ties, triads, balanced (numbers), and a column for each pair
    that has a sign in any row, by its name: 1, -1, or 0 for no tie.
    """
    import pandas as pd

    told = events.loc[events["dyad_signs"].notna(), ["id", "date", "dyad_signs"]]
    rows: list[dict[str, Any]] = []
    for date, day in dates.items():
        for rule, years in rules.items():
            ties = ties_at(told, day, years=years)
            ties = ties[ties["state_a"].isin(nodes) & ties["state_b"].isin(nodes)]
            found = balance_shares(signed_graph(ties, nodes=nodes)).iloc[0]
            triads = int(found["n"])
            rows.append(
                {
                    "date": date,
                    "rule": rule,
                    "ties": int(ties["sign"].ne(0).sum()),
                    "triads": triads,
                    "balanced": round(found["balanced"] * triads) if triads else 0,
                    **{label(row.state_a, row.state_b): int(row.sign) for row in ties.itertuples()},
                }
            )
    table = pd.DataFrame(rows)
    pairs = sorted(set(table) - {"date", "rule", "ties", "triads", "balanced"})
    table[pairs] = table[pairs].fillna(0).astype("int64")
    return table[["date", "rule", "ties", "triads", "balanced", *pairs]]


def _pairs(table: pd.DataFrame) -> list[str]:
    return [name for name in table if " – " in name]


def _picture(table: pd.DataFrame, nodes: Sequence[str], chosen: str) -> alt.LayerChart:
    """The graph of one row of the table, as ``charts.network`` draws it, so that inputs of the chart can pick the row."""
    import altair as alt
    import pandas as pd

    from course_utils.charts.network import HIGH, SIZE, TIES, WIDE, circle
    from course_utils.charts.palette import BLUE, GREY, VERMILION

    places = circle([states.name(node) for node in nodes])
    at = places.set_index("node")
    ends = pd.DataFrame(
        [
            {
                "pair": pair,
                **dict(
                    zip(("x", "y", "x2", "y2"), at.loc[pair.split(" – "), ["x", "y"]].to_numpy().ravel(), strict=True)
                ),
            }
            for pair in _pairs(table)
        ]
    )

    def place(x: str, y: str) -> dict[str, Any]:
        return {
            "x": alt.X(f"{x}:Q", axis=None, scale=alt.Scale(domain=[-WIDE, WIDE])),
            "y": alt.Y(f"{y}:Q", axis=None, scale=alt.Scale(domain=[-HIGH, HIGH])),
        }

    kind: dict[str, Any] = {
        "title": "Positive and negative ties",
        "legend": alt.Legend(orient="top", symbolType="stroke", symbolSize=400),
    }
    row = alt.Chart(table).transform_filter(chosen)
    lines = (
        row.transform_fold([*_pairs(table)], as_=["pair", "sign"])
        .transform_filter("datum.sign != 0")
        .transform_lookup("pair", alt.LookupData(ends, "pair", ["x", "y", "x2", "y2"]))
        .transform_calculate(tie=f"datum.sign > 0 ? '{TIES[1]}' : '{TIES[-1]}'")
        .mark_rule(strokeWidth=2.5)
        .encode(
            **place("x", "y"),
            x2="x2:Q",
            y2="y2:Q",
            color=alt.Color("tie:N", scale=alt.Scale(domain=list(TIES.values()), range=[BLUE, VERMILION]), **kind),
            strokeDash=alt.StrokeDash(
                "tie:N", scale=alt.Scale(domain=list(TIES.values()), range=[[1, 0], [5, 4]]), **kind
            ),
        )
    )
    words = (
        row.transform_calculate(says=SAYS)
        .mark_text(align="left", baseline="bottom", fontSize=12)
        .encode(x=alt.value(0), y=alt.value(SIZE * 1.4 * HIGH / WIDE), text="says:N")
    )
    dots = alt.Chart(places).mark_point(filled=True, size=120, opacity=1, color=GREY).encode(**place("x", "y"))
    names = [
        alt.Chart(places)
        .transform_filter(f"datum.align == '{side}'")
        .mark_text(align=side)
        .encode(**place("name_x", "name_y"), text="node:N")
        for side in sorted(set(places["align"]))
    ]
    drawn: Any = alt.layer(lines, dots, *names, words)
    return drawn.properties(width=SIZE * 1.4, height=SIZE * 1.4 * HIGH / WIDE)


def _published(chart: alt.LayerChart, table: pd.DataFrame) -> alt.LayerChart:
    from course_utils.charts import publish

    now = table[table["date"] == START["date"]]
    span = f"{now['balanced'].min()} to {now['balanced'].max()}"
    return publish(
        chart,
        finding=f"On {START['date']} the rule alone moves the balanced triads from {span}: choose date and rule",
        source=SOURCE,
        alt=(
            f"Signed network of {len({name for pair in _pairs(table) for name in pair.split(' – ')})} states by date and "
            f"by rule for a sign; positive ties are solid, negative ones dashed. On {START['date']} the number of "
            f"balanced triads runs from {span} by the rule."
        ),
        columns={
            "date": "Date", "rule": "Rule", "triads": "Triads", "balanced": "Balanced",
            **{pair: pair for pair in _pairs(table)},
        },
    )  # fmt: skip


def _twin(table: pd.DataFrame, nodes: Sequence[str]) -> alt.LayerChart:
    import altair as alt

    params = [
        alt.param(
            name=f"chosen_{name}",
            value=START[name],
            bind=alt.binding_select(options=list(dict.fromkeys(table[name])), name=f"{TITLES[name]}: "),
        )
        for name in TITLES
    ]
    chosen = " && ".join(f"datum.{name} == chosen_{name}" for name in TITLES)
    return _published(_picture(table, nodes, chosen).add_params(*params), table)


def _widget(events: pd.DataFrame, nodes: Sequence[str]) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle, publish

    menus = {
        "date": w.SelectionSlider(
            options=list(DATES), value=START["date"], description="Date", continuous_update=False
        ),
        "rule": w.Dropdown(options=list(RULES), value=START["rule"], description=TITLES["rule"]),
        "events": w.Dropdown(options=list(EVENTS), value=EVENTS[0], description="Events"),
    }
    sentence, picture = w.HTML(), w.Output()

    def draw(_: object = None) -> None:
        kept, date, rule = (menus[name].value for name in ("events", "date", "rule"))
        table = signs(subset(events, kept), nodes, {date: DATES[date]}, {rule: RULES[rule]})
        row = table.iloc[0]
        minus = [pair for pair in _pairs(table) if row[pair] < 0]
        sentence.value = f"{SENTENCE.format_map(row)}. Negative: {', '.join(minus) or 'no tie'}."
        chart = publish(
            _picture(table, nodes, "true"),
            finding=SENTENCE.format_map(row),
            source=SOURCE,
            alt=f"Signed network of {len(nodes)} states, {date}, {rule}, {kept}. {sentence.value}",
            columns={pair: pair for pair in _pairs(table)},
        )
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for menu in menus.values():
        menu.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox(list(menus.values())), sentence, picture])


def balance(events: pd.DataFrame, nodes: Sequence[str] = ("ARM", "AZE", "IND", "PAK", "TUR")) -> Explorer:
    """An explorer of the signed graph that a chronology gives: choose the date, the rule for a sign, and the events.

    events: the table ``events``. nodes: codes of states, each of them in the chronology. The widget and its twin draw
    the ties of the chosen date by the chosen rule and say how many triads are balanced; the widget can leave out words
    (statements, votes) or what is disputed.
    """
    return Explorer(lambda: _widget(events, nodes), _twin(signs(events, nodes), nodes))
