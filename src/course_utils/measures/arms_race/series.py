"""Yearly series of states, with their gaps left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import different, one_of, whole
from course_utils.measures.tables import amounts, complete, finite, require, unique, years

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def yearly(
    table: pd.DataFrame,
    value: str,
    states: Sequence[str] | None = None,
    start: int | None = None,
    end: int | None = None,
) -> pd.DataFrame:
    """A series a state with one row for every year, the years without a figure marked.

    table: columns state, year and the one named by ``value`` (numbers of at least zero), one row a state and year.
    states: those to keep, all by default. start, end: first and last year, by default the first and last with a
    figure among the states kept.

    Returns columns state, year, value and missing (True where there is no figure; value is then missing too).
    Nothing is interpolated: a chart shows a gap there, and a change across it is not a yearly change.

    Raises CourseError for an unknown state, a repeated state and year, a negative or infinite value, years out of
    order, and a choice without any figure.

    >>> import pandas as pd
    >>> spending = pd.DataFrame({"state": ["ARM", "ARM"], "year": [1993, 1995], "share_of_gdp": [2.3, 4.1]})
    >>> yearly(spending, "share_of_gdp").values.tolist()
    [['ARM', 1993, 2.3, False], ['ARM', 1994, nan, True], ['ARM', 1995, 4.1, False]]
    """
    import pandas as pd

    what = "yearly table"
    require(table, ["state", "year", value], what)
    complete(table, ["state"], what)
    years(table, what)
    unique(table, ["state", "year"], what)
    amounts(table, [value], what, missing=True)
    known = sorted(table["state"].astype("str").unique())
    chosen = known if states is None else list(states)
    for state in chosen:
        one_of("state in this table", state, known)
    kept = table[table["state"].isin(chosen) & table[value].notna()]
    if kept.empty:
        raise CourseError(f"The {what} has no figure of {value} for these states, so there is no series.")
    first = int(kept["year"].min()) if start is None else whole("first year", start)
    last = int(kept["year"].max()) if end is None else whole("last year", end)
    if first > last:
        raise CourseError(f"The series must start before it ends, but {first} to {last} came.")
    grid = pd.MultiIndex.from_product([chosen, range(first, last + 1)], names=["state", "year"])
    found = kept.assign(state=kept["state"].astype("str")).set_index(["state", "year"])[value].astype("float64")
    every = found.reindex(grid).rename("value").reset_index()
    return every.assign(missing=every["value"].isna())


def pair_of_series(pair: pd.DataFrame) -> pd.DataFrame:
    """The columns year, x and y as plain numbers, by year; CourseError for anything else.

    >>> import pandas as pd
    >>> pair_of_series(pd.DataFrame({"year": [1993, 1992], "x": [2, 1], "y": [4, None]})).values.tolist()
    [[1992.0, 1.0, nan], [1993.0, 2.0, 4.0]]
    """
    what = "pair of series"
    finite(pair, ["x", "y"], what)
    years(pair, what)
    unique(pair, ["year"], what)
    plain = pair[["year", "x", "y"]].astype({"year": "int64", "x": "float64", "y": "float64"})
    return plain.sort_values("year", ignore_index=True)


def indexed(
    table: pd.DataFrame,
    value: str,
    base: int,
    states: Sequence[str] | None = None,
    start: int | None = None,
    end: int | None = None,
) -> pd.DataFrame:
    """Series as an index, 100 in a base year, so that states of unlike size fit one chart.

    Input as for :func:`yearly`. base: the year that is set to 100.

    Returns the columns of :func:`yearly` and index (100 times the value over that of the base year; missing where the
    value is). The choice of base year moves every line: try another one before trusting a crossing.

    Raises CourseError as :func:`yearly` does, and for a state whose base year has no figure or a zero.

    >>> import pandas as pd
    >>> spending = pd.DataFrame({"state": ["AZE"] * 2, "year": [2004, 2006], "constant_usd": [500.0, 1500.0]})
    >>> indexed(spending, "constant_usd", base=2004)["index"].tolist()
    [100.0, nan, 300.0]
    """
    lines = yearly(table, value, states, start, end)
    at_base = lines[lines["year"] == whole("base year", base)].set_index("state")["value"]
    bad = [state for state in lines["state"].unique() if not at_base.get(state, 0) > 0]
    if bad:
        raise CourseError(f"The base year {base} needs a figure above zero for each state; {', '.join(bad)} lack one.")
    return lines.assign(index=100 * lines["value"] / lines["state"].map(at_base).astype("float64"))


def two_series(
    table: pd.DataFrame, value: str, a: str, b: str, start: int | None = None, end: int | None = None
) -> pd.DataFrame:
    """The series of two states side by side: the input of the model and of the lags.

    Input as for :func:`yearly`. a, b: the two states.

    Returns columns year, x (the figure of a) and y (that of b), one row for every year, missing where a state has none.
    Raises CourseError as :func:`yearly` does, and where a and b are the same state.

    >>> import pandas as pd
    >>> spending = pd.DataFrame({"state": ["PAK", "IND", "PAK"], "year": [2000, 2000, 2001],
    ...                          "share_of_gdp": [4.2, 2.9, 3.9]})
    >>> two_series(spending, "share_of_gdp", "PAK", "IND").values.tolist()
    [[2000.0, 4.2, 2.9], [2001.0, 3.9, nan]]
    """
    import pandas as pd

    different("states", a, b)
    both = yearly(table, value, [a, b], start, end).pivot(index="year", columns="state", values="value")
    return pd.DataFrame({"year": both.index, "x": both[a].to_numpy(), "y": both[b].to_numpy()})
