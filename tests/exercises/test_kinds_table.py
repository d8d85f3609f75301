"""Tables: the same one in many forms, and what is said of one that is not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course_utils.exercises import Hints, Question
from course_utils.exercises.examine import examine
from course_utils.exercises.kinds import Table

YEARLY = Table(
    {"state": "text", "year": "whole", "share": "number"}, key=("state", "year"), limits={"share": (0, 1), "year": (1946, 2024)}
)  # fmt: skip
PLAIN = pd.DataFrame({
    "state": ["AZE", "AZE", "PAK", "PAK"], "year": [2000, 2001, 2000, 2001], "share": [0.25, np.nan, 1, 0.5],
})  # fmt: skip


def message(answer: Any, kind: Table = YEARLY) -> str:
    return examine(Question("t-q1", 1, "Count.", ("t",), kind, Hints("a", "b", "c", "d", "e")), answer).message


KEYED = PLAIN.set_index(["state", "year"])


@pytest.mark.parametrize(
    "same",
    [
        PLAIN,
        PLAIN.sample(frac=1, random_state=1),
        PLAIN[["share", "year", "state"]].assign(n=3),
        PLAIN.set_index("state"),
        KEYED,
        KEYED.swaplevel(),
        KEYED["share"],
        KEYED["share"].rename("anything"),
        KEYED["share"].rename(None),
        KEYED.reset_index("year"),
        KEYED.assign(state=PLAIN["state"].to_numpy(), year=PLAIN["year"].to_numpy()),  # in the index and as columns
        PLAIN.set_index("year", drop=False),
        PLAIN.set_index(pd.MultiIndex.from_arrays([PLAIN["year"], range(4)], names=["year", None])),
        PLAIN.set_index(pd.Index(list("abcd"), name="share")),
        PLAIN.convert_dtypes(),
        PLAIN.convert_dtypes(dtype_backend="pyarrow"),
        PLAIN.astype({"state": "category", "year": "category", "share": "Float64"}),
        PLAIN.astype({"state": "string", "year": "Int64"}),
        PLAIN.astype({"state": "object", "year": "object", "share": "object"}),
        PLAIN.astype({"year": "float32", "share": "float32"}),
        PLAIN.assign(share=[Decimal("0.25"), None, Decimal(1), Decimal("0.5")]),
        PLAIN.assign(share=pd.Series([0.25, pd.NA, 1, 0.5], dtype="object")),
    ],
)
def test_the_same_table_in_many_forms(same: Any) -> None:
    before = same.copy()
    assert message(same) == ""
    assert YEARLY.difference(same, PLAIN, tolerance=1e-6) == ""
    tidy = YEARLY.plain(same)
    assert list(tidy) == ["state", "year", "share"] and isinstance(tidy.index, pd.RangeIndex)
    assert tidy.dtypes.astype("str").tolist() == ["str", "float64", "float64"]
    assert YEARLY.tidy(tidy).equals(tidy)
    assert same.equals(before), "the answer itself must stay as it was"


def test_a_column_that_stands_in_the_index_too_counts_as_it_stands_in_the_columns() -> None:
    both = PLAIN.set_index("year", drop=False).rename_axis("year")
    both["year"] = [1990, 1991, 1990, 1991]
    assert YEARLY.tidy(both)["year"].tolist() == [1990, 1991, 1990, 1991]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: None, "Expected a table (a pandas DataFrame), but None came. Put the table itself into the variable."),
        (lambda t: t.to_dict("list"), "Expected a table (a pandas DataFrame), but a dict of 3 came."),
        (lambda t: t.to_numpy(), "but an array of 4 by 3 came."),
        (lambda t: t.groupby("state"), "but a DataFrameGroupBy came."),
        (lambda t: t.rename(columns={"share": "Share"}), "but there is no share. There is: state, year, Share. Rename with"),
        (lambda t: t.drop(columns=["year", "share"]), "but there is no year and no share. There is: state."),
        (lambda t: t.set_index("year").rename_axis(None), "Does it stand in the index? Name that with .rename_axis(…)."),
        (lambda t: pd.DataFrame(), "There is: none."),
        (lambda t: pd.concat([t, t["year"]], axis=1), "but year is there twice. Keep one of them."),
        (lambda t: t.iloc[:0], "with rows, but no row came. Does a filter let nothing through?"),
        (lambda t: t.assign(share="45 %"), "Expected numbers in the column share, but its type is str, such as '45 %'."),
        (lambda t: t.assign(share=True), "Expected numbers in the column share, but its type is bool, such as True."),
        (lambda t: t.assign(share=pd.Timestamp(2000, 1, 1)), "Expected numbers in the column share, but its type is datetime"),
        (lambda t: t.assign(year=t["year"] + 0.5), "Expected whole numbers in the column year, but 2000.5 stands in it."),
        (lambda t: pd.concat([t, t.tail(1)]), "Expected one row for each state and year, but 1 repeat one, first state PAK, year"),
        (lambda t: t.assign(share=t["share"] * 100),
         "Expected every share between 0 and 1, but 3 of 4 rows hold another value, first 25 (state AZE, year 2000). "
         "Is it per cent? Divide by 100."),
        (lambda t: t.assign(year=t["year"] - 100), "Expected every year between 1,946 and 2,024, but 4 of 4 rows hold"),
        (lambda t: t.assign(share=-1), "but 4 of 4 rows hold another value, first -1 (state AZE, year 2000)."),
        (lambda t: pd.concat([t] * 60_000), "but 240,000 rows came. Does a merge match on too few columns?"),
    ],
)  # fmt: skip
def test_what_is_said_of_another_table(change: Callable[[pd.DataFrame], Any], words: str) -> None:
    said = message(change(PLAIN))
    assert words in said
    assert len(said) < 400


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.iloc[1:], "Expected 4 rows, but 3 came; the table lacks the row state AZE, year 2000."),
        (lambda t: pd.concat([t, t.tail(1).assign(year=2002)]), "there is a row too many: state PAK, year 2002."),
        (lambda t: pd.concat([t, t]), "Expected 4 rows, but 8 came; some stand there twice."),
        (lambda t: t.assign(share=[0.25, np.nan, 1, 0.6]), "For state PAK, year 2001 the column share should hold 0.5, but 0.6 came."),
        (lambda t: t.assign(share=[0.25, 0, 1, 0.5]), "For state AZE, year 2001 the column share should hold nothing, but 0 came."),
        (lambda t: t.assign(share=[0.25, np.nan, 1, np.nan]), "the column share should hold 0.5, but nothing came."),
    ],
)  # fmt: skip
def test_the_first_difference_is_named(change: Callable[[pd.DataFrame], Any], words: str) -> None:
    assert words in YEARLY.difference(change(PLAIN), PLAIN)


def test_texts_are_compared_as_texts_and_large_numbers_are_readable() -> None:
    kind = Table({"state": "text", "bloc": "text", "gdp": "number"}, key=("state",))
    right = pd.DataFrame({"state": ["AZE"], "bloc": ["NAM"], "gdp": [123_456_789.0]})
    assert "the column bloc should hold NAM, but OIC came." in kind.difference(right.assign(bloc="OIC"), right)
    assert "should hold 123,456,789, but 1 came." in kind.difference(right.assign(gdp=1), right)
    assert kind.difference(right.assign(gdp=float("inf")), right.assign(gdp=float("inf"))) == ""


def test_a_table_of_a_key_alone() -> None:
    kind = Table({"state": "text"}, key=("state",))
    assert message(pd.Series(["AZE", "PAK"]), kind) == "" and kind.tidy(pd.Series(["PAK", "AZE"]))[
        "state"
    ].tolist() == ["AZE", "PAK"]
