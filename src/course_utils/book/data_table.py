"""The data of a chart as HTML tables."""

from __future__ import annotations

from html import escape
from types import NoneType
from typing import Any

Spec = dict[str, Any]
Row = dict[str, Any]

MOST_ROWS = 400  # more than that nobody reads, and the page gets heavy


def chosen(spec: Spec) -> list[tuple[list[Row], dict[str, str]]]:
    """The data sets that the tables show, each with its columns (field -> heading).

    With ``usermeta.course.columns`` (pairs of field and heading, in order): the first data set that has them all, else every data set that
    has some of them. Without: every data set with all its fields, but for shapes of a map.
    """
    datasets = [rows for rows in spec.get("datasets", {}).values() if rows and isinstance(rows[0], dict)]
    wanted = spec.get("usermeta", {}).get("course", {}).get("columns")
    if not wanted:
        plain = [(rows, [k for k, v in rows[0].items() if not isinstance(v, (dict, list))]) for rows in datasets]
        return [(rows, {field: field for field in fields}) for rows, fields in plain if fields]
    wanted = dict(wanted)
    whole = [rows for rows in datasets if set(wanted) <= set(rows[0])]
    if whole:
        return [(whole[0], wanted)]
    some = [(rows, {field: head for field, head in wanted.items() if field in rows[0]}) for rows in datasets]
    return [(rows, columns) for rows, columns in some if columns]


def _cell(value: Any) -> str:
    if value is None:
        return "<td>no data"
    if isinstance(value, bool):
        return "<td>yes" if value else "<td>no"
    return f"<td>{escape(str(value).removesuffix('T00:00:00'))}"


def table(rows: list[Row], columns: dict[str, str], caption: str) -> str:
    """One table in a box that scrolls by itself and can be reached by keyboard.

    >>> print(table([{"y": 1992, "v": None}], {"y": "Year", "v": "Share"}, "Shares"))
    <div class="table-box" role="region" tabindex="0" aria-label="Shares"><table class="n1 n2"><caption>Shares</caption>
    <thead><tr><th scope="col">Year<th scope="col">Share<tbody>
    <tr><th>1992<td>no data
    </table></div>
    """
    shown = rows[:MOST_ROWS]
    label = escape(caption)
    if len(rows) > MOST_ROWS:
        caption = f"{caption} (the first {MOST_ROWS} of {len(rows):,} rows)"
    head = "".join(f'<th scope="col">{escape(heading)}' for heading in columns.values())
    numbers = [
        f"n{place}"
        for place, field in enumerate(columns, start=1)
        if all(type(row.get(field)) in (int, float, NoneType) for row in shown)
    ]
    lines = []
    for row in shown:
        first, *rest = (_cell(row.get(field)) for field in columns)
        lines.append(f"<tr><th>{first.split('>', 1)[1]}{''.join(rest)}")
    # End tags of cells and rows are optional in HTML, and a heading that begins a row is that row's: half the weight.
    body = "\n".join(lines)
    return (
        f'<div class="table-box" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="{" ".join(numbers)}"><caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{head}<tbody>\n{body}\n</table></div>"
    )


def tables(spec: Spec, title: str) -> str:
    """All tables of a chart, or a sentence when it has no data of its own."""
    parts = chosen(spec)
    if not parts:
        return "<p>This chart has no data table.</p>"
    name = f"Data of the chart: {title}" if title else "Data of the chart"
    many = len(parts) > 1
    return "".join(
        table(rows, columns, f"{name} (part {number})" if many else name)
        for number, (rows, columns) in enumerate(parts, start=1)
    )
