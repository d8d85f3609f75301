"""Read a hand-kept CSV table by its schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean", "string": "str", "year": "Int64"}


def read_csv(path: Path, schema: dict) -> pd.DataFrame:
    """A CSV file as a typed DataFrame; an empty cell is missing, never an empty text.

    Columns whose schema has an ``enum`` come as categoricals in that order, dates as datetime64.
    """
    import pandas as pd

    fields = schema["fields"]
    dates = [field["name"] for field in fields if field["type"] == "date"]
    kinds = {f["name"]: _DTYPES[f["type"]] for f in fields if f["type"] != "date"}
    table = pd.read_csv(path, dtype=kinds, parse_dates=dates, keep_default_na=False, na_values=[""])
    for field in fields:
        values = field.get("constraints", {}).get("enum")
        if values:
            table[field["name"]] = pd.Categorical(table[field["name"]], categories=values)
    return table
