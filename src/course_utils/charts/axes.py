"""Find the axes of quantities that do not say what they measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Spec = dict[str, Any]


def _views(spec: Spec) -> Iterator[tuple[str, list[Spec]]]:
    """The channels of each axis of a specification, with its name: layers share their axes, panels do not."""
    for part in ("hconcat", "vconcat", "concat"):
        for inner in spec.get(part, []):
            yield from _views(inner)
    if "spec" in spec:
        yield from _views(spec["spec"])
        return
    layers = [found for inner in spec.get("layer", []) for found in _views(inner)]
    for axis in ("x", "y"):
        own = [spec["encoding"][axis]] if axis in spec.get("encoding", {}) else []
        below = [channels for name, channels in layers if name == axis]
        apart = "independent" in (spec.get("resolve", {}).get(kind, {}).get(axis) for kind in ("axis", "scale"))
        if apart:
            yield from ((axis, own + channels) for channels in below)
        else:
            yield axis, own + [channel for channels in below for channel in channels]


def _title(channel: Spec) -> str:
    """The title that a channel gives itself; a column's bare name is none."""
    axis = channel.get("axis") or {}
    title = axis["title"] if "title" in axis else channel.get("title")
    text = " ".join(title) if isinstance(title, list) else title or ""
    return "" if text == channel.get("field") else text.strip()


def untitled(spec: Spec) -> list[str]:
    """A sentence for each x or y axis of quantities without a title of its own; an axis that is not drawn needs none.

    ``spec`` is a Vega-Lite specification. Layers share their axes, so one of them may give the title. Axes of
    categories and of dates may do without: their labels speak.

    >>> untitled({"encoding": {"x": {"field": "gdp", "type": "quantitative"}, "y": {"field": "state", "type": "nominal"}}})
    ["The x axis ('gdp') has no title of its own. Say what it measures, with the unit: alt.X('gdp:Q', title='…')."]
    """
    found = []
    for axis, channels in _views(spec):
        measured = [c for c in channels if c.get("type") == "quantitative" and c.get("axis", {}) is not None]
        if measured and not any(map(_title, channels)):
            field = measured[0].get("field", measured[0].get("aggregate", "a value"))
            found.append(
                f"The {axis} axis ({field!r}) has no title of its own. Say what it measures, with the unit: "
                f"alt.{axis.upper()}('{field}:Q', title='…')."
            )
    return found
