"""What the measures of capacity ask of amounts, years and confidence levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def amounts(table: pd.DataFrame, columns: Sequence[str], what: str, missing: bool = False) -> None:
    """Raise CourseError unless these columns hold finite numbers of zero or more, without gaps unless allowed."""
    import numpy as np

    numeric(table, columns, what)
    for name in columns:
        values = table[name].to_numpy(dtype=float, na_value=np.nan)
        known = values[~np.isnan(values)]
        if len(known) < len(values) and not missing:
            raise CourseError(
                f"The column {name} of the {what} lacks {len(values) - len(known)} of {len(values)} values. "
                "Fill them or leave those rows out first, and say which you did."
            )
        if not np.isfinite(known).all() or (known < 0).any():
            raise CourseError(
                f"The column {name} of the {what} must hold finite numbers of zero or more, but it runs from "
                f"{known.min():g} to {known.max():g}. Correct or leave out those rows."
            )


def whole(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError unless these columns hold whole numbers of zero or more, without gaps."""
    amounts(table, columns, what)
    for name in columns:
        if table[name].mod(1).ne(0).any():
            raise CourseError(f"The column {name} of the {what} must hold whole numbers; round or correct it.")


def confidence(level: float) -> None:
    """Raise CourseError unless a confidence level lies between 0 and 1."""
    if not 0 < level < 1:
        raise CourseError(f"The level of an interval must lie between 0 and 1, such as 0.95, but {level} came.")
