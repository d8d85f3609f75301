"""Charts, read from their specification."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd
import pytest

from course_utils.exercises import Hints, Question
from course_utils.exercises.examine import examine
from course_utils.exercises.kinds import Chart
from course_utils.exercises.kinds.chart import layers, title

YEARLY = pd.DataFrame({"year": [2000, 2001, 2002], "share": [0.5, 0.6, 0.7], "state": "AZE"})
KIND = Chart(("line", "point"), {"x": "the year", "y": "the share"}, names=("Pakistan",))
WORDS = {
    "title": "Pakistan and Türkiye vote alike more each year",
    "description": "Line chart of the yearly share of identical votes of Pakistan and Türkiye; it rises from 2000 to 2002.",
}
X, Y = alt.X("year:Q", title="Year"), alt.Y("share:Q", title="Share of identical votes (0 to 1)")
BASE = alt.Chart(YEARLY).mark_line().encode(X, Y).properties(**WORDS)


def message(answer: Any) -> str:
    return examine(Question("t-q1", 1, "Draw.", ("chart",), KIND, Hints("a", "b", "c", "d", "e")), answer).message


@pytest.mark.parametrize(
    "right",
    [
        BASE,
        BASE.mark_point(),
        BASE.properties(title=alt.TitleParams(["Pakistan and Türkiye vote alike", "more each year"], subtitle="UN")),
        BASE.encode(x=alt.X("year:Q").axis(title="Year")),
        alt.layer(BASE, BASE.mark_rule().encode(alt.X("year:Q"))).properties(**WORDS),
        alt.layer(alt.Chart().mark_line().encode(X, Y), data=YEARLY).properties(**WORDS),
        alt.hconcat(BASE.properties(title="")).properties(**WORDS),
        BASE.facet("state:N").properties(**WORDS),
    ],
)
def test_a_right_chart_in_every_form(right: Any) -> None:
    assert message(right) == ""
    assert KIND.layer(right).drawn()["y"].tolist() == [0.5, 0.6, 0.7]
    assert KIND.plain(right) is right and title(right).startswith("Pakistan and")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, "Expected an Altair chart, but None came. Put one into the variable: alt.Chart(…)."),
        (BASE.to_dict(), "Expected an Altair chart, but a dict of"),
        (alt.Chart, "Expected an Altair chart, but the class Chart came."),
        (BASE.mark_bar(), "Expected a chart drawn as line or point, but it is drawn as bar. Use mark_line()."),
        (BASE.encode(y=alt.Y("missing", title="Share")), "Expected a chart that can be drawn, but Altair says: Unable to"),
        (BASE.encode(y=alt.value(3)), "Expected the share on y, but no column of the data is there. Encode y with a column."),
        (BASE.encode(y=alt.Y("missing:Q", title="Share")), "Expected the share on y, but no column of the data is there."),
        (BASE.encode(y=alt.Y("mean(share):Q", title="Share")), "Expected a chart that only draws, but it filters or computes."),
        (BASE.transform_filter("datum.year > 2000"), "Expected a chart that only draws, but it filters or computes."),
        (BASE.properties(title=""), "Expected a title, but there is none. Say in a sentence what the chart shows."),
        (BASE.properties(title="Votes by year"), "Expected a title that says what is to be seen, but 'Votes by year' only"),
        (BASE.encode(y="share:Q"), "Expected a title of your own on the y axis, but the bare column name stands there."),
        (BASE.encode(x=alt.X("year:Q", title="year")), "Expected a title of your own on the x axis, but"),
        (BASE.properties(description="A chart"), "Expected an alt text of 40 characters or more, but 7 came. Set description:"),
        (BASE.properties(description="x" * 50), "Expected an alt text that names Pakistan. Say what a reader who can't see it"),
        (BASE.properties(data=pd.concat([YEARLY] * 2000)), "Expected a chart of the rows that a reader sees, but its table has"),
    ],
)  # fmt: skip
def test_what_is_said_of_another_chart(wrong: Any, words: str) -> None:
    assert words in message(wrong)


def test_layers_know_their_own_rows_and_encodings() -> None:
    other = alt.Chart(YEARLY.assign(share=1)).mark_point().encode(x="year:Q", y="share:Q")
    found = layers(alt.layer(BASE, other))
    assert [layer.mark["type"] for layer in found] == ["line", "point"]
    assert [layer.drawn()["y"].tolist() for layer in found] == [[0.5, 0.6, 0.7], [1, 1, 1]]
