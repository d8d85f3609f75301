"""A state's military burden against that of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import amounts, complete, require, unique, years

if TYPE_CHECKING:
    import pandas as pd

QUARTILES = ["lower_quartile", "median", "upper_quartile"]


def burden(spending: pd.DataFrame, world: pd.DataFrame) -> pd.DataFrame:
    """Military spending as a share of GDP beside the quartiles of all states in the same year.

    spending: columns state, year and share_of_gdp (per cent). world: columns year, lower_quartile, median and
    upper_quartile of the same share over all states with a figure, one row a year.

    Returns one row for each row of spending with a figure and a year in world: state, year, share_of_gdp, median,
    ratio (share over the median; 1 is the typical state, missing where the median is zero), quarter (1 for the
    lowest quarter of the world's states to 4 for the highest; a share equal to a quartile belongs to the quarter
    below), rank (1 is the largest share among the states of this table in that year; ties share the better rank) and
    n (those states). The rank is among the states at hand, not the world's: only the quarter speaks of the world.

    Raises CourseError for a repeated row, a negative or infinite share, quartiles that are missing or out of order,
    and tables with no year in common.

    >>> import pandas as pd
    >>> spending = pd.DataFrame({"state": ["AZE", "IND"], "year": [2024] * 2, "share_of_gdp": [5.0, 2.2]})
    >>> world = pd.DataFrame({"year": [2024], "lower_quartile": [1.0], "median": [1.6], "upper_quartile": [2.4]})
    >>> burden(spending, world)[["state", "ratio", "quarter", "rank"]].values.tolist()
    [['AZE', 3.125, 4, 1], ['IND', 1.375, 3, 2]]
    """
    require(spending, ["state", "year", "share_of_gdp"], "spending table")
    require(world, ["year", *QUARTILES], "table of the world")
    complete(spending, ["state"], "spending table")
    years(spending, "spending table")
    years(world, "table of the world")
    unique(spending, ["state", "year"], "spending table")
    unique(world, ["year"], "table of the world")
    amounts(spending, ["share_of_gdp"], "spending table", missing=True)
    amounts(world, QUARTILES, "table of the world")
    if not ((world[QUARTILES[0]] <= world["median"]) & (world["median"] <= world[QUARTILES[2]])).all():
        raise CourseError("The quartiles of the world must rise: lower, median, upper.")
    shares = spending.loc[spending["share_of_gdp"].notna(), ["state", "year", "share_of_gdp"]]
    both = shares.assign(state=shares["state"].astype("str")).merge(world[["year", *QUARTILES]], on="year")
    if both.empty:
        raise CourseError("The spending table and the table of the world have no year in common.")
    by_year = both.groupby("year")["share_of_gdp"]
    both = both.assign(
        ratio=both["share_of_gdp"] / both["median"].where(both["median"] > 0),
        quarter=1 + sum((both["share_of_gdp"] > both[name]).astype("int64") for name in QUARTILES),
        rank=by_year.rank(ascending=False, method="min").astype("int64"),
        n=by_year.transform("size"),
    )
    columns = ["state", "year", "share_of_gdp", "median", "ratio", "quarter", "rank", "n"]
    return both.sort_values(["state", "year"], ignore_index=True)[columns]
