"""Every change that the course makes to a source: data/corrections.csv, applied by the pipeline, undone on demand.

A row of kind "cell" names cells by a selector, says what the source has, what the course puts in its place, in
how many cells, and why. A row of kind "rule" documents a change that a pipeline module makes by a stated rule.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.catalog.schema import Field, HandKept
from course_utils.errors import CourseError, unknown

if TYPE_CHECKING:
    import pandas as pd

FILE = "corrections.csv"

CORRECTIONS = HandKept(
    name="corrections",
    path=FILE,
    title="Corrections to the sources",
    description=(
        "Every change that the course makes to a publisher's data, with the reason and a reference. Rows of kind cell "
        "are applied one by one and can be undone; rows of kind rule describe a change that is made by a stated rule."
    ),
    terms="CC BY 4.0",
    derivation="Kept by hand; found by comparing sources with each other.",
    key=("id",),
    fields=(
        Field("id", "string", "number of the correction, K01 and so on"),
        Field("table", "string", "the table of this course that is corrected"),
        Field("kind", "string", "cell: named cells; rule: a rule that the pipeline follows", values=("cell", "rule")),
        Field(
            "where",
            "string",
            "which rows: column=value, values joined by a comma, ranges as a..b, conditions joined by ;",
        ),
        Field("column", "string", "the column that is changed"),
        Field("was", "string", "what the source has; empty is missing", missing=True),
        Field("becomes", "string", "what the course puts there; empty is missing", missing=True),
        Field("rows", "integer", "how many cells are changed", minimum=1),
        Field("reason", "string", "why the source is taken to be wrong"),
        Field("reference", "string", "where that can be checked"),
    ),
)


@cache
def _read(path: Path, stamp: int) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _all() -> tuple[dict[str, str], ...]:
    from course_utils.catalog.package import data_folder

    try:
        path = data_folder() / FILE
    except CourseError:
        # The pipeline corrects tables before the first descriptor exists.
        path = Path(__file__).resolve().parents[3] / "data" / FILE
    return _read(path, path.stat().st_mtime_ns)


def listed(table: str, id: str | None = None) -> list[dict[str, str]]:
    """The corrections of kind cell for a table, in order; with ``id`` that one alone.

    Raises CourseError for an id that is no such correction.

    >>> [row["where"] for row in listed("votes", "K01")]
    ['roll_call=4828;state=PAK']
    """
    rows = [row for row in _all() if row["table"] == table and row["kind"] == "cell"]
    if id is None:
        return rows
    if id not in {row["id"] for row in rows}:
        raise unknown(f"correction of single cells of {table}", id, {row["id"] for row in rows})
    return [row for row in rows if row["id"] == id]


def _value(text: str, column: pd.Series) -> object:
    import pandas as pd
    from pandas.api import types

    if text == "":
        return None
    if types.is_datetime64_any_dtype(column):
        return pd.Timestamp(text)
    if types.is_bool_dtype(column):
        return text == "true"
    return int(text) if types.is_integer_dtype(column) else text


def _holds(column: pd.Series, value: object) -> pd.Series:
    return column.isna() if value is None else column.eq(value).fillna(False).astype(bool)


def _selected(frame: pd.DataFrame, where: str) -> pd.Series:
    import pandas as pd

    chosen = pd.Series(True, index=frame.index)
    for condition in where.split(";"):
        name, _, values = condition.partition("=")
        column, hit = frame[name], pd.Series(False, index=frame.index)
        for value in values.split(","):
            low, dots, high = value.partition("..")
            if dots:
                hit |= column.between(_value(low, column), _value(high, column))
            else:
                hit |= _holds(column, _value(value, column))
        chosen &= hit
    return chosen


def _change(frame: pd.DataFrame, row: dict[str, str], old: str, new: str) -> pd.DataFrame:
    column = frame[row["column"]]
    cells = _selected(frame, row["where"]) & _holds(column, _value(old, column))
    if cells.sum() != int(row["rows"]):
        raise CourseError(
            f"Correction {row['id']} of {row['table']} should find {old or 'no value'!r} in {row['rows']} cells of "
            f"{row['column']} where {row['where'][:80]}, but found it in {cells.sum()}. The source or the table has "
            f"changed: check the correction in data/{FILE}."
        )
    return frame.assign(**{row["column"]: column.mask(cells, _value(new, column))})


def apply(frame: pd.DataFrame, table: str, say: Callable[[str], None] | None = None) -> pd.DataFrame:
    """The table with every correction of kind cell made.

    frame: the table as built from the sources. say: told one line a correction.
    Raises CourseError when the source does not hold what a correction says that it holds.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [4828], "state": ["PAK"], "vote": ["abstain"]})
    >>> _change(votes, listed("votes", "K01")[0], "abstain", "yes")["vote"].tolist()
    ['yes']
    """
    for row in listed(table):
        frame = _change(frame, row, row["was"], row["becomes"])
        if say:
            say(f"{row['id']}: {row['rows']} cells of {table}.{row['column']}, {row['was']!r} -> {row['becomes']!r}")
    return frame


def revert(frame: pd.DataFrame, table: str, id: str | None = None) -> pd.DataFrame:
    """The table as the source had it: every correction of kind cell undone, or the one called ``id``.

    frame: the whole table, as :func:`course_utils.load` gives it; its ``attrs`` are kept.
    Raises CourseError for an unknown id, or when the table does not hold the corrected values.

    >>> from course_utils import load
    >>> votes = load("votes")
    >>> pakistan = (votes["roll_call"] == 4828) & (votes["state"] == "PAK")
    >>> votes.loc[pakistan, "vote"].item(), revert(votes, "votes", "K01").loc[pakistan, "vote"].item()
    ('yes', 'abstain')
    """
    for row in reversed(listed(table, id)):
        frame = _change(frame, row, row["becomes"], row["was"])
    return frame
