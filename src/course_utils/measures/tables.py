"""What every measure asks of a table before it counts: the columns, one row a key, numbers where numbers belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def require(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError unless ``table`` is a DataFrame that has these columns.

    what: the table in the reader's words, for the message.

    >>> import pandas as pd
    >>> require(pd.DataFrame({"state": ["AZE"]}), ["state"], "votes")
    """
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        raise CourseError(f"The {what} must be a table (a pandas DataFrame), but a {type(table).__name__} came.")
    lacking = [name for name in columns if name not in table.columns]
    if lacking:
        has = ", ".join(str(name) for name in table.columns) or "none"
        raise CourseError(
            f"The {what} must have the columns {', '.join(columns)}. Lacking: {', '.join(lacking)}; it has: {has}."
        )


def unique(table: pd.DataFrame, keys: Sequence[str], what: str) -> None:
    """Raise CourseError where two rows share a key; the message shows the first such key.

    >>> import pandas as pd
    >>> unique(pd.DataFrame({"roll_call": [1, 2]}), ["roll_call"], "roll calls")
    """
    require(table, keys, what)
    twice = table.duplicated(list(keys))
    if twice.any():
        first = ", ".join(f"{key} {value}" for key, value in table.loc[twice, list(keys)].iloc[0].items())
        raise CourseError(
            f"The {what} must have one row for each {' and '.join(keys)}, but {int(twice.sum())} repeat a key, "
            f"first {first}. Drop the copies, or add up the rows, before measuring."
        )


def numeric(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError unless these columns hold numbers; missing values are allowed, truth values are not.

    >>> import pandas as pd
    >>> numeric(pd.DataFrame({"gdp": [1.5, None]}), ["gdp"], "economies")
    """
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    require(table, columns, what)
    for name in columns:
        if not is_numeric_dtype(table[name]) or is_bool_dtype(table[name]):
            raise CourseError(
                f"The column {name} of the {what} must hold numbers, but its type is {table[name].dtype}. "
                "Convert it with pandas.to_numeric."
            )
