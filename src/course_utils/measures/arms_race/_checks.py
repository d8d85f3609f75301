"""What the measures of this package ask of their tables and numbers."""

from __future__ import annotations

import math
from numbers import Integral
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric, require, unique

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

PARAMETERS = ("k", "a", "g", "l", "b", "h")


def finite(table: pd.DataFrame, columns: Sequence[str], what: str, negative: bool = False) -> None:
    """Raise CourseError for text, infinite values and, unless ``negative``, values below zero. Gaps are allowed."""
    import numpy as np

    numeric(table, columns, what)
    for name in columns:
        values = table[name].to_numpy("float64", na_value=math.nan)
        if np.isinf(values).any():
            raise CourseError(f"The column {name} of the {what} holds an infinite value. Leave it empty where unknown.")
        if not negative and (values < 0).any():
            raise CourseError(f"The column {name} of the {what} holds a value below zero, which it cannot have.")


def named(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError where a column that says which row it is has an empty cell."""
    require(table, columns, what)
    for name in columns:
        if table[name].isna().any():
            raise CourseError(f"The column {name} of the {what} has empty cells. Fill them in or drop those rows.")


def years(table: pd.DataFrame, what: str) -> None:
    """Raise CourseError unless the column year holds whole numbers without a gap."""
    from pandas.api.types import is_integer_dtype

    require(table, ["year"], what)
    if not is_integer_dtype(table["year"]) or table["year"].isna().any():
        raise CourseError(
            f"The column year of the {what} must hold whole numbers, but its type is {table['year'].dtype}."
        )


def pair_of_series(pair: pd.DataFrame) -> pd.DataFrame:
    """The columns year, x and y as plain numbers, by year; CourseError for anything else."""
    what = "pair of series"
    finite(pair, ["x", "y"], what, negative=True)
    years(pair, what)
    unique(pair, ["year"], what)
    plain = pair[["year", "x", "y"]].astype({"year": "int64", "x": "float64", "y": "float64"})
    return plain.sort_values("year", ignore_index=True)


def six(parameters: Mapping[str, float]) -> tuple[float, ...]:
    """k, a, g, l, b, h as finite numbers, in this order."""
    try:
        numbers = tuple(float(parameters[name]) for name in PARAMETERS)
    except (KeyError, TypeError, ValueError, IndexError):
        raise CourseError(
            f"The model needs six numbers by name, {', '.join(PARAMETERS)}, but this came: {parameters!r}. "
            "Take them from a fit with parameters(fit), or write dict(k=…, a=…, g=…, l=…, b=…, h=…)."
        ) from None
    if not all(math.isfinite(number) for number in numbers):
        raise CourseError(f"The six numbers of the model must be finite, but these came: {numbers}.")
    return numbers


def whole(name: str, value: int) -> int:
    """A whole number, of Python or of numpy."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise CourseError(f"{name} must be a whole number, but {value!r} came.")
    return int(value)


def at_least(name: str, value: int, least: int) -> int:
    """A whole number of at least ``least``."""
    if whole(name, value) < least:
        raise CourseError(f"{name} must be a whole number of at least {least}, but {value!r} came.")
    return int(value)


def positive_or_zero(name: str, value: float) -> float:
    """A finite number that is not below zero."""
    if not (math.isfinite(value) and value >= 0):
        raise CourseError(f"{name} must be a finite number of at least 0, but {value!r} came.")
    return float(value)


def share(name: str, value: float) -> float:
    """A number strictly between 0 and 1."""
    if not 0 < value < 1:
        raise CourseError(f"{name} must lie between 0 and 1, but {value!r} came.")
    return float(value)
