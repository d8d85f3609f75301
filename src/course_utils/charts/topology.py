"""Outlines as TopoJSON, small enough to travel inside a chart.

Neighbours share the arc between them, and points are whole steps on a grid, each counted from the point before: a
third of the weight of GeoJSON. Source: Bostock, M. and Metcalf, C., The TopoJSON Format Specification 1.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

Point = tuple[int, int]
Line = list[Point]

FLAT = 3  # squares of the grid; a corner whose triangle covers less than half of that is not seen


def snapped(ring: list[list[float]], grid: float) -> Line:
    """A closed ring in whole steps of ``grid`` degrees; empty when it has no width left.

    >>> snapped([[0, 0], [0, 0.1], [0, 1], [1, 1], [1, 0], [0, 0]], grid=0.5)
    [(0, 0), (0, 2), (2, 2), (2, 0), (0, 0)]
    """
    points = [(round(lon / grid), round(lat / grid)) for lon, lat in ring]
    line = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
    # A sliver may turn over when it is squeezed, and an outline the wrong way round paints the rest of the world.
    before = sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise(ring))
    after = sum(a[0] * b[1] - a[1] * b[0] for a, b in pairwise(line))
    return line if before * after > 0 else []


def pieces(ring: Line, owners: dict[frozenset[Point], set[int]]) -> list[Line]:
    """A ring cut wherever another neighbour begins. owners: the numbers of the rings that have an edge.

    >>> ring = [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)]
    >>> owners = {frozenset(edge): {1} for edge in pairwise(ring)} | {frozenset({(1, 1), (1, 0)}): {1, 2}}
    >>> pieces(ring, owners)
    [[(1, 1), (1, 0)], [(1, 0), (0, 0), (0, 1), (1, 1)]]
    """
    sides = [owners[frozenset(edge)] for edge in pairwise(ring)]
    cuts = [place for place in range(len(sides)) if sides[place] != sides[place - 1]] or [0]
    turned = ring[cuts[0] : -1] + ring[: cuts[0] + 1]
    ends = [cut - cuts[0] for cut in cuts] + [len(sides)]
    return [turned[start : end + 1] for start, end in pairwise(ends)]


def thinned(line: Line) -> Line:
    """An arc without the corners that nobody would see; its ends stay, and three corners at least.

    >>> thinned([(0, 0), (5, 0), (9, 0), (9, 9)])
    [(0, 0), (9, 0), (9, 9)]
    """
    kept = line[:1]
    for here, after in pairwise(line[1:]):
        (x, y), last = here, kept[-1]
        if abs((x - last[0]) * (after[1] - y) - (y - last[1]) * (after[0] - x)) >= FLAT:
            kept.append(here)
    kept += line[-1:]
    return kept if len(kept) > 3 or line[0] != line[-1] else line


def topology(outlines: Iterable[tuple[str, str]], grid: float) -> dict[str, Any]:
    """A TopoJSON topology with one object, ``shapes``.

    outlines: id and GeoJSON geometry (text) of each shape. grid: the width of a step, in degrees. A ring that
    has no width left on the grid is left out, and so is a shape without rings.

    >>> square = '{"type":"Polygon","coordinates":[[[0,0],[0,2],[2,2],[2,0],[0,0]]]}'
    >>> made = topology([("A", square)], grid=1)
    >>> made["arcs"], made["objects"]["shapes"]["geometries"][0]["id"]
    ([[[0, 0], [0, 2], [2, 0], [0, -2], [-2, 0]]], 'A')
    """
    shapes: list[tuple[str, list[list[Line]]]] = []
    for code, text in outlines:
        geometry = json.loads(text)
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        kept = [[snapped(ring, grid) for ring in polygon] for polygon in polygons]
        if kept := [[ring for ring in polygon if ring] for polygon in kept if polygon[0]]:
            shapes.append((code, kept))
    rings = [ring for _, polygons in shapes for polygon in polygons for ring in polygon]
    owners: dict[frozenset[Point], set[int]] = {}
    for number, ring in enumerate(rings):
        for edge in pairwise(ring):
            owners.setdefault(frozenset(edge), set()).add(number)

    numbers: dict[tuple[Point, ...], int] = {}

    def arcs(ring: Line) -> list[int]:
        found = []
        for piece in pieces(ring, owners):
            forth, back = tuple(piece), tuple(reversed(piece))
            found.append(~numbers[back] if back in numbers else numbers.setdefault(forth, len(numbers)))
        return found

    geometries = []
    for code, polygons in shapes:
        drawn = [[arcs(ring) for ring in polygon] for polygon in polygons]
        geometries.append({"type": "MultiPolygon", "id": code, "arcs": drawn})
    lines = [thinned(list(arc)) for arc in numbers]
    return {
        "type": "Topology",
        "transform": {"scale": [grid, grid], "translate": [0, 0]},
        "objects": {"shapes": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [[list(line[0]), *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(line))] for line in lines],
    }
