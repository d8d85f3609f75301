"""The contract of a chart: its words, its axes, its colours, its weight, and that it draws everywhere."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import vl_convert

from course_utils.charts import palette

ALT = 40  # characters
WEIGHT = 100_000  # bytes
COLOURS = {colour for name, colour in vars(palette).items() if name.isupper() and isinstance(colour, str)}
INK = {"white", "black", "#ffffff", "#000000", "transparent"}  # for words and edges on top of a colour
# Vega's schemes that keep their order for colour-blind readers: one hue, or made for it.
SCHEMES = {
    "blues",
    "greens",
    "greys",
    "oranges",
    "purples",
    "viridis",
    "cividis",
    "magma",
    "inferno",
    "plasma",
    "blueorange",
    "purpleorange",
}
VERSIONS = ("5.20", "6.4")  # JupyterLab and VS Code; the course's site
NOT_A_WORD = re.compile(r"(?i)(?<![a-z])(nan|nat|none|null|undefined|inf|-inf|<na>)(?![a-z])")


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a specification; data and the theme left out."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key not in ("datasets", "data", "config", "usermeta"):
                yield from walk(value)
    elif isinstance(node, list):
        for item in node:
            yield from walk(item)


def views(spec: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """The encodings of each view, layers that share their axes together."""
    for part in ("hconcat", "vconcat", "concat"):
        for inner in spec.get(part, []):
            yield from views(inner)
    if isinstance(spec.get("spec"), dict):
        yield from views(spec["spec"])
    elif "layer" in spec:
        yield [spec.get("encoding", {}), *(one for inner in spec["layer"] for group in views(inner) for one in group)]
    elif "encoding" in spec:
        yield [spec["encoding"]]


def units(spec: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each encoding with the rows that it draws; none where a transformation picks among them."""

    def inner(node: dict[str, Any], name: str, changed: bool) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        name = node.get("data", {}).get("name", name)
        changed = changed or "transform" in node
        if "encoding" in node:
            yield node["encoding"], [] if changed else spec.get("datasets", {}).get(name, [])
        for part in ("layer", "hconcat", "vconcat", "concat"):
            for one in node.get(part, []):
                yield from inner(one, name, changed)
        if isinstance(node.get("spec"), dict):
            yield from inner(node["spec"], name, changed)

    return inner(spec, "", False)


