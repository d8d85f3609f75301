"""What every measure asks of a table before it counts: the columns, one row a key, numbers where numbers belong.

Each function takes the table and the table's name in the reader's words (``what``), and raises CourseError with that
name where the table is not as it should be.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd


def require(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError unless ``table`` is a DataFrame that has these columns.

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


def complete(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError where one of these columns has an empty cell.

    >>> import pandas as pd
    >>> complete(pd.DataFrame({"state": ["AZE"], "year": [None]}), ["state"], "votes")
    """
    require(table, columns, what)
    for name in columns:
        empty = int(table[name].isna().sum())
        if empty:
            raise CourseError(
                f"The column {name} of the {what} has empty cells in {empty} of {len(table)} rows. Fill them in, or leave "
                "those rows out, and say which you did."
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


def finite(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError unless these columns hold numbers and none is infinite; missing values are allowed.

    >>> import pandas as pd
    >>> finite(pd.DataFrame({"balance": [-1.5, None]}), ["balance"], "accounts")
    """
    import numpy as np

    numeric(table, columns, what)
    for name in columns:
        if np.isinf(table[name].to_numpy("float64", na_value=math.nan)).any():
            raise CourseError(f"The column {name} of the {what} holds an infinite value. Leave it empty where unknown.")


def amounts(table: pd.DataFrame, columns: Sequence[str], what: str, missing: bool = False) -> None:
    """Raise CourseError unless these columns hold finite numbers of 0 or more, without gaps unless ``missing``.

    >>> import pandas as pd
    >>> amounts(pd.DataFrame({"gdp": [1.5, 0.0]}), ["gdp"], "economies")
    """
    finite(table, columns, what)
    if not missing:
        complete(table, columns, what)
    for name in columns:
        if (table[name] < 0).any():
            raise CourseError(
                f"The column {name} of the {what} must hold numbers of 0 or more, but it goes down to "
                f"{table[name].min():g}. Look for codes of missing values, such as -9, and leave those out."
            )


def natural(table: pd.DataFrame, columns: Sequence[str], what: str, missing: bool = False) -> None:
    """Raise CourseError unless these columns hold whole numbers of 0 or more, without gaps unless ``missing``.

    >>> import pandas as pd
    >>> natural(pd.DataFrame({"seats": [0, 3]}), ["seats"], "memberships")
    """
    amounts(table, columns, what, missing)
    for name in columns:
        broken = table.loc[table[name].notna() & table[name].mod(1).ne(0), name]
        if len(broken):
            raise CourseError(
                f"The column {name} of the {what} must hold whole numbers, but {len(broken)} rows hold something else, "
                f"first {broken.iloc[0]}. Round or correct them."
            )


def years(table: pd.DataFrame, what: str) -> None:
    """Raise CourseError unless the column year holds whole numbers without a gap.

    >>> import pandas as pd
    >>> years(pd.DataFrame({"year": [1992, 1993]}), "spending table")
    """
    from pandas.api.types import is_integer_dtype

    complete(table, ["year"], what)
    if not is_integer_dtype(table["year"]):
        raise CourseError(
            f"The column year of the {what} must hold whole numbers, but its type is {table['year'].dtype}. "
            "Convert it with astype('int64')."
        )


def dates(table: pd.DataFrame, columns: Sequence[str], what: str, missing: bool = False) -> None:
    """Raise CourseError unless these columns hold dates without a time zone, and no gap unless ``missing``.

    >>> import pandas as pd
    >>> dates(pd.DataFrame({"signed": pd.to_datetime(["1995-10-01"])}), ["signed"], "treaties")
    """
    from pandas.api.types import is_datetime64_dtype

    require(table, columns, what)
    for name in columns:
        if not is_datetime64_dtype(table[name]):
            raise CourseError(
                f"The column {name} of the {what} must hold dates without a time zone, but its type is "
                f"{table[name].dtype}. Convert it with pandas.to_datetime."
            )
    if not missing:
        complete(table, columns, what)


def truths(table: pd.DataFrame, columns: Sequence[str], what: str) -> pd.DataFrame:
    """These columns as truth values; CourseError unless they hold only true and false (or 1 and 0), without gaps.

    >>> import pandas as pd
    >>> truths(pd.DataFrame({"rivals": [1, 0]}), ["rivals"], "pairs")["rivals"].tolist()
    [True, False]
    """
    require(table, columns, what)
    for name in columns:
        wrong = table.loc[~table[name].isin([True, False]), name]
        if len(wrong):
            raise CourseError(
                f"The column {name} of the {what} must hold True or False (or 1 and 0) in every row, but {len(wrong)} "
                f"hold something else, first {wrong.tolist()[0]!r}. Leave those rows out, or make the column a "
                "comparison such as table['x'] > 0."
            )
    return table[list(columns)].astype(bool)


def apart(table: pd.DataFrame, columns: Sequence[str], what: str) -> None:
    """Raise CourseError unless each row names two in these two columns, and they are not the same.

    >>> import pandas as pd
    >>> apart(pd.DataFrame({"sender": ["AZE"], "receiver": ["PAK"]}), ["sender", "receiver"], "acts")
    """
    complete(table, columns, what)
    one, other = (table[name].astype("str") for name in columns)
    if (one == other).any():
        raise CourseError(
            f"Each row of the {what} must name two different ones in {' and '.join(columns)}, but one has "
            f"{one[one == other].iloc[0]} twice. Leave such rows out."
        )


def pairs_of(
    table: pd.DataFrame, what: str, a: str = "state_a", b: str = "state_b", once: bool = False
) -> list[tuple[str, str]]:
    """The two ends of each row as text, in alphabetical order, so that a pair has one name whichever comes first.

    Raises CourseError for a row that lacks one or has the same twice and, with ``once``, where a pair stands in two
    rows.

    >>> import pandas as pd
    >>> pairs_of(pd.DataFrame({"state_a": ["PAK", "ARM"], "state_b": ["AZE", "AZE"]}), "pairs")
    [('AZE', 'PAK'), ('ARM', 'AZE')]
    """
    apart(table, [a, b], what)
    ends = zip(table[a].astype("str"), table[b].astype("str"), strict=True)
    pairs = [(one, other) if one < other else (other, one) for one, other in ends]
    if once and len(set(pairs)) < len(pairs):
        first = next(pair for pair, times in Counter(pairs).items() if times > 1)
        raise CourseError(
            f"The {what} must have one row a pair, but {len(pairs) - len(set(pairs))} repeat a pair of {a} and {b} in "
            f"one order or the other, first {' and '.join(first)}. Keep one year or window, or drop the copies."
        )
    return pairs


def columns_of(by: str | Iterable[str] | None) -> list[str]:
    """The names in ``by`` as a list: one, several or none.

    >>> columns_of("state"), columns_of(("state", "year")), columns_of(None)
    (['state'], ['state', 'year'], [])
    """
    return [by] if isinstance(by, str) else list(by or ())


def split(
    table: pd.DataFrame, by: str | Iterable[str] | None, what: str
) -> Iterator[tuple[dict[str, object], pd.DataFrame]]:
    """The groups of a table in sorted order, each with what names it; without ``by`` the whole table, even if empty.

    Raises CourseError for a column that is not there.

    >>> import pandas as pd
    >>> [(name, len(part)) for name, part in split(pd.DataFrame({"state": ["PAK", "AZE", "PAK"]}), "state", "votes")]
    [({'state': 'AZE'}, 1), ({'state': 'PAK'}, 2)]
    """
    names = columns_of(by)
    for name in names:
        one_of(f"column of the {what}", name, table.columns)
    if not names:
        yield {}, table
        return
    for label, part in table.groupby(names, observed=True):
        yield dict(zip(names, label, strict=True)), part
