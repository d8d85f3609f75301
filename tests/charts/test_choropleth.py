"""Maps: a disputed area is nobody's, a state without a value looks like one, and the chart stays light."""

import inspect
import json
import re

import altair as alt
import pandas as pd
import pytest

from course_utils import charts, load, states
from course_utils.book.data_table import as_csv, chosen
from course_utils.charts.choropleth import AREAS, EXTENTS, disputed
from course_utils.errors import CourseError

VALUE = alt.Color("share:Q", title="Share of identical votes", scale=charts.sequential(0, 1))
KASHMIR = {
    "Aksai Chin",
    "Indian-administered Kashmir",
    "Pakistan-administered Kashmir: Azad Jammu and Kashmir",
    "Pakistan-administered Kashmir: Gilgit-Baltistan",
    "Shaksgam tract",
    "Siachen Glacier",
}
KARABAKH = {"Nagorno-Karabakh and districts around it"}
SHOWN = {"world": KASHMIR | KARABAKH, "caucasus": KARABAKH, "south asia": KASHMIR}


@pytest.fixture(scope="module")
def table():
    """A value for every state of the world."""
    codes = states.codes()
    return pd.DataFrame({"state": codes, "share": [n / len(codes) for n in range(len(codes))]})


WORDS = {
    "finding": "Agreement rises",
    "source": "Made up, 2026",
    "alt": "Map of the share of identical votes by state: it rises with the alphabet, from none to nearly all.",
}


@pytest.fixture(scope="module")
def maps(table):
    """A map of each extent."""
    return {extent: charts.choropleth(table, VALUE, extent=extent, **WORDS) for extent in EXTENTS}


@pytest.fixture(scope="module")
def specs(maps):
    """The specification of each."""
    return {extent: charts.spec(chart) for extent, chart in maps.items()}


def drawn(svg):
    """Every shape of the map, in drawing order."""
    found = re.findall(r"<path [^>]*geoshape[^>]*>", svg)
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', path)) for path in found]


def shapes_of(layer):
    return {shape["id"] for shape in layer["data"]["values"]["objects"]["shapes"]["geometries"]}


@pytest.mark.parametrize("edition", ["5.20", "6.4"])
@pytest.mark.parametrize("extent", EXTENTS)
def test_disputed_areas_lie_on_top_in_a_fill_of_their_own(svg, maps, extent, edition):
    found = drawn(svg(maps[extent], edition))
    marked = [path for path in found if "Disputed area" in path["aria-label"]]
    assert marked == found[-len(marked) :]
    assert len(marked) == len(SHOWN[extent])
    others = {path["fill"] for path in found[: -len(marked)]}
    for path in marked:
        assert path["fill"] == "white"
        assert path["fill"] not in others
        assert path["stroke-dasharray"] == "5,3"
        assert not {"fill-opacity", "opacity"} & set(path)  # no side's colour shines through
    assert all("stroke-dasharray" not in path for path in found[: -len(marked)])


@pytest.mark.parametrize("extent", EXTENTS)
def test_no_disputed_area_is_part_of_a_state(specs, extent):
    made = specs[extent]
    base, above = made["layer"]
    assert shapes_of(above) == SHOWN[extent]
    assert shapes_of(base).isdisjoint(SHOWN[extent])
    assert "color" not in above["encoding"] and "fill" not in above["encoding"]
    held = json.dumps(above["encoding"]) + json.dumps(above["transform"])
    assert "share" not in held


def test_a_value_of_a_side_changes_nothing_about_a_disputed_area(svg, words, table):
    def areas(one):
        return [path for path in drawn(svg(one)) if "Disputed area" in path["aria-label"]]

    other = table.assign(share=table["share"].where(~table["state"].isin(["IND", "PAK", "CHN"])))
    assert areas(charts.choropleth(table, VALUE, extent="south asia", **words)) == areas(
        charts.choropleth(other, VALUE, extent="south asia", **words)
    )


