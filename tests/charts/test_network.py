"""Small signed networks: places, signs that colour does not tell alone, panels."""

import math
import re

import pandas as pd
import pytest

from course_utils import charts
from course_utils.book.data_table import chosen
from course_utils.charts.network import circle
from course_utils.errors import CourseError

TIES = pd.DataFrame(
    [("A", "B", 1, "before"), ("B", "C", -1, "before"), ("C", "A", -1, "before"), ("A", "B", 1, "after")],
    columns=["state_a", "state_b", "sign", "time"],
)
FIRST = TIES[:3]


@pytest.mark.parametrize("n", [1, 2, 4, 7])
def test_nodes_stand_evenly_on_a_circle_clockwise_from_the_top(n):
    places = circle([str(number) for number in range(n)])
    assert places[["x", "y"]].iloc[0].tolist() == [0, 1]
    for number, row in places.iterrows():
        assert math.hypot(row["x"], row["y"]) == pytest.approx(1, abs=1e-5)
        turned = math.atan2(row["x"], row["y"]) % (2 * math.pi)
        assert turned == pytest.approx(2 * math.pi * number / n, abs=1e-5)
        outward = {"left": 1, "center": 0, "right": -1}[row["align"]]
        assert outward == (row["x"] > 0) - (row["x"] < 0)


def lines(svg):
    """Colour and dashes of each tie as drawn."""
    rules = [dict(re.findall(r'([\w-]+)="([^"]*)"', line)) for line in re.findall(r"<line [^>]*rule mark[^>]*>", svg)]
    return [(rule["stroke"], rule["stroke-dasharray"]) for rule in rules]


@pytest.mark.parametrize("edition", ["5.20", "6.4"])
def test_a_sign_shows_in_colour_and_in_dashes(svg, words, edition):
    drawn = lines(svg(charts.network(FIRST, **words), edition))
    positive = (charts.SIGNS["friendly"], "1,0")
    negative = (charts.SIGNS["hostile"], "5,4")
    assert sorted(drawn) == sorted([positive, negative, negative])


def test_the_legend_names_both_signs_and_every_node_has_its_name(svg, words):
    drawn = svg(charts.network(FIRST, nodes=["C", "B", "A", "D"], **words))
    for text in ("positive (+)", "negative (−)", "A", "B", "C", "D"):
        assert f">{text}<" in drawn
    assert drawn.count("role-legend-entry") == 1


def test_a_tie_ends_at_its_nodes(words):
    made = charts.spec(charts.network(FIRST, **words))
    (edges,) = [rows for rows in made["datasets"].values() if "tie" in rows[0]]
    places = circle(["A", "B", "C"]).set_index("node")
    for edge in edges:
        for end, x, y in (("state_a", "x", "y"), ("state_b", "x2", "y2")):
            assert [edge[x], edge[y]] == pytest.approx(places.loc[edge[end], ["x", "y"]].tolist(), abs=1e-4)


def test_panels_keep_the_places_and_show_their_own_ties(svg, words):
    chart = charts.network(TIES, panel="time", **words)
    drawn = svg(chart)
    assert len(lines(drawn)) == 4
    assert re.findall(r">(before|after)<", drawn) == ["before", "after"]
    assert len([rows for rows in charts.spec(chart)["datasets"].values() if "node" in rows[0]]) == 1


def test_one_data_table_holds_the_ties_of_every_panel(words):
    columns = {"time": "Time", "state_a": "State", "state_b": "Other state", "tie": "Tie"}
    made = charts.spec(charts.network(TIES, panel="time", columns=columns, **words))
    ((name, shown),) = chosen(made)
    assert shown == columns
    assert len(made["datasets"][name]) == 4


def test_the_ties_are_left_alone(words):
    before = TIES.copy()
    charts.network(TIES, panel="time", **words)
    pd.testing.assert_frame_equal(TIES, before)


MANY = pd.DataFrame({"state_a": [str(n) for n in range(16)], "state_b": [str(n + 1) for n in range(16)], "sign": 1})


@pytest.mark.parametrize(
    ("ties", "options", "said"),
    [
        (FIRST[:0], {}, "no ties to draw"),
        (FIRST.drop(columns="sign"), {}, "Lacking: sign"),
        (FIRST, {"panel": "year"}, "Lacking: year"),
        (FIRST.assign(sign=[1, 0, -1]), {}, "must be 1 or -1, but 0 came"),
        (FIRST.assign(sign=["+", "-", "-"]), {}, "must be 1 or -1, but '[+]' came"),
        (FIRST.assign(sign=[1, None, -1]), {}, "must be 1 or -1, but"),
        (FIRST.assign(state_b=["A", "C", "A"]), {}, "A was tied to itself"),
        (TIES, {}, "A and B have two"),
        (pd.concat([TIES, TIES[:1].rename(columns={"state_a": "state_b", "state_b": "state_a"})]), {"panel": "time"}, "A and B have two"),
        (FIRST, {"nodes": ["A", "B"]}, "no node called 'C'"),
        (MANY, {}, "has 17 nodes; 16 are the most"),
    ],
)  # fmt: skip
def test_what_is_no_signed_network_is_refused(ties, options, said, words):
    with pytest.raises(CourseError, match=said):
        charts.network(ties, **options, **words)


def test_sixteen_nodes_are_drawn(svg, words):
    assert len(lines(svg(charts.network(MANY[:15], **words)))) == 15
