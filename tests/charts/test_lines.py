"""Lines that break where nothing was seen, with bands and panels."""

import re

import altair as alt
import pandas as pd
import pytest

from course_utils import charts
from course_utils.errors import CourseError

X = alt.X("year:Q", title="Year", axis=alt.Axis(format="d"))
Y = alt.Y("share:Q", title="Share of identical votes")
SEEN = pd.DataFrame(
    [(pair, year, 0.5 + 0.01 * (year - 2000) + lift) for pair, lift in (("one", 0), ("two", 0.1)) for year in (2000, 2001, 2003, 2005, 2006)],
    columns=["pair", "year", "share"],
).assign(low=lambda t: t["share"] - 0.05, high=lambda t: t["share"] + 0.05)  # fmt: skip


def runs(path):
    """The places across of each unbroken run of a path."""
    return [[float(x) for x in re.findall(r"[ML]?(-?[\d.]+),-?[\d.]+", run)] for run in path["d"].split("M")[1:]]


@pytest.mark.parametrize("edition", ["5.20", "6.4"])
def test_a_line_breaks_at_a_missing_year(svg, paths, words, edition):
    one = SEEN.query("pair == 'one'")
    (line,) = paths(svg(charts.lines(one, X, Y, **words), edition), "line")
    step = 560 / 6
    # 2000 and 2001; 2003 alone; 2005 and 2006. Nothing crosses 2002 and 2004.
    assert [[round(x / step) for x in run] for run in runs(line) if len(run) > 1] == [[0, 1], [5, 6]]


def test_without_the_rows_of_the_gap_a_line_would_cross_it(svg, paths, words):
    one = SEEN.query("pair == 'one'")
    plain = charts.publish(alt.Chart(one).mark_line().encode(X, Y), **words)
    (line,) = paths(svg(plain), "line")
    assert len(runs(line)) == 1


def test_a_year_between_two_gaps_is_a_point(svg, paths, words):
    drawn = svg(charts.lines(SEEN.query("pair == 'one'"), X, Y, **words))
    assert len(paths(drawn, "symbol")) >= 5


@pytest.mark.parametrize("edition", ["5.20", "6.4"])
def test_a_band_breaks_with_its_line(svg, paths, words, edition):
    drawn = svg(charts.lines(SEEN, X, Y, group="pair", band=("low", "high"), **words), edition)
    bands, lines = paths(drawn, "area"), paths(drawn, "line")
    assert len(bands) == len(lines) == 2
    for line in bands + lines:
        assert len(runs(line)) == 3
    assert {band["fill"] for band in bands} == {line["stroke"] for line in lines}


def test_groups_differ_by_colour_and_by_shape_in_one_legend(svg, words):
    drawn = svg(charts.lines(SEEN, X, Y, group="pair", **words))
    assert drawn.count("role-legend-entry") == 1
    symbols = re.findall(r'aria-label="[^"]*pair: (\w+)"[^>]*? d="([^"]*)"[^>]*? fill="([^"]*)"', drawn)
    looks = {
        pair: {(re.sub(r"[-\d.]+", "", d), fill) for name, d, fill in symbols if name == pair}
        for pair in ("one", "two")
    }
    assert all(len(look) == 1 for look in looks.values())
    ((one_shape, one_fill),), ((two_shape, two_fill),) = looks.values()
    assert one_shape != two_shape
    assert one_fill != two_fill


def test_fixed_colours_are_kept(svg, paths, words):
    colours = {"two": charts.STATES["IND"], "one": charts.STATES["PAK"], "three": charts.GREY}
    lines = paths(svg(charts.lines(SEEN, X, Y, group="pair", colours=colours, **words)), "line")
    assert [line["stroke"] for line in lines] == [charts.STATES["PAK"], charts.STATES["IND"]]


def test_each_panel_has_its_line_on_the_same_axes(svg, paths, words):
    chart = charts.lines(SEEN, X, Y, panel="pair", **words)
    drawn = svg(chart)
    assert len(paths(drawn, "line")) == 2
    assert all(f">{name}<" in drawn for name in ("one", "two"))
    made = charts.spec(chart)
    assert made["columns"] == 2
    assert "resolve" not in made


