"""What the measures of this package ask of their tables and numbers."""

from __future__ import annotations

import math
from numbers import Integral
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def finite(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError for text and infinite values; gaps are allowed."""
    import numpy as np

    numeric(table, columns, what)
    for name in columns:
        if np.isinf(table[name].to_numpy("float64", na_value=math.nan)).any():
            raise CourseError(f"The column {name} of the {what} holds an infinite value. Leave it empty where unknown.")


def complete(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError where one of these columns has an empty cell."""
    require(table, columns, what)
    for name in columns:
        if table[name].isna().any():
            raise CourseError(f"The column {name} of the {what} has empty cells. Fill them in or drop those rows.")


def at_least(name: str, value: int, least: int) -> int:
    """A whole number of at least ``least``, of Python or of numpy."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise CourseError(f"{name} must be a whole number of at least {least}, but {value!r} came.")
    return int(value)


def share(name: str, value: float) -> float:
    """A number strictly between 0 and 1."""
    if not 0 < value < 1:
        raise CourseError(f"{name} must lie between 0 and 1, but {value!r} came.")
    return float(value)


def watched(durations: pd.DataFrame, by: str | None = None, more: Sequence[str] = ()) -> pd.DataFrame:
    """Durations with plain types: the group and the columns of ``more``, duration, event and entry.

    Without a column entry nobody entered late, and entry is −1: before any time, so that an end at time 0 counts.
    """
    from pandas.api.types import is_bool_dtype

    what = "table of durations"
    groups = [by] if by else []
    require(durations, ["duration", "event", *groups, *more], what)
    if durations.empty:
        raise CourseError(f"The {what} is empty, so there is nothing to watch.")
    finite(durations, ["duration"], what)
    complete(durations, ["duration", "event", *groups, *more], what)
    if not is_bool_dtype(durations["event"]):
        raise CourseError(
            f"The column event of the {what} must be True (the end was seen) or False (censored), but its type is "
            f"{durations['event'].dtype}. Make it so with astype(bool)."
        )
    if (durations["duration"] < 0).any():
        raise CourseError(f"The {what} has a duration below zero: an end before its start. Correct or drop those rows.")
    plain = durations[[*groups, *more]].assign(
        duration=durations["duration"].astype("float64"), event=durations["event"].astype(bool), entry=-1.0
    )
    if "entry" in durations:
        finite(durations, ["entry"], what)
        complete(durations, ["entry"], what)
        entry = durations["entry"].astype("float64")
        if ((entry < 0) | ((entry > 0) & (entry >= plain["duration"]))).any():
            raise CourseError(
                f"The column entry of the {what} must be 0 (watched from its start) or the age at which watching began, "
                "below the duration."
            )
        plain["entry"] = entry.where(entry > 0, -1.0)
    return plain.reset_index(drop=True)


def grouped(plain: pd.DataFrame, by: str | None) -> list[tuple[dict[str, object], pd.DataFrame]]:
    """The groups in sorted order, each with the columns that name it: none without ``by``."""
    if by is None:
        return [({}, plain)]
    return [({by: name}, group) for name, group in plain.groupby(by, observed=True)]
