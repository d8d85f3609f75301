"""Make what is missing visible: a row without values for every place that has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import require, unique

if TYPE_CHECKING:
    import pandas as pd


def grid(table: pd.DataFrame, rows: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """The table with one row for each of ``rows`` in each of ``columns``; what it lacks is missing, not guessed.

    >>> import pandas as pd
    >>> cells = pd.DataFrame({"topic": ["a", "b"], "pair": ["one", "two"], "n": [3, 4]})
    >>> grid(cells, cells[["pair"]], cells[["topic"]])["n"].tolist()
    [3.0, nan, nan, 4.0]
    """
    keys = [*rows.columns, *columns.columns]
    unique(table, keys, "table")
    return rows.merge(columns, how="cross").merge(table, on=keys, how="left")[table.columns.tolist()]


def gaps(table: pd.DataFrame, over: str = "year", by: Sequence[str] = (), every: int = 1) -> pd.DataFrame:
    """The table with a row for every year of the calendar, so that a line breaks where nothing was observed.

    A line chart joins the points before and after a year that has no row, and so invents what lies between. Nothing
    is interpolated here: a row that was lacking holds ``over``, the columns ``by``, and missing values.

    table: a column ``over`` of whole numbers and any other columns. over: the calendar's column. by: the columns that
    name a line; those that always go together (code and name of a state) all belong here, or they will be missing in
    the new rows. every: years from one row to the next, such as 4 for periods of four years.

    Returns the same columns, from the first to the last year of the whole table for each line, lines in their order
    of appearance. Columns of whole numbers that come to miss values turn into decimal numbers.

    Raises CourseError where a line has two rows for a year, ``over`` holds anything but whole numbers or years that
    the step leaves out, or the table is empty.

    >>> import pandas as pd
    >>> seen = pd.DataFrame({"year": [1998, 2000], "share": [0.5, 0.7]})
    >>> gaps(seen)["share"].tolist()
    [0.5, nan, 0.7]
    """
    import pandas as pd
    from pandas.api.types import is_integer_dtype

    require(table, [over, *by], "table")
    if table.empty:
        raise CourseError("The table is empty, so there is no calendar to fill. Check the filter that came before.")
    if every < 1:
        raise CourseError(f"The step must be a whole number above 0, but {every} came.")
    if not is_integer_dtype(table[over]) or table[over].isna().any():
        raise CourseError(
            f"The column {over} must hold whole numbers, but its type is {table[over].dtype}"
            f"{' with missing values' if table[over].isna().any() else ''}. "
            "Drop rows without a year, and convert with .astype(int); number months as 12 * year + month."
        )
    first, last = int(table[over].min()), int(table[over].max())
    off = table.loc[(table[over] - first) % every != 0, over]
    if len(off):
        raise CourseError(f"The calendar runs from {first} in steps of {every}, but {over} {off.iloc[0]} is not on it.")
    calendar = pd.DataFrame({over: range(first, last + 1, every)}).astype(table[over].dtype)
    if not by:
        unique(table, [over], "table")
        return calendar.merge(table, on=over, how="left")[table.columns.tolist()]
    return grid(table, table[list(by)].drop_duplicates(), calendar)