def test_disputed_areas_can_not_be_left_out():
    assert list(inspect.signature(charts.choropleth).parameters) == ["table", "value", "extent", "words"]
    assert set(load("disputed_areas")["name"]) == SHOWN["world"]


@pytest.mark.parametrize("extent", EXTENTS)
def test_who_claims_and_who_administers_is_told_as_the_table_has_it(svg, maps, extent):
    known = load("disputed_areas").set_index("name")
    found = disputed(extent).set_index("area")
    assert set(found.index) == SHOWN[extent]
    for area, row in found.iterrows():
        claimants = known.loc[area, "claimed_by"].split(";")
        assert row["claimed_by"] == " and ".join(states.name(code) for code in claimants)
        assert row["administered_by"] == states.name(known.loc[area, "administered_by"])
        assert row["as_of"] == known.loc[area, "as_of"]
        assert row["note"] == known.loc[area, "note"]
    labels = [path["aria-label"] for path in drawn(svg(maps[extent]))]
    for area, row in found.iterrows():
        (label,) = [text for text in labels if area in text]
        for name in ("claimed_by", "administered_by", "as_of"):
            assert f"{AREAS[name]}: {row[name]}" in label


def test_the_page_shows_a_table_of_states_and_one_of_disputed_areas(specs, table):
    made = specs["world"]
    of_states, of_areas = (as_csv(made["datasets"][name], columns) for name, columns in chosen(made))
    assert all(area in of_areas for area in SHOWN["world"])
    assert all(f"\n{states.name(code)}," in of_states for code in table["state"])
    assert "How the sides see it" in of_areas


def test_the_legend_says_what_is_disputed_and_what_has_no_data(svg, words, maps, table):
    there = svg(maps["caucasus"])
    lacking = svg(charts.choropleth(table[table["state"] != "ARM"], VALUE, extent="caucasus", **words))
    assert ">disputed area<" in there and ">no data<" not in there
    assert ">disputed area<" in lacking and ">no data<" in lacking


@pytest.mark.parametrize("gone", ["row", "value"])
def test_a_state_without_a_value_is_pale_grey_and_has_no_data_in_the_table(svg, words, table, gone):
    part = (
        table[table["state"] != "CHN"]
        if gone == "row"
        else table.assign(share=table["share"].where(table["state"] != "CHN"))
    )
    chart = charts.choropleth(part, VALUE, extent="south asia", **words)
    (china,) = [path for path in drawn(svg(chart)) if path["aria-label"].endswith("State: China")]
    assert china["fill"] == charts.GREY
    assert china["fill-opacity"] == "0.35"
    assert "Share" not in china["aria-label"]
    made = charts.spec(chart)
    name, columns = chosen(made)[0]
    (row,) = [row for row in made["datasets"][name] if row["name"] == "China"]
    assert row["share"] is None
    assert "share" in columns


def test_the_world_stays_light(words, table):
    chart = charts.choropleth(table.assign(share=0.123456), VALUE, **words)
    assert len(json.dumps(charts.spec(chart), ensure_ascii=False).encode()) < 95_000


@pytest.mark.parametrize("extent", ["caucasus", "south asia"])
def test_a_region_is_lighter_still_and_tells_of_its_own_states_alone(specs, extent):
    made = specs[extent]
    assert len(json.dumps(made, ensure_ascii=False).encode()) < 30_000
    names = {row["name"] for row in made["datasets"]["data-1"]}
    assert {"caucasus": "Azerbaijan", "south asia": "India"}[extent] in names
    assert "Brazil" not in names


@pytest.mark.parametrize("extent", EXTENTS)
def test_the_source_line_says_what_the_outlines_are(specs, extent):
    made = specs[extent]
    line = made["usermeta"]["course"]["source"]
    assert line.startswith("Made up, 2026; outlines: Natural Earth, drawn by who controls; dashed: disputed")
    assert " ".join(made["title"]["subtitle"]) == f"Source: {line}"


