"""Explore who leads a tournament of iterated games: any of four fields of strategies, any noise that was played."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils.explore.explorer import Explorer
from course_utils.measures.reciprocity.games import standings
from course_utils.measures.tables import require

if TYPE_CHECKING:
    import altair as alt
    import ipywidgets
    import pandas as pd

TEN = (
    "alternator", "cooperator", "davis", "defector", "grofman", "grudger", "joss", "prober", "random_player", "tit_for_tat",
)  # fmt: skip
RECIPROCATORS = (
    "contrite_tit_for_tat", "firm_but_fair", "generous_tit_for_tat", "suspicious_tit_for_tat", "tit_for_tat",
    "tit_for_two_tats", "two_tits_for_tat", "win_stay_lose_shift",
)  # fmt: skip
FIELDS = {
    "ten": TEN,
    "ten with gradual": tuple("gradual" if name == "prober" else name for name in TEN),
    "reciprocators": RECIPROCATORS,
    "all": (),  # every strategy of the table
}
MOST = 12  # strategies in the picture: the best ones
HERO = "tit for tat"
SOURCE = "Simulation with the course's strategies; payoffs 5, 3, 1, 0"


def words(name: str) -> str:
    """The name of a strategy in words.

    >>> words("tit_for_two_tats")
    'tit for two tats'
    """
    return name.replace("_", " ")


def percent(noise: float) -> str:
    """A share of moves that go wrong, in words.

    >>> percent(0.05)
    '5 %'
    """
    return f"{100 * noise:g} %"


def grid(pairs: pd.DataFrame) -> pd.DataFrame:
    """The standings of every field at every level of noise.

    pairs: rows of :func:`course_utils.measures.reciprocity.games.tournament` at one or more levels, with a column
    ``noise`` (0 to 1). A field of which the table holds fewer than two strategies is left out.

    Returns the columns of :func:`course_utils.measures.reciprocity.games.standings`, names of strategies in words, with
    field, noise and place (1, 2, ... without ties: equal payoffs by the alphabet). Raises CourseError for a table
    without the column noise, and as ``standings`` does.
    """
    import pandas as pd

    require(pairs, ["noise", "strategy", "opponent"], "pairs")
    present = {*pairs["strategy"]}
    parts = []
    for name, members in FIELDS.items():
        field = present & {*members} if members else present
        if len(field) < 2:
            continue
        inside = pairs[pairs["strategy"].isin(field) & pairs["opponent"].isin(field)]
        for noise, rows in inside.groupby("noise"):
            table = standings(rows)
            parts.append(table.assign(field=name, noise=noise, place=range(1, len(table) + 1)))
    return pd.concat(parts, ignore_index=True).assign(strategy=lambda table: table["strategy"].map(words))


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """What the chart needs and no more: the best of each field, and tit for tat wherever it comes."""
    kept = table[(table["place"] <= MOST) | (table["strategy"] == HERO)]
    return kept[["field", "noise", "place", "strategy", "payoff"]].round(2)


def _bars(table: pd.DataFrame, chosen: Any) -> alt.LayerChart:
    import altair as alt

    from course_utils.charts.palette import BLUE, GREY

    order = alt.EncodingSortField(field="place", op="min", order="ascending")
    base = alt.Chart().encode(y=alt.Y("strategy:N", title=None, sort=order, axis=alt.Axis(labelLimit=200)))
    points = alt.X("payoff:Q", title="Points a turn").scale(domain=[0, 3.2], nice=False)
    bars = base.mark_bar().encode(
        x=points,
        color=alt.when(f"datum.strategy == '{HERO}'").then(alt.value(BLUE)).otherwise(alt.value(GREY)),
    )
    figures = base.mark_text(align="left", dx=4).encode(x=points, text=alt.Text("payoff:Q", format=".2f"))
    layers: Any = alt.layer(bars, figures, data=table).transform_filter(chosen)
    return layers.properties(height={"step": 22})


def _published(chart: alt.LayerChart, table: pd.DataFrame) -> alt.LayerChart:
    from course_utils.charts import publish

    first = table[table["place"] == 1]
    leaders, hero = first["strategy"].nunique(), int((first["strategy"] == HERO).sum())
    return publish(
        chart,
        finding=f"In {len(first)} tournaments {leaders} strategies come first at least once, {HERO} in {hero}: choose field and noise",
        source=SOURCE,
        alt=(
            "Bars: points a turn of each strategy in a tournament whose field and noise the reader chooses, the best "
            f"first. In {len(first)} tournaments {leaders} different strategies lead; {HERO} leads in {hero}."
        ),
        columns={
            "field": "Field",
            "noise": "Noise",
            "place": "Place",
            "strategy": "Strategy",
            "payoff": "Points a turn",
        },
    )


def _options(table: pd.DataFrame) -> tuple[list[str], list[float]]:
    """The fields and the levels of noise that the table holds."""
    return list(dict.fromkeys(table["field"])), sorted(table["noise"].unique().tolist())


def _twin(table: pd.DataFrame) -> alt.LayerChart:
    import altair as alt

    fields, levels = _options(table)
    field = alt.param(name="chosen_field", value=fields[0], bind=alt.binding_select(options=fields, name="Field: "))
    noise = alt.param(
        name="chosen_noise",
        value=levels[0],
        bind=alt.binding_select(options=levels, labels=[percent(one) for one in levels], name="Moves that go wrong: "),
    )
    chosen = "datum.field == chosen_field && datum.noise == chosen_noise"
    return _published(_bars(_drawn(table), chosen).add_params(field, noise), table)


def _sentence(rows: pd.DataFrame, noise: float) -> str:
    """Who leads, and where tit for tat comes."""
    best = rows.iloc[0]
    said = f"With {percent(noise)} of moves going wrong {best['strategy']} leads {len(rows)} strategies with {best['payoff']:.2f} points a turn"
    hero = rows[rows["strategy"] == HERO]
    if hero.empty or best["strategy"] == HERO:
        return f"{said}."
    own = hero.iloc[0]
    return f"{said}; {HERO} comes in place {own['place']} with {own['payoff']:.2f} and won {own['wins']} matches."


def _widget(table: pd.DataFrame) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle

    fields, levels = _options(table)
    field = w.Dropdown(options=fields, description="Field")
    noise = w.Dropdown(options=[(percent(one), one) for one in levels], description="Go wrong")
    sentence, picture = w.HTML(), w.Output()
    drawn = _drawn(table)

    def draw(_: object = None) -> None:
        rows = table[(table["field"] == field.value) & (table["noise"] == noise.value)]
        sentence.value = _sentence(rows, noise.value)
        chosen = f"datum.field == '{field.value}' && datum.noise == {noise.value}"
        chart = _published(_bars(drawn, chosen), table)
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for control in (field, noise):
        control.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox([field, noise]), sentence, picture])


def games(pairs: pd.DataFrame) -> Explorer:
    """An explorer of tournaments: choose the field of strategies and the share of moves that go wrong.

    pairs: rows of :func:`course_utils.measures.reciprocity.games.tournament`, played at one or more levels of noise,
    with a column ``noise``. No match is played again: the standings of a smaller field follow from its pairs.
    """
    table = grid(pairs)
    return Explorer(lambda: _widget(table), _twin(table))