def _channels(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for group in views(spec):
        for encoding in group:
            yield from ((name, channel) for name, channel in encoding.items() if isinstance(channel, dict))


def title(spec: dict[str, Any]) -> str:
    """The finding in one line."""
    text = spec.get("title", {})
    text = text.get("text", "") if isinstance(text, dict) else text
    return " ".join(text) if isinstance(text, list) else text


def words(spec: dict[str, Any]) -> list[str]:
    """Finding, source line, and an alt text that says what is on the axes."""
    found = []
    alt = spec.get("description", "")
    if len(alt) < ALT:
        found.append(f"The alt text has {len(alt)} characters; {ALT} are the least.")
    drawn = {"x", "y", "color", "size", "shape", "row", "column", "facet"}
    named = [
        str(channel.get("title") or channel.get("field", "")) for name, channel in _channels(spec) if name in drawn
    ]
    variables = {word for text in named for word in re.findall(r"[a-z]{4,}", text.lower())}
    if not variables & set(re.findall(r"[a-z]{4,}", alt.lower())):
        found.append(f"The alt text names none of the variables drawn ({', '.join(sorted(variables))}).")
    if not title(spec).strip():
        found.append("The chart has no title.")
    subtitle = spec["title"].get("subtitle", "") if isinstance(spec.get("title"), dict) else ""
    line = " ".join(subtitle) if isinstance(subtitle, list) else subtitle
    source = spec.get("usermeta", {}).get("course", {}).get("source", "")
    if not source or line != f"Source: {source}":
        found.append("The chart has no source line.")
    if not spec.get("usermeta", {}).get("course", {}).get("columns"):
        found.append("The chart does not say which columns its data table shows.")
    return found


def axes(spec: dict[str, Any]) -> list[str]:
    """Every axis with quantities has a title in words."""
    found = []
    for group in views(spec):
        for name in ("x", "y"):
            channels = [encoding[name] for encoding in group if isinstance(encoding.get(name), dict)]
            measured = [c for c in channels if c.get("type") == "quantitative" and c.get("axis", {}) is not None]
            titles = [str(c.get("title") or "") for c in channels]
            if measured and not any(re.search(r"[A-Za-z]{3}", text) and "_" not in text for text in titles):
                found.append(f"The {name} axis of {measured[0].get('field')!r} has no title.")
    return found


def colours(spec: dict[str, Any]) -> list[str]:
    """Colours of the palette, or of a scheme that everybody can read; no more kinds than the palette has colours."""
    used: list[Any] = []
    for node in walk(spec):
        for key in ("color", "fill", "stroke"):
            value = node.get(key)
            if isinstance(value, str):
                used.append(value)
            if isinstance(value, dict):
                used += [part["value"] for part in (value, *_conditions(value)) if isinstance(part.get("value"), str)]
                scale = value.get("scale") or {}
                used += [colour for colour in scale.get("range", []) if isinstance(scale.get("range"), list)]
                scheme = scale.get("scheme")
                scheme = scheme.get("name") if isinstance(scheme, dict) else scheme
                if scheme and scheme not in SCHEMES:
                    return [f"The colour scheme {scheme!r} is not one of {', '.join(sorted(SCHEMES))}."]
    config = spec.get("config", {})
    used += [config.get("mark", {}).get("color"), *config.get("range", {}).get("category", [])]
    found = [
        f"The colour {colour!r} is not in the palette."
        for colour in dict.fromkeys(used)
        if colour and colour.lower() not in COLOURS | INK
    ]
    for encoding, rows in units(spec):
        channel = encoding.get("color", {})
        if channel.get("type") == "nominal" and not (channel.get("scale") or {}).get("range"):
            kinds = {str(row.get(channel.get("field"))) for row in rows}
            if len(kinds) > len(COLOURS):
                found.append(
                    f"{channel['field']!r} has {len(kinds)} kinds for {len(COLOURS)} colours, so colours repeat."
                )
    return found


def _conditions(channel: dict[str, Any]) -> list[dict[str, Any]]:
    condition = channel.get("condition", [])
    return condition if isinstance(condition, list) else [condition]


def weight(spec: dict[str, Any]) -> list[str]:
    """Light enough for a phone."""
    size = len(json.dumps(spec, ensure_ascii=False).encode())
    return [f"The chart weighs {size / 1000:.0f} KB; {WEIGHT // 1000} are the most."] if size > WEIGHT else []


def data(spec: dict[str, Any]) -> list[str]:
    """Every chart has rows, and a missing value is missing: not a word that says so."""
    rows = [row for rows in spec.get("datasets", {}).values() for row in rows]
    found = [] if rows else ["The chart has no data."]
    texts = {(key, value) for row in rows for key, value in row.items() if isinstance(value, str)}
    found += [
        f"A missing value is the text {value!r} in {key!r}."
        for key, value in sorted(texts)
        if NOT_A_WORD.fullmatch(value.strip())
    ]
    for place, text in (("title", title(spec)), ("alt text", spec.get("description", ""))):
        found += [
            f"The {place} says {match.group()!r}."
            for match in re.finditer(r"(?<!\w)-?(nan|NaN|inf|NaT|<NA>)(?!\w)", text)
        ]
    return found


def drawing(spec: dict[str, Any], version: str, capfd: pytest.CaptureFixture[str]) -> list[str]:
    """It draws in an edition of Vega-Lite, without a warning."""
    capfd.readouterr()
    svg = vl_convert.vegalite_to_svg(spec, vl_version=version, show_warnings=True)
    said = "".join(capfd.readouterr()).strip()
    found = [f"Vega-Lite {version}: {line}" for line in said.splitlines()]
    if "NaN" in svg:
        found.append(f"Vega-Lite {version}: the picture has NaN in it.")
    return (
        found
        if re.search(r'role="graphics-symbol"|mark-\w+', svg)
        else [*found, f"Vega-Lite {version}: the picture is empty."]
    )


RULES = (words, axes, colours, weight, data)


@pytest.mark.parametrize("rule", RULES)
def test_charts_keep(lab, rule):
    found = [f"{name}: {sentence}" for name, spec in lab.charts for sentence in rule(spec)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("version", VERSIONS)
def test_charts_draw(lab, version, capfd):
    found = [f"{name}: {sentence}" for name, spec in lab.charts for sentence in drawing(spec, version, capfd)]
    assert not found, "\n".join(found)


def test_charts_of_the_python_page_keep_all_this_too(python_page, capfd):
    assert python_page.charts
    found = [sentence for _, spec in python_page.charts for rule in RULES for sentence in rule(spec)]
    found += [s for _, spec in python_page.charts for version in VERSIONS for s in drawing(spec, version, capfd)]
    assert not found, "\n".join(found)


# ------------------------------------------------------------------------------------------ bad examples

GOOD = {
    "title": {"text": ["The share rises", "from year to year"], "subtitle": ["Source: Made up, 2026"]},
    "description": "Line chart of the share of identical votes by year: it rises from one half to two thirds.",
    "usermeta": {"course": {"source": "Made up, 2026", "columns": [["year", "Year"], ["share", "Share"]]}},
    "config": {"mark": {"color": palette.BLUE}, "range": {"category": [palette.BLUE, palette.GREEN]}},
    "data": {"name": "data-1"},
    "datasets": {"data-1": [{"year": 2000, "share": 0.5, "pair": "one"}, {"year": 2001, "share": None, "pair": "two"}]},
    "mark": {"type": "line", "color": palette.GREEN},
    "encoding": {
        "x": {"field": "year", "type": "quantitative", "title": "Year"},
        "y": {"field": "share", "type": "quantitative", "title": "Share of identical votes"},
        "color": {"field": "pair", "type": "nominal", "title": "Pair"},
    },
}


def spoiled(path, value):
    spec = copy.deepcopy(GOOD)
    *above, last = path.split("/")
    node = spec
    for key in above:
        node = node[int(key) if key.isdigit() else key]
    if value is None:
        del node[last]
    else:
        node[last] = value
    return spec


@pytest.mark.parametrize("rule", RULES)
def test_a_good_chart_passes(rule):
    assert rule(GOOD) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_good_chart_draws(version, capfd):
    assert drawing(GOOD, version, capfd) == []


@pytest.mark.parametrize(
    ("rule", "path", "value", "said"),
    [
        (words, "description", None, "The alt text has 0 characters"),
        (
            words,
            "description",
            "A chart with some lines on it that go up and then down again.",
            "names none of the variables",
        ),
        (words, "title", "", "no title"),
        (words, "title/subtitle", None, "no source line"),
        (words, "title/subtitle", ["Source: Somebody else"], "no source line"),
        (words, "usermeta", None, "no source line"),
        (words, "usermeta/course/columns", {}, "does not say which columns"),
        (axes, "encoding/y/title", None, "The y axis of 'share' has no title"),
        (axes, "encoding/x/title", "", "The x axis of 'year' has no title"),
        (axes, "encoding/x/title", "year_of_vote", "The x axis of 'year' has no title"),
        (colours, "mark/color", "red", "'red' is not in the palette"),
        (colours, "config/mark/color", "#0072b3", "'#0072b3' is not in the palette"),
        (colours, "config/range/category", ["#0072b2", "#00ff00"], "'#00ff00' is not in the palette"),
        (colours, "encoding/color/scale", {"range": [palette.BLUE, "#bbbbbb"]}, "'#bbbbbb' is not in the palette"),
        (colours, "encoding/color/scale", {"scheme": "redyellowgreen"}, "scheme 'redyellowgreen'"),
        (
            colours,
            "encoding/color/condition",
            {"test": "datum.share > 1", "value": "lime"},
            "'lime' is not in the palette",
        ),
        (colours, "datasets/data-1", [{"pair": str(n)} for n in range(9)], "9 kinds for 7 colours"),
        (weight, "datasets/data-1", [{"year": 2000, "share": 0.123456}] * 3000, "100 are the most"),
        (data, "datasets", None, "no data"),
        (data, "datasets/data-1/0/pair", "nan", "the text 'nan' in 'pair'"),
        (data, "datasets/data-1/0/pair", "None", "the text 'None' in 'pair'"),
        (data, "title/text", ["A share of nan"], "The title says 'nan'"),
        (data, "description", "The share is NaN in each year.", "The alt text says 'NaN'"),
    ],
)
def test_each_fault_is_found(rule, path, value, said):
    found = rule(spoiled(path, value))
    assert any(said in sentence for sentence in found), found


def test_layers_share_a_title_and_facets_are_looked_into():
    bare = {"mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}
    named = {"mark": "rule", "encoding": {"x": {"field": "a", "type": "quantitative", "title": "Share"}}}
    assert axes({"layer": [bare, named]}) == []
    assert axes({"layer": [bare, bare]}) != []
    assert axes({"hconcat": [named, bare]}) != []
    assert axes({"facet": {}, "spec": {"layer": [bare]}}) != []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_warning_of_vega_lite_is_found(version, capfd):
    bad = spoiled("encoding/shape", {"field": "pair", "type": "nominal"})
    bad["mark"] = "bar"
    assert any("shape dropped" in sentence for sentence in drawing(bad, version, capfd))