def test_states_too_small_to_draw_are_counted_and_in_the_table(words):
    few = pd.DataFrame({"state": ["MLT", "SGP", "AZE", "MUS"], "share": [0.1, 0.2, 0.3, None]})
    made = charts.spec(charts.choropleth(few, VALUE, **words))
    assert made["usermeta"]["course"]["source"].endswith("; too small to draw, see the table: 2")
    assert {"Malta", "Singapore", "Mauritius"} <= {row["name"] for row in made["datasets"]["data-1"]}


def test_votes_keep_their_colours(svg, words):
    votes = pd.DataFrame({"state": ["AZE", "ARM", "GEO"], "vote": pd.Categorical(["yes", "no", "abstain"])})
    value = alt.Color("vote:N", title="Vote", scale=charts.scale(charts.VOTES))
    found = drawn(svg(charts.choropleth(votes, value, extent="caucasus", **words)))
    fills = {path["aria-label"]: path["fill"] for path in found}
    assert fills["Vote: yes; State: Azerbaijan"] == charts.VOTES["yes"]
    assert fills["Vote: no; State: Armenia"] == charts.VOTES["no"]
    assert fills["Vote: abstain; State: Georgia"] == charts.VOTES["abstain"]


def test_the_region_fills_the_picture(svg, maps):
    found = drawn(svg(maps["caucasus"]))
    (area,) = [path for path in found if "Disputed area" in path["aria-label"]]
    places = [tuple(map(float, point)) for point in re.findall(r"(-?[\d.]+),(-?[\d.]+)", area["d"])]
    # 45.58 to 47.32 degrees east of 37 to 52, on 560 pixels.
    assert min(x for x, _ in places) == pytest.approx((45.58 - 37) / 15 * 560, abs=2)
    assert max(x for x, _ in places) == pytest.approx((47.32 - 37) / 15 * 560, abs=2)
    assert all(0 < y < EXTENTS["caucasus"].height for _, y in places)


def test_other_columns_can_go_into_the_table(words, table):
    more = table.assign(n=5, name="mine")
    columns = {"name": "State", "n": "Roll calls", "share": "Share"}
    made = charts.spec(charts.choropleth(more, VALUE, extent="caucasus", columns=columns, **words))
    assert [pair[0] for pair in made["usermeta"]["course"]["columns"]] == ["name", "n", "share", *AREAS]
    assert "Armenia" in {row["name"] for row in made["datasets"]["data-1"]}


def test_the_table_is_left_alone(words, table):
    before = table.copy()
    charts.choropleth(table, VALUE, extent="caucasus", **words)
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        (
            {"state": ["AZE"], "share": [1.0]},
            {"extent": "caucasas"},
            "no extent called 'caucasas'. Did you mean 'caucasus'",
        ),
        ({"state": ["AZR"], "share": [1.0]}, {}, "no state called 'AZR'"),
        ({"state": ["DDR"], "share": [1.0]}, {}, "no state called 'DDR'"),
        ({"state": ["AZE", "AZE"], "share": [1.0, 2.0]}, {}, "one row for each state"),
        ({"state": ["AZE"]}, {}, "Lacking: share"),
        ({"share": [1.0]}, {}, "Lacking: state"),
    ],
)
def test_what_can_not_be_drawn_is_refused(rows, options, said, words):
    with pytest.raises(CourseError, match=said):
        charts.choropleth(pd.DataFrame(rows), VALUE, **options, **words)


@pytest.mark.parametrize("word", ["finding", "source", "alt"])
def test_a_map_needs_its_words_as_well(words, table, word):
    with pytest.raises(CourseError):
        charts.choropleth(table, VALUE, extent="caucasus", **{**words, word: ""})
    del words[word]
    with pytest.raises(TypeError, match=word):
        charts.choropleth(table, VALUE, extent="caucasus", **words)
