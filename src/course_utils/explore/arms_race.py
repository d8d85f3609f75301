"""Explore who follows whom in military spending: any two states, any measure, levels or yearly changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils import states
from course_utils.errors import CourseError
from course_utils.explore.explorer import Explorer
from course_utils.measures.arms_race import lagged, two_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt
    import ipywidgets
    import pandas as pd

MEASURES = {
    "share of GDP": "share_of_gdp",
    "constant US dollars": "constant_usd",
    "US dollars per inhabitant": "per_head",
}
DRAWN = ("share of GDP", "constant US dollars")  # those that the twin offers; the third has gaps of its own
FORMS = {"levels": "levels", "yearly changes": "changes"}
LAGS = range(-2, 3)
START = {"measure": "share of GDP", "form": "levels"}
TITLES = {"pair": "Pair", "measure": "Measure", "form": "Form"}
COLUMNS = {
    **TITLES,
    "lag": "Years that the first is behind",
    "n": "Years compared",
    "r": "r",
    "low": "Low",
    "high": "High",
}
SOURCE = "SIPRI Military Expenditure Database 2025"


def label(a: str, b: str) -> str:
    """The name of a pair, in the order in which it was asked for.

    >>> label("IND", "CHN")
    'India after China'
    """
    return f"{states.name(a)} after {states.name(b)}"


def correlations(
    spending: pd.DataFrame, a: str, b: str, measure: str, start: int | None = None, end: int | None = None
) -> pd.DataFrame:
    """Correlation of a's spending with b's of some years before, in levels and in yearly changes.

    spending: columns state, year and those of :data:`MEASURES`. measure: a label of :data:`MEASURES`.

    Returns columns pair, measure, form (labels), lag, n, r, low, high, one row a form and lag. A positive lag compares
    a with the b of so many years before. Raises CourseError as the measure does.
    """
    found = lagged(two_series(spending, MEASURES[measure], a, b, start, end), lags=LAGS)
    names = {name: title for title, name in FORMS.items()}
    found = found.assign(pair=label(a, b), measure=measure, form=found["form"].map(names))
    return found[["pair", "measure", "form", "lag", "n", "r", "low", "high"]]


def says(table: pd.DataFrame) -> str:
    """What one picture shows, as a sentence: the same year, and the lag at which the two go together most.

    table: columns lag, r, low, high of one pair, measure and form.
    """
    known = table.dropna(subset=["r"]).set_index("lag")
    if known.empty or 0 not in known.index:
        return "There are too few years with both figures for a correlation."
    now, best = known.loc[0], known["r"].idxmax()
    if best == 0:
        where = "no lag has a higher one"
    else:
        years = f"{abs(best)} year{'s' if abs(best) > 1 else ''}"
        where = f"the highest is {known.loc[best, 'r']:.2f}, with the first {years} {'behind' if best > 0 else 'ahead'}"
    return f"In the same year r = {now['r']:.2f} ({now['low']:.2f} to {now['high']:.2f}); {where}"


def _picture(table: pd.DataFrame, chosen: str | None = None) -> alt.LayerChart:
    """Dots with intervals by lag; ``chosen`` is Vega's condition for the rows to draw, if the table holds more."""
    import altair as alt
    import pandas as pd

    from course_utils.charts.palette import BLUE

    base = alt.Chart(table)
    if chosen:
        base = base.transform_filter(chosen)
    axis, reach = alt.Axis(values=list(LAGS), format="d"), alt.Scale(domain=[LAGS[0] - 0.5, LAGS[-1] + 0.5], nice=False)
    base = base.encode(x=alt.X("lag:Q", title="Years that the first is behind the second", axis=axis, scale=reach))
    scale = alt.Scale(domain=[-1, 1])
    zero = alt.Chart(pd.DataFrame({"r": [0]})).mark_rule(strokeDash=[4, 4]).encode(y="r:Q")
    whiskers = base.mark_rule(strokeWidth=2, color=BLUE).encode(
        y=alt.Y("low:Q", title="Correlation r", scale=scale), y2="high:Q"
    )
    dots = base.mark_point(filled=True, size=80, opacity=1, color=BLUE).encode(
        y=alt.Y("r:Q", scale=scale),
        tooltip=[
            alt.Tooltip("lag:Q", title="Years behind"),
            alt.Tooltip("r:Q", format=".2f", title="r"),
            alt.Tooltip("n:Q", title="Years compared"),
        ],
    )
    layers: list[Any] = [zero, whiskers, dots]
    if chosen:
        words = base.transform_filter("datum.lag == 0").mark_text(align="left", baseline="bottom", fontSize=12)
        layers.append(words.encode(x=alt.value(0), y=alt.value(-6), text="says:N"))
    drawn: Any = alt.layer(*layers)
    return drawn.properties(height=240)


