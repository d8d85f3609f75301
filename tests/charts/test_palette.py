"""Colours that everybody tells apart, on both pages; scales that mean what they say.

Simulation: Machado, Oliveira and Fernandes (2009), the three forms at full strength (their table 1). Distance: OKLab
(Ottosson 2020), times 100.
"""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import altair as alt
import numpy as np
import pandas as pd
import pytest

from course_utils import charts
from course_utils.charts import palette
from course_utils.errors import CourseError

COLOURS = {name: value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
LIGHT, DARK = "#ffffff", "#14181e"
EYES = {
    "common": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(colour):
    values = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    parts = values.groups() if values else [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    c = np.array([int(part) / 255 for part in parts])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def seen(colour, eye="common"):
    return 100 * OKLAB @ np.cbrt(LMS @ np.clip(EYES[eye] @ linear(colour), 0, 1))


def apart(a, b, eye="common"):
    return float(np.linalg.norm(seen(a, eye) - seen(b, eye)))


def contrast(a, b):
    light, dark = sorted((np.array([0.2126, 0.7152, 0.0722]) @ linear(c) + 0.05 for c in (a, b)), reverse=True)
    return light / dark


def test_the_yardsticks():
    # Ottosson's own table: white is (1, 0, 0); red (1, 0, 0 in linear sRGB) is (0.6280, 0.2249, 0.1258).
    np.testing.assert_allclose(seen("#ffffff"), [100, 0, 0], atol=0.01)
    np.testing.assert_allclose(seen("#ff0000"), [62.80, 22.49, 12.58], atol=0.01)
    # WCAG 2.2: black on white is 21 to 1. A simulated grey stays grey.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    for eye in EYES:
        assert apart("#808080", "#808080", eye) == 0
        np.testing.assert_allclose(seen("#808080", eye), seen("#808080"), atol=0.1)
    # The orange and the vermilion that the course began with: apart for most, one and the same to a deuteranope.
    assert apart("#b87a00", "#d55e00", "deuteranopia") < 1 < 7 < apart("#b87a00", "#d55e00")


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("a", "b"), list(itertools.combinations(sorted(COLOURS), 2)))
def test_every_two_colours_differ_for_every_eye(a, b, eye):
    assert apart(COLOURS[a], COLOURS[b], eye) >= 9


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("meaning", ["VOTES", "SIGNS"])
def test_colours_that_say_opposite_things_differ_more(meaning, eye):
    for a, b in itertools.combinations(getattr(palette, meaning).values(), 2):
        assert apart(a, b, eye) >= 12


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_every_colour_stands_out_on_both_pages(colour, page):
    assert contrast(COLOURS[colour], page) >= 3


def test_meanings_take_their_colours_from_the_palette():
    assert len(COLOURS) == 7
    for meaning in (palette.VOTES, palette.SIGNS, palette.STATES):
        assert set(meaning.values()) <= set(COLOURS.values())
        assert len(set(meaning.values())) == len(meaning)


@pytest.fixture
def fills(svg, words):
    """The colours that a scale gives to values, as drawn."""

    def draw(scale, values):
        table = pd.DataFrame({"x": [str(value) for value in values], "y": "one", "value": values})
        chart = charts.heat_map(table, "x", "y", alt.Color("value:Q", title="Value", scale=scale), **words)
        return re.findall(r'aria-roledescription="rect mark"[^>]*? fill="([^"]*)"', svg(chart))

    return draw


def test_amounts_go_from_light_to_dark_and_the_least_is_not_the_page(fills):
    found = fills(charts.sequential(2, 6), [2, 3, 4, 5, 6])
    assert contrast(found[0], DARK) > 3
    for eye in EYES:
        lightness = [seen(colour, eye)[0] for colour in found]
        assert lightness == sorted(lightness, reverse=True)
        assert lightness[0] - lightness[-1] > 30
        assert apart(found[0], LIGHT, eye) > 10


@pytest.mark.parametrize(("low", "high", "middle"), [(-1, 1, 0), (0, 1, 0.5), (-0.2, 0.8, 0)])
def test_two_directions_part_at_a_neutral_middle(fills, low, high, middle):
    reach = max(middle - low, high - middle)
    found = fills(charts.diverging(low, high, middle), [middle + step * reach for step in (-1, -0.5, 0, 0.5, 1)])
    for eye in EYES:
        lightness = [seen(colour, eye)[0] for colour in found]
        assert lightness[2] > 93  # nearly white
        assert np.hypot(*seen(found[2], eye)[1:]) < 2  # no hue
        assert lightness[0] < lightness[1] < lightness[2] > lightness[3] > lightness[4]
        assert lightness[1] == pytest.approx(lightness[3], abs=12)  # equally strong
        assert apart(found[1], found[3], eye) > 15


@pytest.mark.parametrize("eye", EYES)
def test_neighbours_on_a_scale_of_five_differ_for_every_eye(fills, eye):
    for scale in (charts.sequential(0, 4), charts.diverging(0, 4, 2)):
        for a, b in itertools.pairwise(fills(scale, [0, 1, 2, 3, 4])):
            assert apart(a, b, eye) >= 6


def test_blue_is_the_side_that_signs_call_friendly(fills):
    low, high = fills(charts.diverging(-1, 1), [-0.8, 0.8])
    assert apart(high, charts.SIGNS["friendly"]) < apart(low, charts.SIGNS["friendly"])
    assert apart(low, charts.SIGNS["hostile"]) < apart(high, charts.SIGNS["hostile"])


@pytest.mark.parametrize(("low", "high", "middle"), [(0, 1, 0), (0, 1, 2), (1, 0, 0.5), (0, 1, float("nan"))])
def test_a_middle_that_is_none_is_refused(low, high, middle):
    with pytest.raises(CourseError, match="must lie between its ends"):
        charts.diverging(low, high, middle)


NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
PAPER = {"white", "black"}  # outlines and words inside coloured cells; the page's own colours come from its theme
SCHEMES = {"blues", "blueorange"}  # sequential and diverging, tested above
# Keys of a specification whose text is no colour though it may read like one.
WORDS = {"$schema", "datasets", "usermeta", "values", "title", "description", "subtitle"}


def strings(part: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a specification with its key, but for data and words."""
    if isinstance(part, dict):
        for name, inner in part.items():
            if name not in WORDS:
                yield from strings(inner, name)
    elif isinstance(part, list):
        for inner in part:
            yield from strings(inner, key)
    elif isinstance(part, str):
        yield key, part


def test_every_page_draws_in_the_palette_alone():
    """So that what is tested here of the palette holds for every chart of the course."""
    used, schemes = set(), set()
    for path in (path for path in sorted(NOTEBOOKS.rglob("*.ipynb")) if "exercises" not in path.parts):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                spec = output.get("data", {}).get(charts.MIME, {})
                config = dict(spec.get("config", {}))
                config.pop("title", None)  # of the light theme; charts.js has the page's instead
                for key, text in strings({**spec, "config": config}):
                    colour = key in ("color", "fill", "stroke", "background", "symbolFillColor", "symbolStrokeColor")
                    if text.startswith("#") or (colour and text.isalpha()) or (key == "value" and text in PAPER):
                        used.add(text)
                    if key == "scheme" or (key == "name" and text in SCHEMES):
                        schemes.add(text)
    assert used - PAPER == set(COLOURS.values())
    assert schemes == SCHEMES


def test_words_in_a_cell_can_be_read_on_every_fill(svg, words):
    """Heat maps write in black or in white, whichever stands out; WCAG asks for 4.5 to 1."""
    steps = [number / 12 for number in range(13)]
    table = pd.DataFrame({"x": [f"{step:.2f}" for step in steps], "y": "one", "value": steps})
    for scale in (charts.sequential(0, 1), charts.diverging(0, 1, 0.5)):
        drawn = svg(charts.heat_map(table, "x", "y", alt.Color("value:Q", title="Value", scale=scale), **words))
        fills = re.findall(r'aria-roledescription="rect mark"[^>]*? fill="([^"]*)"', drawn)
        inks = re.findall(r'aria-roledescription="text mark"[^>]*? fill="([^"]*)"', drawn)
        assert len(fills) == len(inks) == len(steps)
        names = {"black": "#000000", "white": "#ffffff"}
        for fill, ink in zip(fills, inks, strict=True):
            assert contrast(fill, names.get(ink, ink)) >= 4.5
