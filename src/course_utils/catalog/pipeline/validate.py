"""Compare a table with its schema; every breach is one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states

if TYPE_CHECKING:
    import pandas as pd


def _dtype_fits(column: pd.Series, kind: str) -> bool:
    from pandas.api import types

    fits = {
        "integer": types.is_integer_dtype,
        "year": types.is_integer_dtype,
        "number": types.is_numeric_dtype,
        "boolean": types.is_bool_dtype,
        "date": types.is_datetime64_any_dtype,
        "string": lambda c: types.is_string_dtype(c) or isinstance(c.dtype, _categorical()),
    }
    return kind in fits and fits[kind](column)


def _categorical() -> type:
    import pandas as pd

    return pd.CategoricalDtype


def breaches(frame: pd.DataFrame, resource: dict) -> list[str]:
    """What in the table breaks the schema of its descriptor entry; an empty list is a pass."""
    found: list[str] = []
    schema = resource["schema"]
    declared = [field["name"] for field in schema["fields"]]
    if list(frame.columns) != declared:
        return [f"columns are {list(frame.columns)}, declared {declared}"]
    if len(frame) != resource["rows"]:
        found.append(f"{len(frame):,} rows, declared {resource['rows']:,}")
    key = schema.get("primaryKey")
    if key and frame.duplicated(key).any():
        found.append(f"key {key} repeats in {int(frame.duplicated(key).sum())} rows")
    known = set(states.codes(historical=True))
    for field in schema["fields"]:
        column, limits = frame[field["name"]], field.get("constraints", {})
        if not _dtype_fits(column, field["type"]):
            found.append(f"{field['name']}: type {column.dtype}, declared {field['type']}")
            continue
        if limits.get("required") and column.isna().any():
            found.append(f"{field['name']}: {int(column.isna().sum())} missing values, none declared")
        if "enum" in limits and (strange := set(column.dropna().unique()) - set(limits["enum"])):
            found.append(f"{field['name']}: values outside the vocabulary: {sorted(strange)[:5]}")
        if "minimum" in limits and (column.dropna() < limits["minimum"]).any():
            found.append(f"{field['name']}: {column.min()} is below the declared minimum {limits['minimum']}")
        if "maximum" in limits and (column.dropna() > limits["maximum"]).any():
            found.append(f"{field['name']}: {column.max()} is above the declared maximum {limits['maximum']}")
        if field.get("state") and (strange := set(column.dropna().astype(str).unique()) - known):
            found.append(f"{field['name']}: not state codes: {sorted(strange)[:5]}")
    return found