def test_panels_come_in_the_order_of_the_table(words):
    made = charts.spec(charts.lines(SEEN[::-1], X, Y, panel="pair", **words))
    assert made["facet"]["sort"] == ["two", "one"]


def test_panels_with_groups_fill_the_calendar_of_each(words):
    both = pd.concat([SEEN.assign(topic=topic) for topic in ("a", "b")])
    made = charts.spec(charts.lines(both, X, Y, panel="topic", group="pair", **words))
    assert len(made["datasets"]["data-1"]) == 2 * 2 * 7


def test_a_step_goes_across_before_it_goes_up(svg, paths, words):
    table = pd.DataFrame({"years": [0.0, 1.5, 4.0], "alive": [1.0, 0.5, 0.2]})
    across, up = alt.X("years:Q", title="Years since the signature"), alt.Y("alive:Q", title="Share not in force")
    drawn = svg(charts.lines(table, across, up, every=None, steps=True, **words))
    (line,) = paths(drawn, "line")
    places = [tuple(map(float, point)) for point in re.findall(r"(-?[\d.]+),(-?[\d.]+)", line["d"])]
    assert [b[1] for a, b in zip(places[:-2:2], places[1::2], strict=False)] == [a[1] for a in places[:-2:2]]
    assert paths(drawn, "symbol") == []


def test_where_x_is_no_calendar_nothing_is_filled(words):
    table = pd.DataFrame({"year": [1, 10, 100], "share": [0.1, 0.2, 0.3]})
    made = charts.spec(charts.lines(table, X, Y, every=None, **words))
    assert len(made["datasets"]["data-1"]) == 3


def test_periods_of_several_years(words):
    table = pd.DataFrame({"year": [1946, 1950, 1958], "share": [0.1, 0.2, 0.3]})
    made = charts.spec(charts.lines(table, X, Y, every=4, **words))
    assert [row["year"] for row in made["datasets"]["data-1"]] == [1946, 1950, 1954, 1958]


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        (pd.concat([SEEN, SEEN[:1]]), {"group": "pair"}, "one row for each pair and year"),
        (SEEN, {}, "one row for each year"),
        (SEEN, {"every": None}, "one row for each year"),
        (SEEN, {"group": "state"}, "Lacking: state"),
        (SEEN, {"group": "pair", "band": ("low", "hi")}, "Lacking: hi"),
        (SEEN.assign(share="high"), {"group": "pair"}, "column share of the table must hold numbers"),
        (SEEN[:0], {}, "empty"),
        (pd.concat([SEEN.assign(pair=str(n)) for n in range(7)]).drop_duplicates(["pair", "year"]), {"group": "pair"}, "has 7 kinds; 6 are the most"),
        (SEEN, {"group": "pair", "colours": {"one": charts.GREY}}, "no colour for two"),
    ],
)  # fmt: skip
def test_what_can_not_be_drawn_is_refused(table, options, said, words):
    with pytest.raises(CourseError, match=said):
        charts.lines(table, X, Y, **options, **words)


@pytest.mark.parametrize("x", ["year", "year:Q", None, alt.Size("year:Q")])
def test_a_channel_is_needed_since_it_carries_the_title(x, words):
    with pytest.raises(CourseError, match="A channel of Altair with a title is needed"):
        charts.lines(SEEN, x, Y, group="pair", **words)


def test_a_channel_of_another_column_is_refused(words):
    with pytest.raises(CourseError, match="Lacking: yaer"):
        charts.lines(SEEN, alt.X("yaer:Q", title="Year"), Y, group="pair", **words)


def test_a_channel_without_a_title_is_refused(words):
    with pytest.raises(CourseError, match=r"The y axis \('share'\) has no title of its own"):
        charts.lines(SEEN, X, alt.Y("share:Q"), group="pair", **words)
