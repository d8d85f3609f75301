"""What the measures of legacies ask of pairs of states, yes-or-no columns, counts and confidence levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd


def undirected(pairs: pd.DataFrame, a: str, b: str, what: str) -> list[frozenset[str]]:
    """The two states of each row, whichever comes first; CourseError for a missing state or the same one twice."""
    require(pairs, [a, b], what)
    if pairs[[a, b]].isna().any(axis=None):
        raise CourseError(f"Every row of the {what} needs both states; leave out the rows that lack one.")
    found = [frozenset(map(str, row)) for row in zip(pairs[a], pairs[b], strict=True)]
    alone = next((pair for pair in found if len(pair) == 1), None)
    if alone is not None:
        raise CourseError(f"A pair needs two different states, but a row of the {what} has {next(iter(alone))} twice.")
    return found


def one_row_a_pair(pairs: pd.DataFrame) -> list[frozenset[str]]:
    """As :func:`undirected`, and CourseError where a pair comes twice, in either order."""
    found = undirected(pairs, "state_a", "state_b", "pairs")
    seen: set[frozenset[str]] = set()
    for pair in found:
        if pair in seen:
            raise CourseError(
                f"The pair {' and '.join(sorted(pair))} stands in more than one row of the pairs. Keep one row a pair."
            )
        seen.add(pair)
    return found


def yes_no(table: pd.DataFrame, columns: Sequence[str], what: str) -> np.ndarray:
    """These columns as truth values; CourseError unless they hold only true and false (or 1 and 0), without gaps."""
    import numpy as np

    require(table, columns, what)
    for name in columns:
        if table[name].isna().any() or not table[name].isin([True, False]).all():
            raise CourseError(
                f"The column {name} of the {what} must hold true or false in every row. "
                "Leave out the rows that lack it, or make it a comparison such as table['x'] > 0."
            )
    return np.column_stack([table[name].to_numpy(dtype=bool) for name in columns])


def parts(table: pd.DataFrame, whole: str, part: str, what: str) -> None:
    """Raise CourseError unless two columns hold whole numbers, none negative, the part at most the whole."""
    import numpy as np

    numeric(table, [whole, part], what)
    values = table[[whole, part]].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    if not np.isfinite(values).all() or (values < 0).any() or (values % 1 != 0).any():
        raise CourseError(f"The columns {whole} and {part} of the {what} must hold counts: 0, 1, 2 and so on, no gaps.")
    if (values[:, 1] > values[:, 0]).any():
        raise CourseError(f"In the {what}, {part} is larger than {whole} in a row; it must be a part of it.")


def confidence(level: float) -> None:
    """Raise CourseError unless a confidence level lies between 0 and 1."""
    if not 0 < level < 1:
        raise CourseError(f"The level of an interval must lie between 0 and 1, such as 0.95, but {level} came.")
