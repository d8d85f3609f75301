"""Treaties made, ended and standing, year by year and by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import whole
from course_utils.measures.tables import numeric, require, unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def _years(table: pd.DataFrame, column: str) -> pd.Series:
    """The years of a column of dates or of whole years, missing kept."""
    from pandas.api.types import is_datetime64_any_dtype

    if is_datetime64_any_dtype(table[column]):
        return table[column].dt.year.astype("Int64")
    numeric(table, [column], "treaties")
    if table[column].dropna().mod(1).ne(0).any():
        raise CourseError(f"The column {column} of the treaties must hold dates or whole years.")
    return table[column].astype("Int64")


def treaty_flows(treaties: pd.DataFrame, start: str = "signed", end: str = "terminated") -> pd.DataFrame:
    """Treaties that started and ended in each year, and the stock at its end.

    treaties: one row a treaty, with two columns of dates or years: its start (by signature or entry into force, as
    the caller chooses) and its end (missing while it stands).

    Returns columns year, started, ended, stock (counts; stock is all started minus all ended so far, zero or more) and
    undated (treaties without a start, the same in every row: they never enter the stock, and their end is not
    counted). Years without an event between the first and the last have zeros. Without any dated treaty the table is
    empty.

    Raises CourseError for lacking columns, for columns of neither dates nor whole years, and for a treaty that ends
    in a year before its start.

    Source: Peinhardt and Wellhausen (2016), who set ended investment treaties beside those made.

    >>> import pandas as pd
    >>> treaties = pd.DataFrame({"signed": [1995, 1995, 1997], "terminated": [1997, None, None]})
    >>> treaty_flows(treaties)[["year", "started", "ended", "stock"]].values.tolist()
    [[1995, 2, 0, 2], [1996, 0, 0, 2], [1997, 1, 1, 2]]
    """
    import pandas as pd

    require(treaties, [start, end], "treaties")
    begun, over = _years(treaties, start), _years(treaties, end).where(treaties[start].notna())
    backwards = over.lt(begun).fillna(False)
    if backwards.any():
        raise CourseError(
            f"{int(backwards.sum())} of the treaties end before they start, first in row "
            f"{treaties.index[backwards][0]}. Correct them or leave them out."
        )
    dated = pd.concat([begun, over]).dropna().astype(int)
    years = range(dated.min(), dated.max() + 1) if len(dated) else range(0)
    started = begun.value_counts().reindex(years, fill_value=0).astype("int64")
    ended = over.value_counts().reindex(years, fill_value=0).astype("int64")
    return pd.DataFrame(
        {
            "year": list(years),
            "started": started.to_numpy(),
            "ended": ended.to_numpy(),
            "stock": (started - ended).cumsum().to_numpy(),
            "undated": int(begun.isna().sum()),
        }
    )


def by_period(
    yearly: pd.DataFrame, columns: Sequence[str] = ("started", "ended"), width: int = 5, last: int | None = None
) -> pd.DataFrame:
    """Yearly means over periods of equal width: what a single odd year hides.

    yearly: year and the named columns, one row a year. width: years in a period; periods begin in years that it
    divides (1995-1999, 2000-2004 for 5). last: rows after this year are left out, for series that end half-way.

    Returns columns first, last (years), years (how many of the period are in the table: fewer than width means that
    the mean rests on part of it) and the mean of each named column in its own unit. An empty table gives an empty one.

    Raises CourseError for lacking columns, years given twice, other than numbers, and a width under 1.

    Source: plain arithmetic.

    >>> import pandas as pd
    >>> yearly = pd.DataFrame({"year": [1998, 1999, 2000], "started": [10, 20, 6]})
    >>> by_period(yearly, ["started"]).values.tolist()
    [[1995.0, 1999.0, 2.0, 15.0], [2000.0, 2004.0, 1.0, 6.0]]
    """
    width = whole("width of a period in years", width, 1)
    unique(yearly, ["year"], "yearly counts")
    numeric(yearly, ["year", *columns], "yearly counts")
    kept = yearly if last is None else yearly[yearly["year"] <= last]
    groups = kept.groupby(kept["year"] // width * width)
    means = groups[list(columns)].mean().astype(float)
    means.insert(0, "years", groups.size())
    means.insert(0, "last", means.index + width - 1)
    return means.rename_axis("first").reset_index()
