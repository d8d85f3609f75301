"""Counts that can be counts, a level that can be a level, and each count beside the length of its speech."""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING

from course_utils.errors import CourseError, unknown
from course_utils.measures.tables import numeric, require, unique

if TYPE_CHECKING:
    import pandas as pd


def whole(table: pd.DataFrame, column: str, what: str) -> None:
    """Raise CourseError unless the column holds whole numbers of at least 0, none missing.

    >>> import pandas as pd
    >>> whole(pd.DataFrame({"count": [0, 3]}), "count", "word counts")
    """
    numeric(table, [column], what)
    # A missing or infinite value leaves no remainder of 0 either.
    wrong = table.loc[~((table[column] >= 0) & (table[column] % 1 == 0)), column]
    if len(wrong):
        raise CourseError(
            f"The column {column} of the {what} must hold whole numbers of at least 0, none missing, but "
            f"{len(wrong)} rows hold something else, first {wrong.iloc[0]}."
        )


def between(level: float) -> float:
    """The level of an interval, or CourseError unless it lies between 0 and 1.

    >>> between(0.95)
    0.95
    """
    if not 0 < level < 1:
        raise CourseError(f"The level of an interval must lie between 0 and 1, such as 0.95, but {level!r} came.")
    return level


def columns(by: str | list[str] | None) -> list[str]:
    """The names in ``by`` as a list.

    >>> columns("state"), columns(None)
    (['state'], [])
    """
    return [by] if isinstance(by, str) else list(by or [])


def beside_lengths(
    terms: pd.DataFrame, speeches: pd.DataFrame, by: str | list[str] | None, window: int | None
) -> tuple[pd.DataFrame, list[str]]:
    """One row for each speech with words and each term, and the columns that group them.

    The columns that both tables share (state, year, session) say which speech a count belongs to.

    >>> import pandas as pd
    >>> terms = pd.DataFrame({"state": ["AZE"], "year": [1999], "term": ["kinship"], "count": [1]})
    >>> speeches = pd.DataFrame({"state": ["AZE"], "year": [1999], "words": [2000]})
    >>> beside_lengths(terms, speeches, "state", 10)[0].values.tolist()
    [['AZE', 1999, 2000, 1990, 'kinship', 1]]
    """
    from pandas.api.types import is_numeric_dtype

    require(terms, ["term", "count"], "term counts")
    require(speeches, ["words"], "speeches")
    whole(terms, "count", "term counts")
    whole(speeches, "words", "speeches")
    key = [name for name in speeches.columns if name in terms.columns and name not in ("term", "count", "words")]
    if not key:
        raise CourseError(
            "The term counts and the speeches must share the columns that say which speech is meant, such as state "
            "and year, but they share none."
        )
    for name in key:
        if is_numeric_dtype(terms[name]) != is_numeric_dtype(speeches[name]):
            raise CourseError(
                f"The column {name} must be of one type in both tables, but it is {terms[name].dtype} in the term counts "
                f"and {speeches[name].dtype} in the speeches. Convert one of them."
            )
    unique(speeches, key, "speeches")
    unique(terms, [*key, "term"], "term counts")
    groups = columns(by)
    for name in groups:
        if name not in speeches.columns:
            raise unknown("column of the speeches", name, map(str, speeches.columns))
    table = speeches[list(dict.fromkeys([*key, *groups, "words"]))]
    if window is not None:
        numeric(speeches, ["year"], "speeches")
        if not isinstance(window, Integral) or window < 1:
            raise CourseError(f"The window must be a whole number of years, 1 or more, but {window!r} came.")
        table = table.assign(window=table["year"] // window * window)
        groups.append("window")
    pairs = table.merge(terms[["term"]].drop_duplicates(), how="cross")
    counted = pairs.merge(terms[[*key, "term", "count"]], on=[*key, "term"], how="left")
    lacking = counted[counted["count"].isna()]
    if len(lacking):
        first = ", ".join(f"{name} {lacking[name].iloc[0]}" for name in [*key, "term"])
        raise CourseError(
            f"The term counts lack {len(lacking)} rows for these speeches, first {first}. Each speech needs a row for "
            "each term, with 0 where the term does not occur; or give only the speeches that were counted."
        )
    return counted.astype({"count": "int64"}), groups
