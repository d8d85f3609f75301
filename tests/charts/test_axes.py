"""Which axes need a title of their own."""

import altair as alt
import pandas as pd
import pytest

from course_utils.charts import spec
from course_utils.charts.axes import untitled

DATA = pd.DataFrame(
    {"year": [2000, 2001], "share": [0.5, 0.6], "state": ["A", "B"], "day": ["2000-01-01", "2001-01-01"]}
)
YEAR, SHARE, BARE = alt.X("year:Q", title="Year"), alt.Y("share:Q", title="Share of votes"), alt.Y("share:Q")


def chart(*channels, **more):
    return alt.Chart(DATA).mark_point().encode(*channels, **more)


def axes(one):
    return [sentence.split(" has ")[0] for sentence in untitled(spec(one))]


GOOD = {
    "both titled": chart(YEAR, SHARE),
    "title of the axis": chart(YEAR, alt.Y("share:Q", axis=alt.Axis(title="Share"))),
    "title in lines": chart(YEAR, alt.Y("share:Q", title=["Share of", "votes"])),
    "categories without a title": chart(YEAR, alt.Y("state:N", title=None)),
    "dates": chart(alt.X("day:T"), SHARE),
    "no axis": chart(YEAR, alt.Y("share:Q", axis=None)),
    "no position at all": chart(color="share:Q"),
    "one layer names it for both": chart(YEAR, SHARE) + chart(YEAR, BARE),
    "the second layer names it": chart(YEAR, BARE) + chart(YEAR, SHARE),
    "channels of the whole": alt.layer(chart(SHARE), chart(SHARE)).encode(YEAR),
    "a second end": chart(YEAR, SHARE, x2="share:Q"),
    "a reference value": chart(YEAR, SHARE) + alt.Chart(DATA).mark_rule().encode(y=alt.datum(0.5)),
    "panels": chart(YEAR, SHARE).facet("state:N"),
    "rows": chart(YEAR, SHARE, row="state:N"),
}
BAD = {
    "no title": (chart(YEAR, BARE), ["The y axis ('share')"]),
    "neither": (chart(alt.X("year:Q"), BARE), ["The x axis ('year')", "The y axis ('share')"]),
    "the bare name": (chart(YEAR, alt.Y("share:Q", title="share")), ["The y axis ('share')"]),
    "none on purpose": (chart(YEAR, alt.Y("share:Q", title=None)), ["The y axis ('share')"]),
    "blank": (chart(YEAR, alt.Y("share:Q", title=" ")), ["The y axis ('share')"]),
    "the axis has none though the channel has": (
        chart(YEAR, alt.Y("share:Q", title="Share", axis=alt.Axis(title=None))), ["The y axis ('share')"],
    ),
    "no layer": (chart(YEAR, BARE) + chart(YEAR, BARE), ["The y axis ('share')"]),
    "axes apart": (
        (chart(YEAR, SHARE) + chart(YEAR, BARE)).resolve_scale(y="independent"), ["The y axis ('share')"],
    ),
    "one of two beside each other": (chart(YEAR, SHARE) | chart(YEAR, BARE), ["The y axis ('share')"]),
    "one of two below each other": (chart(YEAR, SHARE) & chart(alt.X("year:Q"), SHARE), ["The x axis ('year')"]),
    "one of several": (alt.concat(chart(YEAR, SHARE), chart(YEAR, BARE)), ["The y axis ('share')"]),
    "in panels": (chart(YEAR, BARE).facet("state:N"), ["The y axis ('share')"]),
    "a count": (chart(YEAR, y="count()"), ["The y axis ('count')"]),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_axes_that_may_stay(name):
    assert axes(GOOD[name]) == []


@pytest.mark.parametrize("name", BAD)
def test_axes_that_are_named(name):
    one, found = BAD[name]
    assert axes(one) == found


def test_the_message_says_what_to_write():
    (sentence,) = untitled(spec(chart(YEAR, BARE)))
    assert sentence.endswith("Say what it measures, with the unit: alt.Y('share:Q', title='…').")
