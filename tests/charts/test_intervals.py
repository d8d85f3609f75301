"""Dots with whiskers."""

import re

import altair as alt
import pandas as pd
import pytest

from course_utils import charts
from course_utils.errors import CourseError

TABLE = pd.DataFrame(
    {
        "pair": ["C and D", "A and B", "E and F", "G and H"],
        "ratio": [1.5, 0.8, 1.2, None],
        "low": [1.2, 0.6, None, None],
        "high": [1.9, 1.0, None, None],
    }
)
X = alt.X("ratio:Q", title="Odds ratio").scale(domain=[0.5, 2])


def whiskers(svg):
    """Start, end and height of each horizontal rule with the length above zero."""
    found = re.findall(
        r'aria-roledescription="rule mark"[^>]*?translate\(([-\d.]+),([-\d.]+)\)[^>]*? x2="([-\d.]+)" y2="0"', svg
    )
    return sorted((float(y), float(x), float(x) + float(length)) for x, y, length in found if float(length))


@pytest.mark.parametrize("edition", ["5.20", "6.4"])
def test_a_whisker_runs_from_low_to_high_with_the_dot_on_it(svg, words, edition):
    drawn = svg(charts.intervals(TABLE, X, "pair", **words), edition)
    scale = 560 / 1.5
    (top, *first), (below, *second) = whiskers(drawn)
    assert sorted(first) == pytest.approx([(1.2 - 0.5) * scale, (1.9 - 0.5) * scale], abs=0.1)
    assert sorted(second) == pytest.approx([(0.6 - 0.5) * scale, (1.0 - 0.5) * scale], abs=0.1)
    dots = re.findall(r'aria-roledescription="point"[^>]*?translate\(([-\d.]+),([-\d.]+)\)', drawn)
    assert [(round(float(x), 1), float(y)) for x, y in dots[:2]] == [
        (round((1.5 - 0.5) * scale, 1), top),
        (round((0.8 - 0.5) * scale, 1), below),
    ]
    assert len(dots) == 3  # one without an interval, none without an estimate


def test_rows_keep_the_order_of_the_table_and_their_place_without_a_value(svg, words):
    drawn = svg(charts.intervals(TABLE, X, "pair", **words))
    names = re.findall(r">(\w and \w)<", drawn)
    assert names == TABLE["pair"].tolist()


def test_the_reference_is_a_dashed_line_and_leaves_the_scale_alone(svg, words):
    drawn = svg(charts.intervals(TABLE, X, "pair", reference=1, **words))
    (dashed,) = re.findall(r'<line [^>]*translate\(([-\d.]+),0\)[^>]*stroke-dasharray="4,4"', drawn)
    assert float(dashed) == pytest.approx((1 - 0.5) * 560 / 1.5, abs=0.1)


def test_a_log_scale_with_a_reference_draws(svg, words):
    log = alt.X("ratio:Q", title="Odds ratio").scale(type="log", domain=[0.5, 2])
    drawn = svg(charts.intervals(TABLE, log, "pair", reference=1, **words))
    (dashed,) = re.findall(r'<line [^>]*translate\(([-\d.]+),0\)[^>]*stroke-dasharray="4,4"', drawn)
    assert float(dashed) == pytest.approx(280, abs=0.1)  # 1 lies half-way between 1/2 and 2


def test_groups_share_a_row_without_covering_each_other(svg, words):
    both = pd.concat([TABLE.assign(coding="by ruler"), TABLE.assign(coding="by independence")])
    drawn = svg(charts.intervals(both, X, "pair", group="coding", **words))
    heights = [height for height, *_ in whiskers(drawn)]
    assert len(set(heights)) == 4
    assert drawn.count("role-legend-entry") == 1
    assert len(set(re.findall(r'aria-label="[^"]*coding: [\w ]+"[^>]*? stroke="(#\w+)"', drawn))) == 2


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        (pd.concat([TABLE, TABLE]), {}, "one row for each pair"),
        (TABLE, {"group": "coding"}, "Lacking: coding"),
        (TABLE.drop(columns="low"), {}, "Lacking: low"),
        (TABLE.assign(high="much"), {}, "column high of the table must hold numbers"),
        (TABLE.assign(ratio="much"), {}, "column ratio of the table must hold numbers"),
        (None, {}, "must be a table"),
    ],
)
def test_what_can_not_be_drawn_is_refused(table, options, said, words):
    with pytest.raises(CourseError, match=said):
        charts.intervals(table, X, "pair", **options, **words)
