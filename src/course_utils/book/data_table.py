"""The data of a chart as tables: which columns, under which headings. The page shows them, a CSV file holds them."""

from __future__ import annotations

import csv
import io
from typing import Any

Spec = dict[str, Any]
Row = dict[str, Any]


def chosen(spec: Spec) -> list[tuple[str, dict[str, str]]]:
    """The data sets that the tables show, each with its name and its columns (field -> heading).

    With ``usermeta.course.columns`` (pairs of field and heading, in order): the first data set that has them all, else every data set that
    has some of them. Without: every data set with all its fields, but for shapes of a map.

    >>> chosen({"datasets": {"data-1": [{"year": 1992, "share": 0.5}]}})
    [('data-1', {'year': 'year', 'share': 'share'})]
    """
    datasets = {name: rows for name, rows in spec.get("datasets", {}).items() if rows and isinstance(rows[0], dict)}
    wanted = spec.get("usermeta", {}).get("course", {}).get("columns")
    if not wanted:
        plain = {
            name: [k for k, v in rows[0].items() if not isinstance(v, (dict, list))] for name, rows in datasets.items()
        }
        return [(name, {field: field for field in fields}) for name, fields in plain.items() if fields]
    wanted = dict(wanted)
    whole = [name for name, rows in datasets.items() if set(wanted) <= set(rows[0])]
    if whole:
        return [(whole[0], wanted)]
    some = [(name, {k: head for k, head in wanted.items() if k in rows[0]}) for name, rows in datasets.items()]
    return [(name, columns) for name, columns in some if columns]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.removesuffix("T00:00:00") if isinstance(value, str) else value


def as_csv(rows: list[Row], columns: dict[str, str]) -> str:
    """A table as CSV, with its headings; where there are no data the cell is empty.

    >>> as_csv([{"year": 1992, "share": None, "x": 1}], {"year": "Year", "share": "Share of votes, %"})
    'Year,"Share of votes, %"\\r\\n1992,\\r\\n'
    """
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(columns.values())
    writer.writerows([_cell(row.get(field)) for field in columns] for row in rows)
    return made.getvalue()
