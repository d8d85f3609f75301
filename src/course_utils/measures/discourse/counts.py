"""Each count of a term beside the length of its speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of, whole
from course_utils.measures.tables import columns_of, natural, numeric, require, unique

if TYPE_CHECKING:
    import pandas as pd


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
    natural(terms, ["count"], "term counts")
    natural(speeches, ["words"], "speeches")
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
    groups = columns_of(by)
    for name in groups:
        one_of("column of the speeches", name, speeches.columns)
    table = speeches[list(dict.fromkeys([*key, *groups, "words"]))]
    if window is not None:
        numeric(speeches, ["year"], "speeches")
        window = whole("window in years", window, 1)
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
