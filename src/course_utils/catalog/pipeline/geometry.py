"""From TopoJSON and GeoJSON to compact GeoJSON that Vega draws the right way round."""

from __future__ import annotations

import json
import math
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]

_DIGITS = 2  # about one kilometre, finer than the maps of the course need


def decode(topology: dict, shape: dict) -> dict:
    """A Polygon or MultiPolygon of a quantised TopoJSON document as a GeoJSON geometry.

    >>> square = {"transform": {"scale": [1, 1], "translate": [10, 20]},
    ...     "arcs": [[[0, 0], [0, 1], [1, 0]], [[1, 1], [0, -1], [-1, 0]]]}
    >>> decode(square, {"type": "Polygon", "arcs": [[0, 1]]})["coordinates"]
    [[(10, 20), (10, 21), (11, 21), (11, 20), (10, 20)]]
    """
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number: int) -> Ring:
        x = y = 0
        points = []
        for step_x, step_y in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        return points if number >= 0 else points[::-1]

    def ring(numbers: list[int]) -> Ring:
        # Each arc starts where the one before it ends.
        points = arc(numbers[0])
        for number in numbers[1:]:
            points += arc(number)[1:]
        return points

    if shape["type"] == "Polygon":
        return {"type": "Polygon", "coordinates": [ring(numbers) for numbers in shape["arcs"]]}
    polygons = [[ring(numbers) for numbers in polygon] for polygon in shape["arcs"]]
    return {"type": "MultiPolygon", "coordinates": polygons}


def signed_area(ring: Ring) -> float:
    """Area on the unit sphere that lies to the right of a closed ring, in steradians, between 0 and 4π.

    Vega's map library fills what lies to the right of a ring, so an outer ring must run clockwise or it
    paints the rest of the world. Plane formulas fail for rings across the date line or round a pole; this one,
    which sums the triangles between each edge and the South Pole, does not.

    >>> octant = [(0, 0), (0, 90), (90, 0), (0, 0)]
    >>> round(signed_area(octant) / math.pi, 3), round(signed_area(octant[::-1]) / math.pi, 3)
    (0.5, 3.5)
    >>> cap = [(0, -30), (120, -30), (240, -30), (0, -30)]  # eastward round the South Pole: the pole is on the right
    >>> signed_area(cap) < 2 * math.pi
    True
    """
    total = 0.0
    for (lon_a, lat_a), (lon_b, lat_b) in pairwise(ring):
        turn = math.radians(lon_b - lon_a)
        a, b = (math.radians(lat) / 2 + math.pi / 4 for lat in (lat_a, lat_b))
        both = math.sin(a) * math.sin(b)
        total += 2 * math.atan2(both * math.sin(turn), math.cos(a) * math.cos(b) + both * math.cos(turn))
    return total % (4 * math.pi)


def _rounded(ring: Ring, inner: bool) -> Ring:
    """A ring with rounded points, no point twice in a row, clockwise if outer; empty when nothing is left of it."""
    points = [(round(lon, _DIGITS), round(lat, _DIGITS)) for lon, lat, *_ in ring]
    points = [point for number, point in enumerate(points) if number == 0 or point != points[number - 1]]
    if len(points) < 4:
        return []
    covers_more_than_half = signed_area(points) > 2 * math.pi
    return points[::-1] if covers_more_than_half != inner else points


def geojson(geometry: dict) -> str:
    """A polygon geometry as GeoJSON text: rounded, wound for Vega, in a stable order of keys."""
    single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if single else geometry["coordinates"]
    kept = []
    for outer, *holes in polygons:
        if shell := _rounded(outer, inner=False):
            kept.append([shell, *filter(None, (_rounded(hole, inner=True) for hole in holes))])
    coordinates, kind = (kept[0], "Polygon") if len(kept) == 1 else (kept, "MultiPolygon")
    return json.dumps({"type": kind, "coordinates": coordinates}, separators=(",", ":"))
