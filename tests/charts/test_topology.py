"""Outlines as TopoJSON: the same shapes, each border once. Read back by a decoder of the format and by Vega's own."""

import json
import math
import re
from itertools import pairwise

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import load
from course_utils.charts.topology import snapped, thinned, topology


def decoded(made):
    """The format's own words, plainly: running sums, times the scale; ~i is arc i backwards; first points fall away."""
    (kx, ky), (dx, dy) = made["transform"]["scale"], made["transform"]["translate"]
    arcs = []
    for steps in made["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        arcs.append(line)

    def ring(numbers):
        points = []
        for number in numbers:
            line = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += line[1:] if points else line
        return points

    shapes = made["objects"]["shapes"]["geometries"]
    return {shape["id"]: [[ring(numbers) for numbers in polygon] for polygon in shape["arcs"]] for shape in shapes}


def area(ring):
    """Signed, in square degrees; a ring over the date line is measured as one."""
    if max(x for x, _ in ring) - min(x for x, _ in ring) > 180:
        ring = [(x % 360, y) for x, y in ring]
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise(ring)) / 2


def square(x, y, size=10):
    """A closed ring, clockwise."""
    return [[x, y], [x, y + size], [x + size, y + size], [x + size, y], [x, y]]


def polygon(*rings):
    return json.dumps({"type": "Polygon", "coordinates": rings})


CELLS = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


@settings(max_examples=60)
@given(CELLS)
def test_every_shape_comes_back_and_every_border_is_there_once(cells):
    made = topology([(f"{x},{y}", polygon(square(10 * x, 10 * y))) for x, y in cells], grid=1)
    found = decoded(made)
    edges = [frozenset(edge) for line in made["arcs"] for edge in pairwise(_absolute(line))]
    assert len(edges) == len(set(edges))
    for x, y in cells:
        ((ring,),) = found[f"{x},{y}"]
        corners = [tuple(corner) for corner in square(10 * x, 10 * y)[:-1]]
        start = corners.index(ring[0])
        assert ring == corners[start:] + corners[: start + 1]


def _absolute(steps):
    x = y = 0
    line = []
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        line.append((x, y))
    return line


def test_neighbours_share_an_arc_that_one_of_them_walks_backwards():
    made = topology([("A", polygon(square(0, 0))), ("B", polygon(square(10, 0)))], grid=1)
    a, b = (shape["arcs"][0][0] for shape in made["objects"]["shapes"]["geometries"])
    assert len(made["arcs"]) == 3
    assert {~number for number in b} & set(a)


def test_holes_and_many_parts_come_back():
    hole = square(2, 2, 4)[::-1]
    island = json.dumps({"type": "MultiPolygon", "coordinates": [[square(0, 0), hole], [square(20, 0)]]})
    (first, second), (inside,) = (
        decoded(topology([("A", island), ("B", polygon(square(2, 2, 4)))], grid=1))[key] for key in "AB"
    )
    assert [area(ring) for ring in first] == [-100, 16]
    assert [area(ring) for ring in second + inside] == [-100, -16]


def test_vega_reads_it_as_it_reads_geojson():
    outline = polygon([[0, 0], [0, 20], [15, 25], [20, 5], [0, 0]])
    frame = {"width": 100, "height": 100, "projection": {"type": "identity", "reflectY": True}, "mark": "geoshape"}

    def drawn(data):
        svg = vl_convert.vegalite_to_svg({**frame, "data": data}, vl_version="5.20")
        (path,) = re.findall(r'<path transform="translate\(0,0\)" d="([^"]*)"', svg)
        return path

    packed = {"values": topology([("A", outline)], 1), "format": {"type": "topojson", "feature": "shapes"}}
    plain = {"values": [{"type": "Feature", "properties": {}, "geometry": json.loads(outline)}]}
    assert drawn(packed) == drawn(plain)


def test_a_part_without_width_goes_and_so_does_a_shape_of_such_parts():
    parts = json.dumps({"type": "MultiPolygon", "coordinates": [[square(0, 0)], [square(30, 0, 0.2)]]})
    hole = polygon(square(50, 0), square(51, 1, 0.2)[::-1])
    found = decoded(topology([("A", parts), ("B", polygon(square(60, 60, 0.2))), ("C", hole)], grid=1))
    assert set(found) == {"A", "C"}
    assert [len(found[key]) for key in "AC"] == [1, 1]
    assert len(found["C"][0]) == 1


def test_a_sliver_that_would_turn_over_goes():
    sliver = [[0, 0], [0.6, 2.4], [1.4, 5.7], [0, 0]]
    corners = [(0, 0), (1, 2), (1, 6), (0, 0)]
    assert [tuple(map(round, corner)) for corner in sliver] == corners
    assert area(sliver) < 0 or area(corners) > 0
    assert area(sliver) * area(corners) > 0
    assert snapped(sliver, 1) == corners
    turning = [[0, 0], [0.4, 1.6], [1.6, 6.5], [0, 0]]
    assert area(turning) * area([(0, 0), (0, 2), (2, 6), (0, 0)]) < 0
    assert snapped(turning, 1) == []


def test_thinning_keeps_ends_and_never_flattens_a_ring():
    assert thinned([(0, 0), (1, 0), (2, 0), (9, 0)]) == [(0, 0), (9, 0)]
    tiny = [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]
    assert thinned(tiny) == tiny
    assert thinned([(0, 0), (9, 9)]) == [(0, 0), (9, 9)]


@pytest.fixture(scope="module")
def world():
    table = load("country_shapes").query("name != 'Antarctica'")
    return dict(zip(table["name"], table["geometry"], strict=True))


@pytest.mark.parametrize("step", [0.25, 0.05, 0.02])
def test_no_country_is_lost_turned_over_or_much_changed(world, step):
    found = decoded(topology(world.items(), step))
    assert set(found) == set(world)
    for name, text in world.items():
        geometry = json.loads(text)
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        before = sum(area(ring) for part in polygons for ring in part)
        after = sum(area(ring) for part in found[name] for ring in part)
        assert before * after > 0, name  # the same way round, as Vega fills what lies to the right
        outline = sum(
            math.dist(*edge) for part in polygons for ring in part for edge in pairwise(ring) if math.dist(*edge) < 180
        )
        assert abs(after - before) < outline * step / 2, name  # half a step along the whole outline
        for part in found[name]:
            for ring in part:
                assert ring[0] == ring[-1]
                assert len(ring) >= 4


def test_armenia_and_azerbaijan_have_one_border(world):
    made = topology([(name, world[name]) for name in ("Armenia", "Azerbaijan")], 0.02)
    armenia, azerbaijan = (
        {number for part in shape["arcs"] for ring in part for number in ring}
        for shape in made["objects"]["shapes"]["geometries"]
    )
    assert {~number for number in armenia} & azerbaijan
