"""Explore what a shared empire goes with: any coding, any window of claims, any set of pairs to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils.explore.explorer import Explorer
from course_utils.measures.legacies import odds_ratio, rate_intervals, specification_curve

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt
    import ipywidgets
    import pandas as pd

WINDOWS = {
    "any time since 1816": "all",
    "begun in 1945 or later": "from_1945",
    "begun in 1991 or later": "from_1991",
    "begun in 1992 or later": "after_1991",
    "open in 2010": "open_2010",
}
CODINGS = {"by ruler": "ruler", "by independence": "independence", "by either": "either"}
PAIR_BY_PAIR = "land neighbours, pair by pair"
SETS = {
    "all pairs that ever were": "pairs_ever",
    "all pairs of 2016": "pairs_2016",
    "all land neighbours": "neighbours_2016",
    PAIR_BY_PAIR: "pair by pair",
}
CHOICES = {"window": WINDOWS, "coding": CODINGS, "comparison": SETS}
START = {
    "window": "begun in 1991 or later",
    "coding": "by either",
    "comparison": "all pairs that ever were",
}
TITLES = {"window": "Claims", "coding": "Shared empire", "comparison": "Compared with"}
# The finding of one specification, for the twin in Vega's words and for the widget in Python's.
SAYS = (
    "'Of those with a claim ' + format(datum.share, '.0%') + ' share an empire, of the others ' + format(datum.base, '.0%')"
    " + ': odds ratio ' + format(datum.estimate, '.2f') + ' (' + format(datum.low, '.2f') + ' to '"
    " + format(datum.high, '.2f') + ')'"
)
SENTENCE = (
    "Of those with a claim {share:.0%} share an empire, of the others {base:.0%}: "
    "odds ratio {estimate:.2f} ({low:.2f} to {high:.2f})"
)
SOURCE = "ICOW territorial claims 1.01 and colonial history 1.1; COW contiguity 3.2 and system membership v2016"


def tables(claim_rates: pd.DataFrame, neighbour_claims: pd.DataFrame) -> pd.DataFrame:
    """Every choice as a table of two rows, pairs without and with a shared empire: how many, how many with a claim.

    claim_rates: columns comparison_set, coding, n, n_same. neighbour_claims: columns claim_set, coding, same_empire,
    pairs, with_claim.

    Returns columns window, coding, comparison (labels), same_empire, n, n_outcome. For land neighbours pair by pair
    the units are pairs of states. Elsewhere the claim dyads are set against the pairs of the comparison set, as cases
    against controls: n is both together, n_outcome the claim dyads.
    """
    import pandas as pd

    rates = claim_rates.astype({"comparison_set": "str", "coding": "str"}).set_index(["comparison_set", "coding"])
    own = neighbour_claims.astype({"claim_set": "str", "coding": "str"}).set_index(["claim_set", "coding"])
    rows: list[dict[str, Any]] = []
    for window, claim_set in WINDOWS.items():
        for coding, name in CODINGS.items():
            cases = rates.loc[(claim_set, name)]
            split = {True: int(cases["n_same"]), False: int(cases["n"] - cases["n_same"])}
            for comparison, pairs in SETS.items():
                label = {"window": window, "coding": coding, "comparison": comparison}
                if comparison == PAIR_BY_PAIR:
                    found = own.loc[[(claim_set, name)]]
                    counts = {
                        bool(row.same_empire): (int(row.pairs), int(row.with_claim)) for row in found.itertuples()
                    }
                else:
                    base = rates.loc[(pairs, name)]
                    held = {True: int(base["n_same"]), False: int(base["n"] - base["n_same"])}
                    counts = {same: (split[same] + held[same], split[same]) for same in (False, True)}
                rows += [
                    {**label, "same_empire": same, "n": n, "n_outcome": hit}
                    for same, (n, hit) in sorted(counts.items())
                ]
    return pd.DataFrame(rows)


def specifications(claim_rates: pd.DataFrame, neighbour_claims: pd.DataFrame) -> pd.DataFrame:
    """The odds ratio of a shared empire under every coding, window of claims and comparison set.

    claim_rates, neighbour_claims: the tables of these names.

    Returns the specification curve (see :func:`course_utils.measures.legacies.specification_curve`), sorted from the
    lowest odds ratio, with two more columns: share and base, the share of same-empire pairs among those with a claim
    and among those without one or, where claims are set against all pairs, in the comparison set.
    """
    counts = tables(claim_rates, neighbour_claims)
    names = list(CHOICES)
    ratios = odds_ratio(counts, by=names).set_index(names)

    def estimate(**chosen: str) -> Mapping[str, Any]:
        row = ratios.loc[tuple(chosen[name] for name in names)]
        return {"estimate": row["odds_ratio"], "low": row["low"], "high": row["high"], "n": row["n"]}

    curve = specification_curve({name: list(options) for name, options in CHOICES.items()}, estimate)
    counts = counts.assign(rest=counts["n"] - counts["n_outcome"])
    whole = counts.groupby(names, sort=False)[["n_outcome", "rest"]].sum()
    same = counts[counts["same_empire"]].set_index(names)[["n_outcome", "rest"]]
    for column, part in {"share": "n_outcome", "base": "rest"}.items():
        pair = whole[[part]].rename(columns={part: "n"}).assign(n_same=same[part])
        curve = curve.join(rate_intervals(pair)["estimate"].rename(column), on=names)
    return curve


def _curve(table: pd.DataFrame, chosen: Any) -> alt.LayerChart:
    """All specifications in grey, from lowest to highest, and the chosen one on top."""
    import altair as alt
    import pandas as pd

    from course_utils.charts.palette import BLUE, GREY, VERMILION

    scale = alt.Scale(type="log", domain=[0.2, 20], nice=False)
    base = alt.Chart(table).encode(y=alt.Y("place:Q", title="Specifications in order", axis=None))
    ranges = base.encode(x=alt.X("low:Q", title="Odds ratio of a shared empire (log scale)", scale=scale), x2="high:Q")
    dots = base.encode(
        x=alt.X("estimate:Q", scale=scale),
        tooltip=[
            *[alt.Tooltip(f"{name}:N", title=title) for name, title in TITLES.items()],
            alt.Tooltip("estimate:Q", format=".2f", title="Odds ratio"),
        ],
    )
    one = alt.Chart(pd.DataFrame({"estimate": [1.0]})).mark_rule(strokeDash=[4, 4]).encode(x="estimate:Q")
    picked = alt.Chart(table).transform_filter(chosen)
    words = (
        picked.transform_calculate(says=SAYS)
        .mark_text(align="left", baseline="bottom", fontSize=12)
        .encode(x=alt.value(0), y=alt.value(-6), text="says:N")
    )
    layers: Any = alt.layer(
        one,
        ranges.mark_rule(color=GREY, opacity=0.6),
        dots.mark_point(filled=True, size=22, color=GREY, opacity=1),
        ranges.transform_filter(chosen).mark_rule(color=VERMILION, strokeWidth=3),
        dots.transform_filter(chosen).mark_point(filled=True, size=110, color=BLUE, opacity=1),
        words,
    )
    return layers.properties(height=320)


def _published(chart: alt.LayerChart, table: pd.DataFrame) -> alt.LayerChart:
    from course_utils.charts import publish

    low, high = table["estimate"].min(), table["estimate"].max()
    return publish(
        chart,
        finding=f"From {low:.1f} to {high:.1f} by choice alone: pick the coding, the claims and the comparison",
        source=SOURCE,
        alt=(
            f"Dots with intervals: the odds ratio of a shared empire under {len(table)} combinations of coding, window "
            f"of claims and comparison set, from {low:.2f} to {high:.2f}. The chosen one is marked and put in words."
        ),
        columns={
            **TITLES, "share": "Share with a claim", "base": "Share in the comparison",
            "estimate": "Odds ratio", "low": "Low", "high": "High",
        },
    )  # fmt: skip


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """What the chart needs and no more, in three digits."""
    kept = table.assign(place=range(len(table)))
    return kept[[*CHOICES, "place", "share", "base", "estimate", "low", "high"]].round(3)


def _twin(table: pd.DataFrame) -> alt.LayerChart:
    import altair as alt

    params = [
        alt.param(
            name=f"chosen_{name}",
            value=START[name],
            bind=alt.binding_select(options=list(options), name=f"{TITLES[name]}: "),
        )
        for name, options in CHOICES.items()
    ]
    chosen = " && ".join(f"datum.{name} == chosen_{name}" for name in CHOICES)
    return _published(_curve(_drawn(table), chosen).add_params(*params), table)


def _widget(table: pd.DataFrame) -> ipywidgets.Widget:
    import altair as alt
    import ipywidgets as w

    from course_utils.charts import bundle

    menus = {
        name: w.Dropdown(options=list(options), value=START[name], description=TITLES[name])
        for name, options in CHOICES.items()
    }
    sentence, picture = w.HTML(), w.Output()
    drawn = _drawn(table)
    places = drawn.set_index(list(CHOICES))["place"]

    def draw(_: object = None) -> None:
        place = int(places[tuple(menus[name].value for name in CHOICES)])
        row = drawn.loc[place]
        side = "holds 1" if row["low"] <= 1 <= row["high"] else "leaves 1 out"
        sentence.value = (
            f"{SENTENCE.format_map(row)}. The interval {side}. Place {place + 1} of {len(drawn)} from the lowest."
        )
        chart = _published(_curve(drawn, alt.datum.place == place), table)
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for menu in menus.values():
        menu.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox(list(menus.values())), sentence, picture])


def legacies(claim_rates: pd.DataFrame, neighbour_claims: pd.DataFrame) -> Explorer:
    """An explorer of the same-empire share of territorial claims: choose coding, window and comparison set.

    claim_rates, neighbour_claims: the tables of these names. The widget and its twin mark the chosen specification on
    the curve of all of them, and say its shares, odds ratio and interval.
    """
    table = specifications(claim_rates, neighbour_claims)
    return Explorer(lambda: _widget(table), _twin(table))
