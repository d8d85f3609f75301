"""Pairs in space, and outlines that Vega fills on the right side."""

from __future__ import annotations

import json
import math
from itertools import pairwise

import pytest

from course_utils import load, states
from course_utils.catalog.pipeline.geometry import decode, geojson, signed_area


@pytest.mark.parametrize(
    ("a", "b", "distance", "ties"),
    [
        ("AZE", "PAK", 2189, set()),
        ("ARM", "AZE", 458, {"contiguous", "common_coloniser", "same_country"}),
        ("IND", "PAK", 683, {"contiguous", "common_language", "common_coloniser", "same_country"}),
        ("AZE", "RUS", 1931, {"contiguous", "colonial_link"}),
        ("GBR", "PAK", 6050, {"common_language", "colonial_link"}),
        ("ARM", "TUR", 1316, {"contiguous", "colonial_link"}),
    ],
)
def test_ties_of_pairs(a, b, distance, ties):
    table = load("pairs")
    (row,) = table[(table["state_a"] == a) & (table["state_b"] == b)].to_dict("records")
    assert row["distance_km"] == distance
    named = ("contiguous", "common_language", "common_coloniser", "colonial_link", "same_country")
    assert {tie for tie in named if row[tie]} == ties


def test_each_pair_stands_once():
    table = load("pairs")
    present = set(table["state_a"].unique()) | set(table["state_b"].unique())
    assert set(states.codes()) - present == {"LIE", "MCO", "MNE", "SSD", "VAT", "XKX"}
    assert len(table) == len(present) * (len(present) - 1) // 2
    assert (table["state_a"].astype(str) < table["state_b"].astype(str)).all()


def test_minimum_distance_is_given_for_focus_pairs_only():
    table = load("pairs").dropna(subset="minimum_distance_km")
    assert len(table) == 66
    assert set(table["state_a"].unique()) | set(table["state_b"].unique()) == set(states.FOCUS)
    row = table[(table["state_a"] == "AZE") & (table["state_b"] == "PAK")]
    assert row["minimum_distance_km"].tolist() == [1457]


def _polygons(text):
    geometry = json.loads(text)
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


@pytest.mark.parametrize("name", ["country_shapes", "disputed_areas"])
def test_outlines_are_closed_and_wound_for_vega(name):
    """An outer ring with the wrong turn paints the whole world but the country."""
    for text in load(name)["geometry"]:
        for outer, *holes in _polygons(text):
            assert outer[0] == outer[-1]
            assert len(outer) >= 4
            assert signed_area(outer) < math.pi, text[:80]
            assert all(signed_area(hole) > 3 * math.pi for hole in holes)


def test_land_area_is_plausible():
    """Russia crosses the date line and Antarctica holds the pole, the two hard cases."""
    km2 = 6371.0**2
    area = {
        row.name: sum(signed_area(outer) for outer, *_ in _polygons(row.geometry)) * km2 / 1e6
        for row in load("country_shapes").itertuples(index=False)
    }
    assert area["Russia"] == pytest.approx(17.1, rel=0.05)
    assert area["Antarctica"] == pytest.approx(13, rel=0.15)
    assert area["India"] == pytest.approx(3.2, rel=0.05)
    assert sum(area.values()) == pytest.approx(149 - 2, rel=0.04)


def _inside(lon, lat, text):
    """Ray casting on the plane; good enough away from poles and the date line."""
    found = False
    for outer, *_ in _polygons(text):
        for (x1, y1), (x2, y2) in pairwise(outer):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                found = not found
    return found


@pytest.mark.parametrize(
    ("place", "lon", "lat", "state"),
    [
        ("Srinagar", 74.8, 34.1, "IND"),
        ("Muzaffarabad", 73.47, 34.37, "PAK"),
        ("Gilgit", 74.3, 35.9, "PAK"),
        ("Aksai Chin", 79.5, 35.2, "CHN"),
        ("Khankendi/Stepanakert", 46.75, 39.82, "AZE"),
        ("Simferopol", 34.1, 44.95, "UKR"),
    ],
)
def test_base_map_draws_control_as_its_defects_say(place, lon, lat, state):
    table = load("country_shapes")
    hits = [row.state for row in table.itertuples() if _inside(lon, lat, row.geometry)]
    assert hits == [state], place


@pytest.mark.parametrize(
    ("place", "lon", "lat", "area"),
    [
        ("Srinagar", 74.8, 34.1, "Indian-administered Kashmir"),
        ("Leh", 77.58, 34.16, "Indian-administered Kashmir"),
        ("Muzaffarabad", 73.47, 34.37, "Pakistan-administered Kashmir: Azad Jammu and Kashmir"),
        ("Gilgit", 74.3, 35.9, "Pakistan-administered Kashmir: Gilgit-Baltistan"),
        ("Aksai Chin", 79.5, 35.2, "Aksai Chin"),
        ("Khankendi/Stepanakert", 46.75, 39.82, "Nagorno-Karabakh and districts around it"),
        ("Lachin/Berdzor", 46.55, 39.64, "Nagorno-Karabakh and districts around it"),
    ],
)
def test_disputed_areas_hold_their_places(place, lon, lat, area):
    hits = [row.name for row in load("disputed_areas").itertuples(index=False) if _inside(lon, lat, row.geometry)]
    assert hits == [area], place


def test_karabakh_is_corrected_and_claims_name_states():
    table = load("disputed_areas").set_index("name")
    row = table.loc["Nagorno-Karabakh and districts around it"]
    assert row["administered_by"] == "AZE"
    assert "Self admin" in row["source_note"]
    for claims, holder in zip(table["claimed_by"], table["administered_by"], strict=True):
        assert holder in claims.split(";")
        assert set(claims.split(";")) <= set(states.codes())
    assert (table.loc[table["case"] == "Kashmir", "claimed_by"].str.contains("IND")).all()


def test_geojson_turns_rings_drops_slivers_and_keeps_holes():
    wrong_way = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    hole = [(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)]
    sliver = [(20, 20), (20.001, 20), (20, 20.001), (20, 20)]
    geometry = {"type": "MultiPolygon", "coordinates": [[wrong_way, hole], [sliver]]}
    found = json.loads(geojson(geometry))
    assert found["type"] == "Polygon"
    assert found["coordinates"][0] == [list(point) for point in wrong_way[::-1]]
    assert len(found["coordinates"]) == 2
    assert signed_area(found["coordinates"][1]) > 2 * math.pi


def test_decode_follows_arcs_backwards():
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [0, 1], [1, 0]], [[0, 0], [1, 0], [0, 1]]],
    }
    shape = {"type": "MultiPolygon", "arcs": [[[0, ~1]]]}
    assert decode(topology, shape)["coordinates"] == [[[(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]]]
