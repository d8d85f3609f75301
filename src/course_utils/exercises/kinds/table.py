"""An answer that is a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any

from course_utils.exercises.question import Check, number, shown

if TYPE_CHECKING:
    import pandas as pd

MOST = 200_000  # rows; beyond that something was multiplied that should have been matched


@dataclass(frozen=True)
class Table:
    """A table with named columns, whose rows may stand in any order and whose key may stand in the index.

    columns: the names that must be there, each with what it holds: "number", "whole" or "text".
    key: the columns that tell rows apart. limits: lowest and highest value of a column, where there are any.
    A Series is taken for a table of its index and its values; more columns than asked for do no harm.

    >>> import pandas as pd
    >>> kind = Table({"year": "whole", "share": "number"}, key=("year",), limits={"share": (0, 1)})
    >>> kind.tidy(pd.Series({2001: 0.5, 2000: 1}, name="share").rename_axis("year")).values.tolist()
    [[2000.0, 1.0], [2001.0, 0.5]]
    """

    columns: Mapping[str, str]
    key: tuple[str, ...]
    limits: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def checks(self) -> Iterator[Check]:
        """A table; its columns, their types and its key; the limits."""
        yield Check("type", "a table", self._type)
        yield Check("shape", f"the columns {', '.join(self.columns)}", self._columns)
        yield Check("shape", f"one row for each {' and '.join(self.key)}", self._key)
        if self.limits:
            yield Check("range", f"{', '.join(self.limits)} within limits", self._range)

    def plain(self, came: Any) -> pd.DataFrame:
        """As :meth:`tidy`."""
        return self.tidy(came)

    def tidy(self, came: Any) -> pd.DataFrame:
        """The answer with its columns in one order and its rows in the order of the key, numbers as floats."""
        import pandas as pd

        table = self._frame(came)
        columns = {
            name: table[name].astype("str") if kind == "text" else _floats(table[name])
            for name, kind in self.columns.items()
        }
        return pd.DataFrame(columns).sort_values(list(self.key), ignore_index=True)

    def difference(self, came: Any, expected: pd.DataFrame, tolerance: float = 1e-9) -> str:
        """What sets the answer apart from the expected table, in a sentence; empty where nothing does."""
        ours, theirs = self.tidy(came), self.tidy(expected)
        keys = list(self.key)
        if not ours[keys].equals(theirs[keys]):
            rows = f"Expected {len(theirs):,} rows, but {len(ours):,} came"
            both = theirs[keys].merge(ours[keys], how="outer", indicator="which side")
            for side, words in (("left_only", "the table lacks the row"), ("right_only", "there is a row too many:")):
                odd = both[both["which side"] == side]
                if len(odd):
                    return f"{rows}; {words} {_row(odd.iloc[0], keys)}."
            return f"{rows}; some stand there twice."
        for name in [name for name in self.columns if name not in keys]:
            one, other = theirs[name], ours[name]
            same = (one == other) | (one.isna() & other.isna())
            if self.columns[name] != "text":
                same |= (one - other).abs() <= tolerance
            if not same.all():
                row = int((~same).to_numpy().argmax())
                return (
                    f"For {_row(theirs.iloc[row], keys)} the column {name} should hold {_value(one[row])}, "
                    f"but {_value(other[row])} came."
                )
        return ""

    def _frame(self, came: Any) -> pd.DataFrame:
        """A table with all that is named in columns, the index among them where it has a name that is asked for."""
        import pandas as pd

        if isinstance(came, pd.Series):
            values = [name for name in self.columns if name not in self.key] or list(self.columns)
            came = came.to_frame(came.name if came.name in self.columns else values[0])
        # A name that is an index level and a column too means two things to pandas: the column counts.
        lost = [
            level for level, name in enumerate(came.index.names) if name not in self.columns or name in came.columns
        ]
        table = came.reset_index(level=lost, drop=True) if lost else came
        return table if len(lost) == came.index.nlevels else table.reset_index()

    def _type(self, came: Any) -> None:
        import pandas as pd

        assert isinstance(came, pd.DataFrame | pd.Series), (
            f"Expected a table (a pandas DataFrame), but {shown(came)} came. Put the table itself into the variable."
        )
        assert len(came) <= MOST, (
            f"Expected a table of a size for this question, but {len(came):,} rows came. Does a merge match on too few columns?"
        )

    def _columns(self, came: Any) -> None:
        table = self._frame(came)
        expected = f"Expected the columns {', '.join(self.columns)}"
        lacking = [name for name in self.columns if name not in table.columns]
        if lacking:
            there = ", ".join(map(str, list(table.columns)[:20]))
            index = " Does it stand in the index? Name that with .rename_axis(…)." if _nameless(came.index) else ""
            raise AssertionError(
                f"{expected}, but there is no {' and no '.join(lacking)}. There is: {there or 'none'}. "
                f"Rename with .rename(columns={{…}}).{index}"
            )
        twice = [name for name in self.columns if list(table.columns).count(name) > 1]
        assert not twice, f"{expected}, but {twice[0]} is there twice. Keep one of them."
        assert len(table), f"{expected} with rows, but no row came. Does a filter let nothing through?"
        for name, kind in self.columns.items():
            if kind == "text":
                continue
            numbers = _floats(table[name])
            assert numbers is not None, (
                f"Expected numbers in the column {name}, but its type is {table[name].dtype}, such as "
                f"{shown(table[name].iloc[0])}. Leave numbers as they are, without text around them."
            )
            known = numbers.dropna()
            parts = known[known != known.round()]
            assert kind == "number" or parts.empty, (
                f"Expected whole numbers in the column {name}, but {number(parts.iloc[0])} stands in it. Count, do not divide."
            )

    def _key(self, came: Any) -> None:
        table = self.tidy(came)
        twice = table[table.duplicated(list(self.key))]
        assert twice.empty, (
            f"Expected one row for each {' and '.join(self.key)}, but {len(twice):,} repeat one, "
            f"first {_row(twice.iloc[0], list(self.key))}. Group, or drop what repeats."
        )

    def _range(self, came: Any) -> None:
        table = self.tidy(came)
        for name, (low, high) in self.limits.items():
            odd = table[(table[name] < low) | (table[name] > high)]
            if len(odd):
                percent = (
                    " Is it per cent? Divide by 100."
                    if high == 1 and table[name].dropna().between(0, 100).all()
                    else ""
                )
                raise AssertionError(
                    f"Expected every {name} between {number(low)} and {number(high)}, but {len(odd):,} of {len(table):,} "
                    f"rows hold another value, first {number(odd[name].iloc[0])} ({_row(odd.iloc[0], list(self.key))}).{percent}"
                )


def _floats(column: pd.Series) -> Any:
    """A column of numbers of any type as floats; None where it holds something else."""
    import pandas as pd
    from pandas.api.types import is_bool_dtype, is_numeric_dtype, is_object_dtype

    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(column.cat.categories.dtype)
    if is_object_dtype(column) and all(
        value is None or value is pd.NA or (isinstance(value, Real | Decimal) and not isinstance(value, bool))
        for value in column
    ):
        return pd.Series([_float(value) for value in column], index=column.index, dtype="float64")
    if not is_numeric_dtype(column) or is_bool_dtype(column):
        return None
    return column.astype("float64")


def _float(value: Any) -> float:
    import pandas as pd

    return float("nan") if value is None or value is pd.NA else float(value)


def _nameless(index: Any) -> bool:
    """Whether an index holds more than row numbers, under no name."""
    import pandas as pd

    return None in index.names and not isinstance(index, pd.RangeIndex)


def _value(value: Any) -> str:
    if value != value:
        return "nothing"
    return number(value) if isinstance(value, float) else str(value)


def _row(row: Any, keys: list[str]) -> str:
    return ", ".join(f"{key} {_key_value(row[key])}" for key in keys)


def _key_value(value: Any) -> str:
    # A year is a name more than a number: no commas.
    return f"{value:.6g}" if isinstance(value, float) and abs(value) < 1e6 else _value(value)
