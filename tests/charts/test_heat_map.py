"""Heat maps: each number in ink that can be read on its cell."""

import re

import altair as alt
import pandas as pd
import pytest

from course_utils import charts
from course_utils.errors import CourseError

SCALES = {
    "amounts": charts.sequential(0, 1),
    "two directions": charts.diverging(0, 1, 0.5),
    "another scheme": alt.Scale(scheme="viridis", domain=[0, 1]),
}


def luminance(colour):
    values = re.findall(r"\d+", colour) if colour.startswith("rgb") else [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    parts = [int(value) / 255 for value in values]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def cells(svg):
    return re.findall(r'aria-roledescription="rect mark"[^>]*? fill="([^"]*)"', svg)


def figures(svg):
    return re.findall(r'aria-roledescription="text mark"[^>]*? fill="([^"]*)"[^>]*>([^<]*)<', svg)


@pytest.mark.parametrize("edition", ["5.20", "6.4"])
@pytest.mark.parametrize("name", SCALES)
def test_every_number_can_be_read(svg, words, name, edition):
    table = pd.DataFrame({"x": [str(n) for n in range(21)], "y": "one", "share": [n / 20 for n in range(21)]})
    value = alt.Color("share:Q", title="Share", scale=SCALES[name])
    drawn = svg(charts.heat_map(table, "x", "y", value, **words), edition)
    fills, inks = cells(drawn), figures(drawn)
    assert len(fills) == len(inks) == 21
    assert {ink for ink, _ in inks} == {"black", "white"}
    for fill, (ink, _) in zip(fills, inks, strict=True):
        light = luminance(fill) + 0.05
        assert (light / 0.05 if ink == "black" else 1.05 / light) >= 4.5


TABLE = pd.DataFrame({"topic": ["b", "a", "b"], "pair": ["one", "two", "two"], "share": [0.25, 0.5, None]})
VALUE = alt.Color("share:Q", title="Share", scale=charts.sequential(0, 1))


def test_a_cell_without_a_value_is_empty_and_says_so(svg, words):
    drawn = svg(charts.heat_map(TABLE, "topic", "pair", VALUE, **words))
    assert len(cells(drawn)) == 2
    # Rows and columns in the order of the table: one-b, one-a (lacking), two-b (missing), two-a.
    assert figures(drawn) == [("black", "0.25"), (charts.GREY, "–"), (charts.GREY, "–"), ("black", "0.50")]


def test_digits(svg, words):
    drawn = svg(charts.heat_map(TABLE, "topic", "pair", VALUE, digits=0, **words))
    assert [text for _, text in figures(drawn)] == ["0", "–", "–", "1"] or "0.5"
    assert "0.25" not in [text for _, text in figures(drawn)]


def test_columns_and_rows_keep_the_order_of_the_table(svg, words):
    drawn = svg(charts.heat_map(TABLE, "topic", "pair", VALUE, **words))
    labels = re.findall(r">(a|b|one|two)<", drawn)
    assert labels == ["b", "a", "one", "two"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pd.concat([TABLE, TABLE[:1]]), "one row for each pair and topic"),
        (TABLE.drop(columns="pair"), "Lacking: pair"),
        (TABLE.assign(share="some"), "column share of the table must hold numbers"),
        ("table", "must be a table"),
    ],
)
def test_what_can_not_be_drawn_is_refused(table, said, words):
    with pytest.raises(CourseError, match=said):
        charts.heat_map(table, "topic", "pair", VALUE, **words)
