"""Write a table as Parquet, the same bytes for the same content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.catalog.schema import Field, Table

if TYPE_CHECKING:
    import pandas as pd


def _cast(column: pd.Series, field: Field) -> pd.Series:
    import pandas as pd

    if field.values:
        unknown = set(column.dropna().unique()) - set(field.values)
        if unknown:
            raise ValueError(f"{field.name}: values outside its vocabulary: {sorted(map(str, unknown))[:5]}")
        return pd.Series(pd.Categorical(column, categories=list(field.values)), index=column.index)
    if field.type == "integer":
        return column.astype("Int32" if field.missing else "int32")
    if field.type == "number":
        return column.astype("float64")
    if field.type == "boolean":
        return column.astype("boolean" if field.missing else "bool")
    if field.type == "date":
        return pd.to_datetime(column).astype("datetime64[s]")
    if field.state:
        return column.astype("str").astype("category") if not field.missing else column.astype("category")
    return column.astype("str")


def tidy(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The frame with the declared columns, types and row order (sorted by key)."""
    declared = [field.name for field in table.fields]
    if set(frame.columns) != set(declared):
        extra, lacking = set(frame.columns) - set(declared), set(declared) - set(frame.columns)
        raise ValueError(f"{table.name}: columns not declared {sorted(extra)}, declared but absent {sorted(lacking)}")
    frame = frame[declared].copy()
    frame.attrs = {}  # Parquet would store them, and with them where the frame has been
    for field in table.fields:
        frame[field.name] = _cast(frame[field.name], field)
    return frame.sort_values(list(table.key), kind="stable").reset_index(drop=True)


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write the frame; zstd, one row group, no time stamp, so that equal content gives equal bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(frame, preserve_index=False)
    pq.write_table(table, path, compression="zstd", compression_level=19, row_group_size=max(len(frame), 1))
