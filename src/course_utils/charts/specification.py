"""A chart as a normalised Vega-Lite specification: equal charts give equal JSON.

Altair names views, parameters and data sets by a hash of their bytes, and writes floats to the last bit.
Both can change from one processor to the next without the chart changing.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

# JupyterLab 4.6 and VS Code carry Vega-Lite 5; the charts of this course keep to what 5 and 6 share (tested).
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.20.1.json"
DIGITS = 6
_HASHED = re.compile(r"\b(view_|param_|data-)[0-9a-f]{16,32}(?:_\d+)?\b")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        short = float(f"{value:.{DIGITS}g}")
        return int(short) if short.is_integer() and abs(short) < 1e15 else short
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return value


def spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The Vega-Lite specification of a chart, normalised.

    >>> import altair as alt, pandas as pd
    >>> chart = alt.Chart(pd.DataFrame({"x": [1 / 3]})).mark_point().encode(x="x:Q")
    >>> spec(chart)["datasets"]
    {'data-1': [{'x': 0.333333}]}
    """
    return normalise(chart.to_dict())


def normalise(raw: dict[str, Any]) -> dict[str, Any]:
    """The same specification in one form: floats to six significant digits, keys sorted, and views,
    parameters and data sets that Altair named by itself numbered by first appearance.

    >>> normalise({"data": {"name": "data-" + 32 * "0"}, "datasets": {"data-" + 32 * "0": [{"y": 0.1 + 0.2}]}})
    {'data': {'name': 'data-1'}, '$schema': '...', 'datasets': {'data-1': [{'y': 0.3}]}}
    """
    raw = _rounded(raw)
    datasets = raw.pop("datasets", {})
    numbers: dict[str, str] = {}
    counts: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        name, kind = match.group(0), match.group(1)
        if name not in numbers:
            counts[kind] = counts.get(kind, 0) + 1
            numbers[name] = f"{kind}{counts[kind]}"
        return numbers[name]

    plain = json.loads(_HASHED.sub(number, json.dumps(raw, sort_keys=True, ensure_ascii=False)))
    plain["$schema"] = SCHEMA
    if datasets:
        plain["datasets"] = {numbers.get(name, name): rows for name, rows in datasets.items()}
    return plain