def _twin(spending: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> alt.LayerChart:
    import altair as alt
    import pandas as pd

    from course_utils.charts import publish

    table = pd.concat([correlations(spending, a, b, measure) for a, b in pairs for measure in DRAWN], ignore_index=True)
    words = {key: says(rows) for key, rows in table.groupby(list(TITLES), sort=False)}
    clear = (table["low"] > 0) & (table["lag"] == 0)
    counts = {form: int((clear & (table["form"] == form)).sum()) for form in FORMS}
    at = zip(table["pair"], table["measure"], table["form"], table["lag"], strict=True)
    # Only the row of the same year carries the sentence, so that it is stored once.
    table["says"] = [words[pair, measure, form] if lag == 0 else None for pair, measure, form, lag in at]
    start = {"pair": label(*pairs[0]), **START}
    options = {"pair": [label(a, b) for a, b in pairs], "measure": list(DRAWN), "form": list(FORMS)}
    params = [
        alt.param(name=f"chosen_{name}", value=start[name], bind=alt.binding_select(options=options[name], name=f"{title}: "))
        for name, title in TITLES.items()
    ]  # fmt: skip
    chosen = " && ".join(f"datum.{name} == chosen_{name}" for name in TITLES)
    of = len(pairs) * len(DRAWN)
    return publish(
        _picture(table.round(2), chosen).add_params(*params),
        finding=f"Levels rise together in {counts['levels']} of {of} comparisons, yearly changes in "
        f"{counts['yearly changes']}: choose pair, measure and form",
        source=SOURCE,
        alt=(
            f"Dots with intervals: the correlation r of two states' military spending by the years that the first is "
            f"behind the second, for {len(pairs)} pairs. In the same year the interval lies above zero in "
            f"{counts['levels']} of {of} comparisons of levels and {counts['yearly changes']} of yearly changes."
        ),
        columns=COLUMNS,
    )


def _widget(spending: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle, publish

    codes = sorted(spending["state"].astype("str").unique(), key=states.name)
    options = [(states.name(code), code) for code in codes]
    (a, b), years = pairs[0], spending["year"]
    first = w.Dropdown(options=options, value=a, description="State")
    second = w.Dropdown(options=options, value=b, description="after")
    measure = w.Dropdown(options=list(MEASURES), value=START["measure"], description="Measure")
    form = w.Dropdown(options=list(FORMS), value=START["form"], description="Form")
    span = int(years.min()), int(years.max())
    window = w.IntRangeSlider(value=span, min=span[0], max=span[1], description="Years", continuous_update=False)
    sentence, picture = w.HTML(), w.Output()

    def draw(_: object = None) -> None:
        picture.outputs = ()
        if first.value == second.value:
            sentence.value = "Choose two different states."
            return
        # The ends of the slider mean all years, so that the first picture is that of the static chart.
        ends = window.value if window.value != span else (None, None)
        try:
            table = correlations(spending, first.value, second.value, measure.value, *ends)
        except CourseError:
            sentence.value = "There are no figures of both states for this measure in these years."
            return
        table = table[table["form"] == form.value]
        said = says(table)
        name = label(first.value, second.value)
        if table["r"].isna().all():
            sentence.value = f"{name}: {said}"
            return
        sentence.value = f"{name}, {measure.value}, {form.value}. {said}."
        chart = publish(
            _picture(table),
            finding=sentence.value,
            source=SOURCE,
            alt=f"Dots with intervals: the correlation r of military spending by lag. {sentence.value}",
            columns=COLUMNS,
        )
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for control in (first, second, measure, form, window):
        control.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox([first, second]), w.HBox([measure, form]), window, sentence, picture])


def arms_race(spending: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> Explorer:
    """An explorer of lags in military spending: live for any two states and years, static for the given pairs.

    spending: columns state, year and the three measures. pairs: the pairs that the static chart offers, the first of
    each being the one that might follow; the first pair is where both sides start.
    """
    return Explorer(lambda: _widget(spending, pairs), _twin(spending, pairs))
