"""Counts per head, with the states that lack a population kept in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import number
from course_utils.measures.tables import amounts, require, unique

if TYPE_CHECKING:
    import pandas as pd


def per_capita(
    counts: pd.DataFrame, population: pd.DataFrame, column: str = "n", per: float = 1_000_000
) -> pd.DataFrame:
    """A count per so many inhabitants.

    counts: state (and year, if both tables have one) and the named column, zero or more. population: state (and year)
    and population (persons). per: inhabitants in the unit, one million by default.

    Returns the rows of counts with two more columns: population (missing where the other table has none) and rate
    (the count per so many inhabitants, zero or more; missing where the population is). A rate per head favours small
    states: every state has one seat in the General Assembly. Compare :func:`~course_utils.measures.capacity.scaling`,
    which does not assume that a count grows in proportion. An empty table gives an empty table.

    Raises CourseError for lacking columns, a key that repeats, a count that is missing, negative or infinite, and a
    population or unit that is not above zero.

    Source: plain arithmetic.

    >>> import pandas as pd
    >>> embassies = pd.DataFrame({"state": ["AZE", "PAK"], "n": [60, 90]})
    >>> people = pd.DataFrame({"state": ["AZE", "PAK"], "population": [10_000_000, 240_000_000]})
    >>> per_capita(embassies, people)["rate"].tolist()
    [6.0, 0.375]
    """
    require(counts, ["state", column], "counts")
    require(population, ["state", "population"], "populations")
    keys = ["state", "year"] if "year" in counts.columns and "year" in population.columns else ["state"]
    unique(counts, keys, "counts")
    unique(population, keys, "populations")
    amounts(counts, [column], "counts")
    amounts(population, ["population"], "populations", missing=True)
    per = number("unit of the rate", per, above=0)
    if population["population"].eq(0).any():
        raise CourseError("A rate needs a population above zero; correct or leave out the zeros.")
    left = counts.drop(columns="population", errors="ignore").astype({"state": "str"})
    right = population[[*keys, "population"]].astype({"state": "str"})
    merged = left.merge(right, on=keys, how="left", validate="one_to_one")
    people = merged["population"].astype("Float64").astype(float)
    return merged.assign(rate=merged[column].astype(float) / people * per)
